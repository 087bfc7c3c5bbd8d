"""What a reader receives of what people say: authors as they appear, messages, threads, and suppliers' answers, each sealed (A3)."""

from dataclasses import dataclass
from datetime import datetime

from server.domain.content import Anchor
from server.domain.discussion import Cause, Compliance, Feeling, Outcome, Reach, Signature, ThreadKind, ThreadStatus
from server.domain.roles import Role
from server.domain.tracing import Subject
from server.policy.view._seal import Sealed
from server.policy.view.types import LabelView


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorView(Sealed):
    """Who said something: insiders are named to insiders; a supplier reads a function, never a name (domain guide §3.6).

    Who speaks as a `team` or through somebody (`relayed_by`) has no name there, but to themselves and to who relays (T5).
    """

    name: str | None
    role: Role
    organization: str
    team: str
    relayed_by: str
    mine: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentView(Sealed):
    """One message."""

    id: str
    author: AuthorView
    text: str
    at: datetime
    edited: bool
    may_edit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadView(Sealed):
    """A thread. `cause` is what stops the supplier who asks, `led_to` what came of it, told to who sees that."""

    id: str
    subject: Subject
    subject_code: str
    subject_title: str
    anchor: Anchor | None
    kind: ThreadKind
    cause: Cause | None
    feeling: Feeling | None
    signature: Signature
    status: ThreadStatus
    outcome: Outcome | None
    outcome_reason: str
    led_to: Subject | None
    led_to_code: str
    finding_code: str
    picture_ids: tuple[str, ...]
    began_at: datetime
    ended_at: datetime | None
    agreed_at: datetime | None
    checked_at: datetime | None
    author: AuthorView
    label: LabelView
    comments: tuple[CommentView, ...]
    may_reply: bool
    may_resolve: bool
    may_reopen: bool
    may_check: bool
    may_note: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView(Sealed):
    """A supplier's answer to one requirement; `reach` is how far in the firm it is read."""

    id: str
    requirement_id: str
    organization_id: str
    organization: str
    release_id: str
    compliance: Compliance
    comment: str
    at: datetime
    reach: Reach
