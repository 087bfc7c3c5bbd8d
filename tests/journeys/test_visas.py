"""Journeys: two pilots sign a requirement; a word changed lets a visa fall, a refusal leads to arbitration."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TITLE, REWORDED, REFUSED = (
    "Proposer des plannings révisés",
    "Restituer des temps sans nom",
    "Garder la main sur ce qui est diffusé",
)


def to_sign(person: Person, title: str = TITLE) -> Locator:
    """The requirement on the page of what is to be signed."""
    return person.go("/visas").get_by_role("region", name=title)


def seat(card: Locator, name: str) -> Locator:
    return card.get_by_role("listitem").filter(has_text=name)


def test_two_pilots_sign_what_they_read_and_it_is_validated_on_the_page_of_all(
    claire: Person, bruno: Person, samir: Person
) -> None:
    samir.go()
    expect(samir.requirement(TITLE)).to_contain_text("visa travail : attendu")

    card = to_sign(claire)
    card.get_by_role("button", name="Viser").press("Enter")
    expect(seat(card, "Visa travail")).to_contain_text("visé")
    expect(card).to_be_focused()
    expect(samir.requirement(TITLE)).to_contain_text("visa travail : donné, visa production : attendu")
    expect(bruno.go("/accueil").get_by_role("link", name="Lire et viser")).to_be_visible()
    card = to_sign(bruno)
    card.get_by_role("button", name="Viser").click()

    expect(card.get_by_role("status")).to_contain_text("est validée")
    expect(samir.requirement(TITLE).locator(".st-validated")).to_be_visible()


def test_a_word_changed_lets_a_visa_fall_and_one_seat_confirms_that_it_is_only_wording(
    claire: Person, bruno: Person
) -> None:
    card = to_sign(claire, REWORDED)
    card.get_by_role("button", name="Viser").click()
    expect(seat(card, "Visa travail")).to_contain_text("visé")
    bruno.go()
    bruno.append(bruno.statement(REWORDED), " Au choix.")
    bruno.expect_saved()
    expect(bruno.requirement(REWORDED)).to_contain_text("visa travail : attendu")

    card = to_sign(claire, REWORDED)
    expect(seat(card, "Visa travail")).to_contain_text("tombé")
    expect(card.get_by_role("region", name="Depuis votre visa").locator("ins")).to_contain_text("Au choix.")
    card.get_by_role("button", name="Confirmer : seule la rédaction a changé").click()

    expect(seat(card, "Visa travail")).to_contain_text("visé")
    expect(bruno.requirement(REWORDED)).to_contain_text("visa travail : donné")


def test_a_visa_is_refused_with_a_reason_that_the_other_pilot_reads_in_the_details(
    claire: Person, bruno: Person
) -> None:
    card = to_sign(bruno, REFUSED)
    card.get_by_role("button", name="Refuser le visa, parce que…").click()
    card.get_by_role("textbox").fill("Deux plannings, c’est un de trop.")
    card.get_by_role("button", name="Refuser le visa", exact=True).click()
    expect(card.get_by_role("status")).to_contain_text("arbitrage")

    claire.go()
    claire.requirement(REFUSED).locator("[data-open=facts]").click()

    dialog = claire.page.get_by_role("dialog")
    expect(dialog.get_by_role("region", name="Visas")).to_contain_text("Deux plannings, c’est un de trop.")
    expect(dialog.get_by_role("region", name="État")).to_contain_text("En arbitrage")
