"""Which words of a live document came under which client id.

The engine does not tell, so the pieces of a document's state are put in order here the way Yjs does it (YATA): each piece
after its left neighbour of then, before its right one, and pieces for the same place by client id.
"""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from server.crdt.known import ROOT, ROOT_NAME
from server.crdt.structs import Block, Element, Gone, Id, Item, Limits, Struct, Words, decode, utf16_cut
from server.domain.authorship import Run


@dataclass(slots=True, eq=False)
class _Piece:
    """A piece in its place. `parent` is None when it is not drawn: collected, or the value of an attribute."""

    client: int
    clock: int
    length: int
    content: Words | Element | None
    origin: Id | None = None
    right: Id | None = None
    parent: Id | None = None
    after: "_Piece | None" = None

    @property
    def id(self) -> Id:
        return self.client, self.clock

    @property
    def end(self) -> int:
        return self.clock + self.length


def runs(state: bytes) -> list[Run]:
    """Return the words of a document in reading order, each run with its client id; `state` is one complete update."""
    update = decode(state, Limits.of_size(state))
    document = _Document()
    left = [_Cursor(block, block.clock) for block in update.blocks]
    while left:
        placed = sum(cursor.next for cursor in left)
        for cursor in left:
            cursor.run(document)
        if placed == sum(cursor.next for cursor in left):
            raise ValueError("a state that is not complete")
        left = [cursor for cursor in left if cursor.next < len(cursor.block.structs)]
    return list(document.words(ROOT))


@dataclass(slots=True)
class _Cursor:
    block: Block
    clock: int
    next: int = 0

    def run(self, document: "_Document") -> None:
        """Place pieces until the end of the block, or until one stands on something not placed yet."""
        structs = self.block.structs
        while self.next < len(structs):
            struct = structs[self.next]
            if not document.has_all(struct):
                return
            document.add(self.block.client, self.clock, struct)
            self.next, self.clock = self.next + 1, self.clock + struct.length


@dataclass(slots=True)
class _Document:
    _pieces: dict[int, list[_Piece]] = field(default_factory=dict)
    _first: dict[Id, _Piece] = field(default_factory=dict)

    def has_all(self, struct: Struct) -> bool:
        """Tell whether everything a piece stands on is placed."""
        if isinstance(struct, Gone):
            return True
        named = struct.parent if isinstance(struct.parent, tuple) else None
        return all(self._find(place) is not None for place in (struct.origin, struct.right, named) if place)

    def add(self, client: int, clock: int, struct: Struct) -> None:
        """Put the next piece of a client in its place."""
        piece = _Piece(client, clock, struct.length, None)
        if isinstance(struct, Item):
            left = self._ending_at(struct.origin) if struct.origin else None
            right = self._starting_at(struct.right) if struct.right else None
            piece.content = struct.content if isinstance(struct.content, Words | Element) else None
            piece.origin, piece.right = struct.origin, struct.right
            piece.parent = self._parent(struct, left, right)
            if piece.parent is not None:
                self._integrate(piece, left, right)
        self._pieces.setdefault(client, []).append(piece)

    def _parent(self, item: Item, left: _Piece | None, right: _Piece | None) -> Id | None:
        beside = [piece for piece in (left, right) if piece is not None]
        if beside:
            return beside[0].parent if all(piece.parent is not None for piece in beside) else None
        if item.attribute is not None:
            return None
        if item.parent == ROOT_NAME:
            return ROOT
        holder = self._find(item.parent) if isinstance(item.parent, tuple) else None
        return holder.id if holder is not None and isinstance(holder.content, Element) else None

    def _integrate(self, piece: _Piece, left: _Piece | None, right: _Piece | None) -> None:
        parent = piece.parent or ROOT
        here = left.after if left is not None else self._first.get(parent)
        passed: set[_Piece] = set()
        conflicting: set[_Piece] = set()
        while here is not None and here is not right:
            passed.add(here)
            conflicting.add(here)
            if here.origin == piece.origin:
                if here.client < piece.client:
                    left = here
                    conflicting.clear()
                elif here.right == piece.right:
                    break
            elif here.origin is not None and (stood_on := self._at(here.origin)) in passed:
                if stood_on not in conflicting:
                    left = here
                    conflicting.clear()
            else:
                break
            here = here.after
        self._insert(piece, left, parent)

    def _insert(self, piece: _Piece, left: _Piece | None, parent: Id) -> None:
        piece.after = left.after if left is not None else self._first.get(parent)
        if left is None:
            self._first[parent] = piece
        else:
            left.after = piece

    def words(self, parent: Id) -> Iterator[Run]:
        """Yield the words below a parent in reading order."""
        piece = self._first.get(parent)
        while piece is not None:
            if isinstance(piece.content, Words):
                yield Run(piece.content.text, piece.client)
            elif isinstance(piece.content, Element):
                yield from self.words(piece.id)
            piece = piece.after

    def _find(self, place: Id) -> _Piece | None:
        client, clock = place
        pieces = self._pieces.get(client)
        if not pieces or not pieces[0].clock <= clock < pieces[-1].end:
            return None
        return pieces[bisect_right(pieces, clock, key=_clock) - 1]

    def _at(self, place: Id) -> _Piece:
        piece = self._find(place)
        if piece is None:
            raise ValueError("a state that is not complete")
        return piece

    def _ending_at(self, place: Id) -> _Piece:
        piece = self._at(place)
        return self._cut(piece, place[1] + 1)[0] if place[1] + 1 < piece.end else piece

    def _starting_at(self, place: Id) -> _Piece:
        piece = self._at(place)
        return self._cut(piece, place[1])[1] if place[1] > piece.clock else piece

    def _cut(self, piece: _Piece, clock: int) -> tuple[_Piece, _Piece]:
        """Part a piece before `clock`; the second half stands after the first for ever."""
        kept = clock - piece.clock
        tail = _Piece(piece.client, clock, piece.length - kept, None, (piece.client, clock - 1), piece.right)
        if isinstance(piece.content, Words):
            rest = utf16_cut(piece.content.text, kept)
            tail.content = Words(rest)
            piece.content = Words(piece.content.text[: len(piece.content.text) - len(rest)])
        piece.length = kept
        pieces = self._pieces[piece.client]
        pieces.insert(bisect_right(pieces, piece.clock, key=_clock), tail)
        if piece.parent is not None:
            tail.parent = piece.parent
            self._insert(tail, piece, piece.parent)
        return piece, tail


def _clock(piece: _Piece) -> int:
    return piece.clock
