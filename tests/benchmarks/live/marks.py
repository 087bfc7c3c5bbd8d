"""Edits that carry the moment they were sent, and the meter that finds them again in whatever a server sends.

A mark is `@`, three digits for the writer, seven for the time in tenths of a millisecond. Servers may join updates: the words in
them stay as they are, so every mark arrives whole, once for each edit.
"""

import re
import time
from array import array
from dataclasses import dataclass
from typing import Final

from pycrdt import Doc, TransactionEvent, XmlElement, XmlFragment, XmlText

from server.crdt.known import ROOT_NAME

MARK: Final = 11
_WRITER: Final = 4
_CYCLE: Final = 10_000_000
_FOUND: Final = re.compile(rb"@\d{3}(\d{7})")


def now() -> int:
    """The time in tenths of a millisecond, within a cycle of some 17 minutes."""
    return time.perf_counter_ns() // 100_000 % _CYCLE


@dataclass(slots=True)
class Edit:
    """One update made beforehand; the moment of sending is written into it."""

    update: bytearray
    time_at: int

    def stamped(self) -> bytes:
        """Return the update as if it had just been typed."""
        self.update[self.time_at : self.time_at + 7] = b"%07d" % now()
        return bytes(self.update)


def script(state: bytes, client_id: int, writer: int, count: int) -> list[Edit]:
    """Return `count` edits by which one writer types on in a paragraph of their own of the document `state`."""
    document: Doc[XmlFragment] = Doc(client_id=client_id)
    document[ROOT_NAME] = fragment = XmlFragment()
    document.apply_update(state)
    made: list[bytes] = []

    def keep(event: TransactionEvent) -> None:
        made.append(event.update)

    watch = document.observe(keep)
    paragraph = fragment.children[writer % len(fragment.children)]
    assert isinstance(paragraph, XmlElement)
    words = paragraph.children[0]
    assert isinstance(words, XmlText)
    mark = f"@{writer:03}0000000"
    for _ in range(count):
        words += mark
    document.unobserve(watch)
    return [Edit(bytearray(update), update.index(mark.encode()) + _WRITER) for update in made]


class Meter:
    """Counts the marks of others that reach a client and how long they took, in tenths of a millisecond."""

    def __init__(self) -> None:
        self.delivered = 0
        self.latencies = array("I")

    def sink(self, writer: int) -> "Ear":
        """Return the sink of one client; its own marks, should they come back, are not counted."""
        return Ear(self, b"@%03d" % writer)


class Ear:
    """What one client hears."""

    __slots__ = ("_meter", "_own", "_rest")

    def __init__(self, meter: Meter, own: bytes) -> None:
        self._meter, self._own, self._rest = meter, own, b""

    def __call__(self, data: bytes) -> None:
        """Count what is in a piece of the stream; a mark cut in two is found with the next piece."""
        data = self._rest + data
        at = now()
        own = data.count(self._own)
        found = _FOUND.findall(data)
        if own:
            found = [one for one in _FOUND.finditer(data) if not one[0].startswith(self._own)]
            found = [one[1] for one in found]
        self._meter.delivered += len(found)
        self._meter.latencies.extend((at - int(one)) % _CYCLE for one in found)
        self._rest = data[-(MARK - 1) :] if b"@" in data[-(MARK - 1) :] else b""
        if _FOUND.search(self._rest):
            self._rest = b""
