"""A word, or eight signs of it, is found in every dress it could leave in."""

import base64
import gzip
import io
import json
import quopri
import zlib
from collections.abc import Callable
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from reportlab.pdfgen.canvas import Canvas

from tests.leaks.canary import FRAGMENT, MARK, Aviary, Canary, Kind
from tests.leaks.seeking import Findings, Seeker


def _pdf(word: str) -> bytes:
    out = io.BytesIO()
    page = Canvas(out, pageCompression=1)
    page.drawString(72, 700, word)
    page.save()
    return out.getvalue()


def _titled_pdf(word: str) -> bytes:
    out = io.BytesIO()
    page = Canvas(out)
    page.setTitle(f"é {word}")
    page.save()
    return out.getvalue()


def _zip(word: str, *, named: bool = False) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr(f"{word}.txt" if named else "document.xml", "" if named else word)
    return out.getvalue()


def _png(word: str, *, packed: bool) -> bytes:
    out, info = io.BytesIO(), PngInfo()
    info.add_text("Comment", word, zip=packed)
    Image.new("RGB", (4, 4)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


DRESSES: dict[str, Callable[[str], bytes]] = {
    "as it is": str.encode,
    "in capitals": lambda word: word.upper().encode(),
    "utf-16 le": lambda word: word.encode("utf-16-le"),
    "utf-16 be": lambda word: word.encode("utf-16-be"),
    "base64 after one": lambda word: base64.b64encode(b"x" + word.encode()),
    "base64 after two": lambda word: base64.b64encode(b"xy" + word.encode()),
    "base64 after three": lambda word: base64.urlsafe_b64encode(b"xyz" + word.encode()),
    "utf-16 in base64": lambda word: base64.b64encode(word.encode("utf-16-le")),
    "hex": lambda word: word.encode().hex().encode(),
    "hex after half a byte": lambda word: b"0" + word.encode().hex().encode(),
    "utf-16 in hex": lambda word: word.encode("utf-16-be").hex().upper().encode(),
    "spaced hex": lambda word: word.encode().hex(" ").encode(),
    "url": lambda word: "".join(f"%{ord(letter):02x}" for letter in word).encode(),
    "url twice": lambda word: "".join(f"%25{ord(letter):02x}" for letter in word).encode(),
    "json": lambda word: json.dumps({"word": word}).encode(),
    "json escapes": lambda word: "".join(f"\\u{ord(letter):04x}" for letter in word).encode(),
    "short escapes": lambda word: "".join(f"\\x{ord(letter):02x}" for letter in word).encode(),
    "octal escapes": lambda word: "".join(f"\\000\\{ord(letter):03o}" for letter in word).encode(),
    "html entities": lambda word: "".join(f"&#{ord(letter)};" for letter in word).encode(),
    "html entities in hex": lambda word: "".join(f"&#x{ord(letter):x};" for letter in word).encode(),
    "broken and hyphenated": lambda word: (word[:10] + "\u00ad\n" + word[10:]).encode(),
    "a mail's quoted lines": lambda word: quopri.encodestring(b"\xc3\xa9" * 21 + word.encode()),
    "gzip": lambda word: gzip.compress(word.encode()),
    "zip": _zip,
    "a name in a zip": lambda word: _zip(word, named=True),
    "zip in zip in base64": lambda word: base64.b64encode(_zip(word)),
    "deflated in a pdf": lambda word: b"%PDF-1.7\nstream\r\n" + zlib.compress(word.encode()) + b"\nendstream",
    "drawn in a pdf": _pdf,
    "title of a pdf": _titled_pdf,
    "comment of a picture": lambda word: _png(word, packed=False),
    "packed comment of a picture": lambda word: _png(word, packed=True),
    "comment of a picture in an address": lambda word: base64.b64encode(_png(word, packed=True)),
}
WHOLE_ONLY = {"broken and hyphenated"}
"""A piece shorter than where the word was broken is not the word's."""

STARTS_WITH_ITS_FORM = (b"%PDF", b"PK", b"\x89PNG", b"\x1f\x8b")


def _sought(data: bytes, aviary: Aviary) -> Findings:
    around = b"before " * 3 + data + b" after"
    return Seeker(aviary).find(data if data.startswith(STARTS_WITH_ITS_FORM) else around)


@pytest.mark.parametrize("dress", DRESSES)
def test_a_word_is_found_in_this_dress(dress: str) -> None:
    aviary = Aviary()
    word = aviary.plant("word", Kind.TEXT)

    assert word in _sought(DRESSES[dress](word), aviary).words


@pytest.mark.parametrize("dress", [dress for dress in DRESSES if dress not in WHOLE_ONLY])
def test_eight_signs_of_a_word_are_found_in_this_dress(dress: str) -> None:
    aviary = Aviary()
    word = aviary.plant("word", Kind.TEXT)

    for start in range(len(MARK), len(word) - FRAGMENT + 1):
        found = _sought(DRESSES[dress](word[start : start + FRAGMENT]), aviary)
        assert not found.words
        assert found.pieces == {word}, start


def test_seven_signs_and_what_resembles_a_word_are_not_taken_for_it() -> None:
    aviary = Aviary()
    word = aviary.plant("word", Kind.TEXT)

    assert Seeker(aviary).find(word[-7:].encode() + b" sha256:" + b"3f9a" * 16) == Findings()


def test_identifiers_codes_and_bytes_are_found_among_others() -> None:
    aviary = Aviary()
    for word in ("A" * 10 + "-_" + "z9" * 5, "PLA-417", "\xff\x00own bytes"):
        aviary.watch(Canary(word, "made by the server", Kind.TEXT))

    found = Seeker(aviary).find(b'id="r-AAAAAAAAAA-_z9z9z9z9z9" PLA-417, PLA-4170 and \xff\x00own bytes')

    assert found.words == set(aviary.canaries)


def test_the_same_run_is_found_again_in_what_somebody_else_was_given() -> None:
    aviary = Aviary()
    word = aviary.plant("word", Kind.TEXT)
    seeker, run = Seeker(aviary), base64.b64encode(word.encode())

    assert seeker.find(b"for one " + run).words == seeker.find(b"for the other " + run).words == {word}


def test_the_end_of_a_word_and_what_follows_it_are_no_piece_of_another() -> None:
    aviary = Aviary()
    one, other = aviary.plant("word", Kind.TEXT), aviary.plant("word", Kind.TEXT)
    across = one[-7:] + "2"
    aviary.fragments[across] = other

    assert Seeker(aviary).find(f"<b>{one}</b> 2 k".encode()).pieces == frozenset()
    assert Seeker(aviary).find(f"{one} 2 k".encode()).pieces == frozenset()
    assert Seeker(aviary).find(f"… {across}".encode()).pieces == {other}
