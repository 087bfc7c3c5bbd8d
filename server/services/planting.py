"""A new requirement with its code, its texts and its criteria, as every deed that makes one plants it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from server.domain import ranks
from server.domain.codes import new_code
from server.domain.content import Criterion, Requirement, Section, SpecificationContent, TextPart
from server.domain.errors import Invalid, NotAllowed, NotInYourSight
from server.domain.ids import new_id
from server.domain.requirement import Flexibility, Operator, Priority, RequirementKind, Status, Verification
from server.domain.richtext import Node, document, parse
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import Label, join
from server.policy.view import Sight
from server.services.fields import choice, line, names
from server.services.house import Deed
from server.services.judging import read_level
from server.services.within_sight import get_task
from server.storage import requirement_rows, texts


@dataclass(frozen=True, slots=True)
class NewCriterion:
    """A first criterion as a form sends it: every value as text."""

    name: str
    operator: str = ""
    value: str = ""
    unit: str = ""
    qualifier: str = ""
    acceptance_limit: str = ""
    flexibility: str = Flexibility.F2
    verification: str | None = None


@dataclass(frozen=True, slots=True)
class NewRequirement:
    """A requirement as a form sends it. Texts are rich-text JSON (None: empty); `after_id` None: at the end of the section."""

    section_id: str
    title: str
    after_id: str | None = None
    kind: str = RequirementKind.FUNCTIONAL
    priority: str = Priority.SHOULD
    status: str = Status.DRAFT
    task_ids: Sequence[str] = ()
    statement: Mapping[str, Any] | None = None
    rationale: Mapping[str, Any] | None = None
    criterion: NewCriterion | None = None


def plant(deed: Deed, sight: Sight, section: Section, wanted: NewRequirement, label: Label) -> Requirement:
    """Write a new requirement of a section the reader sees, with the section's next code, and return it.

    `label` is that of its envelope and of each of its parts. Raises Invalid for what the form says wrongly,
    NotInYourSight for a task that is not there, NotAllowed("label") when the reader could not read what they add.
    """
    demand_readable(sight, label)
    status = choice(wanted.status, Status)
    if status not in (Status.DRAFT, Status.DISCUSSION):
        raise Invalid("choice")
    text = label.canonical()
    requirement_id = new_id()
    task_ids = tuple(get_task(sight, task_id).id for task_id in names(wanted.task_ids))
    bare = Requirement(
        id=requirement_id,
        section_id=section.id,
        rank=place(deed, sight, section, wanted.after_id),
        code=give_code(deed, section.prefix),
        title=line(wanted.title, most=300, empty=False),
        kind=choice(wanted.kind, RequirementKind),
        priority=choice(wanted.priority, Priority),
        lot=1,
        status=status,
        owner_id=None,
        dimensions=(),
        task_ids=task_ids,
        label=text,
        statement=unwritten("statement", text),
        rationale=unwritten("rationale", text),
    )
    requirement_rows.insert_requirement(deed.connection, sight.content.id, bare, deed.at)
    subject = Subject(SubjectKind.REQUIREMENT, requirement_id)
    return replace(
        bare,
        statement=write_text(deed, subject, "statement", text, wanted.statement),
        rationale=write_text(deed, subject, "rationale", text, wanted.rationale),
        criteria=(plant_criterion(deed, requirement_id, wanted.criterion, text),) if wanted.criterion else (),
    )


def unwritten(kind: str, label: str) -> TextPart:
    """Return the place of a text that is not written yet: empty, under its label, without an identifier."""
    return TextPart("", kind, label, document().json(), "")


def demand_readable(sight: Sight, label: Label) -> None:
    """Raise NotAllowed("label") unless the reader could read what they are about to add."""
    if not sight.label(label.canonical()):
        raise NotAllowed("label")


def write_text(
    deed: Deed, owner: Subject, kind: str, label: str, tree: Mapping[str, Any] | Node | None, *, shared: bool = False
) -> TextPart:
    """Write a new text part; `shared` when it belongs to the project. Raises RichTextRefused for a wrong tree."""
    node = tree if isinstance(tree, Node) else parse(tree) if tree is not None else document()
    specification_id = None if shared else deed.specification_id
    return texts.create_text_part(
        deed.connection, deed.reader.project_id, specification_id, owner, kind, label, node, deed.at
    )


def plant_criterion(deed: Deed, requirement_id: str, wanted: NewCriterion, label: str) -> Criterion:
    """Write a criterion at the end of a requirement's and return it. Raises Invalid."""
    operator = choice(wanted.operator, Operator)
    criterion = Criterion(
        id=new_id(),
        name=line(wanted.name, most=300, empty=False),
        operator=operator,
        value=read_level(wanted.value, operator),
        unit=line(wanted.unit, most=100),
        qualifier=line(wanted.qualifier, most=200),
        acceptance_limit=read_level(wanted.acceptance_limit, operator),
        flexibility=choice(wanted.flexibility, Flexibility),
        verification=choice(wanted.verification, Verification) if wanted.verification else None,
        verification_note="",
        label=label,
    )
    add_criterion_row(deed, requirement_id, criterion)
    return criterion


def add_criterion_row(deed: Deed, requirement_id: str, criterion: Criterion) -> None:
    """Write a criterion after the others of its requirement."""
    ordered = requirement_rows.criterion_ranks(deed.connection, requirement_id)
    rank, _ = ranks.place_after(ordered, ordered[-1][0] if ordered else None)
    requirement_rows.insert_criterion(deed.connection, requirement_id, rank, criterion)


def give_code(deed: Deed, prefix: str) -> str:
    """Return a code never given in the project, kept as given for ever. Raises Conflict when none is left."""
    code = new_code(prefix, requirement_rows.codes_taken(deed.connection, deed.reader.project_id))
    requirement_rows.register_code(deed.connection, deed.reader.project_id, code)
    return code


def ranked(content: SpecificationContent, section_id: str, without: str | None = None) -> list[tuple[str, float]]:
    """Return (id, rank) of the requirements of a section in order, set-aside ones included, `without` one."""
    inside = [item for item in content.requirements if item.section_id == section_id and item.id != without]
    return [(item.id, item.rank) for item in sorted(inside, key=lambda item: (item.rank, item.id))]


def place(
    deed: Deed,
    sight: Sight,
    section: Section,
    after_id: str | None,
    *,
    moving: str | None = None,
    first: bool = False,
) -> float:
    """Return the rank right after a requirement of the section; without one, at the end, or `first`.

    Raises NotInYourSight for a neighbour that is hidden, Invalid("place") for one that is elsewhere.
    """
    ordered = ranked(sight.content, section.id, moving)
    if after_id is None and not first:
        after_id = ordered[-1][0] if ordered else None
    elif after_id is not None:
        if after_id not in sight.requirements:
            raise NotInYourSight
        if after_id not in dict(ordered):
            raise Invalid("place")
    rank, respaced = ranks.place_after(ordered, after_id)
    for moved_id, moved_rank in respaced.items():
        requirement_rows.update_requirement(deed.connection, moved_id, rank=moved_rank)
        deed.touch(Subject(SubjectKind.REQUIREMENT, moved_id))
    return rank


def inherited(section: Section, *others: str) -> Label:
    """Return the label of something added to a section: its default, never below the things it belongs to."""
    label = Label.parse(section.default_label)
    for other in others:
        label = join(label, Label.parse(other))
    return label
