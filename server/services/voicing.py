"""Hearing a case: the silent round of those who were asked, and what suppliers say is feasible (RULES.md, B3, B5)."""

from collections.abc import Mapping, Sequence
from typing import Final

from server.domain.arbitration import STRONGEST, Case, Feasible, OptionKind, Question, Stage
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.ids import new_id
from server.domain.tracing import Register, Subject, SubjectKind
from server.policy.abilities import Action, demand, may
from server.policy.labels import Label, join_all, offer
from server.policy.reader import Reader
from server.policy.view import MemberView, Revealer, options_in_sight, reveal_questions, sees_case
from server.services.arbitrating import demand_stage, get_case, record
from server.services.fields import choice, names, passage, whole
from server.services.house import Deed, House
from server.services.looking import revealing
from server.services.mailing import notify
from server.services.places import case_place, decisions_place
from server.services.rights import reader_in
from server.services.within_sight import get_member, get_supplier
from server.storage import arbitration_rows, people

MOST_ASKED: Final = 40


def open_round(house: House, reader: Reader, specification_id: str, case_id: str, *, person_ids: Sequence[str]) -> None:
    """Ask these people for their voices, in silence: each reads their own only until the round is closed (B3).

    They see the case already, and no supplier's person is asked. They are told by mail. Raises NotInYourSight, NotAllowed,
    Invalid for nobody or who does not see it, and Conflict unless options are being written.
    """
    with house.deed(reader, specification_id) as deed:
        case, sight = get_case(deed, case_id)
        demand(reader, Action.ARBITRATION_RUN)
        demand_stage(case, Stage.OPTIONS)
        if not {OptionKind.NOTHING, OptionKind.STAGED} <= {option.kind for option in case.options}:
            raise Conflict("case_stage")
        asked = [get_member(sight, one).person_id for one in names(person_ids)]
        if not 0 < len(asked) <= MOST_ASKED or not all(_would_see(deed, one, case) for one in asked):
            raise Invalid("asked")
        for person_id in asked:
            arbitration_rows.insert_voice(deed.connection, case.id, person_id, case.label)
        arbitration_rows.update(deed.connection, "case", case.id, {"stage": Stage.VOICES})
        record(deed, "open_round", case)
        others = [one for one in asked if one != reader.person_id]
        notify(deed, others, "mail.voice_asked", path=case_place(specification_id, case.id))


def give_voice(
    house: House,
    reader: Reader,
    specification_id: str,
    case_id: str,
    *,
    register: str,
    stances: Mapping[str, int],
    words: str,
) -> None:
    """Say what one thinks of each option one sees, from −2 to +2, and why; until the round is closed one may say it again.

    Raises NotInYourSight, NotAllowed to who was not asked, Invalid, and Conflict outside the round.
    """
    with house.deed(reader, specification_id) as deed:
        case, sight = get_case(deed, case_id)
        demand(reader, Action.ARBITRATION_READ)
        own = next((one for one in case.voices if one.person_id == reader.person_id), None)
        if own is None:
            raise NotAllowed("not_asked")
        demand_stage(case, Stage.VOICES)
        options = options_in_sight(Revealer(sight.content, reader), case)
        known = {option.id for option in options}
        if not stances.keys() <= known:
            raise NotInYourSight
        if stances.keys() != known:
            raise Invalid("stances")
        spoken = choice(register, Register)
        if spoken is Register.COMMON:
            raise Invalid("choice")
        label = join_all(map(Label.parse, (case.label, *(option.label for option in options))))
        values = {
            "register": spoken,
            "stances": {option: whole(stance, -STRONGEST, STRONGEST) for option, stance in stances.items()},
            "words": passage(words, most=2000, empty=True),
            "label": label.canonical(),
            "given_at": deed.at,
        }
        arbitration_rows.update(deed.connection, "voice", own.id, values)
        deed.touch(Subject(SubjectKind.ARBITRATION, case.id))


def close_round(house: House, reader: Reader, specification_id: str, case_id: str) -> None:
    """End the round: voices that were given are read by who sees the case, the others were not given.

    Raises NotInYourSight, NotAllowed, and Conflict outside the round or before anybody has spoken.
    """
    with house.deed(reader, specification_id) as deed:
        case, _ = get_case(deed, case_id)
        demand(reader, Action.ARBITRATION_RUN)
        demand_stage(case, Stage.VOICES)
        if not any(one.given_at for one in case.voices):
            raise Conflict("no_voice")
        arbitration_rows.update(deed.connection, "case", case.id, {"stage": Stage.HEARD})
        record(deed, "close_round", case)


