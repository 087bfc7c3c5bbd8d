"""Cases to be decided, after the gate: silent voices stay their givers' own, and a supplier reads only what it was asked."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from server.domain.arbitration import (
    FEWEST_OPTIONS,
    MOST_OPTIONS,
    TASK,
    Case,
    Decision,
    DecisionState,
    Feasible,
    Ground,
    Option,
    OptionKind,
    Question,
    Stage,
    Voice,
    aspects,
    divides,
    told_by_register,
)
from server.domain.canonical import canonical_json
from server.domain.content import Requirement
from server.domain.requirement import Status
from server.domain.roles import Role, Seat
from server.domain.tracing import Register
from server.policy.abilities import Action, may
from server.policy.labels import offer
from server.policy.view._seal import SEAL, Sealed
from server.policy.view.reveal import Revealer
from server.policy.view.said import AuthorView
from server.policy.view.talk import author_of, everybody
from server.policy.view.types import LabelView

READ_ALOUD: Final = frozenset({Stage.HEARD, Stage.DECIDED})
"""The stages in which voices are read by others than who gave them (B3)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AboutView(Sealed):
    """A requirement a case is about."""

    id: str
    code: str
    title: str
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class AspectView(Sealed):
    """One line of the matrix; `task` is the name of a task when it is one."""

    key: str
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EffectView(Sealed):
    """What an option does under one aspect; `grade` from −2 to +2, None when it was not weighed."""

    aspect: str
    words: str
    grade: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DotView(Sealed):
    """A voice about one option, without a name; `register` is told only where at least three spoke for each."""

    stance: int
    register: Register | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionView(Sealed):
    """One option. `divided` when voices stand on both sides; nothing is summed."""

    id: str
    kind: OptionKind
    title: str
    summary: str
    label: LabelView
    effects: tuple[EffectView, ...]
    voices: tuple[DotView, ...]
    divided: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidView(Sealed):
    """Why somebody thinks so, without a name; that of an employees' representative says that it is theirs."""

    words: str
    register: Register | None
    representative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnVoiceView(Sealed):
    """The reader's own voice, when they were asked: each stance by option. `given` once they have spoken.

    `representative` says that it will be read as one of the employees' representatives.
    """

    register: Register | None
    stances: Mapping[str, int]
    words: str
    given: bool
    representative: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionView(Sealed):
    """What one supplier was asked, what it answered, what it is told of the decision. No name of a case is in it."""

    id: str
    organization: str
    text: str
    asked_at: datetime
    feasible: Feasible | None
    answer: str
    answered_at: datetime | None
    reply: str
    may_answer: bool
    may_reply: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionView(Sealed):
    """A decision in writing: by whom, signed or refused by whom. `mark` stands for its words."""

    id: str
    option_id: str
    option: str
    text: str
    reasons: str
    given_up: str
    dissent: str
    review_on: str
    state: DecisionState
    seat: Seat | None
    by: AuthorView
    at: datetime
    refusal: str
    other: AuthorView | None
    closed_at: datetime | None
    mark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView(Sealed):
    """A case as this reader may know it. `asked` and `given` count the voices; `asked_ids` names who was asked to who runs the round.

    `decisions` has what was written, the first first; the last one made is the decision. `split` when the seats disagree,
    `awaits` when something awaits this reader: their voice, or a decision to sign or to make.
    """

    id: str
    question: str
    ground: Ground
    label: LabelView
    about: tuple[AboutView, ...]
    by: AuthorView
    opened_at: datetime
    stage: Stage
    aspects: tuple[AspectView, ...]
    options: tuple[OptionView, ...]
    asked: int
    given: int
    asked_ids: tuple[str, ...]
    own: OwnVoiceView | None
    said: tuple[SaidView, ...]
    questions: tuple[QuestionView, ...]
    decisions: tuple[DecisionView, ...]
    split: bool
    awaits: bool
    may_prepare: bool
    may_weigh: bool
    may_add_option: bool
    may_open_round: bool
    may_close_round: bool
    may_speak: bool
    may_ask: bool
    may_decide: bool
    may_sign: bool
    may_settle: bool
    may_change: bool


