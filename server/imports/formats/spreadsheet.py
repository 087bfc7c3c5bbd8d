"""Reading the tables of an XLSX workbook: the values its cells show, never a formula, a macro or a link."""

from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any

from python_calamine import CalamineError, load_workbook

from server.domain.errors import Invalid
from server.imports.archives import open_archive, read_entry
from server.imports.sheets import Sheet, one_or_more, sheet_of


def recognises(data: bytes) -> bool:
    """Tell whether these are the bytes of a workbook. Raises as `open_archive`."""
    return data.startswith(b"PK") and "xl/workbook.xml" in open_archive(data).namelist()


def read(data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return each sheet that holds a table. Raises Invalid, TooLarge."""
    archive = open_archive(data)
    for entry in archive.namelist():
        # What an entry says of its size is not believed: each is unpacked once here, within limits, before it is parsed.
        if b"<!DOCTYPE" in read_entry(archive, entry)[:4096]:
            raise Invalid("hostile")
    try:
        workbook = load_workbook(BytesIO(data))
        grids = [
            (one, workbook.get_sheet_by_name(one).to_python(skip_empty_area=False)) for one in workbook.sheet_names
        ]
    except (CalamineError, ValueError, OSError) as error:
        raise Invalid("workbook") from error
    return one_or_more(sheet_of(one, ([_words(cell) for cell in row] for row in grid)) for one, grid in grids)


def _words(cell: Any) -> str:
    """What a cell shows: whole numbers without a point, dates as one writes them."""
    match cell:
        case bool():
            return "oui" if cell else "non"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime():
            return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "minutes")
        case date() | time():
            return cell.isoformat()
        case timedelta():
            return str(cell)
        case _:
            return str(cell)
