"""From a table to things of the project: which column says what, what each row would become, and what is wrong with which cell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from server.domain.folding import fold
from server.domain.requirement import Flexibility, Operator, Priority, RequirementKind
from server.domain.tracing import (
    EvidenceKind,
    Register,
    ResultKind,
    Severity,
    SituationCondition,
    SubjectKind,
    TaskSupport,
)
from server.imports.sheets import Sheet
from server.imports.vocabulary import meaning_of

TITLE: Final = 300
PASSAGE: Final = 10_000


@dataclass(frozen=True, slots=True)
class Field:
    """What a column may say of a thing. `also` are other names that tools and people give it, folded when compared.

    `choice` is the enumeration its words are read in, `names` the kind of thing it names, `most` its characters.
    """

    name: str
    also: tuple[str, ...] = ()
    choice: type[StrEnum] | None = None
    names: SubjectKind | None = None
    several: bool = False
    most: int = TITLE


_TITLE: Final = Field(
    "title",
    ("titre", "title", "intitule", "nom", "name", "objet", "reqif.name", "reqif.chaptername", "long-name", "summary"),
)
_TEXT: Final = Field(
    "text",
    (
        "texte",
        "text",
        "description",
        "constat",
        "detail",
        "details",
        "observation",
        "recit",
        "verbatim",
        "commentaire",
        "reqif.text",
    ),
    most=PASSAGE,
)
_SITUATION: Final = Field("situation", ("situation", "situation de travail", "scene"), names=SubjectKind.SITUATION)
_UNIT: Final = Field(
    "unit", ("equipe", "lieu", "atelier", "unite", "service", "poste", "unit", "team"), names=SubjectKind.UNIT
)
_TASKS: Final = Field("tasks", ("taches", "tache", "tasks", "task"), names=SubjectKind.TASK, several=True)
_REGISTER: Final = Field("register", ("registre", "register"), choice=Register)

KINDS: Final[Mapping[SubjectKind, tuple[Field, ...]]] = {
    SubjectKind.FINDING: (
        _TITLE,
        _TEXT,
        _REGISTER,
        Field("evidence", ("preuve", "nature de la preuve", "source", "methode", "evidence"), choice=EvidenceKind),
        Field("severity", ("gravite", "severite", "importance", "severity"), choice=Severity),
        _SITUATION,
        _UNIT,
    ),
    SubjectKind.TASK: (
        Field("title", (*_TITLE.also, "tache", "task"), most=200),
        _UNIT,
        Field("support", ("support", "moyen"), choice=TaskSupport),
        Field("reason", ("raison", "pourquoi", "reason", "why"), most=2000),
    ),
    SubjectKind.SITUATION: (
        _TITLE,
        Field("text", (*_TEXT.also, "histoire", "story"), most=PASSAGE),
        Field("condition", ("condition", "conditions", "mode"), choice=SituationCondition),
        _UNIT,
        _TASKS,
    ),
    SubjectKind.RESULT: (
        _TITLE,
        _TEXT,
        Field("kind", ("nature", "type", "genre", "kind"), choice=ResultKind),
        _REGISTER,
        Field("simulation", ("simulation",), names=SubjectKind.SIMULATION),
        _SITUATION,
    ),
    SubjectKind.REQUIREMENT: (
        Field("title", (*_TITLE.also, "fonction", "function")),
        Field(
            "statement",
            ("enonce", "exigence", "statement", "requirement", "reqif.text", "texte", "text", "description"),
            most=PASSAGE,
        ),
        Field("rationale", ("pourquoi", "justification", "raison", "why", "rationale"), most=PASSAGE),
        Field("kind", ("nature", "type", "kind"), choice=RequirementKind),
        Field("priority", ("priorite", "priority", "criticality", "criticite"), choice=Priority),
        Field("section", ("partie", "chapitre", "section", "part", "chapter"), names=SubjectKind.SECTION),
        _TASKS,
        Field("criterion", ("critere", "critere d'appreciation", "criterion")),
        Field("operator", ("signe", "operateur", "sign", "operator"), choice=Operator),
        Field("value", ("niveau", "valeur", "level", "value"), most=200),
        Field("measure", ("unite", "unite de mesure", "unit"), most=100),
        Field("flexibility", ("flexibilite", "classe", "flexibility"), choice=Flexibility),
    ),
}
"""What may be brought in, and what may be said of each."""

BODY: Final[Mapping[SubjectKind, str]] = {
    SubjectKind.FINDING: "text",
    SubjectKind.TASK: "reason",
    SubjectKind.SITUATION: "text",
    SubjectKind.RESULT: "text",
    SubjectKind.REQUIREMENT: "rationale",
}
"""The running text of each kind, at the end of which columns that mean nothing here are kept."""

_FIRST_WORDS: Final[Mapping[SubjectKind, str]] = {**BODY, SubjectKind.REQUIREMENT: "statement"}
"""What a title is made of when no column gives one."""


@dataclass(frozen=True, slots=True)
class CellProblem:
    """Something wrong in one cell: its column, and a sentence by key with its values."""

    column: str
    key: str
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True)
class Planned:
    """What one row would become. `values` by field, choices as their codes; `notes` the other columns, kept in its text.

    `problems` stand in the way of it; `twin` is the code or the title of what is there already, or in a row above.
    """

    line: int
    values: Mapping[str, str]
    notes: tuple[tuple[str, str], ...]
    problems: tuple[CellProblem, ...]
    twin: str


@dataclass(frozen=True, slots=True)
class Known:
    """What is there already, as far as the reader sees: by kind, the folded name of each thing; and the titles of that kind."""

    names: Mapping[SubjectKind, frozenset[str]]
    titles: Mapping[str, str]


def guess(sheet: Sheet, kind: SubjectKind) -> dict[str, str]:
    """Return the field of each column that a name gives away; a field is given to one column only, names first in the list win.

    A column whose words are mostly none of the choices of its field says something else.
    """
    found: dict[str, str] = {}
    for one in KINDS[kind]:
        for name in (one.name, *one.also):
            column = next((column for column in sheet.columns if _named(column) == name and column not in found), None)
            if column is not None and _says(sheet, column, one):
                found[column] = one.name
                break
    return found


def _named(column: str) -> str:
    return fold(column).strip(" :*")


def _says(sheet: Sheet, column: str, field: Field) -> bool:
    if field.choice is None:
        return True
    place = sheet.columns.index(column)
    cells = [row[place] for row in sheet.rows if row[place]]
    return 2 * sum(_meant(cell, field.choice) is not None for cell in cells) >= len(cells)


def _meant(cell: str, choice: type[StrEnum]) -> StrEnum | None:
    return meaning_of(cell, choice) or next((one for one in choice if one == cell), None)


def plan(
    kind: SubjectKind,
    sheet: Sheet,
    mapping: Mapping[str, str],
    given: Mapping[str, str],
    left_out: frozenset[str],
    known: Known,
) -> tuple[Planned, ...]:
    """Return what every row would become, writing nothing.

    `mapping` gives the field of a column, `given` a value for fields that no column says, `left_out` the columns that are not
    wanted even as notes.
    """
    fields = {one.name: one for one in KINDS[kind]}
    columns = [(place, column, fields.get(mapping.get(column, ""))) for place, column in enumerate(sheet.columns)]
    titles, planned = dict(known.titles), list[Planned]()
    for line, cells in zip(sheet.lines, sheet.rows, strict=True):
        values = {name: value for name, value in given.items() if name in fields and value}
        notes, problems = list[tuple[str, str]](), list[CellProblem]()
        for place, column, field in columns:
            cell = cells[place]
            if not cell:
                continue
            if field is None:
                notes += [(column, cell)] if column not in left_out else []
                continue
            value, problem = _read(field, cell, known)
            values[field.name] = value
            problems += [CellProblem(column, problem[0], problem[1])] if problem else []
        if not values.get("title"):
            values["title"] = _first_words(values.get(_FIRST_WORDS[kind], ""), fields["title"].most)
        problems += _missing(kind, values, mapping)
        twin = titles.get(fold(values["title"]), "") if values["title"] else ""
        titles.setdefault(fold(values["title"]), values["title"])
        planned.append(Planned(line, values, tuple(notes), tuple(problems), twin))
    return tuple(planned)


def _read(field: Field, cell: str, known: Known) -> tuple[str, tuple[str, dict[str, str | int]] | None]:
    if field.choice is not None:
        meant = _meant(cell, field.choice)
        return (cell, ("choice", {"value": cell[:60]})) if meant is None else (meant.value, None)
    if field.names is not None:
        wanted = [one.strip() for one in cell.replace("\n", ";").split(";")] if field.several else [cell]
        unknown = next((one for one in wanted if one and fold(one) not in known.names[field.names]), None)
        return cell, ("unknown", {"value": unknown[:60]}) if unknown is not None else None
    line = cell if field.most > TITLE else " ".join(cell.split())
    if len(line) > field.most:
        return line, ("long", {"limit": field.most})
    return line, None


def _missing(kind: SubjectKind, values: Mapping[str, str], mapping: Mapping[str, str]) -> list[CellProblem]:
    needed = {
        SubjectKind.FINDING: ("title", "register", "evidence"),
        SubjectKind.RESULT: ("title", "kind", "register", "simulation"),
        SubjectKind.REQUIREMENT: ("title", "section"),
    }.get(kind, ("title",))
    columns = {field: column for column, field in mapping.items()}
    return [CellProblem(columns.get(name, ""), "missing", {"field": name}) for name in needed if not values.get(name)]


def _first_words(text: str, most: int) -> str:
    """The first sentence of a text, or as many of its words as make a title."""
    line = next((one.strip() for one in text.split("\n") if one.strip()), "")
    sentence = line.split(". ", maxsplit=1)[0].rstrip(".")
    short = sentence if len(sentence) <= min(most, 120) else sentence[:117].rsplit(" ", 1)[0] + "…"
    return " ".join(short.split())
