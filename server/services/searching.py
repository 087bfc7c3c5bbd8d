"""What each audience can search, kept up to date by what was touched."""

import threading
from typing import Final

from server.domain.tracing import SubjectKind
from server.policy.reader import Reader
from server.policy.view import Revealer
from server.policy.view.search import HitView, Searchable, find, searchable
from server.services.recent import Recent
from server.storage.volume import Volume

_AUDIENCES: Final = 32


class Searches:
    """The words of every audience that searched lately; usable from any thread."""

    def __init__(self) -> None:
        self._words: Recent[tuple[object, ...], _Words] = Recent(_AUDIENCES)

    def search(self, volume: Volume, reader: Reader, query: str, limit: int) -> tuple[HitView, ...]:
        """Return what the reader finds in the working text they see."""
        words = self._words.get((volume.head.id, reader.audience), _Words)
        with words.turn:
            words.bring_up_to_date(volume, reader)
            return find(words.things.values(), query, limit)


class _Words:
    def __init__(self) -> None:
        self.turn = threading.Lock()
        self.things: dict[str, Searchable] = {}
        self._revision = -1

    def bring_up_to_date(self, volume: Volume, reader: Reader) -> None:
        if self._revision >= volume.seq:
            return
        touched = volume.touched_since(self._revision)
        revealer = Revealer(volume.content, reader)
        if touched is None:
            self.things.clear()
        for kind, reveal in (
            (SubjectKind.REQUIREMENT, revealer.requirement),
            (SubjectKind.FINDING, revealer.finding),
            (SubjectKind.RESULT, revealer.result),
        ):
            items = volume.items[kind]
            for one in items if touched is None else touched & items.keys():
                view = reveal(items[one])
                if view is None:
                    self.things.pop(one, None)
                else:
                    self.things[one] = searchable(view)
        self._revision = volume.seq
