"""The permanent collection of hostile updates, each said byte by byte and named by what it is.

Each is sent to a document with the text `BASE` by somebody who may write under `LEASED`. The first word of each is the
reason for which it is refused. What these did to engines without a gate is why each is here: some end the process, some
let words vanish for ever, some make a text that no browser can open.
"""

from typing import Final

from tests.crdt.wire import block, deletions, element, item, mark, number, place, text, update, value, words

VICTIM: Final = 1
MINE: Final = 3
LEASED: Final = frozenset({MINE, 4, 44})

BASE: Final = update(
    block(
        VICTIM,
        0,
        element("paragraph"),
        item(7, b"\x06", parent=(VICTIM, 0)),
        words("hello 😀 world"),
        item(7, b"\x03" + text("ordered_list"), origin=(VICTIM, 0)),
        value(b"\x7d\x01", "order", (VICTIM, 16)),
        item(7, b"\x03" + text("list_item"), parent=(VICTIM, 16)),
        item(7, b"\x03" + text("paragraph"), parent=(VICTIM, 18)),
    )
)
"""A paragraph (clock 0) with a text holder (1) of 14 units (2 to 15, the emoji at 8 and 9), and a list (16) of one item."""

HELLO: Final = (VICTIM, 1)
END: Final = 20


def mine(*structs: bytes) -> bytes:
    return update(block(MINE, 0, *structs))


def values(tagged: bytes) -> bytes:
    return mine(value(tagged, "colspan", (VICTIM, 16)))


def json_mark(json: bytes) -> bytes:
    return mine(item(6, text("strong") + text(json), parent=HELLO))


NESTED: Final = (
    item(7, b"\x03" + text("bullet_list"), origin=(VICTIM, 16)),
    *(element("bullet_list" if clock % 2 else "list_item", (MINE, clock)) for clock in range(39_000)),
)

