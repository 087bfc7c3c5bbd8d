"""Deciding a case: written by one seat and signed by the other, or by the sponsor when they split; then what follows (RULES.md, B4, B6)."""

from dataclasses import dataclass
from datetime import date

from server.domain.arbitration import Case, Decision, DecisionState, Stage
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.ids import new_id
from server.domain.proposal import ProposalState
from server.domain.requirement import Status
from server.domain.richtext import from_plain
from server.domain.roles import SEAT_OF_ROLE, Role, Seat
from server.policy.abilities import Action, demand
from server.policy.reader import Reader
from server.policy.view import Revealer, mark_of_decision, options_in_sight
from server.services.arbitrating import demand_stage, get_case, record
from server.services.editing import write_status
from server.services.fields import passage
from server.services.house import Deed, House
from server.services.mailing import notify
from server.services.places import case_place
from server.services.proposing import begin_proposal, open_proposal
from server.services.voicing import tell_voices
from server.services.within_sight import get_requirement
from server.services.writing import standing, write_in
from server.storage import arbitration_rows


@dataclass(frozen=True, slots=True)
class Ruling:
    """What is decided, in writing: which option, why, what is given up, who disagrees and why, when it is looked at again."""

    option_id: str
    text: str
    reasons: str
    given_up: str
    dissent: str
    review_on: str


def propose_decision(house: House, reader: Reader, specification_id: str, case_id: str, ruling: Ruling) -> None:
    """Write a decision for one's own seat, which the other seat signs; written again it takes the place of the one before.

    Raises NotInYourSight, NotAllowed, Invalid, and Conflict before voices were heard or while the other seat's awaits a signature.
    """
    with house.deed(reader, specification_id) as deed:
        case, seat = _for_seat(deed, case_id)
        last = case.decision
        if last is not None and last.state is DecisionState.PROPOSED:
            if last.seat is not seat:
                raise Conflict("decision_awaits")
            arbitration_rows.update(deed.connection, "decision", last.id, _refused("", reader, deed))
        _write(deed, case, ruling, seat, DecisionState.PROPOSED)
        record(deed, "propose_decision", case)
        pilots = [one for one in deed.content().members if one.role in SEAT_OF_ROLE]
        others = [one.person_id for one in pilots if SEAT_OF_ROLE[one.role] is not seat]
        notify(deed, others, "mail.decision_awaits", path=case_place(specification_id, case.id))


def sign_decision(house: House, reader: Reader, specification_id: str, case_id: str, *, mark: str) -> None:
    """Sign the decision that `mark` stands for: it is made, requirements leave arbitration, who was asked is told (B6).

    Raises NotInYourSight, NotAllowed to who wrote it, and Conflict when none awaits or it is not the one that was shown.
    """
    with house.deed(reader, specification_id) as deed:
        case, decision = _awaiting(deed, case_id)
        if mark != mark_of_decision(decision):
            raise Conflict("decision_changed")
        made = {"state": DecisionState.MADE, "other_id": reader.person_id, "closed_at": deed.at}
        arbitration_rows.update(deed.connection, "decision", decision.id, made)
        _conclude(deed, case, "sign_decision")


def refuse_decision(house: House, reader: Reader, specification_id: str, case_id: str, *, reason: str) -> None:
    """Say why one does not sign: the seats are split, and the sponsor may decide in writing; the sponsor is told.

    Raises NotInYourSight, NotAllowed to who wrote it, Invalid without a reason, and Conflict when none awaits.
    """
    with house.deed(reader, specification_id) as deed:
        case, decision = _awaiting(deed, case_id)
        why = passage(reason, most=2000)
        arbitration_rows.update(deed.connection, "decision", decision.id, _refused(why, reader, deed))
        record(deed, "refuse_decision", case)
        told = [one.person_id for one in deed.content().members if one.role is Role.SPONSOR]
        notify(deed, [*told, decision.person_id], "mail.decision_refused", path=case_place(specification_id, case.id))


