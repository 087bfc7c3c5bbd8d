"""What requests hold: one model a form, and nothing that is not declared (unknown fields are refused)."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, field_validator

from server.domain.discussion import Cause, Compliance, Outcome, Reach, ThreadKind
from server.domain.requirement import Flexibility, Operator, Priority, RequirementKind, Status, Verification
from server.domain.roles import OrganizationKind, Role, Seat
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    LinkKind,
    Register,
    ResultKind,
    ResultStatus,
    Severity,
    SituationCondition,
    SubjectKind,
    TaskSupport,
)
from server.domain.words import Language

Id = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{22}$")]
Line = Annotated[str, Field(max_length=300)]
Passage = Annotated[str, Field(max_length=10_000)]
Value = str | list[str] | int | None


class Form(BaseModel):
    """A form: its fields and no others."""

    model_config = ConfigDict(extra="forbid")

    @field_validator("*")
    @classmethod
    def _without_nul(cls, value: object) -> object:
        """No text of ours holds a NUL, and not every database keeps one."""
        texts = value if isinstance(value, list) else [value]
        if any(isinstance(text, str) and "\0" in text for text in texts):
            raise ValueError("NUL")
        return value


class SubjectForm(Form):
    """A thing by kind and id."""

    kind: SubjectKind
    id: Id


class FieldForm(Form):
    """One field changed: what it held on the screen, and what it shall hold."""

    field: Line
    value: Value
    before: Value


class ProposalQuery(Form):
    """About which requirement or section; neither: everywhere."""

    requirement: Id | None = None
    section: Id | None = None


class AcceptForm(Form):
    """Accepting although the passage changed: the mark of the text that was looked at."""

    despite: Line = ""


class WordingForm(Form):
    """Words that are being written as a statement, and of which requirement, if it is there already."""

    text: Passage
    requirement_id: Id | None = None


class SectionForm(Form):
    """A new section after a sibling."""

    title: Line
    parent_id: Id | None = None
    after_id: Id | None = None
    prefix: Line | None = None


class PlaceSectionForm(Form):
    """Where a section goes."""

    parent_id: Id | None = None
    after_id: Id | None = None


class PlaceForm(Form):
    """Where a requirement goes."""

    section_id: Id
    after_id: Id | None = None


class AfterForm(Form):
    """After which sibling; none: first."""

    after_id: Id | None = None


class CriterionForm(Form):
    """A new criterion."""

    name: Line
    operator: Operator = Operator.NONE
    value: Line = ""
    unit: Line = ""
    qualifier: Line = ""
    acceptance_limit: Line = ""
    flexibility: Flexibility = Flexibility.F2
    verification: Verification | None = None


class OriginForm(Form):
    """What a new requirement comes from, how, and why."""

    target: SubjectForm
    kind: LinkKind
    reason: Passage = ""


class RequirementForm(Form):
    """A new requirement, with its origin when it has one."""

    section_id: Id
    after_id: Id | None = None
    title: Line
    kind: RequirementKind = RequirementKind.FUNCTIONAL
    priority: Priority = Priority.SHOULD
    status: Status = Status.DRAFT
    task_ids: list[Id] = []
    statement: Passage = ""
    rationale: Passage = ""
    criterion: CriterionForm | None = None
    link: OriginForm | None = None


class StatusForm(Form):
    """A requirement's next status."""

    to: Status
    reason: Passage = ""


class VisaForm(Form):
    """What one signs, by its mark, and why no criterion has a level."""

    mark: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    reason: Passage = ""


class MarkForm(Form):
    """A content, by its mark."""

    mark: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class AnchorForm(Form):
    """A phrase of a text."""

    part_id: Id
    start: Annotated[str, Field(max_length=2000)]
    end: Annotated[str, Field(max_length=2000)]
    quote: Annotated[str, Field(max_length=2000)]
    prefix: Annotated[str, Field(max_length=200)] = ""
    suffix: Annotated[str, Field(max_length=200)] = ""


class ThreadForm(Form):
    """The first words of a thread."""

    subject: SubjectForm
    kind: ThreadKind
    text: Passage
    anchor: AnchorForm | None = None
    label_key: Annotated[str, Field(max_length=500)] | None = None
    cause: Cause | None = None
    mentions: list[Id] = []


