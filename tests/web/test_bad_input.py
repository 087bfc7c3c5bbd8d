"""Every operation is asked wrongly in every way; the refusal is clear, in both languages, and nothing has changed.

The requests are made from the table of routes and its walkers, so a new operation is asked too.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from typing import Any, cast

import pytest

from server.domain.ids import new_id
from server.services.mailing import send_due
from tests.leaks.world import World
from tests.web.ask import Ask
from tests.web.asking import Everybody, Row, rows

FORGETFUL = ("attempts", "sessions", "export_files", "sqlite_sequence", "alembic_version")
"""Tables that change meanwhile: counted attempts, when a session was last seen, files of versions sent before."""

OPERATIONS = [row for row in rows() if row.path.startswith("/api/") and not row.upload]
WITH_BODY = [row for row in OPERATIONS if row.takes_body]
NUL, ABSURD = "a\0b", "\u202e\ufffe" + "e\u0301" * 50 + "\U0001f9d1\u200d"


def digest(world: World) -> str:
    """The whole database as one hash, but for the tables that asking itself may touch."""
    found = hashlib.sha256()
    with world.house.database.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table' ORDER BY name").scalars()
        sqlite = cast("sqlite3.Connection", connection.connection.driver_connection)
        for name in [one for one in names if one not in FORGETFUL]:
            found.update(repr(sqlite.execute(f'SELECT * FROM "{name}"').fetchall()).encode())
    return found.hexdigest()


def ready(served: Everybody, row: Row) -> Ask:
    """A request of this operation that would succeed; the mails that its making queued have gone."""
    assert row.walker is not None
    ask = row.walker(served.world)
    while _mails_wait(served.world):
        send_due(served.world.house)
    return ask


def _mails_wait(world: World) -> bool:
    with world.house.database.read() as connection:
        return connection.exec_driver_sql("SELECT 1 FROM mails WHERE sent_at IS NULL").first() is not None


def refused(served: Everybody, row: Row, ask: Ask, **given: Any) -> dict[str, Any]:
    """Send a wrong request twice, in French and in English; return the French refusal after checking both."""
    said: list[dict[str, Any]] = []
    for language in ("fr", "en"):
        answer = served.request(
            ask.who, row.method, row.address(ask), headers={"content-type": "application/json"}, **given
        )
        assert 400 <= answer.status_code < 500, f"{row.name} answers {answer.status_code} to {str(given)[:200]}"
        said.append(answer.json())
        _speak(served, ask.who, "en" if language == "fr" else "fr")
    assert said[0]["code"] == said[1]["code"]
    assert said[0]["message"] != said[1]["message"], f"{row.name}: {said[0]['message']}"
    return said[0]


def _speak(served: Everybody, who: str, language: str) -> None:
    assert served.request(who, "PATCH", "/api/account", json={"language": language}).status_code == 204


def _bodies(body: dict[str, Any]) -> Iterator[bytes]:
    """The body spoilt: not JSON, cut, of another type, with an unknown field, too deep, and each field of a wrong type."""
    yield b"{"
    yield json.dumps(body).encode()[:-2] + b"\xff}"
    yield b"[]"
    yield b'"text"'
    yield b"[" * 5000
    yield json.dumps({**body, "unknown_field": 1}).encode()
    for name in body:
        yield json.dumps({**body, name: {"object": []}}).encode()
        yield json.dumps({**body, name: [[1.5]]}).encode()


@pytest.mark.parametrize("row", WITH_BODY, ids=lambda row: row.name)
def test_a_body_that_is_not_what_the_form_says_is_refused_and_changes_nothing(served: Everybody, row: Row) -> None:
    ask = ready(served, row)
    assert ask.body is not None
    before = digest(served.world)

    for spoilt in _bodies(ask.body):
        answer = served.request(
            ask.who, row.method, row.address(ask), content=spoilt, headers={"content-type": "application/json"}
        )
        assert answer.status_code == 422, f"{row.name} answers {answer.status_code} to {spoilt[:200]!r}"

    assert digest(served.world) == before


@pytest.mark.parametrize("row", WITH_BODY, ids=lambda row: row.name)
def test_no_text_with_a_nul_is_taken(served: Everybody, row: Row) -> None:
    ask = ready(served, row)
    assert ask.body is not None
    before = digest(served.world)

    for name, value in ask.body.items():
        if isinstance(value, str):
            answer = served.ask(ask.who, row, Ask(ask.who, ask.path, body={**ask.body, name: NUL}))
            assert answer.status_code == 422, f"{row.name}.{name}"

    assert digest(served.world) == before


@pytest.mark.parametrize("row", WITH_BODY, ids=lambda row: row.name)
def test_absurd_and_endless_words_never_break_anything(served: Everybody, row: Row) -> None:
    """Some of it is people's text and taken as it is: what counts is that it is answered, within the document."""
    ask = ready(served, row)
    assert ask.body is not None

    for name, value in ask.body.items():
        if isinstance(value, str):
            endless = served.ask(ask.who, row, Ask(ask.who, ask.path, body={**ask.body, name: "x" * 3_000_000}))
            assert endless.status_code in {404, 409, 413, 422}, f"{row.name}.{name}: {endless.status_code}"
            absurd = served.ask(ask.who, row, Ask(ask.who, ask.path, body={**ask.body, name: ABSURD}))
            assert absurd.status_code < 500


@pytest.mark.parametrize("row", WITH_BODY, ids=lambda row: row.name)
def test_a_body_larger_than_the_limit_is_refused(served: Everybody, row: Row) -> None:
    ask, before = ready(served, row), digest(served.world)

    answer = served.request(ask.who, row.method, row.address(ask), content=b" " * (5 * 1024 * 1024))

    assert answer.status_code == 413
    assert digest(served.world) == before


@pytest.mark.parametrize("row", OPERATIONS, ids=lambda row: row.name)
def test_who_may_not_is_refused_and_changes_nothing(served: Everybody, row: Row) -> None:
    ask = ready(served, row)
    before = digest(served.world)

    answers = {who: served.ask(who, row, ask) for who in ("nobody", "outsider", "rival", "theo")}

    if "{" in row.path and row.name not in ("revoke_session", "download_own_data"):
        assert answers["nobody"].status_code == 401
        assert {answers[who].status_code for who in ("outsider", "rival", "theo")} <= {403, 404}
        assert digest(served.world) == before


def test_a_refusal_speaks_the_language_of_who_asks(served: Everybody) -> None:
    row = next(row for row in OPERATIONS if row.name == "add_unit")

    said = refused(served, row, ready(served, row), content=b'{"name": 1}')

    assert said["code"] == "invalid.form"


def test_hidden_and_absent_are_the_same_bytes(served: Everybody) -> None:
    world, row = served.world, next(row for row in OPERATIONS if row.name == "read_facts")
    spec = {"specification_id": world.specification_id}
    hidden = world.ids["whole N4 closed"]

    answers = [served.ask("samir", row, Ask("", {**spec, "requirement_id": one})) for one in (hidden, new_id())]

    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content
