"""Talk around the specification: threads, what they are about, and how they end."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from server.domain.tracing import Subject


class ThreadKind(StrEnum):
    """What the first words of a thread are."""

    EFFECT = "effect"
    EXPECTATION = "expectation"
    WORRY = "worry"
    PROPOSAL = "proposal"
    QUESTION = "question"
    REMARK = "remark"


class Feeling(StrEnum):
    """The five buttons under a function on the phone: what it does to who works with it."""

    HELPS = "helps"
    HINDERS = "hinders"
    WORRY = "worry"
    IDEA = "idea"
    UNCLEAR = "unclear"


KIND_OF_FEELING: Final = {
    Feeling.HELPS: ThreadKind.EFFECT,
    Feeling.HINDERS: ThreadKind.EFFECT,
    Feeling.WORRY: ThreadKind.WORRY,
    Feeling.IDEA: ThreadKind.PROPOSAL,
    Feeling.UNCLEAR: ThreadKind.QUESTION,
}


class Signature(StrEnum):
    """How who began a thread appears in it: by name, as their team, or through somebody who relays it."""

    NAME = "name"
    TEAM = "team"
    RELAYED = "relayed"


@dataclass(frozen=True, slots=True)
class Signed:
    """How an author appears: by name, as the team of a place (`unit_id`), or through somebody (`relay_id`)."""

    how: Signature = Signature.NAME
    unit_id: str | None = None
    relay_id: str | None = None


BY_NAME: Final = Signed()


@dataclass(frozen=True, slots=True)
class Aftermath:
    """What came of a thread: the finding noted of it, and once it ended when, the requirement it led to, when its author said
    that this is what they meant, and when it was checked in real work."""

    ended_at: datetime | None = None
    led_to: Subject | None = None
    agreed_at: datetime | None = None
    checked_at: datetime | None = None
    finding_id: str | None = None


NOTHING_YET: Final = Aftermath()

TEAM_LEAST: Final = 3
"""People a team must have to be named as one: fewer would be singled out."""


class Cause(StrEnum):
    """What stops a supplier who asks a question."""

    AMBIGUOUS = "ambiguous"
    MISSING = "missing"
    CONTRADICTION = "contradiction"
    ALTERNATIVE = "alternative"


class ThreadStatus(StrEnum):
    """Whether a thread still waits for an end."""

    OPEN = "open"
    RESOLVED = "resolved"


class Outcome(StrEnum):
    """What came of a thread: every thread ends with one (domain guide §3.2)."""

    CHANGES_REQUIREMENT = "changes_requirement"
    NEW_REQUIREMENT = "new_requirement"
    NOT_KEPT = "not_kept"
    TO_ARBITRATION = "to_arbitration"


WRITTEN: Final = frozenset({Outcome.CHANGES_REQUIREMENT, Outcome.NEW_REQUIREMENT})
"""The outcomes after which something stands in the text."""


class Compliance(StrEnum):
    """A supplier's answer to one requirement."""

    COMPLIANT = "C"
    PARTIAL = "CP"
    NON_COMPLIANT = "NC"
    TO_CLARIFY = "clarify"


class Reach(StrEnum):
    """Who in the firm reads what a supplier answers: the pair and management, also its consultants, or everybody."""

    PAIR = "pair"
    OFFERS = "offers"
    FIRM = "firm"
