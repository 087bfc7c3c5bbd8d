"""Journeys: people who write in the same text at the same time, and take back what they wrote."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.person import Person

pytestmark = pytest.mark.browser


def test_a_pilot_and_an_employee_type_in_the_same_statement_and_both_read_both(claire: Person, samir: Person) -> None:
    title = "Expliquer pourquoi un OF a été déplacé"
    claire.go()
    samir.go()
    hers, his = claire.statement(title), samir.statement(title)
    before = claire.words(hers)

    claire.write(hers)
    samir.write(his)
    claire.page.keyboard.press("Control+Home")
    samir.page.keyboard.press("Control+End")
    for one, other in zip("Matin. ", " Soir !", strict=True):
        claire.page.keyboard.type(one)
        samir.page.keyboard.type(other)

    expect(hers).to_contain_text(re.compile(r"Soir\s!"))
    expect(his).to_contain_text("Matin. ")
    claire.expect_words(hers, f"Matin. {before} Soir !")
    samir.expect_words(his, f"Matin. {before} Soir !")
    claire.expect_saved()
    samir.expect_saved()

    claire.go()
    claire.expect_words(claire.statement(title), f"Matin. {before} Soir !")


def test_people_in_the_same_requirement_see_each_other_named(claire: Person, samir: Person) -> None:
    title = "Éditer la fiche suiveuse à jour"
    claire.go()
    samir.go()

    claire.write(claire.statement(title))
    samir.write(samir.statement(title))

    expect(claire.requirement(title).locator(".here-now")).to_have_text("Samir")
    expect(samir.requirement(title).locator(".here-now")).to_have_text("Claire")
    expect(claire.statement(title).locator(".caret")).to_have_text("S")
    expect(samir.page.locator("[data-presence]").get_by_label("Claire")).to_be_visible()

    claire.leave()
    expect(samir.requirement(title).locator(".here-now")).to_have_count(0)


def test_undo_takes_back_the_last_words_of_the_page_wherever_they_were_written(claire: Person, samir: Person) -> None:
    one, other = "Signaler une opération infaisable", "Former au poste, sur de vrais OF"
    claire.go()
    first, second = claire.statement(one), claire.statement(other)
    before = claire.words(first), claire.words(second)
    samir.go()

    _add_at_once(claire, first, " Un.")
    samir.append(samir.statement(one), " Samir.")
    expect(first).to_contain_text("Samir.")
    _add_at_once(claire, second, " Deux.")
    expect(second).to_contain_text("Deux.")
    claire.page.keyboard.press("Control+z")
    expect(second).not_to_contain_text("Deux.")
    claire.page.keyboard.press("Control+z")
    expect(first).not_to_contain_text("Un.")

    claire.expect_words(second, before[1])
    claire.expect_words(first, f"{before[0]} Samir.")
    claire.page.keyboard.press("Control+Shift+z")
    expect(first).to_contain_text("Un.")
    claire.page.keyboard.press("Control+Shift+z")
    expect(second).to_contain_text("Deux.")
    claire.expect_saved()
    expect(samir.statement(other)).to_contain_text("Deux.")


def _add_at_once(person: Person, text: Locator, words: str) -> None:
    """Add words at the end in one go: keys that come slowly are undone one by one."""
    person.write(text)
    person.page.keyboard.press("Control+End")
    person.page.keyboard.insert_text(words)
