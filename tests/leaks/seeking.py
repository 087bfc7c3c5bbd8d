"""Finding canaries in bytes, however they are dressed: UTF-16, base64, hexadecimal, URLs, JSON, HTML, mail, packed, or in a PDF."""

import base64
import binascii
import gzip
import html
import io
import quopri
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import unquote_to_bytes
from zipfile import BadZipFile, ZipFile

from pypdfium2 import PdfiumError

from tests.leaks.canary import CANARY, DIGITS, FRAGMENT, LETTERS, MARK, Aviary
from tests.pdf_words import pages_of

_RUN_OF_LETTERS: Final = re.compile(r"[A-Za-z0-9+/_-]{11,}")
_HEX: Final = re.compile(rb"(?:[0-9a-fA-F]{2}\s){7,}[0-9a-fA-F]{2}")
_DIGITS: Final = re.compile(rb"[0-9a-fA-F]{16,}")
_ESCAPE: Final = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})|\\([0-7]{3})")
_QUOTED: Final = re.compile(rb"=\r?\n|=[0-9A-F]{2}")
_STREAM: Final = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_INVISIBLE: Final = ("\u00ad", "\u200b", "\u2060")
_PACKED_TEXT: Final = re.compile(rb"[zi]TXt[^\0]{1,79}\0.{0,80}?(?=x[\x01\x5e\x9c\xda])", re.DOTALL)
_CODE: Final = re.compile(r"[A-Z]{2,4}-\d{3}(?!\d)")
_CORE: Final = re.compile(f"(?:[{DIGITS}][{LETTERS}]){{3}}")
_RUN: Final = re.compile(f"[{LETTERS}]?(?:[{DIGITS}][{LETTERS}]){{3,}}[{DIGITS}]?")
_ID: Final = 22
_DEEPEST: Final = 4


@dataclass(frozen=True, slots=True)
class Findings:
    """Canaries found whole, and those of which a piece was found."""

    words: frozenset[str] = frozenset()
    pieces: frozenset[str] = frozenset()

    def __or__(self, other: "Findings") -> "Findings":
        if not other.words and not other.pieces:
            return self
        return Findings(self.words | other.words, self.pieces | other.pieces)


NOTHING: Final = Findings()


def readings(data: bytes) -> Iterator[str]:
    """Yield what bytes say as they are and with their escapes undone."""
    yield data.decode("latin-1")
    if b"\0" in data:
        yield data.replace(b"\0", b"").decode("latin-1")
    text = data.decode("utf-8", "ignore")
    if "\\" in text and _ESCAPE.search(text):
        yield _ESCAPE.sub(_unescaped, text).replace("\0", "")
    if "&#" in text:
        yield html.unescape(text)
    if b"%" in data:
        once = unquote_to_bytes(data)
        yield from (one.decode("latin-1") for one in (once, unquote_to_bytes(once)))
    if _QUOTED.search(data):
        yield quopri.decodestring(data).decode("latin-1")


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[3], 8) if found[3] else int(found[1] or found[2], 16))


def _joined(data: bytes) -> str:
    """The text without what breaks it or cannot be seen in it."""
    text = "".join(data.decode("utf-8", "ignore").split())
    for sign in _INVISIBLE:
        text = text.replace(sign, "")
    return text


