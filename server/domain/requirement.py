"""What a requirement is made of, and the words it may be given."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from server.domain.roles import Seat


class RequirementKind(StrEnum):
    """What the requirement bears on."""

    FUNCTIONAL = "functional"
    CONSTRAINT = "constraint"
    INTERFACE = "interface"
    ORGANIZATION = "organization"
    EXPERIMENT = "experiment"
    FOLLOW_UP = "follow_up"


class Priority(StrEnum):
    """MoSCoW: whether the function is in this lot at all."""

    MUST = "must"
    SHOULD = "should"
    COULD = "could"
    WONT = "wont"


class Flexibility(StrEnum):
    """How far a level may move (F0 not at all … F3 freely), independent of priority."""

    F0 = "F0"
    F1 = "F1"
    F2 = "F2"
    F3 = "F3"


class Verification(StrEnum):
    """How one will see that a criterion is met."""

    DEMONSTRATION = "demonstration"
    TEST = "test"
    MEASUREMENT = "measurement"
    DOCUMENT = "document"
    OBSERVATION = "observation"


class Operator(StrEnum):
    """The comparison between what is measured and the wanted level; NONE for a level in words."""

    AT_MOST = "≤"
    AT_LEAST = "≥"
    EQUAL = "="
    BELOW = "<"
    ABOVE = ">"
    ABOUT = "±"
    NONE = ""


class Dimension(StrEnum):
    """The six dimensions under which a work tool is examined (domain guide §2)."""

    ACCESSIBILITY = "accessibility"
    UTILITY = "utility"
    ADAPTABILITY = "adaptability"
    USABILITY = "usability"
    INTELLIGIBILITY = "intelligibility"
    CONTESTABILITY = "contestability"


class Status(StrEnum):
    """The editorial life of a requirement (domain guide §3.2)."""

    DRAFT = "draft"
    DISCUSSION = "discussion"
    ARBITRATION = "arbitration"
    TO_SIGN = "to_sign"
    VALIDATED = "validated"
    BASELINED = "baselined"
    REVISED = "revised"
    DEFERRED = "deferred"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"


class VisaAct(StrEnum):
    """What a seat of the pair did about signing a requirement."""

    GIVEN = "given"
    CARRIED = "carried"
    """Goes on standing on another wording: one seat has confirmed that only words changed."""
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Visa:
    """One act of a seat about signing a requirement; `mark` stands for the content it bore on (`domain.signing`).

    `person_id` is whose visa it is; None once that person was erased. `reason` says why it was refused, or why nothing is measured.
    """

    id: str
    seat: Seat
    act: VisaAct
    person_id: str | None
    reason: str
    mark: str
    at: datetime


OPEN_FOR_WRITING: Final = frozenset({Status.DRAFT, Status.DISCUSSION})
"""While in these, employees write on their own tasks and consultants everywhere; afterwards only the pair."""

OUT_OF_THE_TEXT: Final = frozenset({Status.REJECTED, Status.WITHDRAWN})
"""Kept with their code, but no longer part of what is specified."""

AGREED: Final = frozenset({Status.VALIDATED, Status.BASELINED})
"""Both seats have signed, and nobody has touched it since."""

SIGNED_IN: Final = AGREED | {Status.TO_SIGN, Status.REVISED}
"""While in these, a requirement says which seats have signed it."""

NEXT_STATUS: Final[dict[Status, frozenset[Status]]] = {
    Status.DRAFT: frozenset({Status.DISCUSSION, Status.DEFERRED, Status.REJECTED, Status.WITHDRAWN}),
    Status.DISCUSSION: frozenset(
        {Status.DRAFT, Status.ARBITRATION, Status.TO_SIGN, Status.DEFERRED, Status.REJECTED, Status.WITHDRAWN}
    ),
    Status.ARBITRATION: frozenset({Status.DISCUSSION, Status.DEFERRED, Status.REJECTED, Status.WITHDRAWN}),
    Status.TO_SIGN: frozenset(
        {Status.DISCUSSION, Status.ARBITRATION, Status.DEFERRED, Status.REJECTED, Status.WITHDRAWN}
    ),
    Status.VALIDATED: frozenset({Status.REVISED, Status.DEFERRED, Status.WITHDRAWN}),
    Status.BASELINED: frozenset({Status.REVISED, Status.DEFERRED, Status.WITHDRAWN}),
    Status.REVISED: frozenset({Status.DISCUSSION, Status.TO_SIGN, Status.DEFERRED, Status.WITHDRAWN}),
    Status.DEFERRED: frozenset({Status.DISCUSSION, Status.WITHDRAWN}),
    Status.REJECTED: frozenset({Status.DISCUSSION, Status.WITHDRAWN}),
    Status.WITHDRAWN: frozenset({Status.DRAFT, Status.DISCUSSION}),
}
"""Where a requirement may go from each status by hand; VALIDATED is reached by visas only and BASELINED by freezing only."""
