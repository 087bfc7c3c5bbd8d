"""What requirements come from, corrected fact by fact, never over another's correction; and set aside, and brought back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from server.domain.content import Finding, Origin, Result, Simulation, SpecificationContent, Task, Unit
from server.domain.errors import Conflict, Invalid, NotInYourSight
from server.domain.tracing import (
    VALIDATED_FINDINGS,
    EvidenceKind,
    Register,
    ResultKind,
    Severity,
    SituationCondition,
    Subject,
    SubjectKind,
    TaskSupport,
)
from server.policy.abilities import Action, demand, may
from server.policy.labels import N2
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services.editing import recheck_everyone
from server.services.fields import choice, demand_unchanged, line, names, passage
from server.services.house import Deed, House
from server.services.within_sight import (
    as_seen,
    get_finding,
    get_result,
    get_simulation,
    get_situation,
    get_task,
    get_unit,
)
from server.storage import origin_rows

WRITES_REGISTER: Final = {
    Register.WORK: Action.FINDING_WRITE_WORK,
    Register.PRODUCTION: Action.FINDING_WRITE_PRODUCTION,
    Register.COMMON: Action.FINDING_VALIDATE,
}


def day(value: object) -> str:
    """Return an ISO date, or nothing for none. Raises Invalid."""
    if value == "":
        return ""
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError as error:
        raise Invalid("date") from error


def _unit(sight: Sight, value: object) -> str | None:
    return get_unit(sight, str(value)).id if value is not None else None


def _situation(sight: Sight, value: object) -> str | None:
    return get_situation(sight, str(value)).id if value is not None else None


def _tasks(sight: Sight, value: object) -> tuple[str, ...]:
    return tuple(get_task(sight, one).id for one in names(value))


Read = Callable[[Sight, object], Any]


def _title(most: int) -> Read:
    return lambda _, value: line(value, most=most, empty=False)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How things of one kind are found, and how each of their facts is read from what somebody typed."""

    find: Callable[[Sight, str], Origin]
    facts: Mapping[str, Read]


_KINDS: Final[dict[SubjectKind, _Kind]] = {
    SubjectKind.UNIT: _Kind(get_unit, {"name": _title(200)}),
    SubjectKind.TASK: _Kind(
        get_task,
        {
            "name": _title(200),
            "unit_id": _unit,
            "support": lambda _, value: choice(value, TaskSupport),
            "support_reason": lambda _, value: passage(value, most=2000, empty=True),
        },
    ),
    SubjectKind.SITUATION: _Kind(
        get_situation,
        {
            "title": _title(300),
            "condition": lambda _, value: choice(value, SituationCondition),
            "unit_id": _unit,
            "task_ids": _tasks,
        },
    ),
    SubjectKind.FINDING: _Kind(
        get_finding,
        {
            "title": _title(300),
            "evidence": lambda _, value: choice(value, EvidenceKind),
            "severity": lambda _, value: choice(value, Severity),
            "situation_id": _situation,
            "unit_id": _unit,
        },
    ),
    SubjectKind.SIMULATION: _Kind(
        get_simulation,
        {
            "title": _title(300),
            "held_on": lambda _, value: day(value),
            "support": lambda _, value: line(value, most=200),
            "group": lambda _, value: line(value, most=200),
            "situation_id": _situation,
        },
    ),
    SubjectKind.RESULT: _Kind(
        get_result,
        {"title": _title(300), "kind": lambda _, value: choice(value, ResultKind), "situation_id": _situation},
    ),
}


def correct(
    house: House, reader: Reader, specification_id: str, subject: Subject, *, field: str, value: object, before: object
) -> None:
    """Change one fact of a unit, a task, a situation, a finding, a simulation or a result if it still holds `before` (R8).

    Raises FieldChanged with both values when someone was faster, NotInYourSight, NotAllowed, Invalid.
    """
    with house.deed(reader, specification_id) as deed:
        sight, kind = deed.sight(), _kind(subject)
        item = kind.find(sight, subject.id)
        demand(reader, _writing(item))
        if field not in kind.facts:
            raise Invalid("field")
        wanted, now = kind.facts[field](sight, value), as_seen(sight, item, field)
        demand_unchanged(field, before=before, now=now, wanted=wanted)
        origin_rows.update(deed.connection, subject, field, wanted)
        deed.record(f"set_{subject.kind}_field", subject, _label(item), field=field, before=now, after=wanted)


