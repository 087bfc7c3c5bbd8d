"""Cases to be decided: opened, their options written and weighed, and read by who sees all they are about (RULES.md, B1–B4)."""

from collections.abc import Sequence
from typing import Final

from server.domain.arbitration import (
    FEWEST_OPTIONS,
    MOST_OPTIONS,
    STRONGEST,
    WORDS_ONLY,
    Case,
    Effect,
    Ground,
    Option,
    OptionKind,
    Stage,
    aspects,
)
from server.domain.content import Requirement
from server.domain.errors import Conflict, Invalid, NotAllowed, NotInYourSight
from server.domain.ids import new_id
from server.domain.requirement import OUT_OF_THE_TEXT, Status
from server.domain.tracing import Subject, SubjectKind
from server.domain.words import say
from server.policy.abilities import Action, demand, may
from server.policy.labels import N2, Label, answer_label, chosen_compartments, join, join_all
from server.policy.reader import Reader, sees
from server.policy.view import (
    CaseView,
    QuestionView,
    Revealer,
    Sight,
    options_in_sight,
    reveal_answers,
    reveal_cases,
    reveal_questions,
    sees_case,
)
from server.services.editing import change_status
from server.services.fields import demand_unchanged, line, passage, whole
from server.services.hearing import get_thread
from server.services.house import Deed, House
from server.services.looking import revealing
from server.services.within_sight import demand_label, get_link, get_requirement, label_of
from server.storage import arbitration_rows, thread_rows

MOST_ABOUT: Final = 12
"""Requirements one case may be about."""

_GROUND_OF: Final = {
    SubjectKind.LINK: Ground.CONFLICT,
    SubjectKind.ANSWER: Ground.NON_COMPLIANCE,
    SubjectKind.THREAD: Ground.TALK,
}


def open_case(
    house: House,
    reader: Reader,
    specification_id: str,
    *,
    question: str,
    requirement_ids: Sequence[str],
    origin: Subject | None = None,
    label: Label | None = None,
) -> str:
    """Open a case about requirements the reader reads whole, with « do nothing » and « in stages » to begin with; return its id.

    `origin` is the conflict (a link), the supplier's answer or the thread it comes from; without one it is a matter of cost.
    It is for the firm (N2) or as secret as all it comes from, or more if `label` says so (B1). Requirements in discussion or
    to be signed go to arbitration. Raises NotInYourSight, NotAllowed, Invalid, and Conflict for what was set aside.
    """
    with house.deed(reader, specification_id) as deed:
        sight = deed.sight()
        about = [get_requirement(sight, one) for one in dict.fromkeys(requirement_ids)]
        secret = _label_of_origin(deed, sight, about, origin)
        demand(reader, Action.ARBITRATION_OPEN)
        if not 0 < len(about) <= MOST_ABOUT:
            raise Invalid("about")
        least = join_all((N2, label_of_whole(sight, about), secret))
        ground = _GROUND_OF[origin.kind] if origin else Ground.COST
        words = line(question, most=300, empty=False)
        made = _write_case(deed, about, words, ground, origin, _chosen(sight, least, label))
        for item in about:
            if item.status in {Status.DISCUSSION, Status.TO_SIGN}:
                change_status(deed, sight, item, Status.ARBITRATION, "")
        return made


def _write_case(
    deed: Deed,
    about: Sequence[Requirement],
    question: str,
    ground: Ground,
    origin: Subject | None,
    label: Label,
) -> str:
    canonical, language = label.canonical(), deed.content().language
    first = tuple(
        Option(new_id(), kind, say(f"arbitration.{kind}", language), "", canonical, ())
        for kind in (OptionKind.STAGED, OptionKind.NOTHING)
    )
    case = Case(
        id=new_id(),
        question=question,
        ground=ground,
        origin=origin,
        label=canonical,
        requirement_ids=tuple(item.id for item in about),
        opened_by=deed.reader.person_id,
        opened_at=deed.at,
        stage=Stage.OPTIONS,
        options=first,
        voices=(),
        questions=(),
        decisions=(),
    )
    arbitration_rows.insert_case(deed.connection, deed.reader.project_id, deed.specification_id or "", case)
    record(deed, "open_case", case)
    return case.id


