"""Updates written byte by byte, to say what no honest browser would."""

import json


def number(value: int) -> bytes:
    """Return a variable-length unsigned integer."""
    made = bytearray()
    while value > 127:
        made.append(128 | (value & 127))
        value >>= 7
    return bytes([*made, value])


def text(value: str | bytes) -> bytes:
    """Return text with its length in bytes before it."""
    data = value.encode() if isinstance(value, str) else value
    return number(len(data)) + data


def place(client: int, clock: int) -> bytes:
    """Return an id."""
    return number(client) + number(clock)


def update(*blocks: bytes, deletes: bytes = b"\x00") -> bytes:
    """Return an update of blocks and a delete set."""
    return number(len(blocks)) + b"".join(blocks) + deletes


def block(client: int, clock: int, *structs: bytes) -> bytes:
    """Return the structs of one client."""
    return number(len(structs)) + number(client) + number(clock) + b"".join(structs)


def deletions(client: int, *ranges: tuple[int, int]) -> bytes:
    """Return a delete set of one client's ranges, as (first clock, length)."""
    return b"\x01" + number(client) + number(len(ranges)) + b"".join(place(*each) for each in ranges)


def item(
    kind: int,
    content: bytes,
    *,
    origin: tuple[int, int] | None = None,
    right: tuple[int, int] | None = None,
    parent: tuple[int, int] | str = "text",
    attribute: str | None = None,
) -> bytes:
    """Return an item of a content kind: 1 deleted, 4 words, 6 format, 7 element, 8 value."""
    info = kind | (128 if origin else 0) | (64 if right else 0) | (32 if attribute is not None else 0)
    sides = b"".join(place(*side) for side in (origin, right) if side)
    stand = b""
    if not sides:
        stand = b"\x01" + text(parent) if isinstance(parent, str) else b"\x00" + place(*parent)
        stand += text(attribute) if attribute is not None else b""
    return bytes([info]) + sides + stand + content


def words(value: str | bytes, parent: tuple[int, int] | str = (1, 1), **where: tuple[int, int] | None) -> bytes:
    """Return a run of words, first in the base document's text holder unless told otherwise."""
    return item(4, text(value), parent=parent, origin=where.get("origin"), right=where.get("right"))


def element(tag: str, parent: tuple[int, int] | str = "text") -> bytes:
    """Return an element, first in its parent."""
    return item(7, b"\x03" + text(tag), parent=parent)


def mark(name: str, value: object, parent: tuple[int, int] = (1, 1)) -> bytes:
    """Return a format, first in its text holder."""
    return item(6, text(name) + text(json.dumps(value)), parent=parent)


def value(tagged: bytes, attribute: str, parent: tuple[int, int]) -> bytes:
    """Return the value of an attribute; `tagged` is a lib0 "any"."""
    return item(8, b"\x01" + tagged, parent=parent, attribute=attribute)
