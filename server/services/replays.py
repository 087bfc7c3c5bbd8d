"""States of live documents at places of their logs: replayed when somebody looks at the past, and kept for a while."""

import threading
from dataclasses import dataclass
from typing import Final

from server.crdt.past import go_on
from server.domain.moments import Edit
from server.services.recent import Recent
from server.storage import text_history
from server.storage.database import Transaction

STRIDE: Final = 1_000
"""After so many updates a state is kept, from which a replay may begin."""

_KEPT: Final = 128


@dataclass(frozen=True, slots=True)
class Chapter:
    """A document of a text with its log. A document nobody opened has no log, and one edit: the text it began with."""

    generation: str
    seqs: tuple[int, ...]
    edits: tuple[Edit, ...]
    current: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the past of a text: a document, and how many of its edits were made."""

    chapter: Chapter
    count: int


class Replays:
    """States of documents at places of their logs, kept while they are asked for; one replay at a time on a node."""

    def __init__(self) -> None:
        self._states: Recent[tuple[str, int], bytes] = Recent(_KEPT)
        self._turn = threading.Lock()

    def state(self, connection: Transaction, place: Place) -> bytes:
        """Return the state of a document at a place of its log."""
        name, seqs = place.chapter.generation, place.chapter.seqs
        state: bytes | None = None
        begun = 0
        with self._turn:
            for stop in [*range(STRIDE, place.count, STRIDE), place.count]:
                after = seqs[begun - 1] if begun else 0
                state = self._states.get((name, seqs[stop - 1]), _Step(connection, name, state, after, seqs[stop - 1]))
                begun = stop
        return state or b"\x00\x00"


@dataclass(frozen=True, slots=True)
class _Step:
    """A part of a replay: from the state after one place of a log to another."""

    connection: Transaction
    generation: str
    state: bytes | None
    after: int
    last: int

    def __call__(self) -> bytes:
        return go_on(self.state, text_history.load_updates(self.connection, self.generation, self.after, self.last))
