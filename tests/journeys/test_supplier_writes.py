"""Journey: a supplier writes with the firm where it is let, for as long as it is let, and proposes again afterwards."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TITLE = "Expliquer pourquoi un OF a été déplacé"


def opened_to(person: Person, supplier: str) -> Locator:
    """The line of « Figer et diffuser » that says what a supplier reads live."""
    return person.page.get_by_role("region", name="Lecture en direct").get_by_role("listitem").filter(has_text=supplier)


def test_a_supplier_writes_with_the_firm_while_it_is_let_and_then_proposes_again(claire: Person, anne: Person) -> None:
    claire.go("/diffuser")
    claire.choose(claire.page.locator("main"), "Partie", "6.3 Informer l’atelier")
    claire.choose(claire.page.locator("main"), "Fournisseur", "Lineval")
    claire.page.get_by_role("button", name="Ouvrir en direct").click()
    opened_to(claire, "Lineval").get_by_role("button", name="Laisser écrire", exact=True).click()
    expect(opened_to(claire, "Lineval")).to_contain_text("lit et écrit")
    claire.go()
    anne.specification = claire.specification
    anne.go()
    before = anne.words(anne.statement(TITLE))

    anne.append(anne.statement(TITLE), " Selon nous.")
    anne.expect_saved()

    claire.expect_words(claire.statement(TITLE), f"{before} Selon nous.")
    expect(claire.page.get_by_text("Lineval lit et écrit ici avec vous").first).to_be_visible()
    claire.append(claire.statement(TITLE), " Selon vous.")
    anne.expect_words(anne.statement(TITLE), f"{before} Selon nous. Selon vous.")

    claire.go("/diffuser")
    opened_to(claire, "Lineval").get_by_role("button", name="Ne plus laisser écrire").click()

    expect(anne.page.get_by_text("Ce texte ne vous est plus ouvert en écriture.")).to_be_visible()
    expect(anne.statement(TITLE)).not_to_have_attribute("data-write", "")
    expect(anne.statement(TITLE)).not_to_have_attribute("contenteditable", "true")
    anne.statement(TITLE).click()
    expect(anne.requirement(TITLE).locator(".drafting")).to_be_visible()
