"""Talk around the specification: raising a thread, answering, correcting oneself, ending it with an outcome."""

from collections.abc import Sequence
from typing import Any, Final

from server.domain.arbitration import Ground
from server.domain.content import Anchor, Comment, Thread
from server.domain.discussion import WRITTEN, Cause, Outcome, ThreadKind, ThreadStatus
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.ids import new_id
from server.domain.requirement import NEXT_STATUS, Status
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand, may
from server.policy.labels import N2, Label, at_least, chosen_compartments, join, offer
from server.policy.reader import Reader, sees
from server.policy.view import Sight
from server.services.arbitrating import open_for
from server.services.editing import change_status
from server.services.fields import choice, passage
from server.services.hearing import get_sight_of, get_thread, hears
from server.services.house import Deed, House
from server.services.mailing import notify
from server.services.places import thread_place
from server.services.within_sight import demand_label, get_criterion, get_member, get_requirement, get_text, label_of
from server.storage import thread_rows

LONGEST: Final = 10_000
QUOTE: Final = 1000
POSITION: Final = 2000


def raise_thread(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    subject: Subject,
    kind: str,
    text: str,
    anchor: Anchor | None = None,
    label: Label | None = None,
    cause: str | None = None,
    mentions: Sequence[str] = (),
) -> tuple[str, tuple[str, ...]]:
    """Begin a thread about a thing or a phrase of it; return its id and the people mentioned, who are told by mail.

    Without a label: the firm (N2) when an insider speaks, its own offer when a supplier does, never below what the
    thread is about (T1); about a proposal, whoever reads that. A supplier speaks about what it reads live or in a version
    sent to it, and may say what stops it when it asks (`cause`). Raises NotInYourSight, NotAllowed, Invalid.
    """
    with house.deed(reader, specification_id) as deed:
        sight = get_sight_of(deed, subject)
        base = label_of(sight, subject)
        if anchor is not None:
            base = join(base, _anchored(sight, subject, anchor))
        demand(reader, Action.THREAD_RAISE)
        thread = Thread(
            id=new_id(),
            subject=subject,
            anchor=anchor,
            kind=choice(kind, ThreadKind),
            status=ThreadStatus.OPEN,
            outcome=None,
            outcome_reason="",
            reopened=False,
            author_id=reader.person_id,
            label=_label(sight, base, label, of_its_own=subject.kind is SubjectKind.PROPOSAL).canonical(),
            comments=(_said(deed, text),),
            cause=_cause(reader, kind, cause),
        )
        thread_rows.insert_thread(deed.connection, reader.project_id, specification_id, thread, deed.at)
        deed.record("raise_thread", _subject(thread.id), thread.label, after=thread.kind)
        return thread.id, _mentioned(deed, thread, mentions)


def _cause(reader: Reader, kind: str, cause: str | None) -> Cause | None:
    if cause is None:
        return None
    if not reader.is_supplier or kind != ThreadKind.QUESTION:
        raise Invalid("choice")
    return choice(cause, Cause)


def _label(sight: Sight, base: Label, wanted: Label | None, *, of_its_own: bool) -> Label:
    reader = sight.reader
    usual = base if of_its_own else offer(reader.organization_id) if reader.is_supplier else N2
    if wanted is None or reader.is_supplier:
        label = join(base, usual)
        if wanted is not None and wanted != label:
            raise Invalid("audience")
    else:
        demand_label(sight, wanted)
        added = wanted.compartments - base.compartments
        if not at_least(wanted, base) or not added <= chosen_compartments(reader.compartments):
            raise Invalid("audience")
        label = wanted
    if not sees(reader, label):
        raise NotAllowed("label")
    return label


def _anchored(sight: Sight, subject: Subject, anchor: Anchor) -> Label:
    owner, part = get_text(sight, anchor.part_id)
    if owner != subject:
        raise Invalid("anchor")
    if max(map(len, (anchor.quote, anchor.prefix, anchor.suffix))) > QUOTE:
        raise Invalid("anchor")
    if max(len(anchor.start), len(anchor.end)) > POSITION or not anchor.quote:
        raise Invalid("anchor")
    return Label.parse(part.label)


