"""The two visas of a requirement: given, withdrawn, refused, and carried over a change of mere wording (RULES.md, E1–E8)."""

from collections.abc import Iterable, Mapping
from functools import reduce
from typing import Any

from server.domain.arbitration import Ground
from server.domain.content import Requirement
from server.domain.errors import Conflict, Invalid, NotAllowed
from server.domain.ids import new_id
from server.domain.requirement import Status, Visa, VisaAct
from server.domain.roles import SEAT_OF_ROLE, Seat
from server.domain.signing import is_measured, last_visas, mark_of, signed_by_both, signed_content, standing
from server.domain.tracing import Subject, SubjectKind
from server.policy.abilities import Action, demand
from server.policy.labels import Label, join
from server.policy.reader import Reader
from server.policy.view import Revealer, Sight, SigningView, ThreadView, carried, checks, reveal_signing
from server.services.arbitrating import open_for
from server.services.around import threads_around
from server.services.editing import write_status
from server.services.fields import passage
from server.services.house import Deed, House
from server.services.looking import revealing
from server.services.mailing import notify
from server.services.places import signing_place
from server.services.within_sight import get_requirement
from server.services.writing import project_pending
from server.storage import visa_rows
from server.storage.database import Transaction


def give_visa(
    house: House, reader: Reader, specification_id: str, requirement_id: str, *, mark: str, reason: str = ""
) -> None:
    """Sign for one's own seat the content that `mark` stands for; with both visas the requirement is validated (E2).

    `reason` says why there is no criterion to measure, when there is none. Raises NotInYourSight, NotAllowed, Invalid, and
    Conflict: not to be signed, signed already, changed since it was shown, or not ready (E3, E4).
    """
    with house.deed(reader, specification_id) as deed:
        sight, item, seat = _to_sign(deed, requirement_id)
        visas = standing(item)
        if seat in visas:
            raise Conflict("signed_already")
        if any(visa.person_id == reader.person_id for visa in visas.values()):
            raise NotAllowed("other_seat")
        if mark != mark_of(item):
            raise Conflict("changed_since_shown")
        why = passage(reason, most=2000, empty=True)
        _demand_ready(deed, item, exempted=bool(why) or any(visa.reason for visa in visas.values()))
        _act(deed, item, seat, VisaAct.GIVEN, why if not is_measured(item) else "")
        _conclude(deed, sight, item.id)


def withdraw_visa(house: House, reader: Reader, specification_id: str, requirement_id: str) -> None:
    """Take back the visa of one's own seat, until the requirement is validated (E8).

    Raises NotInYourSight, NotAllowed, and Conflict when it does not stand or the requirement is no longer to be signed.
    """
    with house.deed(reader, specification_id) as deed:
        _, item, seat = _to_sign(deed, requirement_id)
        if seat not in standing(item):
            raise Conflict("not_signed")
        _act(deed, item, seat, VisaAct.WITHDRAWN, "")


def refuse_visa(house: House, reader: Reader, specification_id: str, requirement_id: str, *, reason: str) -> None:
    """Say why one does not sign: no visa stands any longer, the requirement goes to arbitration and a case is opened (E5).

    Raises NotInYourSight, NotAllowed, Invalid without a reason, and Conflict when it is not to be signed.
    """
    with house.deed(reader, specification_id) as deed:
        sight, item, seat = _to_sign(deed, requirement_id)
        why = passage(reason, most=2000, empty=True)
        if not why:
            raise Invalid("reason")
        _act(deed, item, seat, VisaAct.REFUSED, why)
        write_status(deed, sight, item, Status.ARBITRATION, "")
        open_for(deed, item, Ground.REFUSAL)
        _tell_other_seat(deed, sight, "mail.visa_refused")


def carry_visas(house: House, reader: Reader, specification_id: str, requirement_id: str, *, mark: str) -> None:
    """Confirm that only words of the statement changed: the visas given before stand on the content `mark` stands for (E6).

    Raises NotInYourSight, NotAllowed, and Conflict: not to be signed, changed since it was shown, not ready, or more than
    words changed.
    """
    with house.deed(reader, specification_id) as deed:
        sight, item, _ = _to_sign(deed, requirement_id)
        if mark != mark_of(item):
            raise Conflict("changed_since_shown")
        visas = carried(item, _signed(deed.connection, item))
        if not visas:
            raise Conflict("not_editorial")
        _demand_ready(deed, item, exempted=any(visa.reason for visa in visas))
        for visa in visas:
            _write(deed, item, visa.seat, visa.person_id, VisaAct.CARRIED, visa.reason)
        _record(deed, item, "carry_visas", "")
        _tell_other_seat(deed, sight, "mail.visa_carried")
        _conclude(deed, sight, item.id)