def open_for(deed: Deed, item: Requirement, ground: Ground, origin: Subject | None = None, label: Label = N2) -> None:
    """Open a case within a deed about a requirement that was led to arbitration, unless one is open already (E5, T3).

    It is as secret as the requirement and `label` together; who may open none, or does not read the requirement whole, opens none.
    """
    sight = deed.sight()
    if not may(deed.reader, Action.ARBITRATION_OPEN) or not sight.reads_whole(item):
        return
    cases = arbitration_rows.load_cases(deed.connection, deed.specification_id or "")
    if any(item.id in case.requirement_ids and case.stage is not Stage.DECIDED for case in cases):
        return
    question = say(f"arbitration.from.{ground}", sight.content.language, code=item.code)
    secret = join_all((N2, label, label_of_whole(sight, [item])))
    _write_case(deed, [item], question, ground, origin, secret)


def label_of_whole(sight: Sight, about: Sequence[Requirement]) -> Label:
    """Return the label of requirements with all that a visa is put on. Raises NotAllowed unless the reader reads it whole."""
    if not all(sight.reads_whole(item) for item in about):
        raise NotAllowed("not_whole")
    if any(item.status in OUT_OF_THE_TEXT for item in about):
        raise Conflict("set_aside")
    parts = (one for item in about for one in (item.label, item.statement.label, *(c.label for c in item.criteria)))
    return join_all(map(Label.parse, parts))


def _label_of_origin(deed: Deed, sight: Sight, about: Sequence[Requirement], origin: Subject | None) -> Label:
    """Return how secret what a case comes from is. Raises NotInYourSight, and Invalid when it is not about these."""
    if origin is None:
        return N2
    known = {item.id for item in about}
    match origin.kind:
        case SubjectKind.LINK:
            link = get_link(sight, origin.id)
            ends, secret = {link.source.id, link.target.id}, Label.parse(link.label)
        case SubjectKind.THREAD:
            thread, _ = get_thread(deed, origin.id)
            ends, secret = {thread.subject.id}, join(Label.parse(thread.label), label_of(sight, thread.subject))
        case SubjectKind.ANSWER:
            answers = thread_rows.load_answers(deed.connection, sorted(known))
            views = {view.id: view for view in reveal_answers(Revealer(sight.content, deed.reader), answers)}
            if origin.id not in views:
                raise NotInYourSight
            view = views[origin.id]
            ends, secret = {view.requirement_id}, answer_label(view.organization_id, view.reach)
        case _:
            raise Invalid("choice")
    if known.isdisjoint(ends) and origin.kind is not SubjectKind.THREAD:
        raise Invalid("about")
    return secret


def _chosen(sight: Sight, least: Label, wanted: Label | None) -> Label:
    """As secret as what is asked for and as what it comes from, together; the reader sees it still."""
    if wanted is None:
        return least
    demand_label(sight, wanted)
    label = join(least, wanted)
    if not wanted.compartments <= chosen_compartments(sight.reader.compartments):
        raise Invalid("audience")
    if not sees(sight.reader, label):
        raise NotAllowed("label")
    return label


def add_option(
    house: House, reader: Reader, specification_id: str, case_id: str, *, title: str, summary: str, label: Label | None
) -> str:
    """Add an option, as secret as the case or more (`label`), until the round of voices opens; return its id.

    Raises NotInYourSight, NotAllowed, Invalid, and Conflict at four options or once voices are asked for.
    """
    with house.deed(reader, specification_id) as deed:
        case, sight = get_case(deed, case_id)
        demand(reader, Action.ARBITRATION_PREPARE)
        demand_stage(case, Stage.OPTIONS)
        if len(case.options) >= MOST_OPTIONS:
            raise Conflict("too_many_options")
        secret = _chosen(sight, Label.parse(case.label), label)
        named = line(title, most=120, empty=False), passage(summary, most=1000, empty=True)
        option = Option(new_id(), OptionKind.CHANGE, *named, secret.canonical(), ())
        arbitration_rows.insert_option(deed.connection, case.id, option, deed.at)
        record(deed, "add_option", case)
        return option.id


def change_option(
    house: House, reader: Reader, specification_id: str, option_id: str, *, field: str, value: object, before: object
) -> str:
    """Change the title or the summary of an option, if it is as its writer saw it, and return its case's id (R8).

    Raises NotInYourSight, NotAllowed, Invalid, FieldChanged, and Conflict once voices are asked for.
    """
    with house.deed(reader, specification_id) as deed:
        case, option = _get_option(deed, option_id)
        demand(reader, Action.ARBITRATION_PREPARE)
        demand_stage(case, Stage.OPTIONS)
        if field not in {"title", "summary"}:
            raise Invalid("field")
        wanted = line(value, most=120, empty=False) if field == "title" else passage(value, most=1000, empty=True)
        demand_unchanged(field, before=before, now=getattr(option, field), wanted=wanted)
        arbitration_rows.update(deed.connection, "option", option.id, {field: wanted})
        record(deed, "change_option", case)
        return case.id


