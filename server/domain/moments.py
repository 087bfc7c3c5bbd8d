"""The moments of a text: its many small edits gathered into what people remember, who wrote and when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

MOST: Final = 200
"""A text has at most so many moments; a longer past is told in longer ones."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit of a text: by whom (None: the server itself) and when."""

    person_id: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Moment:
    """A run of edits: who wrote, in the order they began, when the last of them was made, and how many came until then."""

    people: tuple[str | None, ...]
    at: datetime
    count: int


@dataclass(frozen=True, slots=True)
class _Measure:
    """What parts two moments: a pause, a hand-over to somebody else, or the time a moment lasts at most."""

    pause: timedelta
    hand_over: timedelta
    longest: timedelta

    def longer(self) -> "_Measure":
        return _Measure(self.pause * 2, self.hand_over * 2, self.longest * 2)


_USUAL: Final = _Measure(timedelta(minutes=5), timedelta(seconds=20), timedelta(minutes=15))


def moments_of(edits: Sequence[Edit]) -> tuple[Moment, ...]:
    """Return the moments of a document, the oldest first. What the server began it with is a moment of its own."""
    measure = _USUAL
    while len(found := _moments(edits, measure)) > MOST:
        measure = measure.longer()
    return found


def _moments(edits: Sequence[Edit], measure: _Measure) -> tuple[Moment, ...]:
    found: list[Moment] = []
    begun = 0
    for place in range(1, len(edits) + 1):
        if place == len(edits) or _parts(edits, begun, place, measure):
            run = edits[begun:place]
            found.append(Moment(_in_order(edit.person_id for edit in run), run[-1].at, place))
            begun = place
    return tuple(found)


def _parts(edits: Sequence[Edit], begun: int, place: int, measure: _Measure) -> bool:
    """Tell whether the edit at `place` begins a moment of its own, after one that began at `begun`."""
    before, here = edits[place - 1], edits[place]
    waited = here.at - before.at
    return (
        (place == 1 and before.person_id is None)
        or waited > measure.pause
        or here.at - edits[begun].at > measure.longest
        or (here.person_id != before.person_id and waited > measure.hand_over)
    )


def _in_order(people: Iterable[str | None]) -> tuple[str | None, ...]:
    return tuple(dict.fromkeys(people))
