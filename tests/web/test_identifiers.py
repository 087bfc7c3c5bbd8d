"""What is not one's own is as absent as what does not exist: the same answer to the byte, whichever identifier is strange (R10).

The list is made from the API's document and the table of routes: every identifier in a path, a query or a body, alone and
among others that are right. Each is asked for by the person who may do the thing, and by one of each audience.
"""

import os
import re

import httpx
import pytest

from server.domain.ids import new_id
from tests.web.ask import Ask
from tests.web.asking import Everybody, Row, rows
from tests.web.identifiers import DOCUMENT, Place, foreign, hidden, kind_of, places, strangers
from tests.web.test_bad_input import digest, ready

ASKERS = ("samir", "anne", "alice")
"""An employee, a consultant and a supplier: each sees less than everything, and a different part. `make leaks` has all three
ask for everything; otherwise they share the routes out."""

EVERYBODY = "EVERY_ASKER" in os.environ

WITH_IDS = [row for row in rows() if places(row) and not row.public]
NONCE = re.compile(rb"nonce-[\w-]+|nonce=\"[\w-]+\"|/live/[\w-]{22}")
NOT_404 = {("preview_baseline", "organization"): 403}
"""Who may read the version may not look as a supplier, whichever: that is told before the supplier is looked for."""


def _told(served: Everybody, who: str, row: Row, ask: Ask) -> tuple[int, bytes, dict[str, str]]:
    """All that somebody is answered, without the clock and the nonce of a page."""
    answer: httpx.Response = served.ask(who, row, ask)
    headers = {name: value for name, value in answer.headers.items() if name != "date"}
    headers["content-security-policy"] = NONCE.sub(b"", headers["content-security-policy"].encode()).decode()
    return answer.status_code, NONCE.sub(b"", answer.content), headers


@pytest.mark.parametrize("row", WITH_IDS, ids=lambda row: f"{row.method} {row.name}")
def test_r10_a_strange_identifier_is_answered_as_one_that_nobody_has(served: Everybody, row: Row) -> None:
    ask = ready(served, row)
    before = digest(served.world)

    others = ASKERS if EVERYBODY else ASKERS[WITH_IDS.index(row) % len(ASKERS) :][:1]
    for who in dict.fromkeys((ask.who, *others)):
        for place, strange in strangers(served.world, who, row).items():
            absent = _told(served, who, row, place.put(ask, new_id()))
            for one in strange:
                assert _told(served, who, row, place.put(ask, one)) == absent, f"{row.name} {place.title} as {who}"
            if who == ask.who:
                assert absent[0] == NOT_404.get((row.name, place.name), 404), f"{row.name} {place.title}: {absent[:2]}"

    assert digest(served.world) == before


@pytest.mark.parametrize("row", [row for row in WITH_IDS if len(places(row)) > 1], ids=lambda row: row.name)
def test_r10_two_strange_identifiers_are_answered_as_two_that_nobody_has(served: Everybody, row: Row) -> None:
    ask = ready(served, row)
    before, found = digest(served.world), places(row)

    for number, first in enumerate(found):
        for second in found[number + 1 :]:
            absent = _told(served, ask.who, row, second.put(first.put(ask, new_id()), new_id()))
            known = foreign(served.world)
            pair = [known.get(kind_of(row, place), [new_id()])[0] for place in (first, second)]
            told = _told(served, ask.who, row, second.put(first.put(ask, pair[0]), pair[1]))
            assert told == absent, f"{row.name} {first.title} and {second.title}"

    assert digest(served.world) == before


@pytest.mark.parametrize("row", [row for row in WITH_IDS if row.path.startswith("/api/")], ids=lambda row: row.name)
def test_what_cannot_be_an_identifier_in_a_path_is_as_absent(served: Everybody, row: Row) -> None:
    ask = ready(served, row)

    for place in (place for place in places(row) if place.part == "path"):
        answers = [_told(served, ask.who, row, place.put(ask, wrong)) for wrong in (new_id(), "x", "%00" * 3, "é" * 22)]
        assert {answer[0] for answer in answers} == {404}, f"{row.name} {place.title}"
        assert all(answer == answers[0] for answer in answers), f"{row.name} {place.title}"


def test_the_list_of_identifiers_is_that_of_the_document() -> None:
    named = {place.name for row in WITH_IDS for place in places(row)}
    operations = {one["operationId"] for methods in DOCUMENT["paths"].values() for one in methods.values()}

    assert len([place for row in WITH_IDS for place in places(row)]) > 200
    assert {row.name for row in WITH_IDS} & operations >= {
        "change_label",
        "raise_thread",
        "add_link",
        "preview_baseline",
    }
    assert {"specification_id", "requirement", "mentions", "task_ids", "part_id", "thing_id"} <= named


def test_most_kinds_of_things_have_a_stranger(served: Everybody) -> None:
    known = foreign(served.world).keys() | hidden(served.world, "alice").keys()
    asked = {kind_of(row, place) for row in WITH_IDS for place in places(row)} - {""}

    of_cases = {"case", "option", "question", "requirement_ids"}
    assert asked - known <= {"comment", "proposal", "invitation", "session", "deed", "circle"} | of_cases


def test_a_place_is_put_where_it_stands() -> None:
    ask = Ask("claire", {"a_id": "1"}, {"b": "B" * 22, "q": "x"}, {"c": {"d": "2"}, "e": ["3"]})

    asks = [
        place.put(ask, "9") for place in (Place("path", ("a_id",)), Place("query", ("f",)), Place("body", ("c", "d")))
    ]

    assert asks[0].path == {"a_id": "9"}
    assert asks[1].query == {"q": "x", "f": "9"}
    assert asks[2].body == {"c": {"d": "9"}, "e": ["3"]}
    assert Place("body", ("e", "[]")).put(ask, "9").body == {"c": {"d": "2"}, "e": ["9"]}