def reply(
    house: House, reader: Reader, specification_id: str, thread_id: str, *, text: str, mentions: Sequence[str] = ()
) -> tuple[str, tuple[str, ...]]:
    """Answer in an open thread the reader hears; return the message's id and the people mentioned.

    Raises NotInYourSight, NotAllowed, Invalid, and Conflict in a closed thread.
    """
    with house.deed(reader, specification_id) as deed:
        thread, _ = get_thread(deed, thread_id)
        demand(reader, Action.THREAD_RAISE)
        demand_open(thread)
        comment = _said(deed, text)
        thread_rows.insert_comment(deed.connection, thread.id, comment)
        deed.record("reply", _subject(thread.id), thread.label)
        return comment.id, _mentioned(deed, thread, mentions)


def edit_comment(house: House, reader: Reader, specification_id: str, comment_id: str, *, text: str) -> str:
    """Correct one's own message while the thread is open and return the thread's id; everyone sees that it was corrected.

    Raises NotInYourSight, NotAllowed for another's message, Invalid, Conflict.
    """
    with house.deed(reader, specification_id) as deed:
        thread, view = get_thread(deed, thread_rows.thread_of_comment(deed.connection, comment_id) or "")
        mine = {comment.id: comment.author.mine for comment in view.comments}
        if comment_id not in mine:
            raise NotInYourSight
        demand(reader, Action.THREAD_RAISE)
        if not mine[comment_id]:
            raise NotAllowed
        demand_open(thread)
        thread_rows.update_comment(deed.connection, comment_id, passage(text, most=LONGEST), deed.at)
        deed.record("edit_comment", _subject(thread.id), thread.label)
        return thread.id


def resolve(
    house: House,
    reader: Reader,
    specification_id: str,
    thread_id: str,
    *,
    outcome: str,
    reason: str = "",
    requirement_id: str | None = None,
) -> None:
    """End a thread with what came of it (T3); « not kept » takes a reason, and a requirement in sight may be named.

    What changes a requirement changes the one it is about unless another is named; « to arbitration » puts it there when its
    status lets it and the reader may, and opens a case. Raises NotInYourSight, NotAllowed, Invalid, Conflict.
    """
    with house.deed(reader, specification_id) as deed:
        thread, _ = get_thread(deed, thread_id)
        demand(reader, Action.THREAD_RESOLVE)
        demand_open(thread)
        ending = choice(outcome, Outcome)
        why = passage(reason, most=2000, empty=True)
        if ending is Outcome.NOT_KEPT and not why:
            raise Invalid("reason")
        named = _led_to(deed, thread, ending, requirement_id)
        end_thread(deed, thread, ending, why, named)
        if ending is Outcome.TO_ARBITRATION and named is not None:
            _arbitrate(deed, thread, named, why)


def end_thread(deed: Deed, thread: Thread, ending: Outcome, reason: str, requirement_id: str | None) -> None:
    """Write within a deed how a thread ended, and which requirement it changed or made."""
    ended: dict[str, Any] = {
        "status": ThreadStatus.RESOLVED,
        "outcome": ending,
        "outcome_reason": reason,
        "ended_at": deed.at,
    }
    if requirement_id is not None:
        ended |= {"led_to_kind": SubjectKind.REQUIREMENT, "led_to_id": requirement_id}
    thread_rows.update_thread(deed.connection, thread.id, **ended)
    after = {"outcome": ending, "reason": reason, "requirement": requirement_id}
    deed.record("resolve_thread", _subject(thread.id), thread.label, after=after)


def _led_to(deed: Deed, thread: Thread, ending: Outcome, requirement_id: str | None) -> str | None:
    """The requirement that an outcome is about: the one that is named, else the one that was talked about."""
    if requirement_id is not None:
        return get_requirement(deed.sight(), requirement_id).id
    if ending not in (Outcome.CHANGES_REQUIREMENT, Outcome.TO_ARBITRATION):
        return None
    if thread.subject.kind is SubjectKind.REQUIREMENT:
        return thread.subject.id
    if thread.subject.kind is SubjectKind.CRITERION:
        return get_criterion(deed.sight(), thread.subject.id)[0].id
    return None


