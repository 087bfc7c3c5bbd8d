"""Any file that holds rows becomes tables: what it is is told by its bytes, and by its name only where bytes say nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from server.domain.errors import Invalid, TooLarge
from server.imports.formats import delimited, markdown_table, reqif, spreadsheet
from server.imports.sheets import Sheet

MAX_FILE: Final = 20 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One kind of file that holds rows. `recognises` looks at bytes and name; both raise Invalid or TooLarge."""

    name: str
    recognises: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], tuple[Sheet, ...]]


TABLE_FORMATS: Final[Mapping[str, TableFormat]] = {
    one.name: one
    for one in (
        TableFormat("xlsx", lambda data, name: spreadsheet.recognises(data), spreadsheet.read),
        TableFormat("reqif", lambda data, name: reqif.recognises(data), reqif.read),
        TableFormat("markdown", lambda data, name: name.lower().endswith((".md", ".markdown")), markdown_table.read),
        TableFormat("csv", lambda data, name: not data.startswith((b"PK", b"<", b"%PDF", b"\xd0\xcf")), delimited.read),
    )
}
"""In the order in which they are tried."""


def read_tables(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the tables of a file. Raises Invalid for what holds none or is hostile, TooLarge."""
    if len(data) > MAX_FILE:
        raise TooLarge("file", limit=MAX_FILE // 1024 // 1024)
    for one in TABLE_FORMATS.values():
        if one.recognises(data, name):
            return one.read(data, name)
    raise Invalid("file_kind")
