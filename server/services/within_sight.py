"""Things found by their identifier, as far as the reader sees them: the hidden and the absent are refused alike (A3)."""

from collections.abc import Iterable
from typing import Any

from server.domain.content import (
    Criterion,
    Finding,
    Member,
    Organization,
    Proposal,
    Requirement,
    Result,
    Section,
    Simulation,
    Situation,
    SpecificationContent,
    Task,
    TextPart,
    TraceLink,
    Unit,
)
from server.domain.errors import NotInYourSight
from server.domain.roles import OrganizationKind
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, may
from server.policy.labels import Label, join
from server.policy.reader import sees
from server.policy.view import Sight


def get_section(sight: Sight, section_id: str) -> Section:
    """Return a section the reader sees. Raises NotInYourSight."""
    if section_id not in sight.sections:
        raise NotInYourSight
    return sight.sections[section_id]


def get_requirement(sight: Sight, requirement_id: str) -> Requirement:
    """Return a requirement the reader sees. Raises NotInYourSight."""
    if requirement_id not in sight.requirements:
        raise NotInYourSight
    return sight.requirements[requirement_id]


def get_criterion(sight: Sight, criterion_id: str) -> tuple[Requirement, Criterion]:
    """Return a criterion the reader sees, with its requirement. Raises NotInYourSight."""
    requirement = sight.criteria.get(criterion_id)
    if requirement is None:
        raise NotInYourSight
    return requirement, next(item for item in requirement.criteria if item.id == criterion_id)


def get_finding(sight: Sight, finding_id: str) -> Finding:
    """Return a finding the reader sees. Raises NotInYourSight."""
    if finding_id not in sight.findings:
        raise NotInYourSight
    return sight.findings[finding_id]


def get_result(sight: Sight, result_id: str) -> Result:
    """Return a simulation result the reader sees. Raises NotInYourSight."""
    if result_id not in sight.results:
        raise NotInYourSight
    return sight.results[result_id]


def get_situation(sight: Sight, situation_id: str) -> Situation:
    """Return a work situation the reader sees. Raises NotInYourSight."""
    if situation_id not in sight.situations:
        raise NotInYourSight
    return sight.situations[situation_id]


def get_simulation(sight: Sight, simulation_id: str) -> Simulation:
    """Return a simulation the reader sees. Raises NotInYourSight."""
    for item in sight.content.simulations if may(sight.reader, Action.ORIGIN_READ) else ():
        if item.id == simulation_id and sight.label(item.label):
            return item
    raise NotInYourSight


def get_unit(sight: Sight, unit_id: str) -> Unit:
    """Return a place of the firm; suppliers know none. Raises NotInYourSight."""
    for item in sight.content.units if may(sight.reader, Action.ORIGIN_READ) else ():
        if item.id == unit_id:
            return item
    raise NotInYourSight


def get_task(sight: Sight, task_id: str) -> Task:
    """Return a task of the project; a supplier can name none. Raises NotInYourSight."""
    for item in sight.content.tasks if may(sight.reader, Action.ORIGIN_READ) else ():
        if item.id == task_id:
            return item
    raise NotInYourSight


def as_seen(sight: Sight, item: object, field: str) -> Any:
    """Return what a field holds for this reader: whatever it names that they do not see is not there."""
    value = getattr(item, field)
    match field:
        case "task_ids":
            known = {one.id for one in sight.content.tasks}
            return tuple(one for one in value if one in known)
        case "unit_id":
            return value if value in {one.id for one in sight.content.units} else None
        case "situation_id":
            return value if value in sight.situations else None
        case _:
            return value


def get_member(sight: Sight, person_id: str) -> Member:
    """Return someone who takes part and whom the reader may know. Raises NotInYourSight."""
    for item in sight.content.members:
        colleague = item.organization_id == sight.reader.organization_id
        known = colleague if sight.reader.is_supplier else may(sight.reader, Action.MEMBER_READ)
        if item.person_id == person_id and known:
            return item
    raise NotInYourSight


