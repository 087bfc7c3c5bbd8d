"""What screens are answered besides single views: small shapes composed of sealed views and words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from server.domain.content import Anchor
from server.domain.requirement import Status
from server.domain.roles import Seat
from server.domain.tracing import Register, Subject
from server.domain.words import Language
from server.policy.view import (
    AnswerView,
    CriterionView,
    LabelView,
    LinkView,
    MemberView,
    OrganizationView,
    RequirementLossView,
    RequirementView,
    SectionView,
    ThreadView,
)
from server.services.audience import Readership, Team
from server.services.mentioning import Mentionable
from server.services.replaying import ReplayedText


@dataclass(frozen=True, slots=True)
class Created:
    """Something new: its id, its code when it has one, and where to go to see it."""

    id: str
    code: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Undone:
    """What a deed that was taken back had been done to."""

    subject: Subject


@dataclass(frozen=True, slots=True)
class Named:
    """Something by id and name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class PersonNamed:
    """Someone by id and name."""

    person_id: str
    name: str


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something taken out of the text or of what it comes from, which the reader may bring back."""

    subject: Subject
    code: str
    title: str


@dataclass(frozen=True, slots=True)
class Outline:
    """The sections in reading order, what was set aside, and what one may do with them."""

    sections: tuple[SectionView, ...]
    set_aside: tuple[SetAside, ...]
    can: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """A requirement's facts with what its form may offer, and the cases about it (the decided ones too), by question."""

    requirement: RequirementView
    statuses: tuple[Status, ...]
    owners: tuple[PersonNamed, ...]
    tasks: tuple[Named, ...]
    decisions: tuple[Named, ...]
    can: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a new thread may be about, and who may be made to hear it, from the default on."""

    subject: Subject
    title: str
    audiences: tuple[LabelView, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """One fact of the past, in words: who did what, before and after; `about` names the criterion it is of, if any."""

    id: str
    at: datetime
    about: str
    person: str | None
    deed: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Around:
    """What surrounds a requirement, a section or a finding; `topics` begins with the thing itself."""

    subject: Subject
    code: str
    title: str
    threads: tuple[ThreadView, ...]
    links: tuple[LinkView, ...]
    changes: tuple[Change, ...]
    texts: tuple[ReplayedText, ...]
    answers: tuple[AnswerView, ...]
    topics: tuple[Topic, ...]
    people: tuple[MemberView, ...]
    can: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LiveText:
    """A text as one opens it: which of the texts of its owner, its part, its live document, and whether one writes there."""

    kind: str
    part_id: str
    document: str
    may_write: bool


@dataclass(frozen=True, slots=True)
class LiveTexts:
    """The texts of a thing that are live for this reader."""

    texts: tuple[LiveText, ...]


@dataclass(frozen=True, slots=True)
class ThreadMark:
    """An open thread hung on a phrase; `number` counts the marks this reader sees, in reading order.

    `place` is what the phrase stands in, `text` which of its texts.
    """

    id: str
    number: int
    anchor: Anchor
    place: Subject
    text: str


@dataclass(frozen=True, slots=True)
class ThreadMarks:
    """The marked phrases of a specification."""

    threads: tuple[ThreadMark, ...]


@dataclass(frozen=True, slots=True)
class OriginChoice:
    """A finding or a result one may link to."""

    subject: Subject
    code: str
    title: str
    register: Register


@dataclass(frozen=True, slots=True)
class Origins:
    """Findings and results found."""

    origins: tuple[OriginChoice, ...]


@dataclass(frozen=True, slots=True)
class LabelChoice:
    """A level one may give, what it takes (`current`, `now` or `both_seats`), and who then reads no longer or newly."""

    label: LabelView
    how: Literal["current", "now", "both_seats"]
    readers: str
    no_longer: tuple[Readership, ...]
    newly: tuple[Readership, ...]


@dataclass(frozen=True, slots=True)
class LabelProposal:
    """A lowering that waits for the other seat."""

    id: str
    label: LabelView
    reason: str
    proposed_by: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class ReceivedVersion:
    """A version in which a supplier received a part."""

    organization: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class SeatState:
    """A seat of the pair and who holds it."""

    seat: Seat
    name: str | None
    mine: bool


@dataclass(frozen=True, slots=True)
class LabelChoices:
    """Who may read one part, and what it would take to change that."""

    subject: Subject
    code: str
    part: str
    current: LabelView
    choices: tuple[LabelChoice, ...]
    suppliers: tuple[OrganizationView, ...]
    substitute: str | None
    suggested: str | None
    proposal: LabelProposal | None
    received: tuple[ReceivedVersion, ...]
    seats: tuple[SeatState, ...]
    can: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """People and codes a text may name."""

    mentions: tuple[Mentionable, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Something found."""

    subject: Subject
    code: str
    title: str
    excerpt: str
    href: str


@dataclass(frozen=True, slots=True)
class SearchResults:
    """What was found, best first."""

    results: tuple[SearchResult, ...]


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """One line of a supplier's answer table, with the threads it hears about the requirement."""

    requirement_id: str
    section: str
    code: str
    title: str
    statement: str
    criteria: tuple[CriterionView, ...]
    answer: AnswerView | None
    threads: tuple[ThreadView, ...]


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A signed-in browser, to its owner; `capped_as` is the supplier organisation it is held to."""

    id: str
    device: str
    since: datetime
    last_used: datetime
    current: bool
    capped_as: str | None


@dataclass(frozen=True, slots=True)
class Goes:
    """Where to go now."""

    href: str


@dataclass(frozen=True, slots=True)
class Baseline:
    """A frozen version. `status` is proposed or confirmed; `mine` when this seat froze it."""

    id: str
    name: str
    at: datetime
    author: str
    digest: str
    status: Literal["proposed", "confirmed"]
    mine: bool
    requirement_count: int


@dataclass(frozen=True, slots=True)
class Release:
    """A version sent."""

    id: str
    baseline_id: str
    number: int
    organization: str
    language: Language
    at: datetime
    author: str
    digest: str
    acknowledged_at: datetime | None
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Opening:
    """A section one supplier reads live, and where it writes too while `writes`."""

    id: str
    section_id: str
    section_number: str
    section_title: str
    organization_id: str
    organization: str
    since: datetime
    writes: bool


@dataclass(frozen=True, slots=True)
class SectionNamed:
    """A section by number and title."""

    id: str
    number: str
    title: str


@dataclass(frozen=True, slots=True)
class ReleaseBoard:
    """Versions frozen and sent, what is open live, and (to insiders) whether suppliers are told of what is kept from them."""

    baselines: tuple[Baseline, ...]
    releases: tuple[Release, ...]
    openings: tuple[Opening, ...]
    organizations: tuple[OrganizationView, ...]
    sections: tuple[SectionNamed, ...]
    teams: tuple[Team, ...]
    seats: tuple[SeatState, ...]
    shows_reserved: bool | None
    can: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LossBefore:
    """What was lost of the last version sent to the same supplier, under its own number."""

    number: int
    loss: float


@dataclass(frozen=True, slots=True)
class LossTold:
    """What an audience would not read, with the requirements of which something is lost; `href` leads to all of it."""

    loss: float
    recovers: float
    before: LossBefore | None
    requirements: tuple[RequirementLossView, ...]
    drafts: int
    whole: bool
    href: str


@dataclass(frozen=True, slots=True)
class PreviewAnswer:
    """What an audience would read, drawn, and what is lost on the way to a supplier."""

    organization: str
    html: str
    requirement_count: int
    loss: LossTold | None
