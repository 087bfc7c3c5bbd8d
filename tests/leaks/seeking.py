"""Finding canaries in bytes, however they are dressed: UTF-16, base64, hexadecimal, URLs, JSON, HTML, deflated, or inside a PDF."""

import base64
import binascii
import html
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from hashlib import sha256
from urllib.parse import unquote_to_bytes

from pypdfium2 import PdfiumError

from tests.leaks.canary import CANARY
from tests.pdf_words import pages_of

_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{40,}")
_HEX = re.compile(rb"[0-9a-fA-F]{70,}")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_NOISE = re.compile(r"[\s\u00ad\u200b\u2060]+")


def undressed(data: bytes) -> Iterator[str]:
    """Yield every reading of some bytes."""
    yield data.decode("latin-1")
    yield data.replace(b"\0", b"").decode("latin-1")
    text = data.decode("utf-8", "ignore")
    yield _NOISE.sub("", text)
    if "\\u" in text:
        yield _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)
    if "&#" in text:
        yield html.unescape(text)
    if b"%" in data:
        yield unquote_to_bytes(data).decode("latin-1")
    for run in _BASE64.findall(data):
        yield from _base64(run)
    for run in _HEX.findall(data):
        yield from (
            binascii.unhexlify(run[start : start + (len(run) - start) // 2 * 2]).decode("latin-1") for start in (0, 1)
        )
    if data[:5] == b"%PDF-":
        yield from _pdf(data)


def _base64(run: bytes) -> Iterator[str]:
    plain = run.replace(b"-", b"+").replace(b"_", b"/")
    for start in range(4):
        piece = plain[start:]
        piece = piece[:-1] if len(piece) % 4 == 1 else piece
        found = base64.b64decode(piece + b"=" * (-len(piece) % 4))
        yield found.decode("latin-1")
        yield found.replace(b"\0", b"").decode("latin-1")


def _pdf(data: bytes) -> Iterator[str]:
    with suppress(PdfiumError):
        yield _NOISE.sub("", "".join(pages_of(data)))
    for stream in _STREAM.findall(data):
        try:
            plain = zlib.decompressobj().decompress(stream)
        except zlib.error:
            continue
        yield plain.decode("latin-1")
        yield plain.replace(b"\0", b"").decode("latin-1")


class Seeker:
    """Finds canaries, and other words of old, in what somebody received; equal bytes are looked at once."""

    def __init__(self, literals: Callable[[], dict[str, str]] = dict) -> None:
        self._literals = literals
        self._known: dict[bytes, frozenset[str]] = {}
        self.bytes_seen = 0

    def find(self, data: bytes) -> frozenset[str]:
        """Return the canaries, and the literals, in these bytes."""
        self.bytes_seen += len(data)
        digest = sha256(data).digest()
        if digest not in self._known:
            self._known[digest] = self._look(data)
        return self._known[digest]

    def _look(self, data: bytes) -> frozenset[str]:
        literals, found = self._literals(), set[str]()
        for reading in undressed(data):
            found |= set(CANARY.findall(reading.lower()))
            found |= {word for word in literals if word in reading}
        return frozenset(found)