def see_signing(house: House, reader: Reader, specification_id: str, requirement_id: str) -> SigningView:
    """Return where the signing of a requirement stands. Raises NotInYourSight, and NotAllowed when that is not told (E7)."""
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        item = get_requirement(revealer.sight, requirement_id)
        signed = _signed(connection, item)
    view = reveal_signing(revealer, item, _threads(house, revealer, item), signed)
    if view is None:
        raise NotAllowed("not_whole")
    return view


def see_to_sign(house: House, reader: Reader, specification_id: str) -> tuple[str, ...]:
    """Return the requirements that are to be signed, by id: those that await the reader's seat first, in reading order.

    Raises NotInYourSight, and NotAllowed to who does not sign.
    """
    with revealing(house, reader, specification_id) as revealer:
        view = revealer.specification()
    demand(reader, Action.REQUIREMENT_SIGN)
    waiting = [one for one in view.requirements if one.status is Status.TO_SIGN and one.signed_by is not None]
    return tuple(one.id for one in sorted(waiting, key=lambda one: reader.seat in (one.signed_by or ())))


def _to_sign(deed: Deed, requirement_id: str) -> tuple[Sight, Requirement, Seat]:
    """Return a requirement that one may sign, every acknowledged word in it (E3)."""
    get_requirement(deed.sight(), requirement_id)
    demand(deed.reader, Action.REQUIREMENT_SIGN)
    seat = deed.reader.seat
    if seat is None:
        raise NotAllowed
    project_pending(deed.connection, deed.reader.project_id, deed.specification_id or "", deed.at)
    sight = deed.sight()
    item = get_requirement(sight, requirement_id)
    if not sight.reads_whole(item):
        raise NotAllowed("not_whole")
    if item.status is not Status.TO_SIGN:
        raise Conflict("not_to_sign")
    return sight, item, seat


def _demand_ready(deed: Deed, item: Requirement, *, exempted: bool) -> None:
    """Raise Conflict for the first line of the gate that is not met (E4)."""
    revealer = Revealer(deed.content(), deed.reader)
    for check, met in checks(revealer, item, _threads(deed.house, revealer, item), exempted=exempted):
        if not met:
            raise Conflict(f"gate_{check.value}")


def _threads(house: House, revealer: Revealer, item: Requirement) -> Iterable[ThreadView]:
    return threads_around(house, revealer, _subject(item.id))


def _signed(connection: Transaction, item: Requirement) -> dict[str, Mapping[str, Any]]:
    """Return what the visas that no longer stand were put on, by visa; what was erased is missing."""
    visas = standing(item)
    fallen = [visa for seat, visa in last_visas(item).items() if seat not in visas]
    read = {visa.id: visa_rows.load_signed(connection, visa.id) for visa in fallen}
    return {one: signed for one, signed in read.items() if signed is not None}


def _act(deed: Deed, item: Requirement, seat: Seat, act: VisaAct, reason: str) -> None:
    _write(deed, item, seat, deed.reader.person_id, act, reason)
    _record(deed, item, _NAMES[act], reason)


_NAMES = {VisaAct.GIVEN: "give_visa", VisaAct.WITHDRAWN: "withdraw_visa", VisaAct.REFUSED: "refuse_visa"}


def _write(deed: Deed, item: Requirement, seat: Seat, person_id: str | None, act: VisaAct, reason: str) -> None:
    visa = Visa(new_id(), seat, act, person_id, reason, mark_of(item), deed.at)
    visa_rows.insert_visa(deed.connection, item.id, visa, signed_content(item))


def _record(deed: Deed, item: Requirement, name: str, reason: str) -> None:
    """What is said of a visa is as secret as the most secret part that it is put on (L6)."""
    labels = [item.label, item.statement.label, *(criterion.label for criterion in item.criteria)]
    secret = reduce(join, map(Label.parse, labels)).canonical()
    deed.record(name, _subject(item.id), secret, after={"reason": reason} if reason else None)


def _conclude(deed: Deed, sight: Sight, requirement_id: str) -> None:
    """Validate what both seats have signed; otherwise tell the other seat that it is awaited."""
    item = get_requirement(deed.sight(), requirement_id)
    if signed_by_both(item):
        write_status(deed, sight, item, Status.VALIDATED, "")
    else:
        _tell_other_seat(deed, sight, "mail.visa_awaited")


def _tell_other_seat(deed: Deed, sight: Sight, key: str) -> None:
    others = [
        one.person_id
        for one in sight.content.members
        if one.role in SEAT_OF_ROLE and SEAT_OF_ROLE[one.role] is not deed.reader.seat
    ]
    notify(deed, others, key, path=signing_place(deed.specification_id or ""))


def _subject(requirement_id: str) -> Subject:
    return Subject(SubjectKind.REQUIREMENT, requirement_id)
