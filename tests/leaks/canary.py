"""A canary: one random word planted in one part, and what the part is, in the words of the domain guide."""

import re
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

MARK: Final = "qzj"
"""Begins every canary; no other text of the product holds it."""

CANARY: Final = re.compile(MARK + r"[0-9a-f]{32}")


class Kind(StrEnum):
    """What a canary was planted in; the rules for readers differ by it."""

    TEXT = "section or requirement"
    ORIGIN = "finding, situation, simulation or result"
    LINK = "reason of a link"
    THREAD = "thread"
    ANSWER = "supplier's answer"
    PAST = "words deleted from a text"
    HISTORY = "reason kept in the history"
    PERSON = "name or address of a person"
    SUPPLIER = "name of a supplier"
    TASK = "task or place of the firm"
    PROJECT = "purpose of the project"
    MESSAGE = "words that go with a release"
    PROPOSAL = "proposal"
    FILE = "name or metadata of a picture"
    NOBODY = "nothing that may ever leave"


class When(StrEnum):
    """Frozen: in the version that was sent, gone from the working text or still in it. Live: written after it was sent."""

    FROZEN = "frozen"
    LIVE = "live"


@dataclass(frozen=True, slots=True)
class Canary:
    """One planted word. `labels` must all be dominated; letters A and B stand for the two suppliers."""

    word: str
    what: str
    kind: Kind
    labels: tuple[str, ...] = ()
    when: When = When.FROZEN
    section: str = ""
    ready: bool = True
    """Out of draft (requirements), validated (findings), confirmed (results)."""
    of: str = ""
    """Whose it is: the supplier's letter, or for a person the key of their organisation."""
    person: str = ""
    """Whose name or address it is."""
    stands_for: tuple[str, ...] = ()
    """The labels of the part that a sentence is shown instead of."""
    project: str = "main"
    wanted: bool = True
    """Whether some route shows it to whoever may read it; otherwise only its leaks count."""


@dataclass
class Aviary:
    """Every canary planted so far."""

    canaries: dict[str, Canary] = field(default_factory=dict)

    def plant(self, what: str, kind: Kind, *labels: str, **more: Any) -> str:
        """Register a new canary, `more` being its other fields, and return its word."""
        word = MARK + secrets.token_hex(16)
        self.canaries[word] = Canary(word, what, kind, labels, **more)
        return word
