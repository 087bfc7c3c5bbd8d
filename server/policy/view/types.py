"""What a reader receives: the shapes of a specification after the gate, each sealed (A3)."""

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from server.domain.content import OF_THE_MOMENT, RichTextJson
from server.domain.requirement import Dimension, Flexibility, Operator, Priority, RequirementKind, Status, Verification
from server.domain.roles import OrganizationKind, Role, Seat
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    Gap,
    LinkKind,
    Register,
    ResultKind,
    ResultStatus,
    Severity,
    SituationCondition,
    Subject,
    TaskSupport,
)
from server.policy.view._seal import Sealed

Level: TypeAlias = Literal[0, 1, 2, 3, 4, 5, 6, 7]
"""N0 to N4, or as many as the pair of the project chose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelView(Sealed):
    """A label as this reader may know it: a supplier is told no other supplier's name. `key` is its canonical text then.

    `closed` names the circles it is kept in; `name` is what the pair calls the level, if not as usual.
    """

    key: str
    level: Level
    suppliers: tuple[str, ...]
    supplier_names: tuple[str, ...]
    compartments: tuple[str, ...]
    closed: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TextView(Sealed):
    """A running text. `document` names its live document (None: not live here).

    With `substitute` the tree is the sentence shown instead of a part this reader may not read;
    `others_read` is that sentence, told to those who read the part itself. `names_closed` tells who would write in it that
    it does not open because it names something closed to them, drawn as « … » (L12).
    """

    part_id: str
    kind: str
    tree: RichTextJson
    label: LabelView
    document: str | None
    may_write: bool
    may_propose: bool
    substitute: bool
    others_read: str | None
    names_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CriterionView(Sealed):
    """One criterion; with `substitute`, only `name` is set and holds the sentence shown instead."""

    id: str
    name: str
    operator: Operator
    value: str
    unit: str
    qualifier: str
    acceptance_limit: str
    flexibility: Flexibility
    verification: Verification | None
    verification_note: str
    label: LabelView
    substitute: bool
    others_read: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkView(Sealed):
    """One trace link seen from one of its ends. `outgoing` when that end is the source.

    `code` and `title` are the other end's; `register` its register, when it has one.
    """

    id: str
    kind: LinkKind
    reason: str
    outgoing: bool
    other: Subject
    code: str
    title: str
    register: Register | None
    label: LabelView


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementView(Sealed):
    """A requirement. None for a text this reader may not read and for which nothing is shown instead.

    `signed_by` has the seats whose visa stands; None when that is not told (E7), or it is not yet to be signed.
    `reserved` are the codes of those that come right after it and are kept from this reader, who is told so (L16).
    """

    id: str
    section_id: str
    code: str
    title: str
    kind: RequirementKind
    priority: Priority
    lot: int
    status: Status
    owner_id: str | None
    owner_name: str | None
    dimensions: tuple[Dimension, ...]
    task_ids: tuple[str, ...]
    task_names: tuple[str, ...]
    label: LabelView
    statement: TextView | None
    rationale: TextView | None
    criteria: tuple[CriterionView, ...]
    links: tuple[LinkView, ...]
    orphan: Gap
    may_edit: bool
    signed_by: tuple[Seat, ...] | None = field(metadata={OF_THE_MOMENT: True})
    reserved: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView(Sealed):
    """A section with its number among those this reader sees (« 6.2 »), its depth from 1, and its requirements in order.

    `open_to` names the suppliers who read it live and `written_by` those who write there too, to those of the firm;
    `open_to_me` and `written_by_me` tell one of them. `reserved` as for requirements, before the first of them.
    """

    id: str
    parent_id: str | None
    number: str
    depth: int
    title: str
    prefix: str
    label: LabelView
    default_label: LabelView | None
    intro: TextView | None
    requirement_ids: tuple[str, ...]
    open_to: tuple[str, ...]
    written_by: tuple[str, ...]
    open_to_me: bool
    written_by_me: bool
    withdrawn: bool
    reserved: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitView(Sealed):
    """A place of the firm."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskView(Sealed):
    """What someone does."""

    id: str
    name: str
    unit_id: str | None
    unit_name: str
    support: TaskSupport
    support_reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationView(Sealed):
    """A scene of work."""

    id: str
    title: str
    condition: SituationCondition
    unit_id: str | None
    unit_name: str
    task_ids: tuple[str, ...]
    task_names: tuple[str, ...]
    story: TextView | None
    label: LabelView


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberView(Sealed):
    """A person of the project, named to insiders."""

    person_id: str
    name: str
    role: Role
    organization_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingView(Sealed):
    """A finding; `uncovered` tells of one that is validated and from which no requirement follows.

    With `speakers` it is raw speech, and these people spoke.
    """

    id: str
    code: str
    title: str
    register: Register
    evidence: EvidenceKind
    severity: Severity
    status: FindingStatus
    situation_id: str | None
    situation_title: str
    unit_id: str | None
    unit_name: str
    text: TextView | None
    label: LabelView
    links: tuple[LinkView, ...]
    uncovered: Gap
    may_edit: bool
    speakers: tuple[MemberView, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultView(Sealed):
    """A simulation result; `uncovered` as for findings."""

    id: str
    code: str
    simulation_id: str
    title: str
    kind: ResultKind
    register: Register
    status: ResultStatus
    situation_id: str | None
    situation_title: str
    text: TextView | None
    label: LabelView
    links: tuple[LinkView, ...]
    uncovered: Gap
    may_edit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SimulationView(Sealed):
    """A simulation and the ids of its results this reader sees."""

    id: str
    title: str
    held_on: str
    support: str
    group: str
    situation_id: str | None
    situation_title: str
    label: LabelView
    result_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrphanView(Sealed):
    """A requirement of which this reader is told that it comes from nowhere."""

    id: str
    code: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginsView(Sealed):
    """Everything requirements come from, and the requirements without origin, in reading order.

    `every_origin` tells that no origin can be hidden from this reader (O3).
    """

    findings: tuple[FindingView, ...]
    results: tuple[ResultView, ...]
    simulations: tuple[SimulationView, ...]
    situations: tuple[SituationView, ...]
    tasks: tuple[TaskView, ...]
    units: tuple[UnitView, ...]
    orphans: tuple[OrphanView, ...]
    every_origin: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationView(Sealed):
    """An organisation this reader may know of: a supplier knows its own and the firm, never a rival."""

    id: str
    name: str
    kind: OrganizationKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecificationView(Sealed):
    """A whole specification as one reader may read it. `set_aside` holds what was withdrawn or rejected, for who may restore it;
    `every_origin` tells that no origin can be hidden from this reader (O3).
    """

    id: str
    project_id: str
    short_name: str
    title: str
    language: str
    firm_name: str
    project_name: str
    sections: tuple[SectionView, ...]
    requirements: tuple[RequirementView, ...]
    set_aside: tuple[RequirementView, ...]
    units: tuple[UnitView, ...]
    tasks: tuple[TaskView, ...]
    situations: tuple[SituationView, ...]
    findings: tuple[FindingView, ...]
    simulations: tuple[SimulationView, ...]
    results: tuple[ResultView, ...]
    organizations: tuple[OrganizationView, ...]
    members: tuple[MemberView, ...]
    every_origin: bool
    can: tuple[str, ...] = field(metadata={OF_THE_MOMENT: True})