def ask_supplier(
    house: House, reader: Reader, specification_id: str, case_id: str, *, organization_id: str, text: str
) -> str:
    """Ask one supplier, in words meant for it, whether something is feasible; return the question's id.

    It reads these words, and of the case nothing (B5); its people are told by mail. Raises NotInYourSight, NotAllowed,
    Invalid, and Conflict once it is decided or when nothing was ever shared with that supplier.
    """
    with house.deed(reader, specification_id) as deed:
        case, sight = get_case(deed, case_id)
        supplier = get_supplier(sight, organization_id)
        demand(reader, Action.ARBITRATION_OPEN)
        if case.stage is Stage.DECIDED:
            raise Conflict("case_stage")
        if specification_id not in people.load_shared_with(deed.connection, supplier.id):
            raise Conflict("nothing_shared")
        words = passage(text, most=2000)
        question = Question(new_id(), supplier.id, words, deed.at, None, "", None, "")
        arbitration_rows.insert_question(deed.connection, case.id, question)
        _record_for(deed, "ask_supplier", case, supplier.id)
        _tell_supplier(deed, supplier.id, "mail.feasibility_asked")
        return question.id


def answer_question(
    house: House, reader: Reader, specification_id: str, question_id: str, *, feasible: str, words: str
) -> None:
    """Say whether what one's organisation was asked is feasible, and on which conditions; until the firm has replied.

    Raises NotInYourSight, NotAllowed, Invalid without the conditions or the reason, and Conflict once the firm has replied.
    """
    with house.deed(reader, specification_id) as deed:
        case_id = arbitration_rows.case_of(deed.connection, "question", question_id)
        case = arbitration_rows.find_case(deed.connection, specification_id, case_id or "")
        views = reveal_questions(Revealer(deed.content(), reader), [case] if case else [])
        view = next((one for one in views if one.id == question_id), None)
        if case is None or view is None:
            raise NotInYourSight
        demand(reader, Action.ANSWER_WRITE)
        if view.reply:
            raise Conflict("question_closed")
        verdict = choice(feasible, Feasible)
        said = passage(words, most=5000, empty=verdict is Feasible.YES)
        values = {"feasible": verdict, "answer": said, "answered_by": reader.person_id, "answered_at": deed.at}
        arbitration_rows.update(deed.connection, "question", question_id, values)
        _record_for(deed, "answer_question", case, reader.organization_id)


def reply_to_supplier(house: House, reader: Reader, specification_id: str, question_id: str, *, text: str) -> str:
    """Tell a supplier that was asked what was decided, in words meant for it, and return the case's id.

    Raises NotInYourSight, NotAllowed, Invalid, and Conflict before it is decided.
    """
    with house.deed(reader, specification_id) as deed:
        case_id = arbitration_rows.case_of(deed.connection, "question", question_id)
        case, sight = get_case(deed, case_id or "")
        asked = next(one for one in case.questions if one.id == question_id)
        get_supplier(sight, asked.organization_id)
        if not sight.label(offer(asked.organization_id).canonical()):
            raise NotInYourSight
        demand(reader, Action.ARBITRATION_OPEN)
        demand_stage(case, Stage.DECIDED)
        arbitration_rows.update(deed.connection, "question", question_id, {"reply": passage(text, most=2000)})
        _record_for(deed, "reply_to_supplier", case, asked.organization_id)
        _tell_supplier(deed, asked.organization_id, "mail.feasibility_replied")
        return case.id


def see_askable(house: House, reader: Reader, specification_id: str, case_id: str) -> tuple[MemberView, ...]:
    """Return whose voices the reader may ask for: who sees the case; nobody to who runs no round. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        case = arbitration_rows.find_case(connection, specification_id, case_id)
        if case is None or not sees_case(revealer, case):
            raise NotInYourSight
        if not may(reader, Action.ARBITRATION_RUN):
            return ()
        readers = {one.person_id: reader_in(connection, one.person_id, reader.project_id) for one in revealer.members()}
    return tuple(
        one for one in revealer.members() if sees_case(Revealer(revealer.content, readers[one.person_id]), case)
    )


def tell_voices(deed: Deed, case: Case) -> None:
    """Tell those who were asked, and still see the case, that it is decided (B7)."""
    others = [one.person_id for one in case.voices if one.person_id != deed.reader.person_id]
    here = {member.person_id for member in deed.content().members}
    told = [one for one in others if one in here and _would_see(deed, one, case)]
    notify(deed, told, "mail.case_decided", path=case_place(deed.specification_id or "", case.id))


def _would_see(deed: Deed, person_id: str, case: Case) -> bool:
    """Whether somebody who takes part sees this case."""
    other = reader_in(deed.connection, person_id, deed.reader.project_id)
    return sees_case(Revealer(deed.content(), other), case)


def _record_for(deed: Deed, name: str, case: Case, organization_id: str) -> None:
    """What is between the firm and one supplier is as secret as the case and that supplier's own offer together."""
    secret = join_all((Label.parse(case.label), offer(organization_id))).canonical()
    deed.record(name, Subject(SubjectKind.ARBITRATION, case.id), secret, after={"organization": organization_id})


def _tell_supplier(deed: Deed, organization_id: str, key: str) -> None:
    told = [one.person_id for one in deed.content().members if one.organization_id == organization_id]
    notify(deed, told, key, path=decisions_place(deed.specification_id or ""))
