"""Everything Concerté can refuse, drawn as one family: each refusal states a fact and carries what its sentence needs.

    Refusal
    ├── NotInYourSight      absent, or hidden from this reader: never told apart
    ├── NotAllowed          seen, but not this reader's to do
    ├── NotSignedIn         no session, or one that has ended
    ├── Invalid             the request cannot be understood as it stands
    │   └── TooLarge        over a limit
    ├── Conflict            the thing changed meanwhile
    │   └── FieldChanged    two people edited the same field
    ├── TraceWouldLoop      a link that would make an origin its own consequence
    ├── VersionFrozen       a frozen version does not change
    ├── SeatVacant          the act needs the other seat of the pair
    ├── TooManyAttempts     a rate limit was reached
    └── NotReady            the installation cannot serve as it stands

The sentence shown to people is `say("refusal." + code, language, **values)`; see `domain.words.refusals`.
"""

from typing import ClassVar


class Refusal(Exception):
    """A request that is refused for a reason people can act on. `values` fill the sentence."""

    code: ClassVar[str] = "refusal"

    def __init__(self, detail: str = "", **values: str | int) -> None:
        self.detail = detail
        self.values = values
        super().__init__(f"{self.key} {values}" if values else self.key)

    @property
    def key(self) -> str:
        """The word key of the sentence to show: the code, refined by the detail when there is one."""
        return f"refusal.{self.code}.{self.detail}" if self.detail else f"refusal.{self.code}"


class NotInYourSight(Refusal):
    """Absent or hidden: the answer is byte for byte the same, so existence is never betrayed (A3)."""

    code = "not_in_your_sight"

    def __init__(self) -> None:
        super().__init__()


class NotAllowed(Refusal):
    """The reader sees the thing but their role does not let them do this to it now."""

    code = "not_allowed"


class NotSignedIn(Refusal):
    """There is no session, or it was ended."""

    code = "not_signed_in"


class Invalid(Refusal):
    """The request cannot be understood; `detail` names what to correct."""

    code = "invalid"


class TooLarge(Invalid):
    """Something is over a limit; `values` hold `limit` in the unit its sentence names."""

    code = "too_large"


class Conflict(Refusal):
    """The thing is no longer in the state the request supposed."""

    code = "conflict"


class FieldChanged(Conflict):
    """Two people edited one field: `yours` was not written, `theirs` is what it holds now."""

    code = "field_changed"

    def __init__(self, field: str, yours: str, theirs: str) -> None:
        self.field, self.yours, self.theirs = field, yours, theirs
        super().__init__()


class TraceWouldLoop(Refusal):
    """The link would make something its own origin."""

    code = "trace_would_loop"


class VersionFrozen(Refusal):
    """A frozen version, or what belongs to it, cannot change."""

    code = "version_frozen"


class SeatVacant(Refusal):
    """The act needs both seats of the steering pair and one is empty."""

    code = "seat_vacant"


class TooManyAttempts(Refusal):
    """A limit on attempts was reached; `minutes` says when to try again."""

    code = "too_many_attempts"


class NotReady(Refusal):
    """What the installation stands on is missing; `detail` names it: its database, the schema, the bus, its port."""

    code = "not_ready"
