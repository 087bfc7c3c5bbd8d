"""A word is found in every dress it could leave in."""

import base64
import io
import json
import zlib

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.leaks.canary import MARK
from tests.leaks.seeking import Seeker

WORD = MARK + "0123456789abcdef" * 2


def _pdf() -> bytes:
    out = io.BytesIO()
    page = Canvas(out, pageCompression=1)
    page.drawString(72, 700, WORD)
    page.save()
    return out.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        WORD.encode(),
        WORD.upper().encode(),
        WORD.encode("utf-16-le"),
        WORD.encode("utf-16-be"),
        base64.b64encode(b"x" + WORD.encode()),
        base64.b64encode(b"xy" + WORD.encode()),
        base64.urlsafe_b64encode(b"xyz" + WORD.encode()),
        base64.b64encode(WORD.encode("utf-16-le")),
        WORD.encode().hex().encode(),
        b"0" + WORD.encode().hex().encode(),
        "".join(f"%{ord(letter):02x}" for letter in WORD).encode(),
        "".join(f"\\u{ord(letter):04x}" for letter in WORD).encode(),
        "".join(f"&#{ord(letter)};" for letter in WORD).encode(),
        json.dumps({"word": WORD}).encode(),
        (WORD[:10] + "\u00ad\n" + WORD[10:]).encode(),
        b"%PDF-1.7\nstream\r\n" + zlib.compress(WORD.encode()) + b"\nendstream",
        _pdf(),
    ],
)
def test_a_word_is_found_in_this_dress(data: bytes) -> None:
    assert WORD in Seeker().find(b"before " * 3 + data + b" after" if not data.startswith(b"%PDF") else data)
