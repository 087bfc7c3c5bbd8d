"""How secret a part is: levels, named suppliers and compartments, which together form a lattice (RULES.md, L1–L7)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Self

from server.domain.discussion import Reach
from server.domain.errors import Invalid

OPEN, NAMED, FIRM, TEAM, PAIR = range(5)
"""N0 every consulted supplier, N1 named suppliers, N2 the firm, N3 the project team, N4 the pair and management."""

HIGHEST: Final = 7
"""No project has a level above this one; the pair of every project reads up to it."""

_CANONICAL: Final = re.compile(r"N([0-7])((?::[\w-]+(?:,[\w-]+)*)?)((?:\|[^|]+)*)")


@dataclass(frozen=True, slots=True)
class Label:
    """(level, named suppliers, compartments). Suppliers are organisation ids and exist at N1 only; N1 always names one."""

    level: int
    suppliers: frozenset[str] = frozenset()
    compartments: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if not OPEN <= self.level <= HIGHEST or (self.level == NAMED) != bool(self.suppliers):
            raise Invalid("label")

    def canonical(self) -> str:
        """Return the one text that stands for this label in storage, e.g. ``N1:orgA,orgB|OFFRE:orgA``."""
        named = ":" + ",".join(sorted(self.suppliers)) if self.suppliers else ""
        return f"N{self.level}{named}" + "".join(f"|{name}" for name in sorted(self.compartments))

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a canonical text back. Raises Invalid for anything else."""
        found = _CANONICAL.fullmatch(text)
        if found is None:
            raise Invalid("label")
        level, named, compartments = found.groups()
        suppliers = frozenset(named[1:].split(",")) if named else frozenset()
        return cls(int(level), suppliers, frozenset(compartments.split("|")[1:]))


REPRESENTATIVES: Final = "ÉLUS"
"""The compartment in which the employees' representatives speak among themselves."""

_SPEECH: Final = "PAROLE:"
_CIRCLE: Final = "CERCLE:"

N0: Final = Label(OPEN)
N2: Final = Label(FIRM)
N3: Final = Label(TEAM)
N4: Final = Label(PAIR)


def named(*organization_ids: str) -> Label:
    """Return N1 for these suppliers."""
    return Label(NAMED, frozenset(organization_ids))


def offer(organization_id: str) -> Label:
    """Return the label of what a supplier itself says: read by it and by those of the firm who handle offers."""
    return Label(NAMED, frozenset({organization_id}), frozenset({offer_compartment(organization_id)}))


def answer_label(organization_id: str, reach: Reach) -> Label:
    """Return the label under which those of the firm read what a supplier answers, as far as it chose (S8)."""
    match reach:
        case Reach.PAIR:
            return join(offer(organization_id), N4)
        case Reach.OFFERS:
            return offer(organization_id)
        case Reach.FIRM:
            return named(organization_id)


def offer_compartment(organization_id: str) -> str:
    """Return the name of the compartment that holds one supplier's answers."""
    return f"OFFRE:{organization_id}"


def speech(finding_id: str) -> Label:
    """Return the label of one recording of what people said: read by those who spoke and by the work consultant (L13)."""
    return Label(FIRM, frozenset(), frozenset({_SPEECH + finding_id}))


def speech_compartments(compartments: frozenset[str]) -> frozenset[str]:
    """Return those of `compartments` that hold a recording each; none for all that is not raw speech."""
    return frozenset(name for name in compartments if name.startswith(_SPEECH))


def is_speech(canonical: str) -> bool:
    """Tell whether what bears this label is raw speech."""
    return bool(speech_compartments(Label.parse(canonical).compartments))


def circle_compartment(circle_id: str) -> str:
    """Return the name of the compartment of a circle: people whom the pair named (L14)."""
    return _CIRCLE + circle_id


def circles(compartments: frozenset[str]) -> frozenset[str]:
    """Return those of `compartments` that the pair made, into which things are put and out of which they are taken."""
    return frozenset(name for name in compartments if name.startswith(_CIRCLE))


def chosen_compartments(compartments: frozenset[str]) -> frozenset[str]:
    """Return those of `compartments` that somebody who is in them may speak in: circles, and the representatives' own."""
    return circles(compartments) | (compartments & {REPRESENTATIVES})


def join(one: Label, other: Label) -> Label:
    """Return the least label as secret as both (L3): higher level, common suppliers (none left: N2), all compartments."""
    compartments = one.compartments | other.compartments
    level = max(one.level, other.level)
    if level != NAMED:
        return Label(level, frozenset(), compartments)
    both_named = one.level == other.level
    suppliers = one.suppliers & other.suppliers if both_named else one.suppliers | other.suppliers
    return Label(NAMED, suppliers, compartments) if suppliers else Label(FIRM, frozenset(), compartments)


def join_all(labels: Iterable[Label]) -> Label:
    """Return the join of `labels`; N0 when there is none."""
    result = N0
    for label in labels:
        result = join(result, label)
    return result


def at_least(high: Label, low: Label) -> bool:
    """Tell whether `high` is at least as secret as `low` (L4), i.e. their join is `high`."""
    return join(high, low) == high
