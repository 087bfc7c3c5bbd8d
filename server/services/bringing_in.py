"""Rows brought in from a table: seen first as what they would become, then added as one deed that is taken back as one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from server.domain.errors import Invalid, NotInYourSight
from server.domain.folding import fold
from server.domain.richtext import from_plain
from server.domain.tracing import (
    EvidenceKind,
    Register,
    Severity,
    SituationCondition,
    Subject,
    SubjectKind,
    TaskSupport,
)
from server.imports.mapping import BODY, KINDS, CellProblem, Known, Planned, guess, plan
from server.imports.sheets import Sheet
from server.imports.tables import read_tables
from server.imports.vocabulary import meanings
from server.policy.abilities import Action, demand, may
from server.policy.labels import N2, Label, join_all
from server.policy.reader import Reader
from server.policy.view import Sight, SpecificationView, in_order
from server.services import editing, simulating, tracing
from server.services.correcting import WRITES_REGISTER
from server.services.house import Deed, House
from server.services.looking import see_specification
from server.services.planting import NewCriterion, NewRequirement

__all__ = [
    "KINDS",
    "CellProblem",
    "Planned",
    "Sheet",
    "Wanted",
    "bring_in",
    "demand_some",
    "dry_run",
    "guesses",
    "kinds_for",
    "meanings",
    "open_table",
]

_ADDS: Final[Mapping[SubjectKind, Action]] = {
    SubjectKind.TASK: Action.SIMULATION_WRITE,
    SubjectKind.SITUATION: Action.SIMULATION_WRITE,
    SubjectKind.RESULT: Action.SIMULATION_WRITE,
    SubjectKind.REQUIREMENT: Action.REQUIREMENT_ADD,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How somebody wants a table brought in: as what, the field of each column, values for fields no column says, columns left out."""

    kind: SubjectKind
    mapping: Mapping[str, str]
    given: Mapping[str, str]
    left_out: frozenset[str]


def kinds_for(reader: Reader) -> tuple[SubjectKind, ...]:
    """Return what this reader may bring in."""
    writes = any(may(reader, action) for action in WRITES_REGISTER.values())
    return tuple(kind for kind in KINDS if (writes if kind is SubjectKind.FINDING else may(reader, _ADDS[kind])))


def demand_some(reader: Reader) -> None:
    """Raise NotAllowed for who may bring in nothing."""
    if not kinds_for(reader):
        demand(reader, Action.REQUIREMENT_ADD)


def open_table(reader: Reader, data: bytes, name: str) -> tuple[Sheet, ...]:
    """Return the tables of a file, writing nothing. Raises NotAllowed, Invalid, TooLarge."""
    demand_some(reader)
    return read_tables(data, name)


def guesses(sheet: Sheet, reader: Reader) -> dict[SubjectKind, dict[str, str]]:
    """Return what the names of the columns give away, for each kind that this reader may bring in."""
    return {kind: guess(sheet, kind) for kind in kinds_for(reader)}


def dry_run(house: House, reader: Reader, specification_id: str, sheet: Sheet, wanted: Wanted) -> tuple[Planned, ...]:
    """Return what every row would become, writing nothing. Raises NotInYourSight, NotAllowed, Invalid."""
    _demand_kind(reader, wanted.kind)
    view = see_specification(house, reader, specification_id)
    rows = plan(wanted.kind, sheet, wanted.mapping, wanted.given, wanted.left_out, _known(view, wanted.kind))
    return tuple(_allowed(reader, one, wanted) for one in rows) if wanted.kind is SubjectKind.FINDING else rows


def _allowed(reader: Reader, row: Planned, wanted: Wanted) -> Planned:
    """A finding on a register in which this reader does not write is a problem of its cell."""
    register = next((one for one in Register if one == row.values.get("register")), None)
    if register is None or may(reader, WRITES_REGISTER[register]):
        return row
    column = next((column for column, field in wanted.mapping.items() if field == "register"), "")
    return replace(row, problems=(*row.problems, CellProblem(column, "register", {})))


