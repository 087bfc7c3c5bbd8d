"""The screens of requirements against what they come from: the matrix with its holes, and the same as a table of links."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from server.domain.errors import NotInYourSight
from server.domain.tracing import Gap
from server.policy.abilities import Action, may
from server.policy.view import ChapterView, ColumnView, LinkView, MatrixView, RowView
from server.services.diagnosis import see_matrix
from server.web.call import Call
from server.web.html import render
from server.web.specification import shell_values
from server.web.table import Access, Page, Screen

WHOLE: Final = 4_000
"""The most cells of a matrix that is shown whole; a larger one is shown part by part, each with the columns tied in it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """What of the matrix is shown at once. `chapter` is None for the whole."""

    chapter: ChapterView | None
    chapters: tuple[ChapterView, ...]
    rows: tuple[RowView, ...]
    columns: tuple[ColumnView, ...]
    uncovered: tuple[ColumnView, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing shown is missing anything."""
        return not self.uncovered and all(row.gap is Gap.NONE for row in self.rows)


def grid_of(matrix: MatrixView, chapter_id: str | None) -> Grid:
    """Return the part of a matrix that is shown: one chapter if one is asked for, else all of it or the first chapter.

    Raises NotInYourSight for a chapter without requirements in sight.
    """
    uncovered = tuple(one for one in matrix.columns if one.gap is not Gap.NONE)
    large = len(matrix.rows) * len(matrix.columns) > WHOLE
    chosen = chapter_id or (matrix.chapters[0].id if large else None)
    if chosen is None:
        return Grid(None, matrix.chapters, matrix.rows, matrix.columns, uncovered)
    chapter = next((one for one in matrix.chapters if one.id == chosen), None)
    if chapter is None:
        raise NotInYourSight
    rows = tuple(row for row in matrix.rows if row.chapter == chosen)
    tied = {tie.other for row in rows for tie in row.ties}
    return Grid(chapter, matrix.chapters, rows, tuple(one for one in matrix.columns if one.subject in tied), uncovered)


def cells(row: RowView, columns: Sequence[ColumnView]) -> list[LinkView | None]:
    """Return the tie of a row in each column, None where there is none."""
    ties = {tie.other: tie for tie in row.ties}
    return [ties.get(column.subject) for column in columns]


def show_matrix(call: Call) -> Page:
    """The matrix: all of it, or its first part."""
    return _shown(call, "matrix", None)


def show_matrix_of(call: Call) -> Page:
    """The matrix of one part."""
    return _shown(call, "matrix", call.path["section_id"])


def show_links(call: Call) -> Page:
    """The same as a table of links."""
    return _shown(call, "links", None)


def show_links_of(call: Call) -> Page:
    """The table of the links of one part."""
    return _shown(call, "links", call.path["section_id"])


def _shown(call: Call, form: str, chapter_id: str | None) -> Page:
    matrix = see_matrix(call.house, call.reader, call.specification_id)
    return Page(
        render(
            "matrix.html",
            call,
            **shell_values(call, "origins"),
            form=form,
            grid=grid_of(matrix, chapter_id),
            whole=matrix.whole,
            cells=cells,
            may_link=may(call.reader, Action.LINK_WRITE),
            may_make=may(call.reader, Action.REQUIREMENT_ADD),
        )
    )


_S: Final = "/s/{specification_id}/origines"
_IN: Final = Access.SPECIFICATION

SCREENS: Final = (
    Screen(_S + "/matrice", show_matrix, _IN),
    Screen(_S + "/matrice/{section_id}", show_matrix_of, _IN),
    Screen(_S + "/liens", show_links, _IN),
    Screen(_S + "/liens/{section_id}", show_links_of, _IN),
)