def withdraw(house: House, reader: Reader, specification_id: str, subject: Subject) -> None:
    """Set something requirements come from aside, with its links and, of a simulation, its results (O1).

    Raises NotInYourSight, NotAllowed.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        item = _kind(subject).find(sight, subject.id)
        demand(reader, _withdrawing(item))
        _set_withdrawn(deed, item, sight.content.results, withdrawn=True)
        deed.record(f"withdraw_{subject.kind}", subject, _label(item), before=False, after=True)
        recheck_everyone(deed, sight)


def restore(house: House, reader: Reader, specification_id: str, subject: Subject) -> None:
    """Bring back what was set aside, as it was: with a simulation, the results that went with it (O1).

    Raises NotInYourSight, NotAllowed, and Conflict for a result whose simulation is still set aside.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        item = next((one for one in set_aside(sight) if subject_of(one) == subject), None)
        if item is None:
            raise NotInYourSight
        demand(reader, _withdrawing(item))
        if isinstance(item, Result) and _simulation_aside(item, sight.content):
            raise Conflict("simulation_withdrawn")
        results = [one for one in sight.content.set_aside if isinstance(one, Result)]
        _set_withdrawn(deed, item, results, withdrawn=False)
        deed.record(f"restore_{subject.kind}", subject, _label(item), before=True, after=False)
        recheck_everyone(deed, sight)


def restorable(sight: Sight) -> list[tuple[Subject, str, str]]:
    """Return what was set aside and this reader may bring back, each as (subject, code, name).

    A result whose simulation is set aside waits for its return and is not listed.
    """
    return [
        (subject_of(item), getattr(item, "code", ""), item.name if isinstance(item, Unit | Task) else item.title)
        for item in set_aside(sight)
        if may(sight.reader, _withdrawing(item))
        and not (isinstance(item, Result) and _simulation_aside(item, sight.content))
    ]


def set_aside(sight: Sight) -> tuple[Origin, ...]:
    """Return what was set aside of what this reader would see, in their own right to bring back or not."""
    return tuple(item for item in sight.content.set_aside if sight.would_see(item))


def subject_of(item: Origin) -> Subject:
    """Return what a thing is called in links, threads and histories."""
    return Subject(SubjectKind(type(item).__name__.lower()), item.id)


def _kind(subject: Subject) -> _Kind:
    if subject.kind not in _KINDS:
        raise NotInYourSight
    return _KINDS[subject.kind]


def _label(item: Origin) -> str:
    return getattr(item, "label", N2.canonical())


def _writing(item: Origin) -> Action:
    return WRITES_REGISTER[item.register] if isinstance(item, Finding) else Action.SIMULATION_WRITE


def _withdrawing(item: Origin) -> Action:
    """R7: what the pair has validated is only the pair's to set aside."""
    validated = isinstance(item, Finding) and item.status in VALIDATED_FINDINGS
    return Action.FINDING_VALIDATE if validated else _writing(item)


def _simulation_aside(item: Result, content: SpecificationContent) -> bool:
    return any(isinstance(one, Simulation) and one.id == item.simulation_id for one in content.set_aside)


def _set_withdrawn(deed: Deed, item: Origin, results: Iterable[Result], *, withdrawn: bool) -> None:
    """Mark the item alone: the results of a simulation go and come with it, unless they were set aside by themselves."""
    origin_rows.update(deed.connection, subject_of(item), "withdrawn", withdrawn)
    for one in (item, *(one for one in results if one.simulation_id == item.id)):
        deed.touch(subject_of(one))