def bring_in(
    house: House, reader: Reader, specification_id: str, sheet: Sheet, wanted: Wanted, lines: Sequence[int]
) -> tuple[str, ...]:
    """Add the rows of these lines and return the ids of what they became: all of them, or none when one cannot be.

    Raises NotAllowed for a finding of the other register, Invalid("row") for a line that is not there or has a problem, and as
    the deed that adds one such thing.
    """
    _demand_kind(reader, wanted.kind)
    planned = {one.line: one for one in dry_run(house, reader, specification_id, sheet, wanted)}
    chosen = [planned.get(line) for line in dict.fromkeys(lines)]
    for one in chosen:
        if one is not None and any(problem.key == "register" for problem in one.problems):
            demand(reader, WRITES_REGISTER[Register(one.values["register"])])
    rows = [one for one in chosen if one is not None and not one.problems]
    if not rows or len(rows) != len(chosen):
        raise Invalid("row")
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        places = _Places(sight)
        made = tuple(
            _ADD[wanted.kind](_Adding(house.within(deed), reader, specification_id, places), row) for row in rows
        )
        subjects = [Subject(wanted.kind, one) for one in made]
        deed.record(
            "bring_in",
            Subject(SubjectKind.SPECIFICATION, specification_id),
            _as_secret_as(deed, subjects).canonical(),
            after={"kind": wanted.kind.value, "added": list(made)},
        )
    return made


def _demand_kind(reader: Reader, kind: SubjectKind) -> None:
    if kind not in KINDS:
        raise NotInYourSight
    if kind not in kinds_for(reader):
        demand(reader, _ADDS.get(kind, Action.FINDING_WRITE_WORK))


def _as_secret_as(deed: Deed, subjects: Sequence[Subject]) -> Label:
    """The label of all of what was added: whoever may not read one of them is not told how many there are."""
    sight = deed.sight()
    labels = [N2]
    for one in subjects:
        thing = sight.requirements.get(one.id) or sight.findings.get(one.id) or sight.results.get(one.id)
        labels += [Label.parse(thing.label)] if thing is not None else []
    return join_all(labels)


def _known(view: SpecificationView, kind: SubjectKind) -> Known:
    titles = {
        SubjectKind.FINDING: [(one.title, one.code) for one in view.findings if one.speakers is None],
        SubjectKind.TASK: [(one.name, one.name) for one in view.tasks],
        SubjectKind.SITUATION: [(one.title, one.title) for one in view.situations],
        SubjectKind.RESULT: [(one.title, one.code) for one in view.results],
        SubjectKind.REQUIREMENT: [(one.title, one.code) for one in view.requirements],
    }
    names = {
        SubjectKind.UNIT: [one.name for one in view.units],
        SubjectKind.TASK: [one.name for one in view.tasks],
        SubjectKind.SITUATION: [one.title for one in view.situations],
        SubjectKind.SIMULATION: [one.title for one in view.simulations],
        SubjectKind.SECTION: [
            name for one in view.sections for name in (one.title, one.number, f"{one.number} {one.title}")
        ],
    }
    folded = {key: frozenset(fold(name) for name in found) for key, found in names.items()}
    return Known(folded, {fold(title): code for title, code in titles[kind]})


class _Places:
    """What names of other things mean, among what the reader sees."""

    def __init__(self, sight: Sight) -> None:
        content = sight.content
        sections = in_order([one for one in sight.sections.values() if not one.withdrawn])
        self._ids: dict[SubjectKind, dict[str, str]] = {
            SubjectKind.UNIT: {fold(one.name): one.id for one in content.units},
            SubjectKind.TASK: {fold(one.name): one.id for one in content.tasks},
            SubjectKind.SITUATION: {fold(one.title): one.id for one in sight.situations.values()},
            SubjectKind.SIMULATION: {fold(one.title): one.id for one in content.simulations if sight.label(one.label)},
            SubjectKind.SECTION: {},
        }
        for section, number in sections:
            for name in (section.title, number, f"{number} {section.title}"):
                self._ids[SubjectKind.SECTION].setdefault(fold(name), section.id)

    def one(self, kind: SubjectKind, name: str) -> str | None:
        """The id of what has this name; None for no name. Raises NotInYourSight."""
        if not name:
            return None
        if fold(name) not in self._ids[kind]:
            raise NotInYourSight
        return self._ids[kind][fold(name)]

    def several(self, kind: SubjectKind, names: str) -> tuple[str, ...]:
        """The ids of what has these names, parted by « ; » or lines."""
        found = (self.one(kind, name.strip()) for name in names.replace("\n", ";").split(";"))
        return tuple(dict.fromkeys(one for one in found if one is not None))


