"""Journeys: one takes back what one did to the order of things, with the keys and from the sentence that tells it."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Opening
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

FIRST, SECOND = "Proposer des plannings révisés", "Signaler la surcharge d’un poste"


def order(person: Person, *titles: str) -> list[str]:
    """These requirements in the order in which they stand on the sheet."""
    shown: list[str] = person.page.locator("main.sheet article.req h3").all_text_contents()
    return sorted(titles, key=lambda title: next(place for place, one in enumerate(shown) if title in one))


def expect_order(person: Person, *titles: str) -> None:
    """Wait until these requirements stand so on the sheet."""
    person.page.wait_for_function(
        """(wanted) => {
            const shown = [...document.querySelectorAll("main.sheet article.req h3")].map((one) => one.textContent);
            const places = wanted.map((title) => shown.findIndex((one) => one.includes(title)));
            return places.every((place, at) => place >= 0 && (at === 0 || place > places[at - 1]));
        }""",
        arg=list(titles),
    )


def test_words_and_a_move_are_undone_in_turn_and_redone_and_the_other_sees_both(claire: Person, bruno: Person) -> None:
    claire.go()
    bruno.go()
    assert order(claire, FIRST, SECOND) == [FIRST, SECOND]
    outline = claire.outline()
    outline.get_by_role("button", name="Ouvrir ou fermer 6.2").click()
    outline.get_by_role("row", name=FIRST).focus()
    claire.page.keyboard.press("Alt+ArrowDown")
    expect_order(bruno, SECOND, FIRST)
    text = claire.statement(FIRST)
    before = claire.words(text)
    claire.append(text, " Toujours.")
    claire.expect_saved()
    bruno.expect_words(bruno.statement(FIRST), before + " Toujours.")

    claire.page.keyboard.press("Control+z")
    bruno.expect_words(bruno.statement(FIRST), before)
    claire.page.keyboard.press("Escape")
    claire.page.keyboard.press("Control+z")

    expect_order(bruno, FIRST, SECOND)
    expect_order(claire, FIRST, SECOND)
    expect(claire.page.get_by_text("C’est annulé.")).to_be_visible()
    claire.page.keyboard.press("Control+Shift+z")
    expect_order(bruno, SECOND, FIRST)
    claire.page.keyboard.press("Control+z")
    expect_order(bruno, FIRST, SECOND)


def test_what_was_withdrawn_comes_back_from_the_sentence_that_tells_it(people: Opening) -> None:
    phone = people("Claire", viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    phone.go()
    phone.page.get_by_role("button", name="Sommaire").click()
    outline = phone.page.get_by_role("navigation", name="Sommaire")
    outline.get_by_role("button", name="Ouvrir ou fermer 6.2").click()
    outline.get_by_role("row", name=SECOND).get_by_role("button", name="Actions sur").click()
    phone.page.get_by_role("menuitem", name="Retirer").click()
    expect(phone.page.get_by_text("Exigence retirée.")).to_be_visible()
    expect(phone.requirement(SECOND)).to_have_count(0)

    phone.page.locator(".toast").get_by_role("button", name="Annuler").click()

    expect(phone.requirement(SECOND)).to_have_count(1)


def test_what_another_moved_since_is_not_moved_back(claire: Person, bruno: Person) -> None:
    claire.go()
    bruno.go()
    for person in (claire, bruno):
        person.outline().get_by_role("button", name="Ouvrir ou fermer 6.2").click()
    claire.outline().get_by_role("row", name=FIRST).focus()
    claire.page.keyboard.press("Alt+ArrowDown")
    expect_order(bruno, SECOND, FIRST)
    bruno.outline().get_by_role("row", name=FIRST).focus()
    bruno.page.keyboard.press("Alt+ArrowUp")
    expect_order(claire, FIRST, SECOND)

    with claire.expecting("409"):
        claire.page.keyboard.press("Control+z")
        expect(claire.page.get_by_text("Quelqu’un a changé cela depuis")).to_be_visible()

    expect_order(bruno, FIRST, SECOND)


def test_two_requirements_are_merged_after_it_was_said_who_reads_less_and_separated_again(claire: Person) -> None:
    claire.go()
    kept, gone = (claire.requirement(title) for title in (FIRST, SECOND))
    code = kept.locator(".code").first.inner_text().strip()
    kept.locator("[data-open=requirement]").click()
    claire.page.get_by_role("menuitem", name="Réunir avec une autre").click()
    dialog = claire.page.get_by_role("dialog")
    dialog.get_by_role("combobox").click()
    claire.page.keyboard.type("surcharge d")
    claire.page.get_by_role("option", name=SECOND).click()
    expect(dialog.get_by_role("region", name="Avant que ce soit fait")).to_be_visible()

    dialog.get_by_role("button", name=f"Réunir dans {code}").click()

    expect(gone).to_have_count(0)
    claire.page.get_by_role("button", name="Annuler").click()
    expect(gone).to_have_count(1)