HOSTILE: Final[dict[str, tuple[str, bytes]]] = {
    "an update over 1 MiB": ("size", mine(words("a" * (1 << 20)))),
    "an empty message": ("malformed", b""),
    "random bytes": ("clients", bytes.fromhex("9f3c77e2d01b")),
    "80 random bytes": ("malformed", bytes.fromhex("01" + "8f3ac1" * 26 + "00")),
    "bytes after the end": ("malformed", mine(words("a")) + b"\x00"),
    "an update cut short": ("malformed", mine(words("abc"))[:-3]),
    "a number in more bytes than needed": ("malformed", b"\x80\x00\x00"),
    "a number of eleven bytes": ("malformed", b"\xff" * 10 + b"\x01\x00"),
    "the 12 bytes that panic the engine": ("content", bytes.fromhex("010103052801016d01340000")),
    "the 13 bytes that killed an older engine": ("malformed", bytes.fromhex("01012c12442c10021fb96f3900")),
    "text that is not UTF-8": ("malformed", mine(words(b"\xff\xfe"))),
    "a lone surrogate written as UTF-8": ("malformed", mine(words(b"\xed\xa0\x80"))),
    "a format that is not JSON": ("malformed", json_mark(b"{")),
    "a format that is NaN": ("malformed", json_mark(b"NaN")),
    "a format with a lone surrogate escaped": ("malformed", json_mark(rb'{"a":"\ud800"}')),
    "JSON nested 100 000 deep": ("malformed", json_mark(b"[" * 100_000)),
    "JSON nested 4 000 deep": ("malformed", json_mark(b"[" * 4_000 + b"]" * 4_000)),
    "an array nested 26 300 deep, which kills the engine": ("value", values(b"\x75\x01" * 26_300 + b"\x7e")),
    "a map nested 26 300 deep": ("value", values(b"\x76\x01\x01a" * 26_300 + b"\x7e")),
    "a map of 2^27 entries": ("value", values(b"\x76" + number(2**27))),
    "a value that is a big integer": ("value", values(b"\x7a" + bytes(8))),
    "a value that is null": ("value", values(b"\x7e")),
    "a value that is not a number": ("value", values(b"\x7b\x7f\xf8" + bytes(6))),
    "2^27 clients": ("clients", number(2**27) + b"\x01"),
    "65 clients": ("clients", update(*(block(client, 0, b"\x00\x01") for client in range(100, 165)))),
    "nine clients with something new": (
        "clients",
        update(*(block(client, 0, b"\x00\x01") for client in range(100, 109))),
    ),
    "a hundred thousand clients": (
        "clients",
        number(100_000) + b"".join(block(client, 0, b"\x00\x01") for client in range(100_000)) + b"\x00",
    ),
    "one client twice": ("clients", update(block(MINE, 0, words("a")), block(MINE, 1, words("b")))),
    "2^27 structs": ("structs", b"\x01" + number(2**27) + place(MINE, 0)),
    "40 001 letters, each a piece": ("structs", mine(*[words("a")] * 40_001)),
    "a client id of 2^63": ("malformed", b"\x01\x01" + b"\x80" * 9 + b"\x01\x00"),
    "a client id of 2^53": ("malformed", b"\x01\x01" + number(2**53) + b"\x00\x00\x01\x00"),
    "words under somebody else's client id": ("client", update(block(VICTIM, END, words("PWNED")))),
    "a collected struct that swallows the victim's future": (
        "client",
        update(block(VICTIM, END, b"\x00" + number(1000))),
    ),
    "a block that begins in what is known and ends in the victim's future": (
        "client",
        update(block(VICTIM, 2, words("hello 😀 world and more"))),
    ),
    "nine bytes that make all the victim's future edits known": (
        "client",
        b"\x01\x01" + number(VICTIM) + number(END) + b"\x00" + number(2**20) + b"\x00",
    ),
    "a second author under the victim's id": ("client", update(block(VICTIM, END, words("BBBB", (VICTIM, 1))))),
    "a client nobody leased": ("client", update(block(777, 0, b"\x00" + number(1000)))),
    "a deletion of the victim's future": ("deletes", update(deletes=deletions(VICTIM, (END, 10**6)))),
    "a deletion that runs over the end": ("deletes", update(deletes=deletions(VICTIM, (END - 1, 2)))),
    "a deletion of an unknown client": ("deletes", update(deletes=deletions(999, (0, 1)))),
    "a deletion of nothing": ("deletes", update(deletes=deletions(VICTIM, (2, 0)))),
    "deletions out of order": ("deletes", update(deletes=deletions(VICTIM, (4, 1), (2, 1)))),
    "deletions of 5 000 unknown clients": (
        "deletes",
        update(deletes=number(5_000) + b"".join(place(client, 1) + b"\x00\x01" for client in range(100, 5_100))),
    ),
    "70 000 deletions of one client": (
        "deletes",
        update(deletes=b"\x01" + number(VICTIM) + number(70_000) + b"".join(place(2 * n, 1) for n in range(70_000))),
    ),
    "deletions of a million clients": ("deletes", update(deletes=number(10**6))),
    "a clock of 2^32 - 1": ("malformed", update(block(MINE, 2**32 - 1, words("PWNED")))),
    "the victim's id with a clock of 2^32 - 1, which breaks the engine's memory": (
        "malformed",
        update(block(VICTIM, 2**32 - 1, words("PWNED"))),
    ),
    "a clock that runs over 2^31": ("clock", update(block(MINE, 2**31 - 3, words("PWNED")))),
    "a gap in one's own clocks": ("gap", update(block(MINE, 5, words("a")))),
    "a gap of one": ("gap", update(block(MINE, 1, words("a")))),
    "a deletion of one's own future": ("gap", update(deletes=deletions(MINE, (0, 10)))),
    "an origin in one's own future": ("gap", mine(words("a", origin=(MINE, 9)))),
    "two pieces that each stand on the other": (
        "gap",
        update(block(MINE, 0, words("a", origin=(4, 0))), block(4, 0, words("b", origin=(MINE, 0)))),
    ),
    "a struct of no length": ("clock", mine(b"\x00\x00")),
    "deleted content of no length": ("clock", mine(item(1, b"\x00", parent=HELLO))),
    "words of no length": ("clock", mine(words(""))),
    "a block of no structs": ("clock", update(block(MINE, 0))),
    "a skip": ("gap", mine(b"\x0a\x05")),
    "JSON content": ("content", mine(item(2, b"\x01\x021", parent=HELLO))),
    "binary content": ("content", mine(item(3, b"\x01a", parent=HELLO))),
    "an embed": ("content", mine(item(5, text("{}"), parent=HELLO))),
    "a document inside the document": ("content", mine(item(9, text("x") + b"\x76\x00", parent=HELLO))),
    "a move": ("content", mine(item(11, b"\x00\x00\x00\x00\x00", parent=HELLO))),
    "an unknown content kind": ("content", mine(item(31, b"", parent=HELLO))),
    "a shared array": ("content", mine(item(7, b"\x00", parent=(VICTIM, 0)))),
    "a shared map": ("content", mine(item(7, b"\x01", parent=(VICTIM, 0)))),
    "a fragment in the text": ("content", mine(item(7, b"\x04", parent=(VICTIM, 0)))),
    "an XML hook": ("content", mine(item(7, b"\x05" + text("paragraph")))),
    "two values at once": ("content", mine(item(8, b"\x02\x7d\x01\x7d\x01", parent=(VICTIM, 16), attribute="order"))),
    "an unknown node": ("content", mine(element("script"))),
    "a document node": ("content", mine(element("doc"))),
    "an element without a name": ("content", mine(element(""))),
    "an unknown mark": ("value", mine(mark("onclick", {}))),
    "a mark with an unknown attribute": ("value", mine(mark("strong", {"style": "x"}))),
    "a mark that is a number": ("value", mine(mark("strong", 1))),
    "a script link": ("value", mine(mark("link", {"href": "javascript:alert(1)"}))),
    "a data link": ("value", mine(mark("link", {"href": "data:text/html,x"}))),
    "an unknown attribute": ("value", mine(value(b"\x77" + text("x"), "onload", (VICTIM, 16)))),
    "a list number that is text": ("value", mine(value(b"\x77" + text("1"), "order", (VICTIM, 16)))),
    "a list number that is a fraction": ("value", mine(value(b"\x7c\x3f\x00\x00\x00", "order", (VICTIM, 16)))),
    "another root": ("root", mine(element("paragraph", "secret"))),
    "an attribute of the root": ("root", mine(item(8, b"\x01\x7d\x01", parent="text", attribute="order"))),
    "words in the root": ("parent", mine(words("a", "text"))),
    "a text holder in the root": ("parent", mine(item(7, b"\x06"))),
    "words in an element": ("parent", mine(words("a", (VICTIM, 0)))),
    "an element in a text holder": ("parent", mine(element("paragraph", HELLO))),
    "words as an attribute": ("parent", mine(item(4, text("a"), parent=(VICTIM, 16), attribute="order"))),
    "an attribute of a text holder": ("parent", mine(item(8, b"\x01\x7d\x01", parent=HELLO, attribute="order"))),
    "a value that is no attribute": ("parent", mine(item(8, b"\x01\x7d\x01", parent=(VICTIM, 16)))),
    "a parent that is words": ("parent", mine(words("a", (VICTIM, 3)))),
    "a parent that is a value": ("parent", mine(words("a", (VICTIM, 17)))),
    "a parent nobody knows": ("origin", mine(words("a", (VICTIM, 900)))),
    "a megabyte that stands on what nobody knows": ("origin", mine(words("a" * 10**6, origin=(VICTIM, 900)))),
    "an origin nobody knows": ("origin", mine(words("a", origin=(VICTIM, 900)))),
    "an origin of an unknown client": ("origin", mine(words("a", origin=(900, 0)))),
    "one neighbour on both sides": ("origin", mine(words("a", origin=(VICTIM, 3), right=(VICTIM, 3)))),
    "neighbours in two parents": ("origin", mine(words("a", origin=(VICTIM, 3), right=(VICTIM, 19)))),
    "neighbours in the wrong order": ("origin", mine(words("a", origin=(VICTIM, 6), right=(VICTIM, 4)))),
    "an element beside words": ("parent", mine(item(7, b"\x03" + text("paragraph"), origin=(VICTIM, 3)))),
    "words between the halves of an emoji": ("surrogate", mine(words("x", origin=(VICTIM, 8), right=(VICTIM, 9)))),
    "words after half an emoji": ("surrogate", mine(words("x", origin=(VICTIM, 8)))),
    "words before half an emoji": ("surrogate", mine(words("x", right=(VICTIM, 9)))),
    "a deletion of the first half of an emoji": ("surrogate", update(deletes=deletions(VICTIM, (8, 1)))),
    "a deletion of the second half of an emoji": ("surrogate", update(deletes=deletions(VICTIM, (9, 1)))),
    "control characters": ("text", mine(words("a\x00b"))),
    "a paragraph in a paragraph": ("parent", mine(element("paragraph", (VICTIM, 0)))),
    "a table cell in the root": ("parent", mine(item(7, b"\x03" + text("table_cell"), right=(VICTIM, 0)))),
    "a text holder in a list": ("parent", mine(item(7, b"\x06", parent=(VICTIM, 16)))),
    "elements nested 39 000 deep, whose deletion kills the engine": ("depth", mine(*NESTED)),
    "a list before the first paragraph of an item, with words": (
        "lost_text",
        mine(
            item(7, b"\x03" + text("bullet_list"), right=(VICTIM, 19)),
            element("list_item", (MINE, 0)),
            element("paragraph", (MINE, 1)),
            item(7, b"\x06", parent=(MINE, 2)),
            words("a", (MINE, 3)),
        ),
    ),
    "a picture without its file": ("schema", mine(element("image", (VICTIM, 0)))),
    "a mention without its person": ("schema", mine(element("mention", (VICTIM, 0)))),
}