@dataclass(frozen=True, slots=True)
class _Adding:
    house: House
    reader: Reader
    specification_id: str
    places: _Places

    @property
    def where(self) -> tuple[House, Reader, str]:
        return self.house, self.reader, self.specification_id


def _text(row: Planned, kind: SubjectKind) -> str:
    """The running text of a row, and under it the columns that mean nothing here: nothing of a file is lost."""
    notes = [f"{column} : {cell}" for column, cell in row.notes]
    return "\n".join(filter(None, (row.values.get(BODY[kind], ""), *notes)))


def _add_finding(here: _Adding, row: Planned) -> str:
    made, _ = tracing.add_finding(
        *here.where,
        title=row.values["title"],
        register=row.values.get("register", Register.WORK),
        evidence=row.values.get("evidence", EvidenceKind.DOCUMENT),
        severity=row.values.get("severity", Severity.MEDIUM),
        text=from_plain(_text(row, SubjectKind.FINDING)).json(),
        situation_id=here.places.one(SubjectKind.SITUATION, row.values.get("situation", "")),
        unit_id=here.places.one(SubjectKind.UNIT, row.values.get("unit", "")),
    )
    return made


def _add_task(here: _Adding, row: Planned) -> str:
    return tracing.add_task(
        *here.where,
        name=row.values["title"],
        unit_id=here.places.one(SubjectKind.UNIT, row.values.get("unit", "")),
        support=row.values.get("support", TaskSupport.TOOL),
        support_reason=_text(row, SubjectKind.TASK),
    )


def _add_situation(here: _Adding, row: Planned) -> str:
    return tracing.add_situation(
        *here.where,
        title=row.values["title"],
        story=from_plain(_text(row, SubjectKind.SITUATION)).json(),
        condition=row.values.get("condition", SituationCondition.NORMAL),
        unit_id=here.places.one(SubjectKind.UNIT, row.values.get("unit", "")),
        task_ids=here.places.several(SubjectKind.TASK, row.values.get("tasks", "")),
    )


def _add_result(here: _Adding, row: Planned) -> str:
    simulation_id = here.places.one(SubjectKind.SIMULATION, row.values["simulation"])
    made, _ = simulating.add_result(
        *here.where,
        simulation_id=simulation_id or "",
        title=row.values["title"],
        kind=row.values["kind"],
        register=row.values["register"],
        text=from_plain(_text(row, SubjectKind.RESULT)).json(),
        situation_id=here.places.one(SubjectKind.SITUATION, row.values.get("situation", "")),
    )
    return made


def _add_requirement(here: _Adding, row: Planned) -> str:
    values = row.values
    facts = {name: values[name] for name in ("kind", "priority") if name in values}
    wanted = NewRequirement(
        section_id=here.places.one(SubjectKind.SECTION, values["section"]) or "",
        title=values["title"],
        statement=from_plain(values.get("statement", "")).json(),
        rationale=from_plain(_text(row, SubjectKind.REQUIREMENT)).json(),
        task_ids=here.places.several(SubjectKind.TASK, values.get("tasks", "")),
        criterion=_criterion(values),
        **facts,
    )
    made, _ = editing.add_requirement(*here.where, wanted)
    return made


def _criterion(values: Mapping[str, str]) -> NewCriterion | None:
    if not values.get("criterion"):
        return None
    facts = {name: values[name] for name in ("operator", "value", "flexibility") if name in values}
    return NewCriterion(values["criterion"], unit=values.get("measure", ""), **facts)


_ADD: Final[Mapping[SubjectKind, Callable[[_Adding, Planned], str]]] = {
    SubjectKind.FINDING: _add_finding,
    SubjectKind.TASK: _add_task,
    SubjectKind.SITUATION: _add_situation,
    SubjectKind.RESULT: _add_result,
    SubjectKind.REQUIREMENT: _add_requirement,
}
