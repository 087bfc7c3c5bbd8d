"""Write an update that was taken apart, whether or not it makes sense."""

import json
import struct
from dataclasses import dataclass
from typing import TypeAlias

from server.crdt.structs import Content, Deleted, Element, Format, Gone, Id, Item, Value, Words
from tests.crdt import wire


@dataclass(frozen=True, slots=True)
class Raw:
    """A piece written as it stands: kinds and bytes that our decoder has no name for."""

    data: bytes
    length: int = 1


Drawn: TypeAlias = Gone | Item | Raw


@dataclass(frozen=True, slots=True)
class Run:
    """Pieces of one client from a clock on."""

    client: int
    clock: int
    pieces: tuple[Drawn, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """An update that may say anything."""

    runs: tuple[Run, ...]
    deletes: tuple[tuple[int, tuple[Id, ...]], ...] = ()


def encode(draft: Draft) -> bytes:
    """Return the bytes of an update."""
    runs = (wire.block(run.client, run.clock, *map(piece, run.pieces)) for run in draft.runs)
    deletes = b"".join(
        wire.number(client) + wire.number(len(ranges)) + b"".join(wire.place(*each) for each in ranges)
        for client, ranges in draft.deletes
    )
    return wire.update(*runs, deletes=wire.number(len(draft.deletes)) + deletes)


def piece(one: Drawn) -> bytes:
    """Return the bytes of one piece."""
    match one:
        case Raw(data):
            return data
        case Gone(length):
            return b"\x00" + wire.number(length)
        case Item(content, origin, right, parent, attribute):
            kind, data = _content(content)
            parent = "text" if parent is None else parent
            return wire.item(kind, data, origin=origin, right=right, parent=parent, attribute=attribute)


def _content(content: Content) -> tuple[int, bytes]:
    match content:
        case Deleted(length):
            return 1, wire.number(length)
        case Words(text):
            return 4, wire.text(text.encode(errors="surrogatepass"))
        case Format(mark, value):
            return 6, wire.text(mark) + wire.text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
        case Element(tag):
            return 7, b"\x03" + wire.text(tag) if tag else b"\x06"
        case Value(value):
            return 8, b"\x01" + any_value(value)


def any_value(value: str | float) -> bytes:
    """Return a lib0 "any" of a text or number."""
    if isinstance(value, str):
        return b"\x77" + wire.text(value)
    if not isinstance(value, int):
        return b"\x7b" + struct.pack(">d", value)
    size = abs(value)
    first = (0x80 if size > 63 else 0) | (0x40 if value < 0 else 0) | (size & 63)
    return b"\x7d" + bytes([first]) + (wire.number(size >> 6) if size > 63 else b"")
