"""Journeys: who may not write proposes, the pair decides on what the text would become, and no rival learns of it."""

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TITLE = "Signaler une opération infaisable"
OPEN_LIVE = "Expliquer pourquoi un OF a été déplacé"
WHY = "Au poste, on dit « alerter »."
REASON = "Le besoin est ailleurs."


def test_an_employee_proposes_another_passage_changes_and_the_pilot_accepts(
    claire: Person, bruno: Person, samir: Person
) -> None:
    claire.go()
    before = claire.words(claire.statement(TITLE))
    _append_line(claire, claire.statement(TITLE), "Il garde la trace.")
    claire.expect_saved()
    _put_to_sign(claire, TITLE)
    bruno.go()

    # He presses on a text that he may no longer write in, and writes beside it.
    samir.go()
    samir.statement(TITLE).click()
    fork = _written(samir, samir.requirement(TITLE))
    fork.locator("p").first.click(position={"x": 1, "y": 8})
    samir.page.keyboard.type("Sans délai : ")
    expect(fork).to_contain_text("Sans délai")
    expect(bruno.requirement(TITLE).locator(".proposal")).to_have_count(0)
    _submit(samir, samir.requirement(TITLE), WHY)

    # The pilot sees it come, against the text of now.
    card = bruno.requirement(TITLE).locator(".proposal")
    expect(card).to_contain_text(WHY)
    expect(card).to_contain_text("Samir")
    redline = bruno.requirement(TITLE).locator(".redline")
    expect(redline.locator("ins")).to_contain_text("Sans délai")
    claire.requirement(TITLE).locator(".in-place .redline").click()
    expect(claire.statement(TITLE)).to_be_focused()
    claire.page.keyboard.press("Control+End")
    claire.page.keyboard.type(" Un an.")
    claire.expect_saved()
    expect(redline).to_contain_text("Un an.")
    expect(redline.locator("ins")).not_to_contain_text("Un an")

    # By keyboard, with a look at it before.
    bruno.statement(TITLE).focus()
    bruno.page.keyboard.press("a")
    dialog = bruno.page.get_by_role("dialog")
    expect(dialog.locator("ins")).to_contain_text("Sans délai")
    dialog.get_by_role("button", name="Accepter").click()

    expected = f"Sans délai : {before}Il garde la trace. Un an."
    for person in (bruno, claire, samir):
        expect(person.statement(TITLE)).to_contain_text("Sans délai")
        expect(person.statement(TITLE)).to_contain_text("Un an.")
        person.expect_words(person.statement(TITLE), expected)
    answered = samir.requirement(TITLE).locator(".proposal")
    expect(answered).to_contain_text("acceptée")
    answered.get_by_role("button", name="J’ai lu").click()
    expect(answered).to_have_count(0)


def test_a_pilot_who_may_write_prefers_to_propose_and_the_other_declines(claire: Person, bruno: Person) -> None:
    title = "Former au poste, sur de vrais OF"
    claire.go()
    bruno.go()

    claire.write(claire.statement(title))
    claire.page.keyboard.press("Control+Shift+E")
    _written(claire, claire.requirement(title))
    expect(claire.statement(title)).not_to_have_attribute("contenteditable", "true")
    mode = claire.page.get_by_role("toolbar").get_by_role("button", name="Je propose")
    expect(mode).to_have_attribute("aria-pressed", "true")
    claire.page.keyboard.type(" Et le soir.")
    _submit(claire, claire.requirement(title), WHY)

    card = bruno.requirement(title).locator(".proposal")
    card.get_by_role("button", name="En parler").click()
    beside = bruno.page.locator(".context")
    beside.get_by_label("Votre message").fill("Pourquoi le soir ?")
    beside.get_by_role("button", name="Ouvrir le fil").click()
    expect(beside.locator(".thread")).to_contain_text("Pourquoi le soir ?")
    card.get_by_role("button", name="Refuser, parce que…").click()
    card.get_by_label("Parce que…").fill(REASON)
    card.get_by_role("button", name="Refuser", exact=True).click()

    expect(claire.requirement(title).locator(".proposal")).to_contain_text(REASON)
    expect(claire.statement(title)).not_to_contain_text("Et le soir.")


def test_a_supplier_proposes_in_what_is_open_to_it_and_its_rival_sees_nothing(
    claire: Person, anne: Person, paul: Person
) -> None:
    for supplier in ("Lineval", "Orsane"):
        _open_live(claire, "6.3 Informer l’atelier", supplier)
    claire.go()
    for rival in (anne, paul):
        rival.specification = claire.specification
        rival.go()
    before = paul.words(paul.statement(OPEN_LIVE))

    anne.statement(OPEN_LIVE).click()
    _written(anne, anne.requirement(OPEN_LIVE))
    anne.page.keyboard.type(" Selon Lineval.")
    _submit(anne, anne.requirement(OPEN_LIVE), WHY)

    expect(claire.requirement(OPEN_LIVE).locator(".proposal")).to_contain_text("Lineval")
    claire.requirement(OPEN_LIVE).locator(".in-place .redline").click()
    expect(claire.statement(OPEN_LIVE)).to_be_focused()
    claire.page.keyboard.press("Control+End")
    claire.page.keyboard.type(" Bien.")
    expect(paul.statement(OPEN_LIVE)).to_contain_text("Bien.")
    for _ in range(2):
        expect(paul.page.locator(".proposal, .redline, .drafting")).to_have_count(0)
        paul.expect_words(paul.statement(OPEN_LIVE), f"{before} Bien.")
        assert "Selon Lineval" not in paul.page.content()
        assert WHY not in paul.page.content()
        paul.go()


def _append_line(person: Person, text: Locator, words: str) -> None:
    person.write(text)
    person.page.keyboard.press("Control+End")
    person.page.keyboard.press("Enter")
    person.page.keyboard.type(words)


def _written(person: Person, requirement: Locator) -> Locator:
    """The proposed text, once it takes letters."""
    fork = requirement.locator(".drafting .proposed")
    expect(fork).to_have_attribute("contenteditable", "true")
    expect(fork).to_be_focused()
    person.page.keyboard.press("Control+End")
    return fork


def _submit(person: Person, requirement: Locator, why: str) -> None:
    frame = requirement.locator(".drafting")
    frame.get_by_label("Pourquoi ce changement ?").fill(why)
    frame.get_by_role("button", name="Proposer", exact=True).click()
    expect(frame).to_have_count(0)


def _put_to_sign(person: Person, title: str) -> None:
    person.requirement(title).locator("[data-open=facts]").click()
    dialog = person.page.get_by_role("dialog")
    person.choose(dialog, "Passer à…", "À viser")
    dialog.get_by_role("button", name="Changer l’état").click()
    expect(dialog.get_by_role("region", name="État")).to_contain_text("À viser")
    dialog.get_by_role("button", name="Fermer", exact=True).click()
    expect(dialog).to_have_count(0)
    expect(person.requirement(title).locator(".st-to_sign")).to_be_visible()


def _open_live(person: Person, section: str, supplier: str) -> None:
    form = person.go("/diffuser").get_by_role("region", name="Lecture en direct")
    person.choose(form, "Partie", section)
    person.choose(form, "Fournisseur", supplier)
    form.get_by_role("button", name="Ouvrir en direct").click()
    expect(form.get_by_role("listitem").filter(has_text=supplier)).to_be_visible()
