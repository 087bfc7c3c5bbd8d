"""What requests about a table that is brought in hold."""

from typing import Annotated, Literal

from pydantic import Field

from server.web.forms import Form, Line

Cell = Annotated[str, Field(max_length=20_000)]
Kind = Literal["finding", "task", "situation", "result", "requirement"]


class SheetForm(Form):
    """A table as it was read, cells corrected by hand perhaps: `lines` are the numbers of its rows in the file."""

    name: Line
    columns: Annotated[list[Line], Field(max_length=200)]
    rows: Annotated[list[list[Cell]], Field(max_length=10_000)]
    lines: Annotated[list[Annotated[int, Field(ge=1, le=10_000_000)]], Field(max_length=10_000)]


class DryRunForm(Form):
    """A table, as what it is to be brought in, the field of each column, values for the others, columns that are left out."""

    sheet: SheetForm
    kind: Kind
    mapping: dict[Line, Line]
    given: dict[Line, Line]
    left_out: list[Line]


class BringInForm(DryRunForm):
    """The same, and the rows that are accepted."""

    accepted: Annotated[list[int], Field(max_length=10_000)]