ODD: Final[dict[str, bytes]] = {
    "words before the second letter that stand after nothing": mine(words("a", right=(VICTIM, 3))),
    "words after the first letter that stand before nothing": mine(
        words("a", right=(VICTIM, 2)), words("b", origin=(MINE, 0))
    ),
    "neighbours with a known piece between them": mine(
        words("a", right=(VICTIM, 2)), words("b", origin=(MINE, 0), right=(VICTIM, 4))
    ),
    "neighbours of two elements in the wrong order": mine(
        item(7, b"\x03" + text("paragraph"), origin=(VICTIM, 16), right=(VICTIM, 0))
    ),
}
"""Neighbours that no keystroke chooses but an undo may."""

PENDING: Final = tuple(update(block(MINE, 2 * clock + 1, words("a"))) for clock in range(16_000))
"""16 000 updates that each lack the one before: an engine that keeps them waiting needs seconds for each that follows."""

AGAIN: Final[dict[str, bytes]] = {
    "the victim's words with half an emoji before them": block(VICTIM, 2, words("hello", origin=(VICTIM, 8))),
    "the victim's words as a mark": block(VICTIM, 2, mark("strong", {}, HELLO)),
    "the victim's words on a place nobody knows": block(VICTIM, 2, words("hello", origin=(999, 999))),
    "the victim's paragraph in another root": block(VICTIM, 0, element("paragraph", "secret")),
    "the victim's paragraph as something collected": block(VICTIM, 0, b"\x00\x0a"),
}
"""What is known, sent again as something else beside an honest word. It must reach nobody: Yjs looks at pieces it knows
before it skips them, and meets errors or waits for ever."""

VECTORS: Final[dict[str, bytes]] = {
    "no bytes": b"",
    "a client without its clock": b"\x01\x05",
    "a number of six bytes": b"\xff\xff\xff\xff\x0f",
    "bytes after the end": b"\x01\x05\x03\x00",
    "a number in more bytes than needed": b"\x80\x00",
    "five million clients announced": number(5_000_000) + b"\x01\x01",
    "200 000 clients": number(200_000) + b"".join(place(client, 1) for client in range(200_000)),
    "a clock of 2^53": b"\x01\x05" + number(2**53),
}
"""State vectors that are none."""
