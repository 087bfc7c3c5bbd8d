"""Journeys: what requirements come from is written together, like the text, and comes to every open page by itself."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.journeys.conftest import Opening
from tests.journeys.house import Installation
from tests.journeys.line import Line
from tests.journeys.person import Person
from tests.journeys.test_lost_line import NO_ANSWER
from tests.journeys.test_talking import select

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
ALONE = "Deux personnes portent tout le savoir de la planification"
NOTES = "Les notes manuscrites font le passage de relais"


@pytest.fixture
def line(house: Installation) -> Iterator[Line]:
    """A line to the server that can be cut."""
    with Line(house.port) as made:
        yield made


def tale(person: Person, title: str) -> Locator:
    """The running text of the finding, result or situation with this title."""
    return person.page.get_by_role("article", name=title).locator(".tale")


def test_a_consultant_and_a_pilot_type_in_the_same_finding_and_both_read_both(nadia: Person, claire: Person) -> None:
    nadia.go("/origines")
    claire.go("/origines")
    hers, other = tale(nadia, ALONE), tale(claire, ALONE)
    before = nadia.words(hers)

    nadia.write(hers)
    claire.write(other)
    expect(hers.locator(".caret")).to_have_count(1)
    nadia.page.keyboard.press("Control+Home")
    claire.page.keyboard.press("Control+End")
    for one, two in zip("Matin. ", " Soir !", strict=True):
        nadia.page.keyboard.type(one)
        claire.page.keyboard.type(two)

    expect(hers).to_contain_text(re.compile(r"Soir\s!"))
    expect(other).to_contain_text("Matin. ")
    nadia.expect_words(hers, f"Matin. {before} Soir !")
    claire.expect_words(other, f"Matin. {before} Soir !")
    nadia.expect_saved()
    claire.expect_saved()
    nadia.page.keyboard.press("Control+z")
    expect(hers).not_to_contain_text("Matin.")
    expect(hers).to_contain_text(re.compile(r"Soir\s!"))
    nadia.expect_saved()

    nadia.go("/origines")
    nadia.expect_words(tale(nadia, ALONE), f"{before} Soir !")


def test_an_employee_reads_a_finding_as_it_is_written_and_cannot_write_in_it(samir: Person, nadia: Person) -> None:
    samir.go("/origines")
    nadia.go("/origines")
    read = tale(samir, NOTES)

    nadia.append(tale(nadia, NOTES), " Les fiches restent un an.")
    expect(read).to_contain_text("Les fiches restent un an.")

    read.click()
    samir.page.keyboard.type("Samir était là.")
    expect(read).not_to_have_attribute("contenteditable", re.compile(""))
    expect(read).not_to_contain_text("Samir était là.")
    expect(tale(nadia, NOTES)).not_to_contain_text("Samir était là.")


def test_what_others_note_correct_and_set_aside_comes_to_an_open_page_by_itself(nadia: Person, claire: Person) -> None:
    watching = claire.go("/origines")
    watching.evaluate("window.sameFromTheStart = true")
    page = nadia.go("/origines")

    page.get_by_role("button", name="Noter un constat").click()
    form = page.get_by_role("dialog")
    form.get_by_label("En une phrase").fill("Le monte-charge attend")
    form.get_by_label("Ce qui se passe, et comment on le sait").fill("Trois minutes à chaque fois.")
    form.get_by_role("button", name="Garder").click()
    expect(tale(claire, "Le monte-charge attend")).to_have_text("Trois minutes à chaque fois.")

    nadia.append(tale(nadia, "Le monte-charge attend"), " Mesuré lundi.")
    expect(tale(claire, "Le monte-charge attend")).to_contain_text("Mesuré lundi.")

    mine = page.get_by_role("article", name="Le monte-charge attend")
    mine.get_by_role("button", name=re.compile("^Corriger")).click()
    form.get_by_label("En une phrase").fill("Le monte-charge fait attendre")
    form.get_by_role("button", name="Garder").click()
    expect(tale(claire, "Le monte-charge fait attendre")).to_contain_text("Mesuré lundi.")

    page.get_by_role("article", name="Le monte-charge fait attendre").get_by_role(
        "button", name=re.compile("^Mettre de côté")
    ).click()
    expect(watching.get_by_role("article", name="Le monte-charge fait attendre")).to_have_count(0)
    expect(watching.locator(".set-aside")).to_contain_text("Le monte-charge fait attendre")
    assert watching.evaluate("window.sameFromTheStart")


def test_words_typed_offline_in_a_finding_arrive_when_the_line_is_back(
    people: Opening, line: Line, claire: Person
) -> None:
    nadia = people("Nadia", url=line.url)
    nadia.go("/origines")
    claire.go("/origines")
    hers = tale(nadia, NOTES)
    nadia.append(hers, " Avant.")
    nadia.expect_saved()

    with nadia.expecting(*NO_ANSWER):
        line.cut()
        nadia.page.keyboard.type(" Pendant.")
        bar = nadia.page.locator("[data-saved]")
        expect(bar).to_have_text(re.compile("^Hors ligne, .* sur ce poste$"))
        claire.append(tale(claire, ALONE), " Entre-temps.")
        claire.expect_saved()
        expect(tale(claire, NOTES)).not_to_contain_text("Pendant.")
        line.mend()
        expect(bar).to_have_text("Tout est enregistré, et chez les autres aussi")

    expect(tale(claire, NOTES)).to_contain_text("Avant. Pendant.")
    expect(tale(nadia, ALONE)).to_contain_text("Entre-temps.")


@pytest.mark.parametrize("device", [{}, PHONE], ids=["desk", "phone"])
def test_a_tab_left_while_offline_takes_its_tools_along_and_gives_its_words_when_the_line_is_back(
    people: Opening, line: Line, device: dict[str, Any]
) -> None:
    nadia = people("Nadia", url=line.url, **device)
    page = nadia.go("/origines")
    nadia.append(tale(nadia, NOTES), " Avant de partir.")
    nadia.expect_saved()

    with nadia.expecting(*NO_ANSWER):
        line.cut()
        page.keyboard.type(" En partant.")
        expect(page.locator("[data-saved]")).to_have_text(re.compile("^Hors ligne, .* sur ce poste$"))
        page.get_by_role("tab", name="Situations, tâches, lieux").click()
        expect(tale(nadia, NOTES)).to_have_count(0)
        expect(page.get_by_role("toolbar")).to_have_count(0)
        line.mend()
        expect(page.locator("[data-saved]")).to_have_text("Tout est enregistré, et chez les autres aussi")

    page.get_by_role("tab", name="Constats").click()
    expect(tale(nadia, NOTES)).to_contain_text("Avant de partir. En partant.")


def test_a_phrase_of_a_finding_that_one_only_reads_is_commented_and_the_thread_is_heard_at_once(
    samir: Person, nadia: Person
) -> None:
    nadia.go("/origines")
    page = samir.go("/origines")
    select(tale(samir, NOTES), "fiches suiveuses")
    page.get_by_role("button", name="Commenter la phrase").click()
    dialog = page.get_by_role("dialog")
    expect(dialog.locator(".quote")).to_contain_text("fiches suiveuses")
    dialog.get_by_label("Votre message").fill("Lesquelles ?")
    dialog.get_by_role("button", name="Ouvrir le fil").click()
    expect(dialog.locator(".thread .quote")).to_contain_text("fiches suiveuses")

    _press(nadia, tale(nadia, NOTES), "suiveuses")
    heard = nadia.page.get_by_role("dialog")
    expect(heard.locator(".thread", has_text="Lesquelles ?")).to_contain_text("fiches suiveuses")
    heard.get_by_role("textbox", name="Votre réponse").fill("Toutes.")
    heard.get_by_role("button", name="Répondre").click()

    expect(dialog.locator(".thread")).to_contain_text("Toutes.")


def test_a_result_and_a_situation_are_written_and_talked_about_too(nadia: Person, claire: Person) -> None:
    page, other = nadia.go("/origines"), claire.go("/origines")
    for tab in ("Simulations et résultats", "Situations, tâches, lieux"):
        page.get_by_role("tab", name=tab).click()
        other.get_by_role("tab", name=tab).click()
        text = page.locator(".tale").first
        nadia.append(text, " Vu ensemble.")
        nadia.expect_saved()
        expect(other.locator(".tale").first).to_contain_text("Vu ensemble.")
        other.get_by_role("button", name=re.compile("^Fils de")).first.click()
        dialog = other.get_by_role("dialog")
        dialog.get_by_role("button", name="Ouvrir un fil").click()
        dialog.get_by_label("Votre message").fill("D’accord.")
        dialog.get_by_role("button", name="Ouvrir le fil").click()
        expect(dialog.locator(".thread")).to_contain_text("D’accord.")
        dialog.get_by_role("button", name="Fermer").first.click()


def _press(person: Person, text: Locator, words: str) -> None:
    """Press on words of a text that carry a mark, once the mark is there."""
    person.page.wait_for_function(
        "(words) => [...(CSS.highlights.get('thread') ?? [])].some((mark) => mark.toString().includes(words))",
        arg=words,
    )
    text.scroll_into_view_if_needed()
    spot = text.evaluate(
        """(text, words) => {
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          while (walker.nextNode() && !walker.currentNode.data.includes(words));
          const range = document.createRange();
          range.setStart(walker.currentNode, walker.currentNode.data.indexOf(words) + 1);
          range.setEnd(walker.currentNode, walker.currentNode.data.indexOf(words) + 2);
          const { x, y, height } = range.getBoundingClientRect();
          return { x, y: y + height / 2 };
        }""",
        words,
    )
    person.page.mouse.click(spot["x"], spot["y"])
