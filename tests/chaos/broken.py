"""A server that acknowledges before it stores: the harness must find out."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field

from server.domain.live import Append, Appended, NotAppended
from server.services.writing import LiveDesk
from server.storage import live_log

LATER = 1.0
"""Seconds after which it stores what it has acknowledged."""


@dataclass(slots=True)
class HastyDesk(LiveDesk):
    """Says that updates are stored, and stores them a little later."""

    _last: dict[str, int] = field(default_factory=dict)

    def append(self, batch: Sequence[Append]) -> Sequence[Appended | NotAppended]:
        """Answer at once."""
        answers: list[Appended | NotAppended] = []
        for one in batch:
            previous = self._last.get(one.generation) or self._stored(one.generation)
            self._last[one.generation] = previous + 1
            answers.append(Appended(previous + 1, previous))
        threading.Timer(LATER, LiveDesk.append, (self, list(batch))).start()
        return answers

    def _stored(self, name: str) -> int:
        with self.database.write() as connection:
            return live_log.lock_documents(connection, [name])[name].last
