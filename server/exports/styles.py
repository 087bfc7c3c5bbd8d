"""The sheets and fonts of printed specifications: IBM Plex as complete files, which hold ≤ ≥ and the narrow space."""

import base64
from functools import cache
from importlib.resources import files
from typing import Final

FONTS: Final = (
    ("Plex Sans", 400, "normal", "IBMPlexSans-Regular.woff2"),
    ("Plex Sans", 500, "normal", "IBMPlexSans-Medium.woff2"),
    ("Plex Sans", 600, "normal", "IBMPlexSans-SemiBold.woff2"),
    ("Plex Serif", 400, "normal", "IBMPlexSerif-Regular.woff2"),
    ("Plex Serif", 400, "italic", "IBMPlexSerif-Italic.woff2"),
    ("Plex Serif", 600, "normal", "IBMPlexSerif-SemiBold.woff2"),
)
FONT_SCHEME: Final = "font:"


@cache
def font(name: str) -> bytes:
    """Return a font file. Raises FileNotFoundError when the front end was not built: it brings the fonts."""
    return (files("server.exports") / "fonts" / name).read_bytes()


@cache
def stylesheet() -> str:
    """Return the sheet of the printed specification."""
    return (files("server.exports") / "templates" / "document.css").read_text(encoding="utf-8")


def font_faces(*, embedded: bool) -> str:
    """Return the @font-face rules: with the fonts inside, or by `font:` addresses that the PDF writer resolves in memory."""
    return "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-style:{style};src:url("{_source(name, embedded)}")}}'
        for family, weight, style, name in FONTS
    )


def _source(name: str, embedded: bool) -> str:
    if not embedded:
        return FONT_SCHEME + name
    return "data:font/woff2;base64," + base64.b64encode(font(name)).decode()
