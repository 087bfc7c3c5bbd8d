"""Choosing between options with reasons: what a case is made of, and the words it may be given (domain guide §3.2, §4 c)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from server.domain.requirement import Dimension
from server.domain.roles import Seat
from server.domain.tracing import Register, Subject


class Ground(StrEnum):
    """What a case is opened from."""

    CONFLICT = "conflict"
    REFUSAL = "refusal"
    NON_COMPLIANCE = "non_compliance"
    COST = "cost"
    TALK = "talk"


class Stage(StrEnum):
    """Where a case stands: options are written, voices are given in silence, they are read, it is decided."""

    OPTIONS = "options"
    VOICES = "voices"
    HEARD = "heard"
    DECIDED = "decided"


class OptionKind(StrEnum):
    """What an option is: a change, the same in stages, or leaving things as they are."""

    CHANGE = "change"
    STAGED = "staged"
    NOTHING = "nothing"


class Feasible(StrEnum):
    """What a supplier says of what it was asked."""

    YES = "yes"
    CONDITIONS = "conditions"
    NO = "no"


class DecisionState(StrEnum):
    """A decision one seat has written: the other seat signs it or refuses; a sponsor's is made at once."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    MADE = "made"


FEWEST_OPTIONS: Final = 2
MOST_OPTIONS: Final = 4
STRONGEST: Final = 2
"""Grades and voices go from −2 to +2."""

TOGETHER: Final = 3
"""Fewer people than this are never told apart by register."""

TASK: Final = "task:"
WORDS_ONLY: Final = ("cost", "delay", "lost")
GRADED: Final = (Register.WORK.value, Register.PRODUCTION.value, *(one.value for one in Dimension))


def aspects(task_ids: Iterable[str]) -> tuple[str, ...]:
    """Return what each option is looked at by, in the order of the matrix: registers, tasks, dimensions, cost, delay, loss."""
    registers, dimensions = GRADED[:2], GRADED[2:]
    return (*registers, *(TASK + one for one in task_ids), *dimensions, *WORDS_ONLY)


@dataclass(frozen=True, slots=True)
class Effect:
    """What an option does under one aspect, in words; `grade` from −2 to +2 once that was weighed."""

    aspect: str
    words: str
    grade: int | None


@dataclass(frozen=True, slots=True)
class Option:
    """One of the options of a case, at least as secret as the case."""

    id: str
    kind: OptionKind
    title: str
    summary: str
    label: str
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who was asked: what they think of each option by id, from −2 to +2, and why; `given_at` None until they have."""

    id: str
    person_id: str
    register: Register | None
    stances: Mapping[str, int]
    words: str
    label: str
    given_at: datetime | None


@dataclass(frozen=True, slots=True)
class Question:
    """What one supplier was asked in words meant for it, what it answered, and what it is told of the decision."""

    id: str
    organization_id: str
    text: str
    asked_at: datetime
    feasible: Feasible | None
    answer: str
    answered_at: datetime | None
    reply: str


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision in writing. `seat` is whose hand wrote it, None for the sponsor's; `refusal` why the other seat did not sign."""

    id: str
    option_id: str
    text: str
    reasons: str
    given_up: str
    dissent: str
    review_on: str
    state: DecisionState
    seat: Seat | None
    person_id: str
    at: datetime
    refusal: str
    other_id: str | None
    """Who signed or refused it."""
    closed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Case:
    """A question to be decided, about requirements; `origin` is the link, answer or thread it was opened from."""

    id: str
    question: str
    ground: Ground
    origin: Subject | None
    label: str
    requirement_ids: tuple[str, ...]
    opened_by: str
    opened_at: datetime
    stage: Stage
    options: tuple[Option, ...]
    voices: tuple[Voice, ...]
    questions: tuple[Question, ...]
    decisions: tuple[Decision, ...]

    @property
    def decision(self) -> Decision | None:
        """The last decision written, whatever came of it."""
        return self.decisions[-1] if self.decisions else None

    @property
    def split(self) -> bool:
        """Whether the seats disagree: the last decision written was refused."""
        return self.decision is not None and self.decision.state is DecisionState.REFUSED


def divides(stances: Iterable[int]) -> bool:
    """Tell whether voices about one option are on both sides."""
    given = tuple(stances)
    return any(one > 0 for one in given) and any(one < 0 for one in given)


def told_by_register(voices: Iterable[Voice]) -> bool:
    """Tell whether voices may be told apart by register: each register that spoke has at least three."""
    counted: dict[Register | None, int] = {}
    for voice in voices:
        counted[voice.register] = counted.get(voice.register, 0) + 1
    return all(number >= TOGETHER for number in counted.values())