def sees_case(revealer: Revealer, case: Case) -> bool:
    """Tell whether the reader sees a case: its label, and all that it is about, whole (B1). No supplier does."""
    sight = revealer.sight
    about = [sight.requirements.get(one) for one in case.requirement_ids]
    whole = all(item is not None and sight.reads_whole(item) for item in about)
    return may(revealer.reader, Action.ARBITRATION_READ) and sight.label(case.label) and whole


def reveal_cases(revealer: Revealer, cases: Iterable[Case]) -> tuple[CaseView, ...]:
    """Return the cases this reader sees, in the order given."""
    return tuple(_case(revealer, case) for case in cases if sees_case(revealer, case))


def options_in_sight(revealer: Revealer, case: Case) -> tuple[Option, ...]:
    """Return the options of a case whose own label the reader sees, doing nothing last."""
    seen = (option for option in case.options if revealer.sight.label(option.label))
    return tuple(sorted(seen, key=lambda option: option.kind is OptionKind.NOTHING))


def reveal_questions(revealer: Revealer, cases: Iterable[Case]) -> tuple[QuestionView, ...]:
    """Return what the reader's own organisation was asked, the first asked first (B5). No other supplier is told of it."""
    mine = revealer.reader.organization_id
    asked = [one for case in cases for one in case.questions if one.organization_id == mine]
    told = revealer.reader.is_supplier and may(revealer.reader, Action.ANSWER_READ)
    views = (_question(revealer, one) for one in sorted(asked, key=lambda one: (one.asked_at, one.id)))
    return tuple(view for view in views if view is not None) if told else ()


def mark_of_decision(decision: Decision) -> str:
    """Return what stands for the words of a decision: what the other seat signs."""
    words = (decision.text, decision.reasons, decision.given_up, decision.dissent, decision.review_on)
    return sha256(canonical_json([decision.id, decision.option_id, *words])).hexdigest()


def _case(revealer: Revealer, case: Case) -> CaseView:
    reader, sight = revealer.reader, revealer.sight
    about = [sight.requirements[one] for one in case.requirement_ids]
    options = options_in_sight(revealer, case)
    given = [one for one in case.voices if one.given_at is not None]
    heard = [one for one in given if sight.label(one.label)] if case.stage in READ_ALOUD else []
    by_register = told_by_register(given)
    own = next((one for one in case.voices if one.person_id == reader.person_id and not reader.capped), None)
    runs, pilot, open_ = may(reader, Action.ARBITRATION_RUN), reader.is_pilot, case.stage is not Stage.DECIDED
    prepares = may(reader, Action.ARBITRATION_PREPARE)
    decides = may(reader, Action.ARBITRATION_DECIDE) and pilot and case.stage is Stage.HEARD
    last = case.decision
    waiting = last is not None and last.state is DecisionState.PROPOSED
    speaks = own is not None and case.stage is Stage.VOICES
    settles = may(reader, Action.ARBITRATION_DECIDE) and not pilot and open_ and case.split
    another = waiting and last is not None and last.seat is not reader.seat and last.person_id != reader.person_id
    return CaseView(
        id=case.id,
        question=case.question,
        ground=case.ground,
        label=revealer.label(case.label),
        about=tuple(_about(item) for item in about),
        by=author_of(revealer, everybody(revealer.content), case.opened_by),
        opened_at=case.opened_at,
        stage=case.stage,
        aspects=_aspects(revealer, about),
        options=tuple(_option(option, revealer, heard, by_register) for option in options),
        asked=len(case.voices),
        given=len(given),
        asked_ids=tuple(one.person_id for one in case.voices) if runs else (),
        own=_own(revealer, own, options) if own else None,
        said=tuple(_said(revealer, one, by_register) for one in heard if one.words),
        questions=tuple(view for one in case.questions if (view := _question(revealer, one, case)) is not None),
        decisions=tuple(made for one in case.decisions if (made := _decision(revealer, one, options)) is not None),
        split=case.split,
        awaits=(speaks and own is not None and own.given_at is None) or (decides and another) or settles,
        may_prepare=prepares and case.stage is Stage.OPTIONS,
        may_weigh=prepares and open_,
        may_add_option=prepares and case.stage is Stage.OPTIONS and len(case.options) < MOST_OPTIONS,
        may_open_round=runs and case.stage is Stage.OPTIONS and len(case.options) >= FEWEST_OPTIONS,
        may_close_round=runs and case.stage is Stage.VOICES,
        may_speak=speaks,
        may_ask=may(reader, Action.ARBITRATION_OPEN) and open_,
        may_decide=decides and not another,
        may_sign=decides and another,
        may_settle=settles,
        may_change=pilot and not reader.capped and not open_,
        seal=SEAL,
    )


