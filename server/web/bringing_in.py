"""Tables brought in over HTTP: a file is read, what its rows would become is shown, and those accepted are added as one deed."""

from dataclasses import dataclass
from typing import Any, Final

from server.domain.errors import Invalid
from server.domain.tracing import SubjectKind
from server.domain.words import Language, say
from server.services import bringing_in, looking
from server.services.bringing_in import KINDS, CellProblem, Planned, Sheet, meanings
from server.web import import_forms as forms
from server.web.answers import Named
from server.web.call import Call
from server.web.specification import island_page
from server.web.table import Access, Endpoint, Page, Screen


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table of a file, and for each kind what the names of its columns give away."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    guesses: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class TablesFound:
    """The tables of a file."""

    tables: tuple[TableFound, ...]


@dataclass(frozen=True, slots=True)
class CellRefused:
    """What is wrong in a cell (column empty: with the row), in words."""

    column: str
    words: str


@dataclass(frozen=True, slots=True)
class RowPlanned:
    """What one row would become: its title, what else it says in words by field, the columns kept as notes, and what is wrong.

    `twin` is the code or the title of what is there already.
    """

    line: int
    title: str
    says: dict[str, str]
    notes: tuple[str, ...]
    refused: tuple[CellRefused, ...]
    twin: str


@dataclass(frozen=True, slots=True)
class DryRun:
    """What every row would become; nothing is written."""

    rows: tuple[RowPlanned, ...]


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """How many things were added, and where to see them."""

    count: int
    href: str


def read_table(call: Call) -> TablesFound:
    """Read the tables of a file; nothing is kept."""
    sheets = bringing_in.open_table(call.reader, call.upload, call.upload_name)
    return TablesFound(
        tuple(
            TableFound(
                one.name,
                one.columns,
                one.rows,
                one.lines,
                {kind.value: found for kind, found in bringing_in.guesses(one, call.reader).items()},
            )
            for one in sheets
        )
    )


def try_table(call: Call) -> DryRun:
    """See what every row would become."""
    form = call.sent(forms.DryRunForm)
    rows = bringing_in.dry_run(call.house, call.reader, call.specification_id, _sheet(form.sheet), _wanted(form))
    return DryRun(tuple(_row(one, SubjectKind(form.kind), call.language) for one in rows))


def bring_in(call: Call) -> BroughtIn:
    """Add the rows that are accepted, as one deed."""
    form = call.sent(forms.BringInForm)
    made = bringing_in.bring_in(
        call.house, call.reader, call.specification_id, _sheet(form.sheet), _wanted(form), form.accepted
    )
    here = f"{call.base}/s/{call.specification_id}"
    return BroughtIn(len(made), here if form.kind == "requirement" else f"{here}/origines{_TABS.get(form.kind, '')}")


_TABS: Final = {"task": "#situation-", "situation": "#situation-", "result": "#result-"}


def _sheet(form: forms.SheetForm) -> Sheet:
    if len(form.rows) != len(form.lines) or any(len(row) != len(form.columns) for row in form.rows):
        raise Invalid("no_table")
    return Sheet(form.name, tuple(form.columns), tuple(map(tuple, form.rows)), tuple(form.lines))


def _wanted(form: forms.DryRunForm) -> bringing_in.Wanted:
    return bringing_in.Wanted(SubjectKind(form.kind), form.mapping, form.given, frozenset(form.left_out))


def _row(row: Planned, kind: SubjectKind, language: Language) -> RowPlanned:
    fields = {one.name: one for one in KINDS[kind]}
    says = {
        name: dict(meanings(choice, language)).get(value, value) if (choice := fields[name].choice) else value
        for name, value in row.values.items()
        if name != "title"
    }
    return RowPlanned(
        line=row.line,
        title=row.values["title"],
        says=says,
        notes=tuple(f"{column} : {cell}" for column, cell in row.notes),
        refused=tuple(_refused(one, fields, language) for one in row.problems),
        twin=row.twin,
    )


def _refused(problem: CellProblem, fields: dict[str, Any], language: Language) -> CellRefused:
    values = dict(problem.values)
    if "field" in values:
        values["field"] = say(f"table.field.{values['field']}", language)
    return CellRefused(problem.column, say(f"table.problem.{problem.key}", language, **values))


def show_bring_in(call: Call) -> Page:
    """The page on which a table is brought in."""
    bringing_in.demand_some(call.reader)
    view = looking.see_specification(call.house, call.reader, call.specification_id)
    kinds = bringing_in.kinds_for(call.reader)
    props = {
        "specification": {"id": view.id, "href": f"/s/{view.id}"},
        "kinds": [
            {
                "kind": kind.value,
                "fields": [
                    {
                        "name": one.name,
                        "title": say(f"table.field.{one.name}", call.language),
                        "choices": meanings(one.choice, call.language) if one.choice else (),
                        "names": one.names.value if one.names else None,
                    }
                    for one in KINDS[kind]
                ],
            }
            for kind in kinds
        ],
        "sections": [Named(one.id, f"{one.number} {one.title}") for one in view.sections if not one.withdrawn],
        "simulations": [Named(one.id, one.title) for one in view.simulations],
    }
    return island_page(call, "origins", "bring-in", props, wide=True, heading="table.title")


_S: Final = "/api/specifications/{specification_id}"
_IN: Final = Access.SPECIFICATION

ENDPOINTS: Final = (
    Endpoint(
        "POST", _S + "/tables/read", read_table, _IN, "Read the tables of a file", answer=TablesFound, upload=True
    ),
    Endpoint(
        "POST", _S + "/tables/try", try_table, _IN, "See what rows would become", body=forms.DryRunForm, answer=DryRun
    ),
    Endpoint(
        "POST", _S + "/tables", bring_in, _IN, "Bring rows in", body=forms.BringInForm, answer=BroughtIn, status=201
    ),
)
SCREENS: Final = (Screen("/s/{specification_id}/origines/importer", show_bring_in, _IN),)