class CommentForm(Form):
    """A message."""

    text: Passage
    mentions: list[Id] = []


class TextForm(Form):
    """Words."""

    text: Passage


class OutcomeForm(Form):
    """What came of a thread."""

    outcome: Outcome
    reason: Passage = ""
    requirement_id: Id | None = None


class LinkForm(Form):
    """A link between two things."""

    source: SubjectForm
    target: SubjectForm
    kind: LinkKind
    reason: Passage = ""


class ReasonForm(Form):
    """A reason, which may be empty where none is needed."""

    reason: Passage = ""


class LabelForm(Form):
    """Who shall read a part."""

    label_key: Annotated[str, Field(max_length=500)]
    reason: Passage = ""


class SubstituteForm(Form):
    """The sentence shown instead, or none."""

    text: Passage | None


class FindingForm(Form):
    """A new finding."""

    title: Line
    register_: Register = Field(alias="register")
    evidence: EvidenceKind
    severity: Severity = Severity.MEDIUM
    text: Passage = ""
    situation_id: Id | None = None
    unit_id: Id | None = None


class FindingStatusForm(Form):
    """A finding's next status."""

    to: FindingStatus
    reason: Passage = ""


class SituationForm(Form):
    """A new work situation."""

    title: Line
    story: Passage = ""
    condition: SituationCondition = SituationCondition.NORMAL
    unit_id: Id | None = None
    task_ids: list[Id] = []


class TaskForm(Form):
    """A new task."""

    name: Line
    unit_id: Id | None = None
    support: TaskSupport = TaskSupport.TOOL
    support_reason: Passage = ""


class NameForm(Form):
    """A name."""

    name: Line


class SimulationForm(Form):
    """A new simulation."""

    title: Line
    held_on: Annotated[str, Field(max_length=10)] = ""
    support: Line = ""
    group: Line = ""
    situation_id: Id | None = None


class ResultForm(Form):
    """What a simulation brought to light."""

    simulation_id: Id
    title: Line
    text: Passage = ""
    kind: ResultKind
    register_: Register = Field(alias="register")
    situation_id: Id | None = None


class ResultStatusForm(Form):
    """A result's next status."""

    to: ResultStatus


class AnswerForm(Form):
    """A supplier's answer."""

    compliance: Compliance
    comment: Passage = ""
    reach: Reach = Reach.OFFERS


class OrganizationForm(Form):
    """A new organisation."""

    name: Line
    kind: OrganizationKind


class InvitationForm(Form):
    """An invitation into a project."""

    email: Annotated[str, Field(max_length=254)]
    name: Line
    role: Role
    organization_id: Id
    task_ids: list[Id] = []


class RoleForm(Form):
    """A member's role."""

    role: Role


class TasksForm(Form):
    """A member's own tasks."""

    task_ids: list[Id]


class AccountForm(Form):
    """A person's own choices; what is absent stays."""

    language: Language | None = None
    theme: Annotated[str, Field(pattern="^(auto|light|dark)$")] | None = None
    single_keys: bool | None = None
    seen_by_management: bool | None = None


class ProjectForm(Form):
    """A first project: from a template, a Markdown document, or a blank page."""

    name: Line
    firm_id: Id | None = None
    firm_name: Line = ""
    template: Annotated[str, Field(max_length=60)] | None = None
    markdown: Annotated[str, Field(max_length=2_000_000)] | None = None
    file_name: Line = "document.md"
    seat: Seat
    other_pilot_email: Annotated[str, Field(max_length=254)] = ""
    other_pilot_name: Line = ""
    language: Language = Language.FRENCH


class ImportForm(Form):
    """A document to look at before it is imported."""

    name: Line
    markdown: Annotated[str, Field(max_length=2_000_000)]


class ViewAsForm(Form):
    """As which supplier to look."""

    organization_id: Id


class WordsQuery(BaseModel):
    """Words looked for."""

    model_config = ConfigDict(extra="ignore")
    q: Annotated[str, Field(max_length=200)] = ""


class AroundQuery(BaseModel):
    """Around which requirement, section, finding, result or situation."""

    model_config = ConfigDict(extra="ignore")
    requirement: Id | None = None
    section: Id | None = None
    finding: Id | None = None
    result: Id | None = None
    situation: Id | None = None
