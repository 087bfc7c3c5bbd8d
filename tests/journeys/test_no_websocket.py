"""Journeys: a network that lets no WebSocket through; people write together all the same (PROTOCOL.md, P41–P44)."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import Opening
from tests.journeys.house import Installation
from tests.journeys.line import NoWebSockets
from tests.journeys.person import Person

pytestmark = pytest.mark.browser

TITLE = "Expliquer pourquoi un OF a été déplacé"
NO_WEBSOCKET = "WebSocket connection to"
"""What a browser notes of a WebSocket that is refused: part of this story."""


@pytest.fixture
def gateway(house: Installation) -> Iterator[NoWebSockets]:
    """The firm's own way out."""
    with NoWebSockets(house.port) as made:
        yield made


def test_p41_two_people_behind_a_gateway_without_websocket_type_in_one_statement(
    people: Opening, gateway: NoWebSockets
) -> None:
    claire, samir = people("Claire", url=gateway.url), people("Samir", url=gateway.url)
    polls = []
    samir.page.on("request", lambda request: polls.append(request.url) if request.url.endswith("/poll") else None)
    with claire.expecting(NO_WEBSOCKET), samir.expecting(NO_WEBSOCKET):
        claire.go()
        samir.go()
        hers, his = claire.statement(TITLE), samir.statement(TITLE)
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
        claire.expect_saved()
        samir.expect_saved()

    claire.expect_words(hers, f"Matin. {before} Soir !")
    samir.expect_words(his, f"Matin. {before} Soir !")
    assert gateway.refused >= 2
    assert polls
    _raise_level_above(samir, by=claire)
    expect(hers).not_to_have_attribute("contenteditable", "true")
    claire.append(hers, " Secret.")
    claire.expect_saved()
    expect(samir.requirement(TITLE)).not_to_contain_text("Matin.")
    expect(samir.page.locator("body")).not_to_contain_text("Secret.")


def _raise_level_above(reader: Person, by: Person) -> None:
    """Keep the statement to the pair and management, and wait until the reader's page has heard of it."""
    api = f"{by.url}/api/specifications/{by.specification}"
    requirement = (by.requirement(TITLE).get_attribute("id") or "").removeprefix("r-")
    texts = by.page.request.get(f"{api}/texts?requirement={requirement}").json()["texts"]
    part = next(text["part_id"] for text in texts if text["kind"] == "statement")
    answer = by.page.request.post(
        f"{api}/labels/text/{part}",
        data={"label_key": "N4"},
        headers={"origin": by.url},
    )
    assert answer.ok, answer.text()
    expect(reader.statement(TITLE)).to_have_count(0)
