"""Journey: a text is read again as it was, with who wrote it, compared, brought back, and put as it was."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TITLE = "Expliquer pourquoi un OF a été déplacé"


def test_a_text_is_replayed_compared_and_restored_while_somebody_has_it_open(claire: Person, samir: Person) -> None:
    claire.go()
    samir.go()
    hers, his = claire.statement(TITLE), samir.statement(TITLE)
    before = claire.words(hers)
    claire.append(hers, " Un ajout de Claire.")
    samir.append(his, " Et de Samir.")
    claire.expect_saved()
    samir.expect_saved()
    expect(hers).to_contain_text("Et de Samir.")

    page = claire.page
    page.get_by_role("tab", name="Historique").click()
    page.get_by_role("button", name=re.compile(r"^Voir ce texte\s: Énoncé\s: texte écrit")).first.click()
    panel = page.get_by_role("region", name="Le texte au fil du temps")
    text = panel.locator(".moment")
    expect(text.locator(".by")).to_have_count(2)
    expect(text.locator(".by").last).to_have_text(re.compile(r"Samir .*Et de Samir\."))
    expect(panel.get_by_text("Le texte d’aujourd’hui")).to_be_visible()

    slider = panel.get_by_role("slider", name="Moment du texte")
    slider.press("ArrowLeft")
    expect(slider).to_have_attribute("aria-valuetext", re.compile("Texte de départ$"))
    expect(text).not_to_contain_text("Un ajout")
    expect(text.locator(".by")).to_have_count(0)

    panel.get_by_role("button", name="Dérouler").click()
    expect(panel.get_by_role("button", name="Arrêter")).to_be_visible()
    expect(text).to_contain_text("Et de Samir.")
    expect(panel.get_by_role("button", name="Dérouler")).to_be_visible()
    slider.press("ArrowLeft")
    expect(text).not_to_contain_text("Un ajout")

    panel.get_by_role("button", name="Comparer").click()
    expect(text.locator("ins")).to_contain_text("Un ajout de Claire. Et de Samir.")
    panel.get_by_role("button", name="Comparer").click()

    panel.get_by_role("button", name="Restaurer ce texte").click()
    expect(panel.get_by_text("Le texte dit de nouveau")).to_be_visible()
    for text_of in (his, hers):
        expect(text_of).not_to_contain_text("Un ajout")
    samir.expect_words(his, before)
    claire.expect_words(hers, before)

    panel.get_by_role("button", name="Annuler").click()
    expect(panel.get_by_text("La restauration est annulée.")).to_be_visible()
    expect(his).to_contain_text("Un ajout de Claire. Et de Samir.")
    samir.append(his, " Encore.")
    expect(hers).to_contain_text("Encore.")
    claire.expect_saved()
