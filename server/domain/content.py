"""A specification as it is kept, with everything in it: raw, and therefore never shown to anyone.

Storage fills these, services change what lies behind them, and only `policy.view.reveal` may turn them
into something a reader receives. `label` is always the canonical text of a `policy.labels.Label`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final, Self, TypeAlias

from server.domain.discussion import (
    BY_NAME,
    NOTHING_YET,
    Aftermath,
    Cause,
    Compliance,
    Feeling,
    Outcome,
    Reach,
    Signed,
    ThreadKind,
    ThreadStatus,
)
from server.domain.levels import Circle
from server.domain.proposal import ProposalState
from server.domain.requirement import (
    Dimension,
    Flexibility,
    Operator,
    Priority,
    RequirementKind,
    Status,
    Verification,
    Visa,
)
from server.domain.roles import OrganizationKind, Role
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    LinkKind,
    Register,
    ResultKind,
    ResultStatus,
    Severity,
    SituationCondition,
    Subject,
    TaskSupport,
)

RichTextJson: TypeAlias = Mapping[str, Any]
"""A rich-text node tree as ProseMirror JSON; `domain.richtext` reads and checks it."""

OF_THE_MOMENT: Final = "of the moment"
"""Marks what no version keeps, not even as an empty field."""


@dataclass(frozen=True, slots=True)
class Substitute:
    """The sentence shown in place of a part to those who may not read it."""

    text: str
    label: str


@dataclass(frozen=True, slots=True)
class TextPart:
    """A running text with its own live document (A2). `generation` names the current document."""

    id: str
    kind: str
    label: str
    tree: RichTextJson
    generation: str
    substitute: Substitute | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One way to judge a requirement. `value` and `acceptance_limit` are decimal numbers with a comma, or words."""

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
    label: str
    substitute: Substitute | None = None

    @classmethod
    def blank(cls, criterion_id: str, name: str, label: str) -> Self:
        """Return a criterion that says nothing but its name."""
        return cls(criterion_id, name, Operator.NONE, "", "", "", "", Flexibility.F3, None, "", label)


@dataclass(frozen=True, slots=True)
class Requirement:
    """One verifiable statement in a function; `label` is that of its envelope (existence, code, title, order…).

    `visas` are in the order in which they were given, withdrawn or refused.
    """

    id: str
    section_id: str
    rank: float
    code: str
    title: str
    kind: RequirementKind
    priority: Priority
    lot: int
    status: Status
    owner_id: str | None
    dimensions: tuple[Dimension, ...]
    task_ids: tuple[str, ...]
    label: str
    statement: TextPart
    rationale: TextPart
    criteria: tuple[Criterion, ...] = ()
    visas: tuple[Visa, ...] = field(default=(), metadata={OF_THE_MOMENT: True})


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter or part of one. `prefix` begins the codes given in it; `default_label` is inherited by what is added."""

    id: str
    parent_id: str | None
    rank: float
    title: str
    prefix: str
    label: str
    default_label: str
    intro: TextPart
    withdrawn: bool = False


def _standing() -> Any:
    """Whether it was set aside; a version holds only what was not."""
    return field(default=False, metadata={OF_THE_MOMENT: True})


@dataclass(frozen=True, slots=True)
class Unit:
    """A place of the firm where work is done."""

    id: str
    name: str
    withdrawn: bool = _standing()


@dataclass(frozen=True, slots=True)
class Task:
    """What someone does; it links people to requirements."""

    id: str
    name: str
    unit_id: str | None
    support: TaskSupport
    support_reason: str
    withdrawn: bool = _standing()


@dataclass(frozen=True, slots=True)
class Situation:
    """A recurrent scene of work, to be found again tomorrow in another form."""

    id: str
    title: str
    condition: SituationCondition
    unit_id: str | None
    task_ids: tuple[str, ...]
    story: TextPart
    label: str
    withdrawn: bool = _standing()


@dataclass(frozen=True, slots=True)
class Finding:
    """One established fact of the diagnosis, with its evidence."""

    id: str
    code: str
    title: str
    register: Register
    evidence: EvidenceKind
    severity: Severity
    status: FindingStatus
    situation_id: str | None
    unit_id: str | None
    text: TextPart
    label: str
    withdrawn: bool = _standing()


@dataclass(frozen=True, slots=True)
class Simulation:
    """A group trying out tomorrow's work on a model, a plan or a prototype. `held_on` is an ISO date or empty."""

    id: str
    title: str
    held_on: str
    support: str
    group: str
    situation_id: str | None
    label: str
    withdrawn: bool = _standing()


@dataclass(frozen=True, slots=True)
class Result:
    """What a simulation brought to light."""

    id: str
    code: str
    simulation_id: str
    title: str
    kind: ResultKind
    register: Register
    status: ResultStatus
    situation_id: str | None
    text: TextPart
    label: str
    withdrawn: bool = _standing()


