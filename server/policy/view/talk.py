"""Threads and supplier answers after the gate: who hears whom."""

from collections.abc import Iterable, Mapping

from server.domain.content import Answer, Comment, Member, SpecificationContent, Thread
from server.domain.discussion import WRITTEN, Signature, ThreadStatus
from server.domain.roles import OrganizationKind, Role
from server.policy.abilities import Action, may
from server.policy.labels import answer_label, offer
from server.policy.reader import Reader, sees
from server.policy.view._seal import SEAL
from server.policy.view.reveal import Revealer
from server.policy.view.said import AnswerView, AuthorView, CommentView, ThreadView
from server.policy.view.teams import may_be_named


def everybody(content: SpecificationContent) -> dict[str, Member]:
    """Return who takes part or once did, by person."""
    return {item.person_id: item for item in (*content.former_members, *content.members)}


def author_of(revealer: Revealer, members: Mapping[str, Member], person_id: str) -> AuthorView:
    """Return somebody as this reader may know them: a supplier is told functions, and names of its own people only."""
    reader = revealer.reader
    member = members.get(person_id)
    organizations = {item.id: item for item in revealer.content.organizations}
    if member is None:
        return AuthorView(name=None, role=Role.OBSERVER, organization="", team="", relayed_by="", mine=False, seal=SEAL)
    organization = organizations[member.organization_id]
    colleague = member.organization_id == reader.organization_id
    named = colleague if reader.is_supplier else may(reader, Action.MEMBER_READ) or person_id == reader.person_id
    return AuthorView(
        name=member.name if named else None,
        role=member.role,
        organization=organization.name,
        team="",
        relayed_by="",
        mine=person_id == reader.person_id and not reader.capped,
        seal=SEAL,
    )


def signed_author(revealer: Revealer, members: Mapping[str, Member], thread: Thread) -> AuthorView:
    """Return who began a thread as they chose to appear in it (T5).

    As a team, or through somebody, they have neither name nor role of their own but to themselves; who relays knows the name.
    A supplier is told of neither. A team that has become too small to be named is not named any more.
    """
    content, reader = revealer.content, revealer.reader
    plain = author_of(revealer, members, thread.author_id)
    if thread.signed.how is Signature.NAME:
        return plain
    relay = members.get(thread.signed.relay_id or "")
    named = plain.mine or (relay is not None and relay.person_id == reader.person_id and not reader.capped)
    team = thread.signed.unit_id if thread.signed.how is Signature.TEAM else None
    shown = team is not None and not reader.is_supplier and may_be_named(content, team)
    relayed = thread.signed.how is Signature.RELAYED and relay is not None and may(reader, Action.MEMBER_READ)
    return AuthorView(
        name=plain.name if named else None,
        role=Role.EMPLOYEE,
        organization=plain.organization,
        team=revealer.unit_name(team) if shown else "",
        relayed_by=relay.name if relayed and relay else "",
        mine=plain.mine,
        seal=SEAL,
    )


def _knows_author(revealer: Revealer, members: Mapping[str, Member], person_id: str) -> bool:
    reader = revealer.reader
    if not reader.is_supplier:
        return True
    member = members.get(person_id)
    kinds = {item.id: item.kind for item in revealer.content.organizations}
    return member is not None and (
        member.organization_id == reader.organization_id
        or kinds[member.organization_id] is not OrganizationKind.SUPPLIER
    )


def _comment(revealer: Revealer, comment: Comment, author: AuthorView, open_thread: bool) -> CommentView:
    return CommentView(
        id=comment.id,
        author=author,
        text=comment.text,
        at=comment.at,
        edited=comment.edited_at is not None,
        may_edit=author.mine and open_thread,
        seal=SEAL,
    )


