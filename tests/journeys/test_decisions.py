"""Journey: a refused visa becomes an arbitration; options are weighed, voices given in silence, two visas make the decision."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Opening
from tests.journeys.person import Person
from tests.journeys.test_visas import REFUSED, to_sign
from tests.pdf_words import pages_of

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
VOICE = "Si la machine compte seule, qui corrige quand elle compte faux ?"


def write_effect(person: Person, cell: str, words: str, grade: str = "") -> None:
    """Write what an option does under one aspect, in the cell of this name."""
    page = person.page
    page.get_by_role("button", name=re.compile(f"^{cell}")).click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("L’effet, en mots").fill(words)
    if grade:
        person.choose(dialog, "Puis, si vous voulez le peser", grade)
    dialog.get_by_role("button", name="Enregistrer").click()
    expect(dialog).to_have_count(0)


def give_voice(person: Person, place: str, stances: dict[str, str], words: str = "") -> Locator:
    page = person.go(place)
    for option, stance in stances.items():
        page.get_by_role("radiogroup", name=option).get_by_text(stance, exact=True).click()
    page.locator(".sides").get_by_text("du travail").click()
    page.get_by_label("Pourquoi, en une phrase").fill(words)
    page.get_by_role("button", name="Donner ma voix").click()
    expect(page.get_by_role("status").filter(has_text="Votre voix est donnée")).to_be_visible()
    return page.locator("main")


def test_b4_a_refused_visa_becomes_an_arbitration_that_ends_in_two_visas_and_a_sheet(
    people: Opening, claire: Person, bruno: Person, nadia: Person
) -> None:
    card = to_sign(bruno, REFUSED)
    card.get_by_role("button", name="Refuser le visa, parce que…").click()
    card.get_by_role("textbox").fill("Ce seuil est trop cher à tenir.")
    card.get_by_role("button", name="Refuser le visa", exact=True).click()
    card.get_by_role("link", name="Écrire les options").click()
    bruno.await_life()
    bruno.page.get_by_role("link", name=re.compile("dont un visa est refusé")).click()
    bruno.await_life()
    place = bruno.page.url.split(bruno.specification)[1]

    page = nadia.go(place)
    page.get_by_role("button", name="Ajouter une option").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("L’option, en quelques mots").fill("Maintenant")
    dialog.get_by_role("button", name="Ajouter une option").click()
    expect(dialog).to_have_count(0)
    write_effect(nadia, "Travail, Par étapes", "L’équipe apprend avec ses mots.", "aide beaucoup")
    page.get_by_role("button", name=re.compile("^Travail, Par étapes")).focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("button", name=re.compile("^Travail, Maintenant"))).to_be_focused()
    write_effect(nadia, "Coût, Par étapes", "+ 4 k€")

    page = claire.go(place)
    for name in ("Samir", "Lucie"):
        page.locator("label.tick", has_text=name).click()
    page.get_by_role("button", name="Ouvrir le tour de voix").click()
    expect(page.get_by_role("status")).to_contain_text("0 sur 2")
    samir, lucie = people("Samir", viewport=PHONE), people("Lucie")
    told = {"Par étapes": "pour", "Maintenant": "contre", "Ne rien faire": "plutôt contre"}
    give_voice(samir, place, told, VOICE)
    main = give_voice(lucie, place, told | {"Maintenant": "plutôt pour"})
    assert VOICE not in main.inner_text()
    claire.go(place)
    expect(claire.page.get_by_role("status")).to_contain_text("2 sur 2")
    expect(claire.page.get_by_text(VOICE)).to_have_count(0)
    claire.page.get_by_role("button", name="Fermer le tour et lire les voix").click()
    expect(claire.page.get_by_text(VOICE)).to_be_visible()
    expect(claire.page.get_by_role("row", name=re.compile("^Maintenant"))).to_contain_text("partagé")

    page = claire.page
    page.locator("form").get_by_text("Par étapes", exact=True).click()
    for label, words in (
        ("La décision", "La prise est prévue au lot 2."),
        ("Parce que", "Le travail garde la main."),
        ("On renonce à", "un an de mesures fines."),
        ("On revoit le", "2027-09-15"),
    ):
        page.get_by_label(label, exact=True).fill(words)
    page.get_by_role("button", name="Écrire et viser pour mon siège").click()
    expect(page.get_by_role("listitem").filter(has_text="Visa production")).to_contain_text("attendu")
    bruno.go(place)
    bruno.page.get_by_role("button", name="Viser", exact=True).click()
    expect(bruno.page.get_by_role("listitem").filter(has_text="Visa production")).to_contain_text("visé")

    with bruno.page.expect_download() as download:
        bruno.page.get_by_role("link", name="Fiche de décision (PDF)").click()
    (sheet,) = pages_of(download.value.path().read_bytes())
    assert "La prise est prévue au lot 2." in sheet
    assert "un an de mesures fines." in sheet
    bruno.page.get_by_role("button", name=re.compile("^Proposer d’autres mots")).click()
    bruno.page.get_by_label("L’énoncé après la décision").fill("Le module doit prévoir une prise de signal.")
    bruno.page.get_by_label(re.compile("^Pourquoi")).fill("Décidé ainsi, par étapes.")
    bruno.page.get_by_role("button", name="Proposer", exact=True).click()
    expect(bruno.page.get_by_role("status")).to_contain_text("le changement attend dans le texte")
    samir.go("/decisions")
    expect(samir.page.get_by_role("region", name="Décidé")).to_contain_text("Par étapes")
    claire.go()
    expect(claire.requirement(REFUSED)).to_contain_text("En discussion")