def decoded(run: bytes) -> Iterator[bytes]:
    """Yield what a run of letters says in base64, at each alignment, and in hexadecimal."""
    plain = run.replace(b"-", b"+").replace(b"_", b"/")
    for start in range(4):
        piece = plain[start:]
        piece = piece[:-1] if len(piece) % 4 == 1 else piece
        yield base64.b64decode(piece + b"=" * (-len(piece) % 4))
    for digits in _DIGITS.findall(run):
        yield from (binascii.unhexlify(digits[at : at + (len(digits) - at) // 2 * 2]) for at in (0, 1))


def unpacked(data: bytes) -> Iterator[bytes]:
    """What is packed in these bytes: entries of an archive, a compressed body, streams of a PDF, texts of a picture."""
    if data[:4] == b"PK\3\4":
        with suppress(BadZipFile), ZipFile(io.BytesIO(data)) as archive:
            yield archive.comment
            for entry in archive.infolist():
                yield entry.filename.encode() + b"\n" + entry.comment + b"\n" + entry.extra
                yield archive.read(entry)
    elif data[:2] == b"\x1f\x8b":
        with suppress(OSError, EOFError, zlib.error):
            yield gzip.decompress(data)
    elif data[:5] == b"%PDF-":
        with suppress(PdfiumError):
            yield "".join(pages_of(data)).encode()
        yield from filter(None, map(_inflated, _STREAM.findall(data)))
    elif data[:4] == b"\x89PNG":
        yield from (_inflated(data[found.end() :]) for found in _PACKED_TEXT.finditer(data))


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data)
    except zlib.error:
        return b""


class Seeker:
    """Finds canaries in what somebody received: whole, in pieces, and by bytes of old; equal bytes are looked at once."""

    def __init__(self, aviary: Aviary) -> None:
        self._aviary = aviary
        self._looked: dict[bytes, Findings] = {}
        self._letters: dict[str, Findings] = {}
        self._runs: dict[str, frozenset[str]] = {}
        self.bytes_seen = 0

    def find(self, data: bytes) -> Findings:
        """Return the canaries in these bytes."""
        self.bytes_seen += len(data)
        digest = sha256(data).digest()
        if digest not in self._looked:
            self._looked[digest] = self._look(data)
        return self._looked[digest]

    def _look(self, data: bytes, depth: int = 0) -> Findings:
        """Look at every reading of some bytes, at what their runs of letters say, and at what is packed in them."""
        found = self._read(_joined(data))
        for reading in readings(data):
            found |= self._read(reading) | self._named(reading)
            for run in _RUN_OF_LETTERS.findall(reading):
                found |= self._of_letters(run)
        for run in _HEX.findall(data):
            found |= self._of_letters("".join(run.decode().split()))
        for inner in unpacked(data) if depth < _DEEPEST else ():
            found |= self._look(inner, depth + 1)
        return found

    def _of_letters(self, run: str) -> Findings:
        """What a run of letters holds of identifiers, and what it says in base64 and in hexadecimal."""
        if run not in self._letters:
            names = {run[at : at + _ID] for at in range(len(run) - _ID + 1)} & self._aviary.literals
            found = Findings(frozenset(names))
            for inner in decoded(run.encode()):
                found |= self._read(inner.decode("latin-1")) | self._read(inner.replace(b"\0", b"").decode("latin-1"))
                found |= self._named(inner.decode("latin-1"))
                for packed in unpacked(inner):
                    found |= self._look(packed, _DEEPEST)
            self._letters[run] = found
        return self._letters[run]

    def _named(self, reading: str) -> Findings:
        """Codes, and bytes that only one picture has."""
        words = set(_CODE.findall(reading)) & self._aviary.literals
        return Findings(frozenset(words | {word for word in self._aviary.raw if word in reading}))

    def _read(self, reading: str) -> Findings:
        lower = reading.lower()
        words = set(CANARY.findall(lower)) & self._aviary.canaries.keys() if MARK in lower else set()
        rest = (
            CANARY.sub(" ", lower) if words else lower
        )  # the end of one word and what follows are no piece of another
        pieces = self._pieces(rest) - words
        return Findings(frozenset(words), pieces) if words or pieces else NOTHING

    def _pieces(self, lower: str) -> frozenset[str]:
        found, at = set[str](), 0
        while core := _CORE.search(lower, at):
            run = _RUN.match(lower, max(core.start() - 1, 0)) or _RUN.match(lower, core.start())
            assert run is not None
            found |= self._of_run(run[0])
            at = run.end()
        return frozenset(found)

    def _of_run(self, run: str) -> frozenset[str]:
        if run not in self._runs:
            whole = self._aviary.fragments
            parts = (run[start : start + FRAGMENT] for start in range(len(run) - FRAGMENT + 1))
            self._runs[run] = frozenset(whole[part] for part in parts if part in whole)
        return self._runs[run]
