"""What an audience's page shows now, as pieces, and the way back to what it showed before.

A page is known by its *cursor*, a seal over everything the page shows. Two pages that show the same have the same
cursor, so a change that a reader cannot see changes nothing for them, not even the cursor (A3). A patch is the
difference between what the page shows and what it should show, so it names nothing that was never on the page.
"""

import base64
import hashlib
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from server.policy.reader import Reader
from server.services.recent import Recent
from server.storage.volume import Volume

_REMEMBERED: Final = 2_000
"""How many changes old a page may be and still be patched rather than reloaded."""

_AUDIENCES: Final = 64
"""Pages kept: one per specification and audience."""

_LARGEST_PATCH: Final = 400
"""A patch with more pieces than this is slower than the page."""

Seal: TypeAlias = Callable[[bytes], bytes]
"""Gives the same answer for the same content on every node, which nobody else can foretell."""


def sealing(secret: bytes, purpose: bytes) -> Seal:
    """Return the seal of one kind of page."""
    key = hashlib.sha256(purpose + secret).digest()
    return lambda content: hashlib.blake2b(content, key=key, digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a page; on the text, `s-<section>` or `r-<requirement>`, after which other piece it stands (None: first).

    A requirement that is the first of its section stands after no piece; `section` says in which section it is. `talk`
    marks what this audience hears about it (empty: nothing): it changes when a thread or an answer does.
    """

    id: str
    html: str
    after: str | None
    section: str | None
    talk: str
    mark: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Gone:
    """A piece that is no longer on the page."""

    id: str


def make_piece(name: str, html: str, after: str | None = None, section: str | None = None, talk: str = "") -> Piece:
    """Return a piece with the mark that tells it from every other state of it."""
    mark = hashlib.blake2b(f"{name}\n{after}\n{section}\n{talk}\n{html}".encode(), digest_size=16).digest()
    return Piece(name, html, after, section, talk, mark)


class Trail:
    """One audience's page now, and the way back to the pages it was before. `key` names specification and audience."""

    def __init__(self, key: tuple[object, ...], seal: Seal) -> None:
        self.turn = threading.Lock()
        self.revision = self.structure = -1
        self.cursor = ""
        self.pieces: dict[str, Piece] = {}
        self.order: tuple[str, ...] = ()
        self.watched: frozenset[str] = frozenset()
        """Ids of what shows on the page besides its pieces, if who draws it keeps count."""
        self._name, self._seal = seal(repr(_stable(key)).encode()), seal
        self._steps: deque[tuple[str, dict[str, Piece | None]]] = deque(maxlen=_REMEMBERED)

    def move_on(self, shown: dict[str, Piece], volume: Volume) -> None:
        """Make `shown`, drawn from `volume`, the page; remember how it was, when it differs."""
        undo = _difference(shown, self.pieces)
        self.stay(volume)
        if not undo and self.cursor:
            return
        if self.cursor:
            self._steps.append((self.cursor, undo))
        self.pieces, self.order = shown, tuple(shown)
        self.cursor = self.cursor_of(shown)

    def stay(self, volume: Volume) -> None:
        """Note that nothing of the page has changed up to `volume`."""
        self.revision, self.structure = volume.seq, volume.structure

    def cursor_of(self, shown: dict[str, Piece]) -> str:
        """Return the cursor of a page of this audience that shows these pieces."""
        everything = b"".join(piece.mark for piece in shown.values())
        return base64.urlsafe_b64encode(self._seal(self._name + everything)).rstrip(b"=").decode()

    def since(self, cursor: str) -> tuple[Piece | Gone, ...] | None:
        """The pieces that differ from the page at `cursor`; None when that page is not remembered."""
        if cursor == self.cursor:
            return ()
        before: dict[str, Piece | None] = {}
        for then, undo in reversed(self._steps):
            before |= undo
            if then == cursor:
                return self._items(before)
        return None

    def _items(self, before: dict[str, Piece | None]) -> tuple[Piece | Gone, ...] | None:
        gone = [Gone(one) for one, old in before.items() if old is not None and one not in self.pieces]
        wanted = {one for one in before if one in self.pieces and not _same(before[one], self.pieces[one])}
        if len(gone) + len(wanted) > _LARGEST_PATCH:
            return None
        return (*gone, *(self.pieces[one] for one in self.order if one in wanted))


class Trails:
    """The trails of one kind of page on one node; usable from any thread. `secret` seals their cursors."""

    def __init__(self, secret: bytes, purpose: bytes) -> None:
        self._seal = sealing(secret, purpose)
        self._kept: Recent[tuple[object, ...], Trail] = Recent(_AUDIENCES)

    def of(self, volume: Volume, reader: Reader) -> Trail:
        """Return the trail of a specification for everybody of this reader's audience."""
        key = (volume.head.id, reader.audience)
        return self._kept.get(key, lambda: Trail(key, self._seal))


def _difference(new: dict[str, Piece], old: dict[str, Piece]) -> dict[str, Piece | None]:
    """What to put back to make `new` look like `old` again."""
    undo: dict[str, Piece | None] = {one: old.get(one) for one, piece in new.items() if not _same(old.get(one), piece)}
    return undo | {one: piece for one, piece in old.items() if one not in new}


def _same(one: Piece | None, other: Piece) -> bool:
    return one is not None and (one is other or one.mark == other.mark)


def _stable(value: object) -> object:
    """The same for equal values in every process: sets have no order of their own."""
    if isinstance(value, frozenset):
        return sorted(map(str, value))
    return [_stable(one) for one in value] if isinstance(value, tuple) else str(value)
