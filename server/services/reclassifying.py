"""Who may read a part: raised at once by one seat, lowered by both, and never letting the past through (A10)."""

from dataclasses import dataclass, replace
from typing import Any, Final

from server.domain.content import Substitute, TextPart
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight, SeatVacant
from server.domain.ids import new_id
from server.domain.roles import SEAT_OF_ROLE
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import FIRM, Label, at_least, circles, join
from server.policy.reader import Reader
from server.policy.view import Sight
from server.services.bearers import Bearer, Part, get_bearer
from server.services.editing import recheck_everyone
from server.services.fields import passage
from server.services.house import Deed, House
from server.services.proposing import carry_over, waiting_documents
from server.services.within_sight import demand_label
from server.services.writing import project_pending
from server.storage import label_rows, live_log, texts
from server.storage.label_rows import PendingAct

LOWER: Final = "lower_label"


@dataclass(frozen=True, slots=True)
class Relabelled:
    """What became of a wish: done at once, or (`proposal_id`) waiting for the other seat."""

    done: bool
    proposal_id: str | None = None


def change_label(
    house: House, reader: Reader, specification_id: str, subject: Subject, *, label: Label, reason: str = ""
) -> Relabelled:
    """Give a thing another label: at once when that is more secret, otherwise proposed to the other seat with a reason.

    `subject` is a text, criterion, requirement (its envelope), section, finding, result, situation or simulation.
    Raises NotInYourSight, NotAllowed, Invalid, SeatVacant when nobody could confirm, and Conflict when the label is the
    same, below that of the envelope (L7), or already proposed.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        bearer = get_bearer(sight, subject)
        demand(reader, Action.LABEL_CHANGE)
        demand_label(sight, label)
        _demand_possible(bearer, label)
        if at_least(label, bearer.label):
            _overtake(deed, subject)
            _apply(deed, sight, bearer, label, passage(reason, most=2000, empty=True))
            return Relabelled(done=True)
        return Relabelled(done=False, proposal_id=_propose(deed, sight, bearer, label, reason))


def raise_to(deed: Deed, subject: Subject, label: Label) -> None:
    """Within a deed, make a thing the reader sees as secret as it is and as `label` together; nothing is opened by it."""
    sight = deed.sight()
    bearer = get_bearer(sight, subject)
    higher = join(bearer.label, label)
    if higher != bearer.label:
        _overtake(deed, subject)
        _apply(deed, sight, bearer, higher, "")


def _demand_possible(bearer: Bearer, label: Label) -> None:
    changed = label.compartments ^ bearer.label.compartments
    if changed != circles(changed):
        raise Invalid("label")
    if label == bearer.label:
        raise Conflict("same_label")
    if bearer.envelope is not None and not at_least(label, bearer.envelope):
        raise Conflict("below_envelope")


def _overtake(deed: Deed, subject: Subject) -> None:
    waiting = label_rows.find_act_on(deed.connection, subject)
    if waiting is not None:
        label_rows.settle_act(deed.connection, waiting.id, deed.at)


def _propose(deed: Deed, sight: Sight, bearer: Bearer, label: Label, reason: str) -> str:
    why = passage(reason, most=2000, empty=True)
    if not why:
        raise Invalid("reason")
    if label_rows.find_act_on(deed.connection, bearer.subject) is not None:
        raise Conflict("already_proposed")
    seat = deed.reader.seat
    if seat is None:
        raise NotAllowed
    demand_other_seat(sight, deed.reader)
    act = PendingAct(
        id=new_id(),
        act=LOWER,
        subject=bearer.subject,
        wanted={"label": label.canonical(), "from": bearer.label.canonical()},
        reason=why,
        proposed_by=deed.reader.person_id,
        proposed_seat=seat.value,
        proposed_at=deed.at,
    )
    label_rows.insert_act(deed.connection, deed.reader.project_id, deed.specification_id or "", act)
    _record(
        deed, "propose_label", bearer, before=act.wanted["from"], after={"label": act.wanted["label"], "reason": why}
    )
    return act.id


def demand_other_seat(sight: Sight, reader: Reader) -> None:
    """Raise SeatVacant when nobody holds the other seat of the pair."""
    seats = {SEAT_OF_ROLE[member.role] for member in sight.content.members if member.role in SEAT_OF_ROLE}
    if not seats - {reader.seat}:
        raise SeatVacant


def confirm_label(house: House, reader: Reader, specification_id: str, proposal_id: str) -> Subject:
    """The other seat agrees: the label is lowered, from the current text only, and the thing is returned.

    Raises NotInYourSight, NotAllowed("other_seat") to the seat that proposed, and Conflict when the label moved meanwhile.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        act, bearer = _get_proposal(deed, sight, proposal_id)
        if reader.seat is None or reader.seat.value == act.proposed_seat or reader.person_id == act.proposed_by:
            raise NotAllowed("other_seat")
        label = Label.parse(act.wanted["label"])
        if bearer.label.canonical() != act.wanted["from"]:
            raise Conflict
        demand_label(sight, label)
        _demand_possible(bearer, label)
        label_rows.settle_act(deed.connection, act.id, deed.at)
        _apply(deed, sight, bearer, label, act.reason)
        return bearer.subject


