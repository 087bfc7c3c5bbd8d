"""What becomes of each file of a folder that may hold rows: the tables read, what the columns give away, or why it is refused."""

from pathlib import Path
from typing import Final

from server.domain.errors import Refusal
from server.domain.tracing import SubjectKind
from server.domain.words import Language, say
from server.imports.mapping import BODY, Known, guess, plan
from server.imports.sheets import Sheet
from server.imports.tables import read_tables

SUFFIXES: Final = frozenset({".xlsx", ".csv", ".reqif", ".reqifz", ".md"})


def files_in(folder: Path) -> list[Path]:
    """Return the files of a folder that may hold rows, in order."""
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix.lower() in SUFFIXES)


def lines_of(file: Path) -> tuple[list[str], list[str]]:
    """Return what is said of a file, and what was lost of it: cells that are neither in a field nor in a note."""
    try:
        sheets = read_tables(file.read_bytes(), file.name)
    except Refusal as refusal:
        return [f"{file.name}: refused: {say(refusal.key, Language.ENGLISH, **refusal.values)}"], []
    said, lost = [file.name], list[str]()
    for sheet in sheets:
        mapping = guess(sheet, SubjectKind.REQUIREMENT)
        gone = _lost(sheet, mapping)
        lost += gone
        told = ", ".join(f"{column} -> {field}" for column, field in mapping.items()) or "none"
        said.append(
            f"  {sheet.name}: {len(sheet.rows)} rows, {len(sheet.columns)} columns; guessed: {told}; lost: {len(gone)}"
        )
    return said, lost


def _lost(sheet: Sheet, mapping: dict[str, str]) -> list[str]:
    """Cells whose words are nowhere in what their row would become."""
    known = Known({kind: frozenset() for kind in SubjectKind}, {})
    gone: list[str] = []
    for row, cells in zip(
        plan(SubjectKind.REQUIREMENT, sheet, mapping, {}, frozenset(), known), sheet.rows, strict=True
    ):
        kept = {" ".join(words.split()) for words in (*row.values.values(), *(cell for _, cell in row.notes))}
        refused = {problem.column for problem in row.problems}
        meant = {
            column
            for column, field in mapping.items()
            if field not in ("title", BODY[SubjectKind.REQUIREMENT], "statement")
        }
        gone += [
            f"{sheet.name}, row {row.line}, {column}: {cell[:60]}"
            for column, cell in zip(sheet.columns, cells, strict=True)
            if cell and " ".join(cell.split()) not in kept and column not in refused | meant
        ]
    return gone