def _arbitrate(deed: Deed, thread: Thread, requirement_id: str, reason: str) -> None:
    sight = deed.sight()
    item = sight.requirements.get(requirement_id)
    if (
        item is not None
        and may(deed.reader, Action.REQUIREMENT_STATUS)
        and Status.ARBITRATION in NEXT_STATUS[item.status]
    ):
        change_status(deed, sight, item, Status.ARBITRATION, reason)
        open_for(deed, item, Ground.TALK, _subject(thread.id), Label.parse(thread.label))


def agree(house: House, reader: Reader, specification_id: str, thread_id: str) -> None:
    """Say of one's own closed thread that what came of it is what one meant.

    Raises NotInYourSight, NotAllowed for another's thread, and Conflict while it is open.
    """
    with house.deed(reader, specification_id) as deed:
        thread, view = get_thread(deed, thread_id)
        demand(reader, Action.THREAD_RAISE)
        if not view.author.mine:
            raise NotAllowed
        if thread.status is ThreadStatus.OPEN:
            raise Conflict("thread_open")
        if thread.aftermath.agreed_at is None:
            thread_rows.update_thread(deed.connection, thread.id, agreed_at=deed.at)
            deed.record("agree_with_outcome", _subject(thread.id), thread.label)


def check_in_use(house: House, reader: Reader, specification_id: str, thread_id: str) -> None:
    """Note that what came of a thread was checked in real work, once what it led to is there (T7).

    Raises NotInYourSight, NotAllowed, and Conflict when nothing was written because of it.
    """
    with house.deed(reader, specification_id) as deed:
        thread, _ = get_thread(deed, thread_id)
        demand(reader, Action.THREAD_RESOLVE)
        if thread.status is ThreadStatus.OPEN or thread.aftermath.led_to is None or thread.outcome not in WRITTEN:
            raise Conflict("thread_not_written")
        if thread.aftermath.checked_at is None:
            thread_rows.update_thread(deed.connection, thread.id, checked_at=deed.at)
            deed.record("check_in_use", _subject(thread.id), thread.label)


def reopen(house: House, reader: Reader, specification_id: str, thread_id: str, *, text: str) -> None:
    """Open one's own closed thread again, once, with a new message (T4).

    Raises NotInYourSight, NotAllowed for another's thread or a second time, Invalid, Conflict.
    """
    with house.deed(reader, specification_id) as deed:
        thread, view = get_thread(deed, thread_id)
        demand(reader, Action.THREAD_RAISE)
        if thread.status is ThreadStatus.OPEN:
            raise Conflict("thread_open")
        if not view.may_reopen:
            raise NotAllowed
        reopened: dict[str, Any] = {
            "status": ThreadStatus.OPEN,
            "outcome": None,
            "outcome_reason": "",
            "reopened": True,
        }
        reopened |= dict.fromkeys(("ended_at", "led_to_kind", "led_to_id", "agreed_at", "checked_at"))
        thread_rows.update_thread(deed.connection, thread.id, **reopened)
        thread_rows.insert_comment(deed.connection, thread.id, _said(deed, text))
        deed.record("reopen_thread", _subject(thread.id), thread.label, before=thread.outcome)


def _said(deed: Deed, text: str) -> Comment:
    return Comment(new_id(), deed.reader.person_id, passage(text, most=LONGEST), deed.at, None)


def demand_open(thread: Thread) -> None:
    """Raise Conflict once a thread has ended."""
    if thread.status is not ThreadStatus.OPEN:
        raise Conflict("thread_resolved")


def _mentioned(deed: Deed, thread: Thread, mentions: Sequence[str]) -> tuple[str, ...]:
    """Tell the people mentioned by mail and return them (T2).

    Raises NotInYourSight for who is not known, Invalid for who does not read the thread.
    """
    sight = deed.sight()
    people = tuple(get_member(sight, person_id).person_id for person_id in dict.fromkeys(mentions))
    if not all(hears(deed, person_id, thread) for person_id in people):
        raise Invalid("mention")
    others = tuple(person_id for person_id in people if person_id != deed.reader.person_id)
    notify(deed, others, "mail.mention", path=thread_place(sight, thread.id, thread.subject))
    return others


def _subject(thread_id: str) -> Subject:
    return Subject(SubjectKind.THREAD, thread_id)
