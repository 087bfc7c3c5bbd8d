"""The diagnosis: units, tasks, situations and findings."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from server.domain.codes import FINDING_PREFIXES
from server.domain.content import Finding, Situation, Task, Unit
from server.domain.errors import Conflict, Invalid
from server.domain.ids import new_id
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    Register,
    Severity,
    SituationCondition,
    Subject,
    SubjectKind,
    TaskSupport,
)
from server.policy.abilities import Action, demand
from server.policy.labels import N2, Label, is_speech
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services import planting
from server.services.correcting import WRITES_REGISTER
from server.services.fields import choice, line, names, passage
from server.services.house import House
from server.services.within_sight import (
    demand_label,
    get_finding,
    get_situation,
    get_task,
    get_unit,
)
from server.storage import origin_rows

NEXT_FINDING_STATUS: Final[dict[FindingStatus, frozenset[FindingStatus]]] = {
    FindingStatus.NOTED: frozenset({FindingStatus.SHARED}),
    FindingStatus.SHARED: frozenset({FindingStatus.CONTESTED, FindingStatus.VALIDATED, FindingStatus.NOTED}),
    FindingStatus.CONTESTED: frozenset({FindingStatus.SHARED, FindingStatus.VALIDATED}),
    FindingStatus.VALIDATED: frozenset({FindingStatus.COMMON, FindingStatus.CLOSED, FindingStatus.CONTESTED}),
    FindingStatus.COMMON: frozenset({FindingStatus.CLOSED, FindingStatus.CONTESTED}),
    FindingStatus.CLOSED: frozenset({FindingStatus.VALIDATED}),
}
"""Where a finding may go; into and out of the validated ones only the pair leads it (R7)."""

_BY_THE_REGISTER: Final = frozenset({FindingStatus.NOTED, FindingStatus.SHARED, FindingStatus.CONTESTED})

Tree = Mapping[str, Any] | None
"""A rich-text tree as JSON; None for an empty text."""


def add_unit(house: House, reader: Reader, specification_id: str, *, name: str) -> str:
    """Add a place of the firm and return its id. Raises NotAllowed, Invalid."""
    with house.deed(reader, specification_id) as deed:
        deed.sight()
        demand(reader, Action.SIMULATION_WRITE)
        unit = Unit(new_id(), line(name, most=200, empty=False))
        origin_rows.insert_unit(deed.connection, reader.project_id, unit)
        deed.record("add_unit", Subject(SubjectKind.UNIT, unit.id), N2.canonical(), after=unit.name)
        return unit.id


def add_task(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    name: str,
    unit_id: str | None = None,
    support: str = TaskSupport.TOOL,
    support_reason: str = "",
) -> str:
    """Add a task (done with the tool, on paper or mixed, and why) and return its id.

    Raises NotInYourSight, NotAllowed, Invalid.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        demand(reader, Action.SIMULATION_WRITE)
        demand_unit(sight, unit_id)
        reason = passage(support_reason, most=2000, empty=True)
        task = Task(new_id(), line(name, most=200, empty=False), unit_id, choice(support, TaskSupport), reason)
        origin_rows.insert_task(deed.connection, reader.project_id, task)
        deed.record("add_task", Subject(SubjectKind.TASK, task.id), N2.canonical(), after=task.name)
        return task.id


def demand_unit(sight: Sight, unit_id: str | None) -> None:
    """Raise NotInYourSight unless the place, when one is named, is seen."""
    if unit_id is not None:
        get_unit(sight, unit_id)


def demand_situation(sight: Sight, situation_id: str | None) -> None:
    """Raise NotInYourSight unless the situation, when one is named, is seen."""
    if situation_id is not None:
        get_situation(sight, situation_id)


def own_label(sight: Sight, label: Label | None) -> str:
    """Return the label of something new of the diagnosis: for the firm unless a narrower one is wanted. Raises Invalid."""
    wanted = label or N2
    demand_label(sight, wanted)
    if wanted.level < N2.level or wanted.compartments:
        raise Invalid("label")
    return wanted.canonical()


