"""Journeys: the network goes away, or the server is killed, while people type; nothing they were promised is missing."""

import re
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Opening
from tests.journeys.house import Installation
from tests.journeys.line import Line
from tests.journeys.person import PATIENCE, Person

pytestmark = pytest.mark.browser

NO_ANSWER = (
    "ERR_CONNECTION",
    "ERR_EMPTY_RESPONSE",
    "ERR_SOCKET",
    "ERR_CONTENT_LENGTH_MISMATCH",
    "WebSocket connection to",
)
"""What a browser notes when nobody answers, or the server dies in the middle of an answer: part of these stories."""


@pytest.fixture
def line(house: Installation) -> Iterator[Line]:
    """A line to the server that can be cut."""
    with Line(house.port) as made:
        yield made


def test_words_typed_offline_arrive_when_the_line_is_back_beside_those_written_meanwhile(
    people: Opening, line: Line, bruno: Person
) -> None:
    title = "Éditer la fiche suiveuse à jour"
    claire = people("Claire", url=line.url)
    claire.go()
    bruno.go()
    hers, his = claire.statement(title), bruno.statement(title)
    claire.append(hers, " Avant.")
    claire.expect_saved()
    claire.expect_panel()

    with claire.expecting(*NO_ANSWER):
        line.cut()
        claire.page.keyboard.type(" Pendant.")
        bar = claire.page.locator("[data-saved]")
        expect(bar).to_have_text(re.compile("^Hors ligne, .* sur ce poste$"))
        bruno.write(his)
        bruno.page.keyboard.press("Control+Home")
        bruno.page.keyboard.type("Entre-temps. ")
        bruno.expect_saved()
        expect(his).not_to_contain_text("Pendant.")
        line.mend()
        expect(bar).to_have_text("Tout est enregistré, et chez les autres aussi")

    expect(his).to_contain_text("Pendant.")
    claire.expect_words(hers, bruno.words(his))


def test_a_tab_closed_offline_gives_its_words_back_when_it_is_opened_again(people: Opening, line: Line) -> None:
    title = "Montrer la semaine à l’entrée de l’atelier"
    claire = people("Claire", url=line.url)
    claire.go()
    claire.append(claire.statement(title), " Avant.")
    claire.expect_saved()
    claire.expect_panel()

    with claire.expecting(*NO_ANSWER):
        line.cut()
        claire.page.keyboard.type(" Gardé.")
        expect(claire.page.locator("[data-saved]")).to_have_text(re.compile("^Hors ligne, .* sur ce poste$"))
        _until_kept(claire)
        first, claire.page = claire.page, claire.context.new_page()
        first.close()
        line.mend()
    claire.go()

    expect(claire.statement(title)).to_contain_text("Gardé.")
    claire.expect_saved()
    claire.go()
    expect(claire.statement(title)).to_contain_text("Avant. Gardé.")


KEPT_AT = """() => new Promise((resolve, reject) => {
    const asked = indexedDB.open("concerte");
    asked.onerror = reject;
    asked.onsuccess = () => {
        const rows = asked.result.transaction("drafts").objectStore("drafts").getAll();
        rows.onerror = reject;
        rows.onsuccess = () => { asked.result.close(); resolve(Math.max(0, ...rows.result.map((row) => row.at))); };
    };
})"""
"""When this browser last kept a draft."""


def _until_kept(person: Person) -> None:
    """Wait until this computer keeps a draft younger than the words just typed."""
    typed_by = person.page.evaluate("Date.now()")
    person.page.keyboard.type(" ")
    give_up = time.monotonic() + PATIENCE
    while person.page.evaluate(KEPT_AT) < typed_by:
        assert time.monotonic() < give_up, "no draft was kept"
        person.page.wait_for_timeout(50)


def test_a_server_killed_while_someone_types_has_lost_nothing_it_acknowledged(
    house: Installation, claire: Person, samir: Person
) -> None:
    title = "Expliquer pourquoi un OF a été déplacé"
    claire.go()
    samir.go()
    hers, his = claire.statement(title), samir.statement(title)
    claire.append(hers, " Promis.")
    claire.expect_saved()
    promised = claire.words(hers)
    samir.write(his)
    samir.page.keyboard.press("Control+Home")
    claire.expect_panel()
    samir.expect_panel()

    with claire.expecting(*NO_ANSWER), samir.expecting(*NO_ANSWER):
        samir.page.keyboard.type("Dit ")
        house.kill()
        samir.page.keyboard.type("malgré tout. ")
        for person in (samir, claire):
            expect(person.page.locator("[data-saved]")).to_have_text(re.compile("^Hors ligne"))
        house.start()
        for person in (samir, claire):
            person.expect_saved()

    expect(hers).to_contain_text("Dit malgré tout. ")
    claire.expect_words(hers, f"Dit malgré tout. {promised}")
    samir.expect_words(his, f"Dit malgré tout. {promised}")
    claire.go()
    claire.expect_words(claire.statement(title), f"Dit malgré tout. {promised}")