def get_supplier(sight: Sight, organization_id: str) -> Organization:
    """Return a consulted supplier of the project; a supplier knows only itself. Raises NotInYourSight."""
    for item in sight.content.organizations:
        known = not sight.reader.is_supplier or item.id == sight.reader.organization_id
        if item.id == organization_id and item.kind is OrganizationKind.SUPPLIER and known:
            return item
    raise NotInYourSight


def get_link(sight: Sight, link_id: str) -> TraceLink:
    """Return a trace link the reader sees, which takes its label and both its ends. Raises NotInYourSight."""
    for item in sight.content.links:
        if item.id == link_id and sight.link(item):
            return item
    raise NotInYourSight


def get_proposal(sight: Sight, proposal_id: str) -> Proposal:
    """Return a proposal the reader sees. Raises NotInYourSight."""
    if proposal_id not in sight.proposals:
        raise NotInYourSight
    return sight.proposals[proposal_id]


def get_text(sight: Sight, part_id: str) -> tuple[Subject, TextPart]:
    """Return a text whose own label and owner the reader sees, with its owner. Raises NotInYourSight."""
    for owner, part in texts_in_sight(sight):
        if part.id == part_id and sight.label(part.label):
            return owner, part
    raise NotInYourSight


def texts_in_sight(sight: Sight) -> list[tuple[Subject, TextPart]]:
    """Return the texts of all things the reader sees, each with its owner; a text's own label may still hide it."""
    return _texts_of(
        sight.sections.values(),
        sight.requirements.values(),
        sight.findings.values(),
        sight.results.values(),
        sight.situations.values(),
    )


def all_texts(content: SpecificationContent) -> list[tuple[Subject, TextPart]]:
    """Return every text of a specification and of its project's origins, each with its owner, whoever sees it.

    Those of what was set aside are among them.
    """
    origins = (*content.findings, *content.results, *content.situations, *content.set_aside)
    return _texts_of(
        content.sections,
        content.requirements,
        [one for one in origins if isinstance(one, Finding)],
        [one for one in origins if isinstance(one, Result)],
        [one for one in origins if isinstance(one, Situation)],
    )


def _texts_of(
    sections: Iterable[Section],
    requirements: Iterable[Requirement],
    findings: Iterable[Finding],
    results: Iterable[Result],
    situations: Iterable[Situation],
) -> list[tuple[Subject, TextPart]]:
    found: list[tuple[Subject, TextPart]] = [(Subject(SubjectKind.SECTION, s.id), s.intro) for s in sections]
    for item in requirements:
        owner = Subject(SubjectKind.REQUIREMENT, item.id)
        found += [(owner, item.statement), (owner, item.rationale)]
    found += [(Subject(SubjectKind.FINDING, f.id), f.text) for f in findings]
    found += [(Subject(SubjectKind.RESULT, r.id), r.text) for r in results]
    found += [(Subject(SubjectKind.SITUATION, s.id), s.story) for s in situations]
    return found


def label_of(sight: Sight, subject: Subject) -> Label:
    """Return the label of a thing that links and threads hang on: with those it needs to be seen at all.

    Raises NotInYourSight when the reader does not see it.
    """
    match subject.kind:
        case SubjectKind.SECTION:
            return Label.parse(get_section(sight, subject.id).label)
        case SubjectKind.REQUIREMENT:
            return Label.parse(get_requirement(sight, subject.id).label)
        case SubjectKind.CRITERION:
            requirement, criterion = get_criterion(sight, subject.id)
            return join(Label.parse(requirement.label), Label.parse(criterion.label))
        case SubjectKind.FINDING:
            return Label.parse(get_finding(sight, subject.id).label)
        case SubjectKind.RESULT:
            return Label.parse(get_result(sight, subject.id).label)
        case SubjectKind.SITUATION:
            return Label.parse(get_situation(sight, subject.id).label)
        case SubjectKind.PROPOSAL:
            return Label.parse(get_proposal(sight, subject.id).label)
        case _:
            raise NotInYourSight


def demand_label(sight: Sight, label: Label) -> None:
    """Raise NotInYourSight unless the reader sees `label` and every supplier it names takes part and may be known."""
    for organization_id in label.suppliers:
        get_supplier(sight, organization_id)
    if not sees(sight.reader, label):
        raise NotInYourSight
