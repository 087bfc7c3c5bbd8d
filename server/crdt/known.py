"""What a document already knows: every piece ever placed in it, found by its id.

The engine does not tell these things from outside, and without them a stranger's update could be hung on a parent that
cannot hold it, or cut a character in two. Typing is kept as one growing piece per run.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import Final, TypeAlias

from server.crdt.structs import Deleted, Element, Format, Gone, Id, Value, Words

ROOT_NAME: Final = "text"
"""The name of the only root, the fragment that y-prosemirror edits."""

ROOT: Final[Id] = (-1, 0)
"""The id that stands for the root fragment."""

STEPS: Final = 8
"""How many pieces are followed to see which of two ids stands first."""

Kind: TypeAlias = type[Gone] | type[Deleted] | type[Words] | type[Format] | type[Value] | type[Element]


@dataclass(slots=True)
class Piece:
    """A placed piece. `parent` is None when it went with a deleted element; `tag` names an element, "" a text holder.

    Its units follow each other; the first was placed after `origin`, all of them before `right`.
    """

    clock: int
    length: int
    kind: Kind
    parent: Id | None = None
    attribute: str | None = None
    text: str = ""
    tag: str = ""
    origin: Id | None = None
    right: Id | None = None
    depth: int = 0

    @property
    def end(self) -> int:
        return self.clock + self.length

    def cut_at(self, clock: int) -> bool:
        """Tell whether a cut before `clock` would part the two halves of one character."""
        if len(self.text) == self.length or not self.clock < clock < self.end or self.kind is not Words:
            return False
        unit = self.text.encode("utf-16-le")[2 * (clock - self.clock) + 1]
        return 0xDC <= unit <= 0xDF


class Known:
    """The pieces of a document by client and clock, without gaps. `over` lays new pieces over it without touching it."""

    def __init__(self, below: "Known | None" = None) -> None:
        self._below = below
        self._pieces: dict[int, list[Piece]] = {}
        self._ends: dict[int, int] = {}

    def over(self) -> "Known":
        """Return an empty layer that looks through to this one."""
        return Known(self)

    def end(self, client: int) -> int:
        """Return the clock that comes next for a client."""
        return self._ends.get(client) or (self._below.end(client) if self._below else 0)

    def find(self, place: Id) -> Piece:
        """Return the piece that holds an id. Raises KeyError for an id that is not known."""
        client, clock = place
        pieces = self._pieces.get(client)
        if pieces and clock >= pieces[0].clock:
            if clock >= self._ends[client]:
                raise KeyError(place)
            return pieces[bisect_right(pieces, clock, key=_clock) - 1]
        if self._below is None:
            raise KeyError(place)
        return self._below.find(place)

    def add(self, client: int, piece: Piece) -> None:
        """Add the next piece of a client. Words typed on after words lengthen them: one run, one piece."""
        pieces = self._pieces.setdefault(client, [])
        last = pieces[-1] if pieces else None
        if last and last.kind is piece.kind is Words and _goes_on(client, last, piece):
            last.text += piece.text
            last.length += piece.length
        else:
            pieces.append(piece)
        self._ends[client] = piece.end

    def placed_after(self, place: Id) -> Id | None:
        """Return the id that a known id was placed after; None when it was placed first, or was collected."""
        client, clock = place
        piece = self.find(place)
        return piece.origin if clock == piece.clock else (client, clock - 1)

    def in_one_run(self, inner: Id, last: Id) -> bool:
        """Tell whether one id stands in a run before another, or is it, and not at the beginning: each placed after the one before.

        A run of more than a few pieces is not followed: only words are many units in one.
        """
        client, clock = inner
        if client != last[0] or clock > last[1] or self.placed_after(inner) != (client, clock - 1):
            return False
        piece = self.find(inner)
        for _ in range(STEPS):
            if last[1] < piece.end:
                return True
            beyond = self.find((client, piece.end))
            if beyond.origin != (client, piece.end - 1):
                return False
            piece = beyond
        return False

    def in_order(self, before: Id, after: Id) -> bool:
        """Tell whether the pieces show that one known id stands before another of the same parent."""
        first, last = self.find(before), self.find(after)
        return before[1] < after[1] if first is last else self._shows(first, before, last, after)

    def _shows(self, first: Piece, before: Id, last: Piece, after: Id) -> bool:
        """Follow what the first was placed before, then what the last was placed after, a few steps each."""
        seen = first.right
        for _ in range(STEPS):
            piece = self.find(seen) if seen else None
            if seen and piece is last and seen[1] <= after[1]:
                return True
            seen = piece.right if piece else None
        seen = last.origin
        for _ in range(STEPS):
            piece = self.find(seen) if seen else None
            if seen and piece is first and seen[1] >= before[1]:
                return True
            seen = piece.origin if piece else None
        return False

    def only_formats(self, client: int, clock: int, end: int) -> bool:
        """Tell whether a known range holds nothing but formatting and what was collected."""
        while clock < end:
            piece = self.find((client, clock))
            if piece.kind not in (Format, Gone, Deleted):
                return False
            clock = piece.end
        return True

    def settle(self) -> None:
        """Hand the pieces of this layer down to the one below, which then knows them."""
        if self._below is None:
            return
        for client, pieces in self._pieces.items():
            for piece in pieces:
                self._below.add(client, piece)
        self._pieces, self._ends = {}, {}


def _goes_on(client: int, run: Piece, piece: Piece) -> bool:
    return (piece.origin, piece.right, piece.parent) == ((client, run.end - 1), run.right, run.parent)


def _clock(piece: Piece) -> int:
    return piece.clock
