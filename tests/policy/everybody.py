"""Everybody who may read the small specification of `everything.py`, and what its things are kept under."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from server.domain.roles import DEFAULT_CLEARANCE, Role
from server.policy.labels import circle_compartment, offer_compartment, speech
from server.policy.reader import Reader, as_supplier

NOON: Final = datetime(2026, 3, 2, 12, tzinfo=UTC)
OFFERS: Final = frozenset(map(offer_compartment, "AB"))
CIRCLE: Final = circle_compartment("circle")
SPEECH: Final = speech("f-said").canonical()
LABELS: Final = ("N0", "N1:A", "N1:B", "N1:A,B", "N2", "N3", "N4", f"N2|{CIRCLE}")
HANDLE_OFFERS: Final = {
    Role.STEERING_WORK, Role.STEERING_PRODUCTION, Role.SPONSOR, Role.CONSULTANT_WORK, Role.CONSULTANT_PRODUCTION,
}  # fmt: skip
IN_THE_CIRCLE: Final = {Role.STEERING_WORK, Role.STEERING_PRODUCTION, Role.LINE_MANAGER}
HEARD_SPEECH: Final = {Role.CONSULTANT_WORK, Role.EMPLOYEE}


def _reader(role: Role, level: int | None = None) -> Reader:
    compartments = OFFERS if role in HANDLE_OFFERS else frozenset()
    compartments |= {CIRCLE} if role in IN_THE_CIRCLE else frozenset()
    if role in HEARD_SPEECH:
        compartments |= speech("f-said").compartments
    organization = "advice" if role in {Role.CONSULTANT_WORK, Role.CONSULTANT_PRODUCTION} else "firm"
    tasks = frozenset({"t-mine"} if role is Role.EMPLOYEE else ())
    seen = DEFAULT_CLEARANCE[role] if level is None else level
    return Reader(role.value, "project", role, organization, seen, compartments, tasks)


def _supplier(name: str, letter: str) -> Reader:
    return Reader(name, "project", Role.SUPPLIER, letter, 1, frozenset({offer_compartment(letter)}))


READERS: Final = {
    "w": _reader(Role.STEERING_WORK),
    "p": _reader(Role.STEERING_PRODUCTION),
    "s": _reader(Role.SPONSOR),
    "W": _reader(Role.CONSULTANT_WORK),
    "P": _reader(Role.CONSULTANT_PRODUCTION),
    "e": _reader(Role.EMPLOYEE),
    "l": _reader(Role.LINE_MANAGER),
    "r": _reader(Role.EMPLOYEE_REP),
    "f": _reader(Role.FACILITATOR),
    "o": _reader(Role.OBSERVER),
    "O": _reader(Role.OBSERVER, 4),
    "x": _reader(Role.ADMINISTRATOR, 4),
    "a": _supplier("alice", "A"),
    "b": _supplier("bilal", "B"),
    "v": as_supplier(_reader(Role.STEERING_WORK), "A"),
    "c": replace(_reader(Role.STEERING_WORK), capped=True),
}
"""One letter each. `O` and `x` read up to N4 without a role that gives them much, `v` is a pilot who looks as supplier A, `c` the
screen of a pilot on a wall."""

WHO: Final = """w pilot for the work · p pilot for the production · s sponsor · W, P their consultants · e employee with a task
l line manager · r representative · f facilitator · o observer · O observer up to N4 · x administrator up to N4 · a supplier A
b supplier B · v pilot who looks as supplier A · c capped session of a pilot"""
