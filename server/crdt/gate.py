"""The gate: no byte that a browser sent reaches the CRDT library before it has been read here (A12).

An update passes when all of these hold; the code in brackets is the reason of the refusal:

- G1 [size] it is at most 1 MiB; [malformed] it is one exact Yjs v1 update: valid UTF-8 and JSON, shortest numbers, no
  lone surrogate, no bytes left over.
- G2 [clients, structs] at most 64 clients, each once, at most 8 of them with something new, and 40 000 pieces.
- G3 [client] everything new is under a client id leased to the sender. What the server already has entirely may be
  re-sent under anybody's id: an offline tab sends again what it had merged from others. It is cut off, and what is
  stored and relayed begins where the known ends.
- G4 Gap: a sender's own pieces, origins or deletions that lie ahead of what the server knows; nothing is refused, the
  sender is asked for what is missing. Under another's id the same is [client], [origin] or [deletes].
- G5 [clock] clocks stay below 2^31 and every piece has a length.
- G6 [content] only deleted, words, format, attribute value, element and text holder; [value] formats are marks of the
  schema, values belong to an attribute of their element and have its type.
- G7 [root] the only root is `text`, and it has no attributes.
- G8 [parent] a piece stands where its kind can stand: elements in elements that hold them by the schema, text holders
  in paragraphs, words and formats in text holders, values in attributes. What concurrent edits can break, the number
  and order of children, is judged after application. In a parent that is deleted and collected anything may stand: it is
  never drawn.
- G9 [origin] both neighbours are known and in the same parent; or both were collected with it (Yjs and our engine place
  a piece between a collected and a living neighbour differently). They stood side by side: in their order, at the
  very beginning or end when one is missing, with nothing between them that either was placed by. When the pieces do
  not show that, the replica takes the update only if it reads the same after a reload; it cannot be refused outright,
  because Yjs itself chooses odd neighbours when it undoes a deletion, now and then even one on both sides. When the right one
  stands inside the run of the left one, and the unit before it is deleted or not as it is itself, the replica refuses: to
  Yjs the run is one piece, it cuts that twice, and places the new piece elsewhere than it does from a saved state.
- G10 [surrogate] no insertion, overlap or deletion parts the two halves of a character.
- G11 [deletes] deletions are in order, each once, of what is known.
- G12 [text] words hold no control characters.
- G13 [depth] elements are nested at most 64 deep: the engine's own recursion has no limit. Nested values cannot be
  written at all (G6).

Time and memory are linear in the size of the update.
"""

from collections.abc import Container, Mapping
from dataclasses import dataclass
from typing import Final

from server.crdt.known import ROOT, ROOT_NAME, Known, Piece
from server.crdt.refusals import Gap, Refused
from server.crdt.structs import (
    Block,
    Deleted,
    Element,
    Gone,
    Id,
    Item,
    Limits,
    Struct,
    Update,
    Words,
    decode,
)
from server.crdt.trimming import trimmed
from server.crdt.vocabulary import demand_content, demand_place
from server.domain.richtext import MAX_DEPTH

MAX_UPDATE: Final = 1 << 20
MAX_NEW_CLIENTS: Final = 8


class Everyone:
    """The client ids of a log that was accepted before: any."""

    def __contains__(self, client: object) -> bool:
        return True


@dataclass(frozen=True, slots=True)
class Passed:
    """An update that may be applied, without what is known. `layer` settles into what is known once it has been.

    `clients` are the ids that something new came under, to be leased to the sender if they were nobody's yet.
    `plain` is False when it could not be seen here that every piece has its neighbours in their order (G9), `pinched` is
    True when one of them has the same neighbour on both sides. `within` are right neighbours that stand in the run of the left
    one, and not at its beginning.
    """

    update: bytes
    layer: Known
    clients: frozenset[int]
    plain: bool
    pinched: bool
    within: tuple[Id, ...]
    deletes: Mapping[int, tuple[Id, ...]]


def check(data: bytes, known: Known, leased: Container[int]) -> Passed:
    """Return what an update adds to `known`, which is left as it is.

    `leased` holds the client ids that belong to the sender. Raises Gap when something of the sender's own is missing
    before it, Refused with the reason for everything else that may not pass.
    """
    if len(data) > MAX_UPDATE:
        raise Refused("size")
    return _check(data, decode(data), known, leased)


def check_log(data: bytes, known: Known) -> Passed:
    """The same for bytes of our own log or checkpoints: anybody's ids and any number of pieces, as strict otherwise."""
    return _check(data, decode(data, Limits.of_size(data)), known, Everyone(), len(data))


def _check(data: bytes, update: Update, known: Known, leased: Container[int], writers: int = MAX_NEW_CLIENTS) -> Passed:
    new = [block for block in update.blocks if block.end > known.end(block.client)]
    if len(new) > writers:
        raise Refused("clients")
    for block in new:
        _demand_next(block, known, leased)
    layer = known.over()
    placing = _Placing(layer, leased)
    placing.place(new)
    _demand_deletes(update.deletes, layer, leased)
    left = trimmed(data, update, known)
    clients, within = frozenset(block.client for block in new), tuple(placing.within)
    return Passed(left, layer, clients, placing.plain, placing.pinched, within, update.deletes)


def _demand_next(block: Block, known: Known, leased: Container[int]) -> None:
    if block.client not in leased:
        raise Refused("client", str(block.client))
    if block.clock > known.end(block.client):
        raise Gap


