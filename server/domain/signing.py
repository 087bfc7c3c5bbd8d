"""What a visa is put on, and whether it still stands: the title, the statement and the criteria, to the letter (RULES.md, E1)."""

from collections.abc import Mapping
from enum import StrEnum
from hashlib import sha256
from typing import Any, Final

from server.domain.canonical import canonical_json, plain
from server.domain.content import Criterion, Requirement
from server.domain.discussion import ThreadKind
from server.domain.requirement import Flexibility, Visa, VisaAct
from server.domain.richtext import parse, plain_text
from server.domain.roles import Seat

JUDGED_BY: Final = (
    "id",
    "name",
    "operator",
    "value",
    "unit",
    "qualifier",
    "acceptance_limit",
    "flexibility",
    "verification",
    "verification_note",
)
"""What is signed of a criterion: all but its label and its substitute."""


def signed_content(item: Requirement) -> dict[str, Any]:
    """Return what a visa on this requirement is put on, as JSON: `title`, `statement` (a tree) and `criteria` in order."""
    return {
        "title": item.title,
        "statement": plain(item.statement.tree),
        "criteria": [_judged(criterion) for criterion in item.criteria],
    }


def _judged(criterion: Criterion) -> dict[str, Any]:
    return {name: plain(getattr(criterion, name)) for name in JUDGED_BY}


def mark_of(item: Requirement) -> str:
    """Return what stands for the content a visa is put on: its SHA-256, as hexadecimal."""
    return sha256(canonical_json(signed_content(item))).hexdigest()


def last_visas(item: Requirement) -> dict[Seat, Visa]:
    """Return the visa of each seat that was neither withdrawn nor followed by a refusal, whatever it was put on."""
    last: dict[Seat, Visa] = {}
    for visa in item.visas:
        if visa.act is VisaAct.REFUSED:
            last.clear()
        elif visa.act is VisaAct.WITHDRAWN:
            last.pop(visa.seat, None)
        else:
            last[visa.seat] = visa
    return last


def standing(item: Requirement) -> dict[Seat, Visa]:
    """Return the visas that stand on the content as it is now (E1)."""
    last = last_visas(item)
    mark = mark_of(item) if last else ""
    return {seat: visa for seat, visa in last.items() if visa.mark == mark}


def signed_by_both(item: Requirement) -> bool:
    """Tell whether both seats have signed this very content, by two people (E2)."""
    visas = standing(item)
    return len(visas) == len(Seat) and len({visa.person_id for visa in visas.values()}) == len(Seat)


def only_reworded(signed: Mapping[str, Any], item: Requirement) -> bool:
    """Tell whether nothing but words of the statement changed since: the one change that may be editorial (E6)."""
    now = signed_content(item)
    return signed["statement"] != now["statement"] and {**signed, "statement": None} == {**now, "statement": None}


class Check(StrEnum):
    """One line of what a requirement must have before it is signed (E4; domain guide §3.2)."""

    STATEMENT = "statement"
    ORIGIN = "origin"
    CRITERION = "criterion"
    TASK = "task"
    IMPERATIVE = "imperative"
    THREADS = "threads"


BLOCKING: Final = frozenset({ThreadKind.WORRY, ThreadKind.QUESTION})
"""Threads of these kinds are answered before one signs."""


def is_measured(item: Requirement) -> bool:
    """Tell whether a criterion says a level."""
    return any(criterion.value for criterion in item.criteria)


def is_sound(item: Requirement) -> bool:
    """Tell whether what is imperative (F0) says why, and how it will be verified."""
    imperative = [criterion for criterion in item.criteria if criterion.flexibility is Flexibility.F0]
    explained = bool(plain_text(parse(item.rationale.tree)).strip())
    return not imperative or (explained and all(criterion.verification for criterion in imperative))
