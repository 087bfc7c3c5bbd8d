"""What the live engine needs from the rest of the house: given to it when it is built, never fetched."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from server.crdt.replica import Replica
from server.domain.live import Append, Appended, Loaded, Logged, NotAppended, Projected, Scope
from server.domain.richtext import Node

Replay: TypeAlias = Callable[[str, Iterable[bytes]], Replica]
"""Builds the standing copy of a document (by its name) from its updates in order."""


@dataclass(frozen=True, slots=True)
class Account:
    """Who is at the other end of a connection, as the session cookie said at the upgrade.

    A capped session (projector, « voir comme ») is another session of the same person: the door looks at `session_id`.
    """

    session_id: str
    person_id: str
    name: str
    initials: str
    colour: str


class Door(Protocol):
    """Decides who opens what, from the database, now."""

    async def __call__(self, account: Account, specification_id: str, documents: Sequence[str]) -> Mapping[str, Scope]:
        """Decide for each document name (`page` or a part's generation): those that are missing are refused.

        Raises NotSignedIn when the session is over.
        """
        ...


class LiveLog(Protocol):
    """The log of updates. Every call blocks: the engine makes them in worker threads."""

    def load(self, generations: Sequence[str]) -> Mapping[str, Loaded]:
        """Read documents, seeding once those that have text but no log yet. A name that is missing could not be read."""
        ...

    def tail(self, generation: str, after: int) -> Sequence[Logged]:
        """Read the updates after a sequence number, in order."""
        ...

    def append(self, batch: Sequence[Append]) -> Sequence[Appended | NotAppended]:
        """Store a batch durably in one transaction and answer one for one, in order. Raises: nothing was stored."""
        ...

    def project(self, generation: str, tree: Node, seq: int) -> Projected | None:
        """Write the current text of a part for readers and exports; None if a later one is there or it is sealed."""
        ...

    def project_log(self, generation: str) -> Projected | None:
        """Write the current text of a part by replay; None when nothing was behind."""
        ...

    def recover(self) -> int:
        """Write the texts that a stopped node left behind their logs; returns how many."""
        ...

    def checkpoint(self, generation: str) -> None:
        """Replay the log into a checkpoint, unless the document is sealed."""
        ...


@dataclass(frozen=True, slots=True)
class PageNews:
    """What changed on the page for one reader: the cursor they are at now, and the JSON message (None: nothing)."""

    cursor: str
    message: str | None


class Events(Protocol):
    """Draws what changed on the page, for one reader."""

    async def __call__(self, account: Account, specification_id: str, cursor: str) -> PageNews:
        """Return the news since `cursor`, seen by `account`. Readers of equal audience share the drawing."""
        ...


class Sight(Protocol):
    """Tells whose presence, and in which places, a reader may know of."""

    async def __call__(
        self, account: Account, specification_id: str, people: frozenset[str], places: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Return those of `people` (person ids) and of `places` (requirement ids) this reader may see."""
        ...


class Departures(Protocol):
    """What leaves this node otherwise than on live connections."""

    async def ended(self, session_id: str) -> None:
        """A session is over; when this returns, nothing leaves for it any more."""
        ...

    async def rechecked(self, people: Collection[str] | None, *, narrowed: bool) -> None:
        """Rights or labels changed; when this returns, nothing leaves that these people may no longer read."""
        ...


@dataclass(frozen=True, slots=True)
class Collaborators:
    """Everything the hub is wired with."""

    door: Door
    log: LiveLog
    replay: Replay
    events: Events
    sight: Sight
    departures: Departures | None = None
