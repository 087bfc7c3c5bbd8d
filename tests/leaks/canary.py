"""A canary: one random word planted in one part, and what the part is, in the words of the domain guide."""

import re
import secrets
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final

MARK: Final = "qzj"
"""Begins every canary; no other text of the product holds it."""

DIGITS: Final = "23456789"
LETTERS: Final = "ghjkmnprstvwxz"
"""What canaries are made of, in turn: neither prose nor a hash has eight such signs in a row, so a fragment is known too."""

PAIRS: Final = 19
"""Of a digit and a letter: 129 bits."""

FRAGMENT: Final = 8
"""How many signs of a canary in a row betray it."""

CANARY: Final = re.compile(f"{MARK}(?:[{DIGITS}][{LETTERS}]){{{PAIRS}}}")


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


NAMED: Final = "name of what is closed"
"""What a text names that was closed to some of its readers afterwards: pages and files draw « … », and the live text, which
still carries the name, is no longer opened to them (L12)."""


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
    fragments: dict[str, str] = field(default_factory=dict)
    """The word of each run of `FRAGMENT` signs; no two words share one."""

    literals: set[str] = field(default_factory=set)
    """Words that the server made and that are looked for like canaries: identifiers and codes."""
    raw: set[str] = field(default_factory=set)
    """Bytes that are looked for, read as Latin-1."""

    def watch(self, canary: Canary) -> None:
        """Look for something that was not planted but made: an identifier, a code, the bytes of a picture."""
        self.canaries[canary.word] = canary
        made_of = canary.word.replace("-", "").replace("_", "")
        (self.literals if made_of.isascii() and made_of.isalnum() else self.raw).add(canary.word)

    def plant(self, what: str, kind: Kind, *labels: str, **more: Any) -> str:
        """Register a new canary, `more` being its other fields, and return its word."""
        word = new_word()
        while self.fragments.keys() & set(fragments_of(word)):
            word = new_word()
        self.fragments |= dict.fromkeys(fragments_of(word), word)
        self.canaries[word] = Canary(word, what, kind, labels, **more)
        return word


def new_word() -> str:
    """Return a word that nobody ever wrote."""
    return MARK + "".join(secrets.choice(signs) for _ in range(PAIRS) for signs in (DIGITS, LETTERS))


def fragments_of(word: str) -> list[str]:
    """Return the runs of `FRAGMENT` signs of a word, its mark left out."""
    return [word[start : start + FRAGMENT] for start in range(len(MARK), len(word) - FRAGMENT + 1)]