def settle_case(house: House, reader: Reader, specification_id: str, case_id: str, ruling: Ruling) -> None:
    """Decide in writing as the sponsor, since the two seats are split (B4).

    Raises NotInYourSight, NotAllowed, Invalid, and Conflict as long as they are not.
    """
    with house.deed(reader, specification_id) as deed:
        case, _ = get_case(deed, case_id)
        demand(reader, Action.ARBITRATION_DECIDE)
        if reader.is_pilot:
            raise NotAllowed
        if not case.split or case.stage is Stage.DECIDED:
            raise Conflict("not_split")
        _write(deed, case, ruling, None, DecisionState.MADE)
        _conclude(deed, case, "settle_case")


def propose_change(
    house: House, reader: Reader, specification_id: str, case_id: str, *, requirement_id: str, text: str, reason: str
) -> str:
    """Propose other words for the statement of a requirement of a decided case, as any proposal is; return its id (B6).

    Raises NotInYourSight, NotAllowed, Invalid, and Conflict before it is decided, or while one's own waits there.
    """
    with house.deed(reader, specification_id) as deed:
        case, sight = get_case(deed, case_id)
        part = get_requirement(sight, requirement_id).statement
        demand(reader, Action.PROPOSAL_DECIDE)
        demand_stage(case, Stage.DECIDED)
        if requirement_id not in case.requirement_ids:
            raise Invalid("about")
        words, why = from_plain(passage(text, most=10_000)), passage(reason, most=2000)
        if any(one.part_id == part.id for one in sight.drafts.values()):
            raise Conflict("proposed_already")
    made = begin_proposal(house, reader, specification_id, part.id)
    with house.deed(reader, specification_id) as deed:
        draft = next(one for one in deed.content().proposals if one.id == made and one.state is ProposalState.DRAFT)
        fork = standing(deed.connection, draft.text.generation, deed.at)
        write_in(deed.connection, draft.text.generation, fork, words, reader.person_id, deed.at)
    open_proposal(house, reader, specification_id, made, reason=why)
    return made


def _for_seat(deed: Deed, case_id: str) -> tuple[Case, Seat]:
    case, _ = get_case(deed, case_id)
    demand(deed.reader, Action.ARBITRATION_DECIDE)
    if deed.reader.seat is None:
        raise NotAllowed
    demand_stage(case, Stage.HEARD)
    return case, deed.reader.seat


def _awaiting(deed: Deed, case_id: str) -> tuple[Case, Decision]:
    """Return the decision of the other seat and of another person that awaits this one's signature."""
    case, seat = _for_seat(deed, case_id)
    decision = case.decision
    if decision is None or decision.state is not DecisionState.PROPOSED:
        raise Conflict("no_decision")
    if decision.seat is seat or decision.person_id == deed.reader.person_id:
        raise NotAllowed("other_seat")
    if decision.option_id not in {one.id for one in options_in_sight(Revealer(deed.content(), deed.reader), case)}:
        raise NotAllowed("not_whole")
    return case, decision


def _write(deed: Deed, case: Case, ruling: Ruling, seat: Seat | None, state: DecisionState) -> None:
    if ruling.option_id not in {one.id for one in options_in_sight(Revealer(deed.content(), deed.reader), case)}:
        raise NotInYourSight
    item = Decision(
        id=new_id(),
        option_id=ruling.option_id,
        text=passage(ruling.text, most=3000),
        reasons=passage(ruling.reasons, most=3000),
        given_up=passage(ruling.given_up, most=2000),
        dissent=passage(ruling.dissent, most=3000, empty=True),
        review_on=_day(ruling.review_on),
        state=state,
        seat=seat,
        person_id=deed.reader.person_id,
        at=deed.at,
        refusal="",
        other_id=None,
        closed_at=deed.at if state is DecisionState.MADE else None,
    )
    arbitration_rows.insert_decision(deed.connection, case.id, item)


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise Invalid("date") from error


def _refused(why: str, reader: Reader, deed: Deed) -> dict[str, object]:
    return {"state": DecisionState.REFUSED, "refusal": why, "other_id": reader.person_id, "closed_at": deed.at}


def _conclude(deed: Deed, case: Case, name: str) -> None:
    arbitration_rows.update(deed.connection, "case", case.id, {"stage": Stage.DECIDED})
    record(deed, name, case)
    sight = deed.sight()
    for one in case.requirement_ids:
        item = get_requirement(sight, one)
        if item.status is Status.ARBITRATION:
            write_status(deed, sight, item, Status.DISCUSSION, "")
    tell_voices(deed, case)
