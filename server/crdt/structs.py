"""An update taken apart: which pieces of text and structure it adds, and what it deletes.

Only the shape of the bytes is judged here; whether the pieces may enter a document is the gate's to say.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final, Self, TypeAlias

from server.crdt.lib0 import MAX_CLIENT, MAX_CLOCK, Reader
from server.crdt.refusals import Holes, Refused

Id: TypeAlias = tuple[int, int]
"""A client id and a clock: the name of one UTF-16 unit or one element for ever."""
SKIP: Final = 10
"""The struct that stands for missing ones; only merged logs with holes have it."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How many of each an update may hold: clients with blocks, pieces, clients with deletions, ranges of each."""

    clients: int
    structs: int
    deleters: int
    ranges: int

    @classmethod
    def of_size(cls, data: bytes) -> Self:
        """Return limits that only the size sets, for bytes of our own."""
        return cls(len(data), len(data), len(data), len(data))


BROWSER: Final = Limits(clients=64, structs=40_000, deleters=4_096, ranges=65_536)
"""What one update from a browser may hold."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Something that was garbage-collected with the element it stood in; nothing but its length is left."""

    length: int


@dataclass(frozen=True, slots=True)
class Deleted:
    """Content that was deleted; its place is kept."""

    length: int


@dataclass(frozen=True, slots=True)
class Words:
    """A run of text. Its length counts UTF-16 units, as Yjs does."""

    text: str

    @property
    def length(self) -> int:
        return utf16_length(self.text)


@dataclass(frozen=True, slots=True)
class Format:
    """From here on, a mark is on (its attributes) or off (None)."""

    mark: str
    value: object
    length: int = 1


@dataclass(frozen=True, slots=True)
class Value:
    """The value of an attribute."""

    value: str | int | float
    length: int = 1


@dataclass(frozen=True, slots=True)
class Element:
    """An XML element, named as its node, or (with an empty name) the holder of a run of text."""

    tag: str
    length: int = 1


Content: TypeAlias = Deleted | Words | Format | Value | Element


@dataclass(frozen=True, slots=True)
class Item:
    """A piece and where it stands: after `origin`, before `right`; or, with neither, first in `parent`.

    `parent` is None when origin or right tell it, "" + name for a root, or the id of an element.
    """

    content: Content
    origin: Id | None = None
    right: Id | None = None
    parent: Id | str | None = None
    attribute: str | None = None

    @property
    def length(self) -> int:
        return self.content.length

    def after(self, client: int, clock: int, known: int) -> "Item":
        """Return what is left of this item, which starts at `clock`, once its first `known` units are known.

        Raises Refused("surrogate") when that cuts a character in two.
        """
        content: Content
        match self.content:
            case Words(text):
                content = Words(utf16_cut(text, known))
            case Deleted(length):
                content = Deleted(length - known)
            case _:
                raise Refused("malformed", "overlap")
        return replace(self, content=content, origin=(client, clock + known - 1), parent=None, attribute=None)


Struct: TypeAlias = Gone | Item


@dataclass(frozen=True, slots=True)
class Block:
    """Pieces of one client in the order of their clocks, from `clock` on.

    `bounds` are the places in the update where its pieces begin, and where the last one ends.
    """

    client: int
    clock: int
    structs: tuple[Struct, ...]
    bounds: tuple[int, ...]

    @property
    def end(self) -> int:
        return self.clock + sum(struct.length for struct in self.structs)


@dataclass(frozen=True, slots=True)
class Update:
    """A whole update: blocks, one per client, and deleted ranges per client as (first clock, length), in order.

    `end` is the place in the update where the blocks end and the deletions begin.
    """

    blocks: tuple[Block, ...]
    deletes: dict[int, tuple[Id, ...]]
    end: int


def decode(data: bytes, limits: Limits = BROWSER) -> Update:
    """Take an update of Yjs v1 apart. Raises Refused for anything that is not exactly one, or over the limits."""
    reader = Reader(data)
    blocks = _blocks(reader, limits)
    end = reader.place
    deletes = _deletes(reader, limits)
    reader.finish()
    return Update(blocks, deletes, end)