def _demand_deletes(deletes: Mapping[int, tuple[Id, ...]], known: Known, leased: Container[int]) -> None:
    for client, ranges in deletes.items():
        last, length = ranges[-1]
        if last + length > known.end(client):
            if client in leased:
                raise Gap
            raise Refused("deletes", "ahead")
        for clock, length in ranges:
            if _cuts(known, (client, clock)) or _cuts(known, (client, clock + length)):
                raise Refused("surrogate", "delete")


def _cuts(known: Known, place: Id) -> bool:
    client, clock = place
    return clock < known.end(client) and known.find(place).cut_at(clock)


class _Missing(Exception):
    """A piece stands on an id that is not known yet."""

    def __init__(self, place: Id) -> None:
        self.place = place
        super().__init__(place)


@dataclass(slots=True)
class _Cursor:
    """How far a block has been placed."""

    block: Block
    clock: int
    next: int = 0

    @property
    def done(self) -> bool:
        return self.next == len(self.block.structs)


class _Placing:
    """Places the pieces of several blocks in the order of their dependencies, whatever order the blocks came in."""

    def __init__(self, layer: Known, leased: Container[int]) -> None:
        self._layer = layer
        self._leased = leased
        self.plain = True
        self.pinched = False
        self.within: list[Id] = []

    def place(self, blocks: list[Block]) -> None:
        """Place all pieces. Raises Gap or Refused; the layer is then not to be used."""
        left = [_Cursor(block, block.clock) for block in blocks]
        while left:
            before = [cursor.next for cursor in left]
            missing = [self._run(cursor) for cursor in left]
            if before == [cursor.next for cursor in left]:
                self._refuse(missing[0])
            left = [cursor for cursor in left if not cursor.done]

    def _refuse(self, missing: Id | None) -> None:
        if missing and missing[0] in self._leased:
            raise Gap
        raise Refused("origin", "unknown")

    def _run(self, cursor: _Cursor) -> Id | None:
        """Place pieces of one block until its end or until one stands on something unknown, which is returned."""
        client, structs = cursor.block.client, cursor.block.structs
        while not cursor.done:
            struct = structs[cursor.next]
            end = cursor.clock + struct.length
            try:
                self._add(client, cursor.clock, end, struct)
            except _Missing as missing:
                return missing.place
            cursor.next, cursor.clock = cursor.next + 1, end
        return None

    def _add(self, client: int, clock: int, end: int, struct: Struct) -> None:
        start = self._layer.end(client)
        if end <= start:
            return
        if isinstance(struct, Gone):
            self._layer.add(client, Piece(start, end - start, Gone))
            return
        if start > clock:
            struct = struct.after(client, clock, start - clock)
        parent, attribute = self._stand(struct)
        demand_content(struct.content)
        piece = _piece(start, struct, parent, attribute)
        if parent is not None:
            holder = None if parent == ROOT else self._layer.find(parent)
            demand_place(struct.content, holder, attribute)
            piece.depth = holder.depth + 1 if holder else 1
        if piece.depth > MAX_DEPTH:
            raise Refused("depth")
        self._layer.add(client, piece)

    def _stand(self, item: Item) -> tuple[Id | None, str | None]:
        """Return the parent and attribute of a piece; the parent is None when it was collected."""
        if item.origin is None and item.right is None:
            return self._named(item), item.attribute
        self.pinched |= item.origin == item.right
        beside = [self._beside(place, side) for side, place in enumerate((item.origin, item.right)) if place]
        if len({(piece.parent, piece.attribute) for piece in beside}) > 1:
            raise Refused("origin", "parents")
        if item.origin and item.right and beside[0].parent and self._layer.in_one_run(item.right, item.origin):
            self.within.append(item.right)
        if beside[0].parent and self.plain:
            self.plain = self._side_by_side(item.origin, item.right)
        return beside[0].parent, beside[0].attribute

    def _side_by_side(self, origin: Id | None, right: Id | None) -> bool:
        """Tell whether the pieces show that the neighbours stood side by side: nothing either was placed by lies between."""
        after = self._layer.placed_after(right) if right else None
        before = self._layer.find(origin).right if origin else None
        if origin == right or (after and not origin) or (before and not right):
            return False
        return all(
            self._layer.in_order(first, last)
            for first, last in ((origin, right), (after, origin), (right, before))
            if first and last and first != last
        )

    def _beside(self, place: Id, side: int) -> Piece:
        piece = self._find(place)
        if piece.cut_at(place[1] + 1 - side):
            raise Refused("surrogate", "insert")
        return piece

    def _named(self, item: Item) -> Id | None:
        if isinstance(item.parent, str):
            if item.parent != ROOT_NAME or item.attribute is not None:
                raise Refused("root", item.parent[:40])
            return ROOT
        if item.parent is None:
            raise Refused("parent", "none")
        piece = self._find(item.parent)
        if piece.parent is None or piece.kind is Deleted:
            return None
        if piece.kind is not Element:
            raise Refused("parent", piece.kind.__name__)
        return item.parent

    def _find(self, place: Id) -> Piece:
        try:
            return self._layer.find(place)
        except KeyError:
            raise _Missing(place) from None


def _piece(clock: int, item: Item, parent: Id | None, attribute: str | None) -> Piece:
    content = item.content
    return Piece(
        clock,
        content.length,
        type(content) if parent is not None else Gone,
        parent,
        attribute,
        content.text if isinstance(content, Words) else "",
        content.tag if isinstance(content, Element) else "",
        item.origin if parent is not None else None,
        item.right if parent is not None else None,
    )