def _about(item: Requirement) -> AboutView:
    return AboutView(id=item.id, code=item.code, title=item.title, status=item.status, seal=SEAL)


def _aspects(revealer: Revealer, about: list[Requirement]) -> tuple[AspectView, ...]:
    names = {task.id: task.name for task in revealer.content.tasks}
    touched = dict.fromkeys(one for item in about for one in item.task_ids if one in names)
    return tuple(
        AspectView(key=key, task=names[key.removeprefix(TASK)] if key.startswith(TASK) else "", seal=SEAL)
        for key in aspects(touched)
    )


def _option(option: Option, revealer: Revealer, heard: list[Voice], by_register: bool) -> OptionView:
    dots = [
        DotView(stance=voice.stances[option.id], register=voice.register if by_register else None, seal=SEAL)
        for voice in heard
        if option.id in voice.stances
    ]
    return OptionView(
        id=option.id,
        kind=option.kind,
        title=option.title,
        summary=option.summary,
        label=revealer.label(option.label),
        effects=tuple(EffectView(aspect=e.aspect, words=e.words, grade=e.grade, seal=SEAL) for e in option.effects),
        voices=tuple(sorted(dots, key=lambda dot: (dot.stance, dot.register or ""))),
        divided=divides(dot.stance for dot in dots),
        seal=SEAL,
    )


def _own(revealer: Revealer, voice: Voice, options: Iterable[Option]) -> OwnVoiceView:
    known = {option.id for option in options}
    stances = {option: stance for option, stance in voice.stances.items() if option in known}
    given = voice.given_at is not None
    return OwnVoiceView(
        register=voice.register,
        stances=stances,
        words=voice.words,
        given=given,
        representative=revealer.reader.role is Role.EMPLOYEE_REP,
        seal=SEAL,
    )


def _said(revealer: Revealer, voice: Voice, by_register: bool) -> SaidView:
    member = everybody(revealer.content).get(voice.person_id)
    representative = member is not None and member.role is Role.EMPLOYEE_REP
    register = voice.register if by_register else None
    return SaidView(words=voice.words, register=register, representative=representative, seal=SEAL)


def _question(revealer: Revealer, item: Question, case: Case | None = None) -> QuestionView | None:
    names = {one.id: one.name for one in revealer.content.organizations}
    if item.organization_id not in names or not revealer.sight.label(offer(item.organization_id).canonical()):
        return None
    own = item.organization_id == revealer.reader.organization_id
    pair = case is not None and may(revealer.reader, Action.ARBITRATION_OPEN)
    return QuestionView(
        id=item.id,
        organization=names[item.organization_id],
        text=item.text,
        asked_at=item.asked_at,
        feasible=item.feasible,
        answer=item.answer,
        answered_at=item.answered_at,
        reply=item.reply,
        may_answer=own and may(revealer.reader, Action.ANSWER_WRITE) and not item.reply,
        may_reply=pair and case is not None and case.stage is Stage.DECIDED,
        seal=SEAL,
    )


def _decision(revealer: Revealer, item: Decision, options: Iterable[Option]) -> DecisionView | None:
    option = next((one for one in options if one.id == item.option_id), None)
    if option is None:
        return None
    people = everybody(revealer.content)
    return DecisionView(
        id=item.id,
        option_id=option.id,
        option=option.title,
        text=item.text,
        reasons=item.reasons,
        given_up=item.given_up,
        dissent=item.dissent,
        review_on=item.review_on,
        state=item.state,
        seat=item.seat,
        by=author_of(revealer, people, item.person_id),
        at=item.at,
        refusal=item.refusal,
        other=author_of(revealer, people, item.other_id) if item.other_id else None,
        closed_at=item.closed_at,
        mark=mark_of_decision(item),
        seal=SEAL,
    )