def reveal_threads(revealer: Revealer, threads: Iterable[Thread]) -> tuple[ThreadView, ...]:
    """Return the threads this reader hears, oldest first: their label, what they are about and their anchor are all in sight.

    A supplier never hears a rival, even in a thread whose label would let it (S3).
    """
    content = revealer.content
    members = everybody(content)
    views = [_thread(revealer, members, thread) for thread in threads if _hears(revealer, members, thread)]
    return tuple(sorted(views, key=lambda view: (view.comments[0].at, view.id)))


def _hears(revealer: Revealer, members: Mapping[str, Member], thread: Thread) -> bool:
    return (
        revealer.sight.label(thread.label)
        and revealer.sight.subject(thread.subject)
        and _knows_author(revealer, members, thread.author_id)
    )


def _thread(revealer: Revealer, members: Mapping[str, Member], thread: Thread) -> ThreadView:
    reader = revealer.reader
    code, title = revealer.subject_name(thread.subject)
    open_thread = thread.status is ThreadStatus.OPEN
    author = signed_author(revealer, members, thread)
    comments = [c for c in thread.comments if _knows_author(revealer, members, c.author_id)]
    authors = {c.author_id: author_of(revealer, members, c.author_id) for c in comments} | {thread.author_id: author}
    after = thread.aftermath
    finding = revealer.sight.findings.get(after.finding_id or "")
    led_to = after.led_to if after.led_to is not None and revealer.sight.subject(after.led_to) else None
    return ThreadView(
        id=thread.id,
        subject=thread.subject,
        subject_code=code,
        subject_title=title,
        anchor=thread.anchor,
        kind=thread.kind,
        cause=thread.cause,
        feeling=thread.feeling,
        signature=thread.signed.how,
        status=thread.status,
        outcome=thread.outcome,
        outcome_reason=thread.outcome_reason,
        led_to=led_to,
        finding_code=finding.code if finding else "",
        led_to_code=revealer.subject_name(led_to)[0] if led_to else "",
        picture_ids=thread.picture_ids,
        began_at=thread.comments[0].at,
        ended_at=after.ended_at,
        agreed_at=after.agreed_at,
        checked_at=after.checked_at,
        author=author,
        label=revealer.label(thread.label),
        comments=tuple(_comment(revealer, one, authors[one.author_id], open_thread) for one in comments),
        may_reply=open_thread and may(reader, Action.THREAD_RAISE),
        may_resolve=open_thread and may(reader, Action.THREAD_RESOLVE),
        may_reopen=not open_thread and not thread.reopened and author.mine,
        may_note=after.finding_id is None and _may_note(reader),
        may_check=led_to is not None and thread.outcome in WRITTEN and may(reader, Action.THREAD_RESOLVE),
        seal=SEAL,
    )


def _may_note(reader: Reader) -> bool:
    return may(reader, Action.FINDING_WRITE_WORK) or may(reader, Action.FINDING_WRITE_PRODUCTION)


def reveal_answers(revealer: Revealer, answers: Iterable[Answer]) -> tuple[AnswerView, ...]:
    """Return the suppliers' answers this reader may read: its own offer to a supplier, to those of the firm what is
    within their reach."""
    reader = revealer.reader
    if not may(reader, Action.ANSWER_READ):
        return ()
    names = {item.id: item.name for item in revealer.content.organizations}
    return tuple(
        AnswerView(
            id=answer.id,
            requirement_id=answer.requirement_id,
            organization_id=answer.organization_id,
            organization=names[answer.organization_id],
            release_id=answer.release_id,
            compliance=answer.compliance,
            comment=answer.comment,
            at=answer.at,
            reach=answer.reach,
            seal=SEAL,
        )
        for answer in answers
        if _reads(reader, answer) and answer.organization_id in names
    )


def _reads(reader: Reader, answer: Answer) -> bool:
    """A supplier always reads its own answers; those of the firm, what reaches them (S8)."""
    if reader.is_supplier:
        return sees(reader, offer(answer.organization_id))
    return sees(reader, answer_label(answer.organization_id, answer.reach))
