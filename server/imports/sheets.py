"""A table that somebody hands in: its columns and its rows as plain text, whatever file it came from, within limits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from server.domain.errors import Invalid, TooLarge

MAX_ROWS: Final = 10_000
MAX_COLUMNS: Final = 200
MAX_CELL: Final = 20_000
"""Characters of a cell; a longer one is refused, never cut."""
MAX_CELLS: Final = 400_000

_UNPRINTABLE: Final = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127, 65534, 65535), " ")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. `lines` are the numbers that the rows have in the file, as its own tool counts them."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]


def sheet_of(name: str, grid: Iterable[Sequence[str]]) -> Sheet | None:
    """Make a table of a grid of cells; None when it holds no row under its heading.

    The heading is the first row with at least two cells that say something (of a single column: the first that does);
    empty rows and empty columns without a name are left out, columns of the same name are numbered. Raises TooLarge.
    """
    rows = _within_limits(name, grid)
    width = max((len(row) for _, row in rows), default=0)
    least = min(2, max((sum(map(bool, row)) for _, row in rows), default=1))
    start = next((place for place, (_, row) in enumerate(rows) if sum(map(bool, row)) >= least), None)
    if start is None or start + 1 >= len(rows):
        return None
    heading, body = rows[start][1], rows[start + 1 :]
    kept = [
        place
        for place in range(width)
        if (place < len(heading) and heading[place]) or any(place < len(row) and row[place] for _, row in body)
    ]
    names = _named([" ".join(heading[place].split()) if place < len(heading) else "" for place in kept])
    cells = tuple(tuple(row[place] if place < len(row) else "" for place in kept) for _, row in body)
    return Sheet(name[:100], names, cells, tuple(line for line, _ in body))


def _within_limits(name: str, grid: Iterable[Sequence[str]]) -> list[tuple[int, list[str]]]:
    rows: list[tuple[int, list[str]]] = []
    cells = 0
    for line, row in enumerate(grid, start=1):
        clean = [cell.translate(_UNPRINTABLE).replace("\r\n", "\n").replace("\r", "\n").strip() for cell in row]
        while clean and not clean[-1]:
            clean.pop()
        if not clean:
            continue
        cells += len(clean)
        if len(rows) > MAX_ROWS or cells > MAX_CELLS or len(clean) > MAX_COLUMNS:
            raise TooLarge("table", rows=MAX_ROWS, columns=MAX_COLUMNS)
        if any(len(cell) > MAX_CELL for cell in clean):
            raise TooLarge("cell", sheet=name[:100], line=line, limit=MAX_CELL)
        rows.append((line, clean))
    return rows


def _named(names: list[str]) -> tuple[str, ...]:
    """Every column has a name of its own: « Colonne 3 », « Note (2) »."""
    seen: dict[str, int] = {}
    named: list[str] = []
    for place, name in enumerate(names, start=1):
        name = name[:120] or f"Colonne {place}"
        seen[name] = seen.get(name, 0) + 1
        named.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(named)


def one_or_more(sheets: Iterable[Sheet | None]) -> tuple[Sheet, ...]:
    """Return the tables there are. Raises Invalid when there is none."""
    found = tuple(sheet for sheet in sheets if sheet is not None)
    if not found:
        raise Invalid("no_table")
    return found
