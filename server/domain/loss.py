"""What is lost on the way to a reader: how much of each part arrives, and what that makes of the whole (domain guide §3.5)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from server.domain.requirement import Flexibility


class Arrival(StrEnum):
    """What becomes of a part on its way: it is read, a sentence stands in its place, or nothing does."""

    READ = "read"
    REPLACED = "replaced"
    HIDDEN = "hidden"


ARRIVES: Final = {Arrival.READ: 1.0, Arrival.REPLACED: 0.5, Arrival.HIDDEN: 0.0}
"""How much of a part its reader has."""


class Part(StrEnum):
    """What a requirement says, and what is said around it; REQUIREMENT is all of it at once."""

    REQUIREMENT = "requirement"
    STATEMENT = "statement"
    CRITERION = "criterion"
    RATIONALE = "rationale"
    ORIGIN = "origin"
    INTRODUCTION = "introduction"
    LINK = "link"
    PICTURE = "picture"


GROUPS: Final = (
    (0.4, (Part.STATEMENT,)),
    (0.3, (Part.CRITERION,)),
    (0.2, (Part.RATIONALE, Part.ORIGIN)),
    (0.1, (Part.INTRODUCTION, Part.LINK, Part.PICTURE)),
)
"""What weighs how much in a requirement: what is asked, how it is judged, why, and what stands around."""

IMPORTANCE: Final = {Flexibility.F0: 4, Flexibility.F1: 3, Flexibility.F2: 2, Flexibility.F3: 1}
"""How much a requirement weighs in the whole, by its least flexible criterion."""


def weights(parts: Sequence[Part]) -> list[float]:
    """Return how much each part of one requirement weighs in it; together they make 1.

    A group's weight is shared by the kinds of parts it has here, a kind's by its parts; a group that has none weighs nothing.
    """
    if Part.REQUIREMENT in parts:
        return [1.0 if part is Part.REQUIREMENT else 0.0 for part in parts]
    count = Counter(parts)
    raw: dict[Part, float] = {}
    for weight, kinds in GROUPS:
        here = [kind for kind in kinds if count[kind]]
        raw |= {kind: weight / len(here) / count[kind] for kind in here}
    total = sum(raw[part] for part in parts)
    return [raw[part] / total for part in parts]


def importance(flexibilities: Iterable[Flexibility]) -> int:
    """Return how much a requirement with these criteria weighs; one without any weighs as little as a wish."""
    return max((IMPORTANCE[one] for one in flexibilities), default=IMPORTANCE[Flexibility.F3])


def mean(measured: Iterable[tuple[int, float]]) -> float:
    """Return what is lost of several requirements, each given as (importance, loss); nothing is lost of none."""
    known = list(measured)
    total = sum(weight for weight, _ in known)
    return sum(weight * loss for weight, loss in known) / total if total else 0.0
