"""A live document as it is kept: its log of updates, who may write in it, and what storing an update answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

PAGE: Final = "page"
"""The name of the page channel of a specification: presence and events, no text."""


class Scope(StrEnum):
    """What a connection may do in an open document."""

    READ_WRITE = "read-write"
    READ_ONLY = "readonly"


@dataclass(frozen=True, slots=True)
class Logged:
    """One update of the log, with its sequence number."""

    seq: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document as stored: a checkpoint (None: never made), the updates after it, and who holds which client id."""

    checkpoint: bytes | None
    tail: tuple[Logged, ...]
    seq: int
    """The last sequence number contained; 0 for an empty log."""

    leases: Mapping[int, str] = field(default_factory=dict)

    def pieces(self) -> list[bytes]:
        """Return the document as updates, in order."""
        start = [] if self.checkpoint is None else [self.checkpoint]
        return start + [one.content for one in self.tail]


@dataclass(frozen=True, slots=True)
class Append:
    """An update to store: by whom, and the client ids it uses for the first time."""

    generation: str
    person_id: str
    content: bytes
    new_clients: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Appended:
    """Stored and durable. `previous` is the sequence number before it in the same document (0: none)."""

    seq: int
    previous: int


class NotAppended(StrEnum):
    """Why one update of a batch was not stored; the rest of the batch was."""

    SEALED = "sealed"
    LEASED = "leased"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Written:
    """An update that a deed stored in a document, to be brought to those who have it open; `previous` as in `Appended`."""

    generation: str
    seq: int
    previous: int
    content: bytes


@dataclass(frozen=True, slots=True)
class Projected:
    """The text of a part was written for readers; `specification_id` is None for a text of the whole project."""

    specification_id: str | None
