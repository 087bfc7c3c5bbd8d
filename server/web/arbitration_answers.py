"""What the screens of decisions are answered: the list, and one case with what its screen needs."""

from dataclasses import dataclass
from datetime import datetime

from server.domain.requirement import Status
from server.policy.view import AnswerView, CaseView, LabelView, MemberView, QuestionView
from server.services.grounds import Conflict
from server.web.answers import Named


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A case in the list. `decided` is the option that was chosen; `awaits` says that something awaits the reader."""

    id: str
    question: str
    codes: tuple[str, ...]
    stage: str
    label: LabelView
    decided: str | None
    at: datetime
    awaits: bool
    href: str


@dataclass(frozen=True, slots=True)
class PutOffLine:
    """A requirement that is not for now, or not at all."""

    code: str
    title: str
    status: Status
    lot: int
    reason: str
    at: datetime | None
    href: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A requirement that a case may be about."""

    id: str
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Decisions:
    """What is being decided and what was; to a supplier only what it was asked. The last four serve to open a case."""

    cases: tuple[CaseLine, ...]
    questions: tuple[QuestionView, ...]
    put_off: tuple[PutOffLine, ...]
    supplier: bool
    can: tuple[str, ...]
    requirements: tuple[Choice, ...]
    conflicts: tuple[Conflict, ...]
    answers: tuple[AnswerView, ...]
    labels: tuple[LabelView, ...]


@dataclass(frozen=True, slots=True)
class AboutLine:
    """A requirement of a case: where it stands in the text, and its statement as plain text."""

    id: str
    code: str
    title: str
    status: Status
    href: str
    statement: str


@dataclass(frozen=True, slots=True)
class CaseAnswer:
    """A case with what its screen needs: who reads it in words, who may be asked, and the levels an option may have."""

    case: CaseView
    about: tuple[AboutLine, ...]
    reads: str
    people: tuple[MemberView, ...]
    suppliers: tuple[Named, ...]
    labels: tuple[LabelView, ...]
    sheet: str