def add_situation(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    title: str,
    story: Tree = None,
    condition: str = SituationCondition.NORMAL,
    unit_id: str | None = None,
    task_ids: Sequence[str] = (),
    label: Label | None = None,
) -> str:
    """Add a scene of work and return its id; it is for the firm unless a narrower `label` is given.

    Raises NotInYourSight, NotAllowed, Invalid.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        demand(reader, Action.SIMULATION_WRITE)
        demand_unit(sight, unit_id)
        known = tuple(get_task(sight, task_id).id for task_id in names(task_ids))
        text = own_label(sight, label)
        situation = Situation(
            id=new_id(),
            title=line(title, most=300, empty=False),
            condition=choice(condition, SituationCondition),
            unit_id=unit_id,
            task_ids=known,
            story=planting.unwritten("story", text),
            label=text,
        )
        origin_rows.insert_situation(deed.connection, reader.project_id, situation)
        subject = Subject(SubjectKind.SITUATION, situation.id)
        planting.write_text(deed, subject, "story", text, story, shared=True)
        deed.record("add_situation", subject, text, after=situation.title)
        return situation.id


def add_finding(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    title: str,
    register: str,
    evidence: str,
    severity: str = Severity.MEDIUM,
    text: Tree = None,
    situation_id: str | None = None,
    unit_id: str | None = None,
    label: Label | None = None,
) -> tuple[str, str]:
    """Note a finding on one register and return (id, code); it is for the firm unless a narrower `label` is given.

    Raises NotInYourSight, NotAllowed for the other register, Invalid.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        kind = choice(register, Register)
        demand(reader, WRITES_REGISTER[kind])
        demand_unit(sight, unit_id)
        demand_situation(sight, situation_id)
        own = own_label(sight, label)
        finding = Finding(
            id=new_id(),
            code=planting.give_code(deed, FINDING_PREFIXES[kind]),
            title=line(title, most=300, empty=False),
            register=kind,
            evidence=choice(evidence, EvidenceKind),
            severity=choice(severity, Severity),
            status=FindingStatus.NOTED,
            situation_id=situation_id,
            unit_id=unit_id,
            text=planting.unwritten("finding", own),
            label=own,
        )
        origin_rows.insert_finding(deed.connection, reader.project_id, finding, deed.at)
        subject = Subject(SubjectKind.FINDING, finding.id)
        planting.write_text(deed, subject, "finding", own, text, shared=True)
        deed.record("add_finding", subject, own, after={"code": finding.code, "title": finding.title})
        return finding.id, finding.code


def set_finding_status(
    house: House, reader: Reader, specification_id: str, finding_id: str, *, to: str, reason: str = ""
) -> None:
    """Lead a finding to its next status (R7); to contest or close it takes a reason.

    Raises NotInYourSight, NotAllowed, Invalid, and Conflict when the status cannot follow.
    """
    with house.deed(reader, specification_id) as deed:
        finding = get_finding(deed.sight(), finding_id)
        if is_speech(finding.label):
            raise Invalid("speech")
        wanted = choice(to, FindingStatus)
        ordinary = wanted in _BY_THE_REGISTER and finding.status in _BY_THE_REGISTER
        demand(reader, WRITES_REGISTER[finding.register] if ordinary else Action.FINDING_VALIDATE)
        if wanted not in NEXT_FINDING_STATUS[finding.status]:
            raise Conflict("status")
        why = passage(reason, most=2000, empty=wanted not in (FindingStatus.CONTESTED, FindingStatus.CLOSED))
        validated = {"validated_by": reader.person_id} if wanted is FindingStatus.VALIDATED else {}
        subject = Subject(SubjectKind.FINDING, finding.id)
        for field, value in {"status": wanted, **validated}.items():
            origin_rows.update(deed.connection, subject, field, value)
        after = {"status": wanted, "reason": why} if why else wanted
        deed.record("set_finding_status", subject, finding.label, field="status", before=finding.status, after=after)