@dataclass(frozen=True, slots=True)
class TraceLink:
    """A typed, reasoned link; read as « source kind target » (a requirement derives from a finding)."""

    id: str
    source: Subject
    target: Subject
    kind: LinkKind
    reason: str
    label: str


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where in a text part a thread hangs: relative positions of the browser plus the quoted words around."""

    part_id: str
    start: str
    end: str
    quote: str
    prefix: str
    suffix: str


@dataclass(frozen=True, slots=True)
class Comment:
    """One message of a thread."""

    id: str
    author_id: str
    text: str
    at: datetime
    edited_at: datetime | None


@dataclass(frozen=True, slots=True)
class Thread:
    """Talk about one thing; `anchor` when it hangs on a phrase. `reopened` since an author may reopen once. `cause` is what
    stops a supplier who asks, `feeling` the button pressed on a phone."""

    id: str
    subject: Subject
    anchor: Anchor | None
    kind: ThreadKind
    status: ThreadStatus
    outcome: Outcome | None
    outcome_reason: str
    reopened: bool
    author_id: str
    label: str
    comments: tuple[Comment, ...]
    cause: Cause | None = None
    feeling: Feeling | None = None
    signed: Signed = BY_NAME
    picture_ids: tuple[str, ...] = ()
    aftermath: Aftermath = NOTHING_YET


@dataclass(frozen=True, slots=True)
class Answer:
    """What one supplier organisation answers to one requirement of one release."""

    id: str
    requirement_id: str
    organization_id: str
    release_id: str
    compliance: Compliance
    comment: str
    author_id: str
    at: datetime
    reach: Reach = Reach.OFFERS


@dataclass(frozen=True, slots=True)
class Opening:
    """The pair lets one supplier read one section live, from a date, until closed; while `writes`, it writes there too."""

    id: str
    section_id: str
    organization_id: str
    since: datetime
    writes: bool = False


@dataclass(frozen=True, slots=True)
class Organization:
    """A firm, a consultancy or a supplier taking part in the project."""

    id: str
    name: str
    kind: OrganizationKind


@dataclass(frozen=True, slots=True)
class Member:
    """A person in the project, as it is named to those who may know the name."""

    person_id: str
    membership_id: str
    name: str
    role: Role
    organization_id: str
    compartments: tuple[str, ...] = field(default=(), metadata={OF_THE_MOMENT: True})
    task_ids: tuple[str, ...] = field(default=(), metadata={OF_THE_MOMENT: True})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change proposed to a text: `part_id` is that text, `owner` what it belongs to, `text` the one that was forked.

    `base` is what the text said when it was forked, or when the fork was carried over to a new document of it.
    """

    id: str
    part_id: str
    owner: Subject
    author_id: str
    label: str
    state: ProposalState
    reason: str
    base: RichTextJson
    text: TextPart
    began_at: datetime
    opened_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    decision_reason: str = ""
    seen: bool = False


Origin: TypeAlias = Unit | Task | Situation | Finding | Simulation | Result
"""What requirements come from, and what that is told with."""


@dataclass(frozen=True, slots=True)
class SpecificationContent:
    """Everything in one specification and around it in its project, unfiltered. `revision` orders its changes.

    `former_members` took part once: what they said keeps its author. `set_aside` holds what was withdrawn of units, tasks,
    situations, findings, simulations and results; their own lists hold only what was not. With `shows_reserved` the pair lets
    suppliers know the codes of requirements kept from them (L16). `level_names` are those of the project's levels from N0 on, if
    the pair chose other ones than usual.
    """

    id: str
    project_id: str
    short_name: str
    title: str
    language: str
    firm_name: str
    project_name: str
    revision: int
    sections: tuple[Section, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    units: tuple[Unit, ...] = ()
    tasks: tuple[Task, ...] = ()
    situations: tuple[Situation, ...] = ()
    findings: tuple[Finding, ...] = ()
    simulations: tuple[Simulation, ...] = ()
    results: tuple[Result, ...] = ()
    links: tuple[TraceLink, ...] = ()
    openings: tuple[Opening, ...] = ()
    organizations: tuple[Organization, ...] = ()
    members: tuple[Member, ...] = ()
    former_members: tuple[Member, ...] = ()
    shows_reserved: bool = False
    level_names: tuple[str, ...] = ()
    circles: tuple[Circle, ...] = field(default=(), metadata={OF_THE_MOMENT: True})
    proposals: tuple[Proposal, ...] = field(default=(), metadata={OF_THE_MOMENT: True})
    set_aside: tuple[Origin, ...] = field(default=(), metadata={OF_THE_MOMENT: True})