def uncovered(ranges: Iterable[Id], by: Iterable[Id]) -> list[tuple[int, int]]:
    """Return the parts of `ranges` outside `by` as (first clock, end); both hold (first clock, length) in order."""
    left: list[tuple[int, int]] = []
    covers = [(clock, clock + length) for clock, length in by]
    place = 0
    for clock, length in ranges:
        end = clock + length
        while place < len(covers) and covers[place][1] <= clock:
            place += 1
        for start, stop in covers[place:]:
            if start >= end:
                break
            if start > clock:
                left.append((clock, start))
            clock = max(clock, stop)
        if clock < end:
            left.append((clock, end))
    return left


def utf16_length(text: str) -> int:
    """Return the number of UTF-16 units of a text."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def utf16_cut(text: str, units: int) -> str:
    """Return `text` without its first UTF-16 units. Raises Refused("surrogate") when a character would be cut in two."""
    try:
        return text.encode("utf-16-le")[2 * units :].decode("utf-16-le")
    except UnicodeDecodeError:
        raise Refused("surrogate") from None


def _count(reader: Reader, most: int, reason: str) -> int:
    count = reader.uint(MAX_CLIENT)
    if count > most:
        raise Refused(reason)
    return count


def _blocks(reader: Reader, limits: Limits) -> tuple[Block, ...]:
    blocks: list[Block] = []
    room = limits.structs
    for _ in range(_count(reader, limits.clients, "clients")):
        count = _count(reader, room, "structs")
        room -= count
        client, clock = reader.uint(MAX_CLIENT), reader.uint(MAX_CLOCK)
        structs, bounds = [], [reader.place]
        for _ in range(count):
            structs.append(_struct(reader))
            bounds.append(reader.place)
        block = Block(client, clock, tuple(structs), tuple(bounds))
        if not count or block.end > MAX_CLOCK:
            raise Refused("clock")
        blocks.append(block)
    if len({block.client for block in blocks}) < len(blocks):
        raise Refused("clients")
    return tuple(blocks)


def _struct(reader: Reader) -> Struct:
    info = reader.byte()
    if info == 0:
        return Gone(_length(reader))
    if info == SKIP:
        raise Holes("skip")
    origin = _id(reader) if info & 0x80 else None
    right = _id(reader) if info & 0x40 else None
    parent: Id | str | None = None
    attribute: str | None = None
    if not info & 0xC0:
        parent = reader.string() if reader.uint(1) else _id(reader)
        attribute = reader.string() if info & 0x20 else None
    return Item(_content(reader, info & 0x1F), origin, right, parent, attribute)


def _id(reader: Reader) -> Id:
    return reader.uint(MAX_CLIENT), reader.uint(MAX_CLOCK)


def _length(reader: Reader) -> int:
    length = reader.uint(MAX_CLOCK)
    if not length:
        raise Refused("clock", "empty")
    return length


def _content(reader: Reader, kind: int) -> Content:
    match kind:
        case 1:
            return Deleted(_length(reader))
        case 4:
            text = reader.string()
            if not text:
                raise Refused("clock", "empty")
            return Words(text)
        case 6:
            return Format(reader.string(), reader.json())
        case 7:
            return _element(reader)
        case 8:
            if reader.uint(MAX_CLOCK) != 1:
                raise Refused("content", "any")
            return Value(reader.scalar())
        case _:
            raise Refused("content", str(kind))


def _element(reader: Reader) -> Element:
    match reader.uint(127):
        case 3:
            tag = reader.string()
            if not tag:
                raise Refused("content", "element")
            return Element(tag)
        case 6:
            return Element("")
        case kind:
            raise Refused("content", f"type {kind}")


def _deletes(reader: Reader, limits: Limits) -> dict[int, tuple[Id, ...]]:
    deletes: dict[int, tuple[Id, ...]] = {}
    for _ in range(_count(reader, limits.deleters, "deletes")):
        client = reader.uint(MAX_CLIENT)
        ranges = _ranges(reader, limits)
        if client in deletes or not ranges:
            raise Refused("deletes")
        deletes[client] = ranges
    return deletes


def _ranges(reader: Reader, limits: Limits) -> tuple[Id, ...]:
    ranges: list[Id] = []
    end = 0
    for _ in range(_count(reader, limits.ranges, "deletes")):
        clock, length = reader.uint(MAX_CLOCK), reader.uint(MAX_CLOCK)
        if not length or clock < end:
            raise Refused("deletes")
        end = clock + length
        ranges.append((clock, length))
    return tuple(ranges)
