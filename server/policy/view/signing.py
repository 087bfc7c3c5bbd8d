"""Signing a requirement, after the gate: what is still missing, which seats have signed, and what changed since one did."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from server.domain.content import Requirement
from server.domain.redline import redline
from server.domain.requirement import Status, Visa, VisaAct
from server.domain.richtext import Node, parse, plain_text
from server.domain.roles import SEAT_OF_ROLE, Seat
from server.domain.signing import (
    BLOCKING,
    Check,
    is_measured,
    is_sound,
    last_visas,
    mark_of,
    only_reworded,
    signed_content,
    standing,
)
from server.domain.tracing import ORIGIN_KINDS, VALIDATED_FINDINGS, ResultStatus, Subject, SubjectKind
from server.policy.abilities import Action, may
from server.policy.view._seal import SEAL, Sealed
from server.policy.view.reveal import Revealer
from server.policy.view.said import AuthorView, ThreadView
from server.policy.view.talk import author_of, everybody


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckView(Sealed):
    """One line of the gate (E4), and whether it is met."""

    check: Check
    met: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VisaView(Sealed):
    """One seat: who holds it, and its visa. `signed` when it stands; `fallen` when the content has changed since.

    `by` gave it, `at` then; `reason` is what it was given with.
    """

    seat: Seat
    holder: str | None
    signed: bool
    fallen: bool
    by: AuthorView | None
    at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalView(Sealed):
    """Why a visa was refused last."""

    by: AuthorView
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SinceView(Sealed):
    """What changed since a visa: the title then, when it was another; the statement as a redline, when it changed; and each
    criterion that is not as it was, as (then, now), the fields by name."""

    title: str | None
    statement: Node | None
    criteria: tuple[tuple[Mapping[str, Any] | None, Mapping[str, Any] | None], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningView(Sealed):
    """Where the signing of a requirement stands. `mark` stands for the content that would be signed now.

    `exempt` says that no criterion has a level, so that signing takes a written reason; `since` is told to a seat whose own
    visa no longer stands.
    """

    seats: tuple[VisaView, ...]
    checks: tuple[CheckView, ...]
    mark: str
    exempt: bool
    refusal: RefusalView | None
    since: SinceView | None
    may_sign: bool
    may_withdraw: bool
    may_refuse: bool
    may_carry: bool


def reveal_signing(
    revealer: Revealer, item: Requirement, threads: Iterable[ThreadView], signed: Mapping[str, Mapping[str, Any]]
) -> SigningView | None:
    """Return where the signing of a requirement the reader sees stands; None when that is not told them (E7).

    `threads` are those they hear about it; `signed` has, by visa, the content of visas that no longer stand.
    """
    if not may(revealer.reader, Action.MEMBER_READ) or not revealer.sight.reads_whole(item):
        return None
    visas, last, mine = standing(item), last_visas(item), revealer.reader.seat
    opened = item.status is Status.TO_SIGN and may(revealer.reader, Action.REQUIREMENT_SIGN)
    own = last.get(mine) if mine else None
    lines = checks(revealer, item, threads, exempted=any(visa.reason for visa in visas.values()))
    return SigningView(
        seats=tuple(_seat(revealer, seat, last.get(seat), seat in visas) for seat in Seat),
        checks=tuple(CheckView(check=check, met=met, seal=SEAL) for check, met in lines),
        mark=mark_of(item),
        exempt=not is_measured(item),
        refusal=_refusal(revealer, item),
        since=_since(revealer, signed[own.id], item) if own and own.id in signed else None,
        may_sign=opened and mine not in visas,
        may_withdraw=opened and mine in visas,
        may_refuse=opened,
        may_carry=opened and bool(carried(item, signed)),
        seal=SEAL,
    )


def checks(
    revealer: Revealer, item: Requirement, threads: Iterable[ThreadView], *, exempted: bool
) -> tuple[tuple[Check, bool], ...]:
    """Return each line of the gate and whether it is met, as this reader sees it (E4).

    `exempted` says that somebody who signs has written why no criterion has a level.
    """
    open_worries = [one for one in threads if one.kind in BLOCKING and one.outcome is None]
    return (
        (Check.STATEMENT, bool(_words(item.statement.tree))),
        (Check.ORIGIN, _has_validated_origin(revealer, item)),
        (Check.CRITERION, is_measured(item) or exempted),
        (Check.TASK, bool(item.task_ids)),
        (Check.IMPERATIVE, is_sound(item)),
        (Check.THREADS, not open_worries),
    )


def carried(item: Requirement, signed: Mapping[str, Mapping[str, Any]]) -> tuple[Visa, ...]:
    """Return the visas that one seat may carry over: only words of the statement changed since they were given (E6)."""
    fallen = [visa for seat, visa in last_visas(item).items() if seat not in standing(item)]
    return tuple(visa for visa in fallen if visa.id in signed and only_reworded(signed[visa.id], item))


def _words(tree: Mapping[str, Any]) -> str:
    return plain_text(parse(tree)).strip()


def _has_validated_origin(revealer: Revealer, item: Requirement) -> bool:
    sight = revealer.sight
    links = sight.links_by_end.get(Subject(SubjectKind.REQUIREMENT, item.id), ())
    findings = {one.id for one in sight.findings.values() if one.status in VALIDATED_FINDINGS}
    results = {one.id for one in sight.results.values() if one.status is ResultStatus.CONFIRMED}
    return any(link.kind in ORIGIN_KINDS and link.target.id in findings | results for link in links)


def _seat(revealer: Revealer, seat: Seat, visa: Visa | None, stands: bool) -> VisaView:
    holders = [one.name for one in revealer.members() if SEAT_OF_ROLE.get(one.role) is seat]
    return VisaView(
        seat=seat,
        holder=holders[0] if holders else None,
        signed=stands,
        fallen=visa is not None and not stands,
        by=_author(revealer, visa) if visa else None,
        at=visa.at if visa else None,
        reason=visa.reason if visa else "",
        seal=SEAL,
    )


def _author(revealer: Revealer, visa: Visa) -> AuthorView:
    return author_of(revealer, everybody(revealer.content), visa.person_id or "")


def _refusal(revealer: Revealer, item: Requirement) -> RefusalView | None:
    last = item.visas[-1] if item.visas else None
    if last is None or last.act is not VisaAct.REFUSED:
        return None
    return RefusalView(by=_author(revealer, last), at=last.at, reason=last.reason, seal=SEAL)


def _since(revealer: Revealer, before: Mapping[str, Any], item: Requirement) -> SinceView:
    def known(content: Mapping[str, Any]) -> Node:
        return parse(revealer.known_mentions(content["statement"]))

    now = signed_content(item)
    then_by_id = {one["id"]: one for one in before["criteria"]}
    now_by_id = {one["id"]: one for one in now["criteria"]}
    changed = [(then_by_id.get(one), now_by_id.get(one)) for one in dict.fromkeys([*then_by_id, *now_by_id])]
    reworded = before["statement"] != now["statement"]
    return SinceView(
        title=before["title"] if before["title"] != now["title"] else None,
        statement=redline(known(before), known(now)) if reworded else None,
        criteria=tuple((then, new) for then, new in changed if then != new),
        seal=SEAL,
    )
