"""Reading CSV as French and English tools write it: « ; », « , » or tabs; UTF-8 with or without a mark, UTF-16, Windows-1252."""

import csv
from io import StringIO

from server.domain.errors import Invalid
from server.imports.sheets import MAX_CELL, Sheet, one_or_more, sheet_of

_SEPARATORS = ";,\t"


def read(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the table of a CSV file. Raises Invalid, TooLarge."""
    text = decoded(data)
    rows = csv.reader(StringIO(text, newline=""), delimiter=_separator(text))
    csv.field_size_limit(MAX_CELL * 4)
    try:
        grid = list(rows)
    except csv.Error as error:
        raise Invalid("csv", line=rows.line_num) from error
    return one_or_more([sheet_of(name, grid)])


def decoded(data: bytes) -> str:
    """Return the text of a file without its mark; what is not UTF-8 is read as Windows-1252, which French Excel writes.

    Raises Invalid for what is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise Invalid("no_text")


def _separator(text: str) -> str:
    """The sign that parts most cells of the first lines, quoted ones apart; « ; » when none does."""
    counts = dict.fromkeys(_SEPARATORS, 0)
    quoted = False
    for sign in text[:8192]:
        quoted ^= sign == '"'
        if not quoted and sign in counts:
            counts[sign] += 1
    return max(_SEPARATORS, key=lambda sign: counts[sign])