def decline_label(
    house: House, reader: Reader, specification_id: str, proposal_id: str, *, reason: str = ""
) -> Subject:
    """Either seat ends a proposal without lowering anything; the thing is returned. Raises NotInYourSight, NotAllowed."""
    with house.deed(reader, specification_id) as deed:
        act, bearer = _get_proposal(deed, deed.sight(), proposal_id)
        why = passage(reason, most=2000, empty=True)
        label_rows.settle_act(deed.connection, act.id, deed.at)
        _record(deed, "decline_label", bearer, before=act.wanted["label"], after={"reason": why})
        return bearer.subject


def _get_proposal(deed: Deed, sight: Sight, proposal_id: str) -> tuple[PendingAct, Bearer]:
    act = label_rows.find_act(deed.connection, deed.specification_id or "", proposal_id)
    if act is None or act.act != LOWER:
        raise NotInYourSight
    bearer = get_bearer(sight, act.subject)
    demand(deed.reader, Action.LABEL_CHANGE)
    return act, bearer


def _apply(deed: Deed, sight: Sight, bearer: Bearer, label: Label, reason: str) -> None:
    texts_moved = [part.text for part in bearer.parts if part.text]
    forks = waiting_documents(sight, [text.id for text in texts_moved])
    live_log.lock_documents(deed.connection, [*(text.generation for text in texts_moved), *forks])
    project_pending(deed.connection, deed.reader.project_id, deed.specification_id or "", deed.at)
    bearer = get_bearer(deed.sight(), bearer.subject)
    old = bearer.label
    if bearer.subject.kind is not SubjectKind.TEXT:
        label_rows.set_label(deed.connection, bearer.subject, label.canonical())
    for part in bearer.parts:
        _move_part(deed, part, label if part.subject == bearer.subject else join(part.label, label))
    followers = [bearer.subject, *(part.subject for part in bearer.parts)]
    label_rows.relabel_followers(deed.connection, followers, lambda text: join(Label.parse(text), label).canonical())
    after = {"label": label.canonical(), "reason": reason} if reason else label.canonical()
    _record(deed, "change_label", bearer, before=old.canonical(), after=after, secret=join(old, label))
    recheck_everyone(deed, sight)
    deed.narrowed = True


def _move_part(deed: Deed, part: Part, label: Label) -> None:
    if label == part.label:
        return
    if part.text is None:
        label_rows.set_label(deed.connection, part.subject, label.canonical())
    else:
        regenerate(deed, part.text, part.label, label)
    kept = part.substitute
    if kept is not None and not _less_secret(Label.parse(kept.label), label):
        texts.put_substitute(deed.connection, deed.reader.project_id, part.subject.kind, part.subject.id, None)


def regenerate(deed: Deed, part: TextPart, old: Label, label: Label) -> None:
    """Begin a new document from the current text, and close and seal the old one under both labels (A10)."""
    document = new_id()
    label_rows.start_generation(
        deed.connection,
        part.id,
        old=part.generation,
        sealed_label=join(old, label).canonical(),
        new=document,
        label=label.canonical(),
        at=deed.at,
    )
    deed.closed_documents.append(part.generation)
    carry_over(deed, replace(part, generation=document), part.generation, label)


def set_substitute(
    house: House, reader: Reader, specification_id: str, part: Subject, *, text: str | None, label: Label | None = None
) -> None:
    """Show a sentence instead of a text or a criterion to those who may not read it; None takes it away.

    Without a label the sentence is for the readers of the envelope, or for the firm when that is no less secret.
    Raises NotInYourSight, NotAllowed, Invalid unless it is strictly less secret than the part and not below its envelope.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        bearer = get_bearer(sight, part)
        demand(reader, Action.LABEL_CHANGE)
        if part.kind not in (SubjectKind.TEXT, SubjectKind.CRITERION) or bearer.envelope is None:
            raise Invalid("substitute")
        kept = None
        if text is not None:
            wanted = label or bearer.envelope
            demand_label(sight, wanted)
            if not _less_secret(wanted, bearer.label) or not at_least(wanted, bearer.envelope):
                raise Invalid("substitute")
            kept = Substitute(passage(text, most=2000), wanted.canonical())
        now = bearer.parts[0].substitute
        texts.put_substitute(deed.connection, reader.project_id, part.kind, part.id, kept)
        before, after = (one.text if one else None for one in (now, kept))
        _record(deed, "set_substitute", bearer, before=before, after=after, field="substitute")


def _less_secret(low: Label, high: Label) -> bool:
    return low != high and at_least(high, low)


def _record(
    deed: Deed,
    name: str,
    bearer: Bearer,
    *,
    before: Any,
    after: Any,
    field: str = "label",
    secret: Label | None = None,
) -> None:
    label = join(secret or bearer.label, Label(FIRM))
    deed.record(name, bearer.subject, label.canonical(), field=field, before=before, after=after)
    if bearer.owner != bearer.subject:
        deed.touch(bearer.owner)