def remove_option(house: House, reader: Reader, specification_id: str, option_id: str) -> str:
    """Remove an option that changes something, and return its case's id; « nothing » and « in stages » stay.

    Raises NotInYourSight, NotAllowed, and Conflict once voices are asked for.
    """
    with house.deed(reader, specification_id) as deed:
        case, option = _get_option(deed, option_id)
        demand(reader, Action.ARBITRATION_PREPARE)
        demand_stage(case, Stage.OPTIONS)
        if option.kind is not OptionKind.CHANGE or len(case.options) <= FEWEST_OPTIONS:
            raise NotAllowed
        arbitration_rows.remove_option(deed.connection, option.id)
        record(deed, "remove_option", case)
        return case.id


def set_effect(
    house: House,
    reader: Reader,
    specification_id: str,
    option_id: str,
    *,
    aspect: str,
    words: str,
    grade: int | None,
    before: tuple[str, int | None],
) -> str:
    """Write what an option does under one aspect: words first, then a grade from −2 to +2, if it is as its writer saw it.

    Cost, delay and what is lost take words only. Returns the case's id. Raises NotInYourSight, NotAllowed, Invalid,
    FieldChanged, and Conflict once it is decided.
    """
    with house.deed(reader, specification_id) as deed:
        case, option = _get_option(deed, option_id)
        demand(reader, Action.ARBITRATION_PREPARE)
        if case.stage is Stage.DECIDED:
            raise Conflict("case_stage")
        tasks = {
            one for item in deed.content().requirements if item.id in case.requirement_ids for one in item.task_ids
        }
        if aspect not in aspects(tasks):
            raise Invalid("choice")
        said = passage(words, most=1000, empty=True)
        weighed = None if grade is None else whole(grade, -STRONGEST, STRONGEST)
        if weighed is not None and (not said or aspect in WORDS_ONLY):
            raise Invalid("words_first")
        now = next((one for one in option.effects if one.aspect == aspect), Effect(aspect, "", None))
        demand_unchanged("effect", before=before[0], now=now.words, wanted=said)
        demand_unchanged("effect", before=before[1], now=now.grade, wanted=weighed)
        arbitration_rows.write_effect(deed.connection, option.id, Effect(aspect, said, weighed))
        record(deed, "set_effect", case)
        return case.id


def see_cases(house: House, reader: Reader, specification_id: str) -> tuple[CaseView, ...]:
    """Return the cases the reader sees, the one opened last first. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        return reveal_cases(revealer, arbitration_rows.load_cases(connection, specification_id))


def see_case(house: House, reader: Reader, specification_id: str, case_id: str) -> CaseView:
    """Return one case. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        found = arbitration_rows.find_case(connection, specification_id, case_id)
    for view in reveal_cases(revealer, [found] if found else []):
        return view
    raise NotInYourSight


def cases_about(house: House, reader: Reader, specification_id: str, requirement_id: str) -> tuple[CaseView, ...]:
    """Return the cases about one requirement, for ever (B8). Raises NotInYourSight."""
    found = see_cases(house, reader, specification_id)
    return tuple(case for case in found if requirement_id in {one.id for one in case.about})


def see_questions(house: House, reader: Reader, specification_id: str) -> tuple[QuestionView, ...]:
    """Return what the reader's own organisation was asked; nothing to those of the firm. Raises NotInYourSight."""
    with revealing(house, reader, specification_id) as revealer, house.database.read() as connection:
        return reveal_questions(revealer, arbitration_rows.load_cases(connection, specification_id))


def get_case(deed: Deed, case_id: str) -> tuple[Case, Sight]:
    """Return a case the reader sees. Raises NotInYourSight."""
    case = arbitration_rows.find_case(deed.connection, deed.specification_id or "", case_id)
    revealer = Revealer(deed.content(), deed.reader)
    if case is None or not sees_case(revealer, case):
        raise NotInYourSight
    return case, revealer.sight


def _get_option(deed: Deed, option_id: str) -> tuple[Case, Option]:
    case_id = arbitration_rows.case_of(deed.connection, "option", option_id)
    case, _ = get_case(deed, case_id or "")
    for option in options_in_sight(Revealer(deed.content(), deed.reader), case):
        if option.id == option_id:
            return case, option
    raise NotInYourSight


def demand_stage(case: Case, stage: Stage) -> None:
    """Raise Conflict unless the case stands there."""
    if case.stage is not stage:
        raise Conflict("case_stage")


def record(deed: Deed, name: str, case: Case) -> None:
    """Keep that something was done to a case, without its words: those are kept in the case."""
    deed.record(name, Subject(SubjectKind.ARBITRATION, case.id), case.label)
