"""What it would take to change who reads a part: the levels it may get, the sentence shown instead, what is proposed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import combinations
from typing import Final, Literal, TypeAlias

from server.domain.errors import NotInYourSight
from server.domain.levels import how_many
from server.domain.roles import SEAT_OF_ROLE, OrganizationKind, Seat
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import say
from server.policy.abilities import Action, may
from server.policy.labels import FIRM, N0, Label, at_least, circles, join, named
from server.policy.reader import Reader, as_supplier, sees
from server.policy.view import LabelView, OrganizationView, Purpose, Revealer, Sight
from server.services.audience import OneReader, Readership, differ, everyone
from server.services.bearers import Bearer, get_bearer
from server.services.frozen import content_of
from server.services.house import House
from server.services.looking import revealing
from server.storage import label_rows, release_rows
from server.storage.database import Transaction
from server.storage.release_rows import Release

How: TypeAlias = Literal["current", "now", "both_seats"]

FEW_SUPPLIERS: Final = 5
"""Up to here any set of suppliers may be named together; beyond, one of them or all."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A label one may give: it is the current one, closes at once (`now`), or opens (`both_seats`); and who then reads
    no longer, or newly, by name."""

    label: LabelView
    how: How
    no_longer: tuple[Readership, ...] = ()
    newly: tuple[Readership, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A lowering proposed by one seat."""

    id: str
    label: LabelView
    reason: str
    proposed_by: str
    at: datetime
    mine: bool


@dataclass(frozen=True, slots=True)
class Received:
    """A version in which a supplier received a part, by the supplier's own number: closing the part takes nothing back."""

    organization: str
    number: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Levels:
    """Who may read one part and what may be done about it. `part` is the kind of part: statement, criterion, envelope…

    `substitute` is the sentence shown instead; where there is none, `suggested` is one to begin with.
    """

    subject: Subject
    code: str
    part: str
    current: LabelView
    choices: tuple[Choice, ...]
    suppliers: tuple[OrganizationView, ...]
    substitute: str | None
    suggested: str | None
    proposal: Proposal | None
    received: tuple[Received, ...]
    seats: dict[Seat, str | None]


