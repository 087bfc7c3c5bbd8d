"""What comes back from a supplier: where it stumbled on what is hidden, and what the firm's people do not read of it (D8, D9)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from server.domain.discussion import Cause, Compliance, Reach
from server.domain.tracing import Subject, SubjectKind
from server.policy.labels import Label, offer
from server.policy.reader import sees
from server.policy.view._seal import SEAL, Sealed
from server.policy.view.losing import LossView, RequirementLossView
from server.policy.view.reveal import Revealer
from server.policy.view.said import AnswerView, ThreadView
from server.policy.view.talk import everybody

STUMBLES: Final = frozenset({Compliance.PARTIAL, Compliance.NON_COMPLIANT, Compliance.TO_CLARIFY})
"""Answers that may come of what is not read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignView(Sealed):
    """A supplier misses something: it asks because information is missing (`cause`), or answers so (`compliance`).

    `hidden` tells that a part of this requirement does not reach it.
    """

    requirement_id: str
    code: str
    title: str
    cause: Cause | None
    compliance: Compliance | None
    words: str
    at: datetime
    hidden: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ObservedLossView(Sealed):
    """Of what is lost, the share the supplier has run into, with every sign of it, also where nothing is hidden."""

    loss: float
    signs: tuple[SignView, ...]


class SaidKind(StrEnum):
    """What a supplier gives the firm to read."""

    ANSWER = "answer"
    QUESTION = "question"
    PROPOSAL = "proposal"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView(Sealed):
    """One thing that a supplier gave to read, about which requirement or section, and who in the firm reads it."""

    kind: SaidKind
    code: str
    title: str
    reach: Reach
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadView(Sealed):
    """Those of the firm up to whom a reach goes, and how much of what the supplier gave does not reach them."""

    reach: Reach
    unread: int
    of: int
    loss: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnView(Sealed):
    """What comes back from a supplier: the loss it observed, what it gave to read, and what of that who does not read."""

    observed: ObservedLossView
    unread: tuple[UnreadView, ...]
    said: tuple[SaidView, ...]


def hears_offers(revealer: Revealer, organization_id: str) -> bool:
    """Tell whether the reader is one of those who handle what a supplier says: others are told nothing of its signs (D8)."""
    return not revealer.reader.is_supplier and sees(revealer.reader, offer(organization_id))


def reveal_return(
    revealer: Revealer,
    loss: LossView,
    threads: Sequence[ThreadView],
    answers: Sequence[AnswerView],
    organization_id: str,
    pictures: Mapping[str, int],
) -> ReturnView:
    """Return what comes back from a supplier, of the threads it began and the answers it gave, all of them heard by the reader.

    `pictures` counts those of each of its proposals.
    """
    said = (*_questions(threads), *_answers(revealer, answers), *_proposals(revealer, organization_id, pictures))
    return ReturnView(
        observed=_observed(revealer, loss, threads, answers),
        unread=tuple(_unread(reach, said) for reach in Reach),
        said=tuple(sorted(said, key=lambda one: (one.at, one.code, one.kind))),
        seal=SEAL,
    )


def _observed(
    revealer: Revealer, loss: LossView, threads: Iterable[ThreadView], answers: Iterable[AnswerView]
) -> ObservedLossView:
    measured = {item.id: item for item in loss.requirements}
    signs = [
        _sign(measured[about], thread.comments[0].text, thread.comments[0].at, cause=thread.cause)
        for thread in threads
        if thread.cause is Cause.MISSING and (about := _requirement(revealer, thread.subject)) in measured
    ]
    signs += [
        _sign(measured[one.requirement_id], one.comment, one.at, compliance=one.compliance)
        for one in _latest(answers)
        if one.compliance in STUMBLES and one.requirement_id in measured
    ]
    met = {sign.requirement_id for sign in signs}
    return ObservedLossView(
        loss=sum(lost.share for item in loss.requirements if item.id in met for lost in item.lost),
        signs=tuple(sorted(signs, key=lambda sign: (not sign.hidden, sign.at, sign.code))),
        seal=SEAL,
    )


def _sign(
    item: RequirementLossView,
    words: str,
    at: datetime,
    *,
    cause: Cause | None = None,
    compliance: Compliance | None = None,
) -> SignView:
    return SignView(
        requirement_id=item.id,
        code=item.code,
        title=item.title,
        cause=cause,
        compliance=compliance,
        words=words,
        at=at,
        hidden=bool(item.lost),
        seal=SEAL,
    )


def _requirement(revealer: Revealer, subject: Subject) -> str:
    """The requirement a thread is about, or empty."""
    if subject.kind is SubjectKind.CRITERION:
        return revealer.sight.criteria[subject.id].id
    return subject.id if subject.kind is SubjectKind.REQUIREMENT else ""


def _latest(answers: Iterable[AnswerView]) -> Iterable[AnswerView]:
    """The last answer to each requirement, whichever version it was given to."""
    return {one.requirement_id: one for one in sorted(answers, key=lambda one: one.at)}.values()


def _unread(reach: Reach, said: Sequence[SaidView]) -> UnreadView:
    order = list(Reach)
    unread = sum(order.index(one.reach) < order.index(reach) for one in said)
    return UnreadView(reach=reach, unread=unread, of=len(said), loss=unread / len(said) if said else 0.0, seal=SEAL)


def _questions(threads: Iterable[ThreadView]) -> list[SaidView]:
    return [
        SaidView(
            kind=SaidKind.QUESTION,
            code=thread.subject_code,
            title=thread.subject_title,
            reach=Reach.OFFERS if thread.label.compartments else Reach.FIRM,
            at=thread.comments[0].at,
            seal=SEAL,
        )
        for thread in threads
    ]


def _answers(revealer: Revealer, answers: Iterable[AnswerView]) -> list[SaidView]:
    known = revealer.sight.requirements
    return [
        SaidView(
            kind=SaidKind.ANSWER,
            code=known[one.requirement_id].code,
            title=known[one.requirement_id].title,
            reach=one.reach,
            at=one.at,
            seal=SEAL,
        )
        for one in _latest(answers)
        if one.requirement_id in known
    ]


def _proposals(revealer: Revealer, organization_id: str, pictures: Mapping[str, int]) -> list[SaidView]:
    members = everybody(revealer.content)
    found: list[SaidView] = []
    for item in revealer.sight.proposals.values():
        author = members.get(item.author_id)
        if author is None or author.organization_id != organization_id or item.opened_at is None:
            continue
        code, title = revealer.subject_name(item.owner)
        reach = Reach.OFFERS if Label.parse(item.label).compartments else Reach.FIRM
        kinds = [SaidKind.PROPOSAL, *[SaidKind.PICTURE] * pictures.get(item.id, 0)]
        found += [
            SaidView(kind=kind, code=code, title=title, reach=reach, at=item.opened_at, seal=SEAL) for kind in kinds
        ]
    return found
