"""Who may read what, written a second time from the domain guide §3.3 and §3.5 and from RULES.md: no code of the product is used.

`may_read` is the ceiling: a canary found beyond it is a leak. `must_find` is the floor: a canary not found is a hole in the walk
or a part that its own readers cannot reach.
"""

import re
from dataclasses import dataclass

from tests.leaks.canary import Canary, Kind, When

LEVEL = {
    "steering_work": 4,
    "steering_production": 4,
    "sponsor": 4,
    "consultant_work": 3,
    "consultant_production": 3,
    "employee": 2,
    "line_manager": 2,
    "employee_rep": 2,
    "facilitator": 2,
    "observer": 0,
}
"""The table of §3.5: the highest level each role reads. Suppliers read by name, the administrator nothing."""

HANDLES_OFFERS = {"steering_work", "steering_production", "sponsor", "consultant_work", "consultant_production"}
PILOTS = {"steering_work", "steering_production"}


@dataclass(frozen=True, slots=True)
class Witness:
    """Somebody who reads: their role, and for suppliers (and who sees as one) the letter."""

    name: str
    role: str
    supplier: str = ""
    project: str = "main"
    capped: bool = False
    by_mail: bool = False
    """What this is about came by mail, which tells of people and never of what is written (G6)."""


def dominates(witness: Witness, label: str) -> bool:
    """Whether the clearance of somebody covers a label such as `N1:A,B|OFFRE:A`."""
    text, *compartments = label.split("|")
    for compartment in compartments:
        if not compartment.startswith("OFFRE:"):
            if not _is_let_in(witness, compartment):
                return False
            continue
        if witness.supplier and compartment != f"OFFRE:{witness.supplier}":
            return False
        if not witness.supplier and witness.role not in HANDLES_OFFERS:
            return False
    level, named = int(text[1]), re.findall("[A-Z]", text[2:])
    if witness.supplier:
        return level == 0 or (level == 1 and witness.supplier in named)
    return level <= LEVEL.get(witness.role, -1)


def _is_let_in(witness: Witness, compartment: str) -> bool:
    """Whether somebody is in a closed set such as `PAROLE:samir`, named by the one person let in besides its keepers."""
    kind, _, name = compartment.partition(":")
    if witness.supplier:
        return False
    match kind:
        case "PAROLE":
            return witness.role == "consultant_work" or witness.name == name
        case "CERCLE":
            return witness.role in PILOTS or witness.name == name
        case _:
            return witness.role == "employee_rep"


def may_read(witness: Witness, canary: Canary) -> bool:
    """Whether it is right that this word reaches this witness."""
    if canary.kind is Kind.NOBODY or witness.project != canary.project:
        return False
    if witness.by_mail and canary.kind is not Kind.PERSON:
        return False
    if canary.kind is Kind.PERSON and canary.person == witness.name:
        return True
    if witness.role in {"administrator", "nobody"}:
        return False
    if canary.kind is Kind.PROPOSAL and canary.person not in {"", witness.name}:
        return False
    if witness.supplier and canary.kind is Kind.ANSWER:
        return canary.of == witness.supplier
    if not all(dominates(witness, label) for label in canary.labels):
        return False
    return _supplier_may(witness, canary) if witness.supplier else _insider_may(witness, canary)


def _insider_may(witness: Witness, canary: Canary) -> bool:
    if witness.role == "observer":
        return canary.kind in {Kind.TEXT, Kind.THREAD, Kind.PROJECT, Kind.TASK, Kind.SUPPLIER}
    return True


def _supplier_may(witness: Witness, canary: Canary) -> bool:
    match canary.kind:
        case Kind.TEXT:
            return canary.ready and (canary.when is When.FROZEN or canary.section == "opened to " + witness.supplier)
        case Kind.ORIGIN | Kind.LINK:
            return canary.ready and canary.when is When.FROZEN
        case Kind.THREAD | Kind.ANSWER | Kind.MESSAGE:
            return canary.of in {"", witness.supplier}
        case Kind.PROPOSAL:
            return canary.of == witness.supplier
        case Kind.SUPPLIER:
            return canary.of == witness.supplier
        case Kind.PERSON:
            return canary.of == witness.supplier
        case _:
            return False


def must_find(witness: Witness, canary: Canary) -> bool:
    """Whether this witness, asking for everything, must be given this word."""
    if not canary.wanted or witness.project != "main" or not may_read(witness, canary):
        return False
    if witness.supplier and canary.stands_for:
        return not all(dominates(witness, label) for label in canary.stands_for)
    if witness.role == "observer":
        return canary.kind is Kind.TEXT
    if canary.kind is Kind.PERSON:
        return not witness.supplier
    return True
