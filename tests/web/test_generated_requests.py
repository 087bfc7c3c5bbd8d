"""Requests that nobody would think of, made from the API's document by Schemathesis: nothing breaks, all answers are declared.

Each operation is asked by the person who may do it and by others, about things that exist and about strange ones. `make
schemathesis` hXX
"""

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from server.domain.ids import new_id
from tests.leaks.planted import Planted, served_copy
from tests.web.ask import Ask
from tests.web.asking import Everybody, Row, rows
from tests.web.identifiers import DOCUMENT, Place, strangers

CASES: Final = int(os.environ.get("CASES", "2"))
"""Requests of one operation by one person, as many again that do not fit its description."""

EVERY_ROLE: Final = "CASES" in os.environ
ROLES: Final = (
    "claire", "bruno", "diane", "samir", "lucie", "remi", "anne", "paul", "fanny", "olga", "theo", "alice", "view", "outsider",
    "nobody",
)  # fmt: skip
"""One person of each role, a pilot who looks as a supplier, somebody of another firm, and nobody."""

CHECKS: Final = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_headers_conformance,
    response_schema_conformance,
]  # fmt: skip
OPERATIONS: Final = {
    found.ok().definition.raw["operationId"]: found.ok()
    for found in schemathesis.openapi.from_dict(DOCUMENT).get_all_operations()
    if isinstance(found, Ok)
}
ASKED: Final = [row for row in rows() if row.name in OPERATIONS]


@dataclass
class Ground:
    """A served copy of the planted project, taken anew when what was asked has left nothing to ask about."""

    place: Path
    planted: Planted
    answers: Counter[tuple[str, int]] = field(default_factory=Counter)
    line: requests.Session = field(default_factory=requests.Session)
    _stack: ExitStack = field(default_factory=ExitStack)
    _copies: int = 0
    everyone: Everybody = field(init=False)

    def renew(self) -> None:
        """Serve a fresh copy."""
        self._stack.close()
        self._copies += 1
        folder = self.place / str(self._copies)
        folder.mkdir()
        self.everyone = self._stack.enter_context(served_copy(folder, self.planted))

    def ask(self, row: Row) -> Ask:
        """A request of this operation that would succeed, on a fresh copy if this one has nothing for it any more."""
        assert row.walker is not None
        self._sign_in()
        with suppress(Exception):  # whatever a walker misses, it is there on a fresh copy
            return row.walker(self.everyone.world)
        self.renew()
        return row.walker(self.everyone.world)

    def _sign_in(self) -> None:
        """Some operations end sessions."""
        everyone = self.everyone
        for who, cookies in everyone.cookies.items():
            if who in everyone.world.people:
                cookies["concerte"] = everyone.site.token(everyone.world.person(who))

    def close(self) -> None:
        """Stop serving."""
        self.line.close()
        self._stack.close()


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory, planted: Planted) -> Iterator[Ground]:
    """Where everything is asked; says at the end how many requests were answered, and how."""
    made = Ground(tmp_path_factory.mktemp("generated"), planted)
    made.line.trust_env = False
    made.renew()
    yield made
    made.close()
    for (who, family), count in sorted(made.answers.items()):
        sys.stdout.write(f"{who}: {count} answers {family}xx\n")


def _askers(row: Row, ask: Ask, mode: GenerationMode) -> tuple[str, ...]:
    """Everybody; in the short run who may asks what fits the description, and somebody else what does not."""
    other = ROLES[ASKED.index(row) % len(ROLES)]
    if EVERY_ROLE:
        return tuple(dict.fromkeys((ask.who, *ROLES)))
    return (ask.who,) if mode is GenerationMode.POSITIVE else (other,)


@pytest.mark.filterwarnings(
    "ignore:Do not use the `random` module"
)  # the server draws meanwhile, in a thread of this process
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize("row", ASKED, ids=lambda row: row.name)
def test_whatever_is_asked_is_answered_as_declared(ground: Ground, row: Row, mode: GenerationMode) -> None:
    ask = ground.ask(row)
    for who in _askers(row, ask, mode):
        _try(ground, row, ask, who, mode)


def _try(ground: Ground, row: Row, ask: Ask, who: str, mode: GenerationMode) -> None:
    """Have somebody ask for an operation in ways that fit its description, or that do not."""
    strange = strangers(ground.everyone.world, who, row)

    @settings(
        max_examples=CASES,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )
    @given(st.data())
    def one(data: st.DataObject) -> None:
        case = data.draw(OPERATIONS[row.name].as_strategy(generation_mode=mode))
        _name_things(case, ask, strange, data)
        ground.answers[who, _answered(ground, who, case) // 100] += 1

    one()


def _name_things(case: Case[Any], ask: Ask, strange: dict[Place, list[str]], data: st.DataObject) -> None:
    """Have the request name things that are there, mostly, and sometimes a strange one or none."""
    case.path_parameters = dict(ask.path)
    for place, ids in strange.items():
        choices = st.sampled_from([_named(ask, place)] * 6 + [new_id(), *ids])
        if place.part == "path":
            case.path_parameters[place.name] = data.draw(choices)
        elif place.part == "body" and isinstance(case.body, dict) and place.steps[0] in case.body:
            with suppress(
                AttributeError, TypeError, KeyError, IndexError
            ):  # a body that does not fit has no such place
                case.body = place.put(Ask("", body=case.body), data.draw(choices)).body


def _named(ask: Ask, place: Place) -> str:
    """What the request that would succeed has in a place, when it has something there."""
    found: Any = ask.path if place.part == "path" else ask.body or {}
    for step in place.steps:
        found = (found[:1] or [""])[0] if step == "[]" else found.get(step) if isinstance(found, dict) else None
        if found is None:
            return new_id()
    return str(found)


def _answered(ground: Ground, who: str, case: Case[Any]) -> int:
    everyone = ground.everyone
    base_url = everyone.site.settings.base_url
    answer = case.call(
        base_url=base_url + everyone.base(who),
        session=ground.line,
        headers={"origin": base_url},
        cookies=everyone.cookies[who],
        timeout=60,
    )
    ground.line.cookies.clear()
    case.validate_response(answer, checks=CHECKS)
    return int(answer.status_code)


def test_every_operation_of_the_document_is_asked() -> None:
    assert len(ASKED) > 100
    assert OPERATIONS.keys() - {row.name for row in ASKED} == {"healthz", "readyz"}
