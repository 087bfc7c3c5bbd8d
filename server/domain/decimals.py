"""Numbers as people type them, French or English, kept with a decimal comma."""

import re
from typing import Final

_SPACES: Final = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
_PLAIN: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)?")
_ENGLISH: Final = re.compile(r"[+-]?\d{1,3}(?:,\d{3})+\.\d+")
_FRENCH: Final = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+,\d+")


def with_comma(text: str) -> str:
    """Return a typed number with a decimal comma and no grouping (« 1 200.50 » becomes « 1200,50 »); words come back as they are.

    Digits are kept as typed, trailing zeros included. A single comma or point is a decimal sign: « 1,200 » is one and a fifth.
    """
    bare = text.strip()
    joined = _SPACES.sub("", bare)
    if _ENGLISH.fullmatch(joined):
        return joined.replace(",", "").replace(".", ",")
    if _FRENCH.fullmatch(joined):
        return joined.replace(".", "")
    return joined.replace(".", ",") if _PLAIN.fullmatch(joined) else bare


def is_number(text: str) -> bool:
    """Tell whether `text` is a number with a decimal comma, as `with_comma` returns it."""
    return re.fullmatch(r"[+-]?\d+(?:,\d+)?", text) is not None
