"""Places between places: a new thing can always be put between two neighbours without moving the others."""

from collections.abc import Iterable, Sequence
from typing import Final, Protocol

STEP: Final = 1024.0
_NARROWEST: Final = 1e-6


def rank_between(before: float | None, after: float | None) -> float | None:
    """Return a rank strictly between two neighbours (None: no neighbour on that side); None when the gap is used up."""
    if before is None:
        return after - STEP if after is not None else 0.0
    if after is None:
        return before + STEP
    return (before + after) / 2 if after - before > _NARROWEST else None


class Ranked(Protocol):
    """A thing with a place among others."""

    @property
    def id(self) -> str: ...
    @property
    def rank(self) -> float: ...


def right_before(item: Ranked, others: Iterable[Ranked]) -> str | None:
    """Return the id of the one that a thing stands right behind; None when it is the first."""
    before = [(one.rank, one.id) for one in others if (one.rank, one.id) < (item.rank, item.id)]
    return max(before)[1] if before else None


def evenly(count: int) -> tuple[float, ...]:
    """Return `count` ranks with room between them, to space out what has become too narrow."""
    return tuple(place * STEP for place in range(count))


def place_after(ordered: Sequence[tuple[str, float]], after: str | None) -> tuple[float, dict[str, float]]:
    """Return the rank of a newcomer right after `after` (None: first), and the new ranks of those that had to make room.

    `ordered` holds (id, rank) in reading order, without the newcomer. Raises ValueError when `after` is not among them.
    """
    ids = [item for item, _ in ordered]
    position = 0 if after is None else ids.index(after) + 1
    before = ordered[position - 1][1] if position else None
    behind = ordered[position][1] if position < len(ordered) else None
    rank = rank_between(before, behind)
    if rank is not None:
        return rank, {}
    spaced = evenly(len(ids) + 1)
    moved = dict(zip(ids, spaced[:position] + spaced[position + 1 :], strict=True))
    return spaced[position], moved