def levels_of(house: House, reader: Reader, specification_id: str, subject: Subject) -> Levels:
    """Return who reads a part the reader sees, with the choices of who may change it. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer:
        bearer = get_bearer(revealer.sight, subject)
        with house.database.read() as connection:
            act = label_rows.find_act_on(connection, subject)
            changes = may(reader, Action.LABEL_CHANGE)
            received = _received(connection, revealer, subject) if changes else ()
            people = everyone(connection, revealer.content, reader) if changes else []
        own = next((part.substitute for part in bearer.parts if part.subject == subject), None)
        return Levels(
            subject=subject,
            code=_code(revealer, bearer),
            part=_part(revealer, bearer),
            current=revealer.label(bearer.label.canonical()),
            choices=_choices(revealer, bearer, people) if changes else (),
            suppliers=tuple(o for o in revealer.organizations() if o.kind is OrganizationKind.SUPPLIER)
            if changes
            else (),
            substitute=own.text if own and not reader.is_supplier and revealer.sight.label(own.label) else None,
            suggested=_suggested(revealer, bearer) if changes and own is None else None,
            proposal=_proposal(revealer, act) if act and changes else None,
            received=received,
            seats=_seats(revealer) if may(reader, Action.MEMBER_READ) else {},
        )


def subject_of_proposal(house: House, reader: Reader, specification_id: str, proposal_id: str) -> Subject:
    """Return what a proposal is about. Raises NotInYourSight."""
    with house.database.read() as connection:
        act = label_rows.find_act(connection, specification_id, proposal_id)
    if act is None or not may(reader, Action.LABEL_CHANGE):
        raise NotInYourSight
    return act.subject


def _code(revealer: Revealer, bearer: Bearer) -> str:
    if bearer.owner.kind is SubjectKind.SIMULATION:
        return ""
    return revealer.subject_name(bearer.owner)[0]


def _part(revealer: Revealer, bearer: Bearer) -> str:
    if bearer.subject.kind is SubjectKind.TEXT:
        text = bearer.parts[0].text
        return text.kind if text else "text"
    return str(bearer.subject.kind)


def _received(connection: Transaction, revealer: Revealer, subject: Subject) -> tuple[Received, ...]:
    """The versions sent in which a part itself was to be read, the latest first."""
    names = {one.id: one.name for one in revealer.content.organizations}
    found = release_rows.load_releases(connection, revealer.content.id)
    return tuple(
        Received(names[one.organization_id], one.number, one.sent_at)
        for one in found
        if one.organization_id in names and _was_in(connection, revealer, one, subject)
    )


def _was_in(connection: Transaction, revealer: Revealer, release: Release, subject: Subject) -> bool:
    sent = content_of(connection, release.baseline_id)
    try:
        get_bearer(Sight(sent, as_supplier(revealer.reader, release.organization_id), Purpose.RELEASE), subject)
    except NotInYourSight:
        return False
    return True


def _suggested(revealer: Revealer, bearer: Bearer) -> str | None:
    """A sentence that tells no more than the title which its readers have already (L10)."""
    if bearer.envelope is None or bearer.envelope == bearer.label:
        return None
    subject = bearer.owner if bearer.owner.kind in (SubjectKind.REQUIREMENT, SubjectKind.SECTION) else None
    if subject is None:
        return None
    _, title = revealer.subject_name(subject)
    return say(f"substitute.{_part(revealer, bearer)}", revealer.content.language, title=title)


def _choices(revealer: Revealer, bearer: Bearer, people: Sequence[OneReader]) -> tuple[Choice, ...]:
    suppliers = [o.id for o in revealer.content.organizations if o.kind is OrganizationKind.SUPPLIER]
    own, insiders = bearer.label.compartments, insider_labels(revealer)
    fixed = own - circles(own)
    wanted = [Label(plain.level, plain.suppliers, fixed) for plain in (N0, *_shared(suppliers), *insiders)]
    wanted += [
        join(Label(FIRM, frozenset(), fixed | {one}), bearer.envelope or N0)
        for one in sorted(circles(revealer.reader.compartments))
    ]
    kept: dict[str, Choice] = {}
    for label in (*wanted, bearer.label):
        if not sees(revealer.reader, label) or (bearer.envelope and join(bearer.envelope, label) != label):
            continue
        how: How = "current" if label == bearer.label else "now" if at_least(label, bearer.label) else "both_seats"
        fewer, more = differ(people, bearer.label, label)
        kept.setdefault(label.canonical(), Choice(revealer.label(label.canonical()), how, fewer, more))
    return tuple(sorted(kept.values(), key=lambda choice: choice.label.level))


def insider_labels(revealer: Revealer) -> list[Label]:
    """Return the levels of the project that no supplier reads, from the firm's up."""
    return [Label(level) for level in range(FIRM, how_many(revealer.content.level_names))]


def _shared(suppliers: Sequence[str]) -> list[Label]:
    """Return the labels for each supplier and for several together: every set of a few, else all of them."""
    sizes = range(1, len(suppliers) + 1) if len(suppliers) <= FEW_SUPPLIERS else (1, len(suppliers))
    return [named(*some) for size in sizes for some in combinations(suppliers, size)]


def _proposal(revealer: Revealer, act: label_rows.PendingAct) -> Proposal:
    names = {member.person_id: member.name for member in revealer.content.members}
    return Proposal(
        id=act.id,
        label=revealer.label(act.wanted["label"]),
        reason=act.reason,
        proposed_by=names.get(act.proposed_by, ""),
        at=act.proposed_at,
        mine=act.proposed_by == revealer.reader.person_id,
    )


def _seats(revealer: Revealer) -> dict[Seat, str | None]:
    holders = {SEAT_OF_ROLE[m.role]: m.name for m in revealer.content.members if m.role in SEAT_OF_ROLE}
    return {seat: holders.get(seat) for seat in Seat}
