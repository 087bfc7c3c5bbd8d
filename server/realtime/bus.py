"""What nodes tell each other: stored updates, changed pages, ended rights. In one process the bus is a list of hubs."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from server.domain.live import Logged


@dataclass(frozen=True, slots=True)
class Stored:
    """An update is durable: its bytes, its place in the log, and the place before it in the same document."""

    project_id: str
    generation: str
    seq: int
    previous: int
    content: bytes
    leases: Mapping[int, str]

    @property
    def logged(self) -> Logged:
        """The update as the log holds it."""
        return Logged(self.seq, self.content)


@dataclass(frozen=True, slots=True)
class Changed:
    """Something of a specification changed; None: of the whole project."""

    project_id: str
    specification_id: str | None
    text_only: bool = False
    """Whether only running text changed, so that nothing appeared, vanished or changed its label."""


@dataclass(frozen=True, slots=True)
class Here:
    """Presence in one document (`document` is a generation, or a specification for its page), as JSON."""

    project_id: str
    document: str
    news: str


@dataclass(frozen=True, slots=True)
class Shut:
    """A document is closed for everyone."""

    generation: str
    reason: str


@dataclass(frozen=True, slots=True)
class Recheck:
    """Rights or labels changed, for these people (None: for everyone); `narrowed`: something became more secret."""

    people: tuple[str, ...] | None
    narrowed: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """A session is over."""

    session_id: str


Local: TypeAlias = Stored | Changed | Here
"""Told to the nodes where someone has the project open."""

Revocation: TypeAlias = Shut | Recheck | Ended
"""Told to every node, and answered by each when it has acted."""

Hear: TypeAlias = Callable[[Local], None]
Obey: TypeAlias = Callable[[Revocation], Awaitable[None]]
Missed: TypeAlias = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Listener:
    """What a node does with what it is told; everything runs on the event loop."""

    hear: Hear
    obey: Obey
    """Acts on a revocation, and returns when nothing of what was revoked leaves this node any more."""

    missed: Missed
    """Reads everything that matters again, rights included."""


class Bus(Protocol):
    """Carries words between nodes, in the order in which each node sent them; a node does not hear itself.

    Nothing is promised to arrive. When words may have been lost, on either side, every listener that may have lost
    some is told through `missed`, and catches up from the database; a node that hears nothing any more is told so
    again and again, until it hears.
    """

    async def start(self, listener: Listener) -> None:
        """Begin to listen."""
        ...

    async def enter(self, project_id: str) -> None:
        """Listen to a project; when this returns, nothing said later is missed in silence."""
        ...

    async def leave(self, project_id: str) -> None:
        """Listen to a project no longer."""
        ...

    def say(self, word: Local) -> None:
        """Tell the other nodes; never blocks."""
        ...

    async def revoke(self, word: Revocation) -> None:
        """Tell the other nodes, and return when all of them have obeyed.

        For a node that does not answer it waits until that node has noticed by itself that it hears nothing.
        """
        ...

    async def close(self) -> None:
        """Stop."""
        ...


class InProcessBroker:
    """Joins the hubs of one process."""

    def __init__(self) -> None:
        self._nodes: list[InProcessBus] = []

    def bus(self) -> "InProcessBus":
        """Return the bus of one more node."""
        return InProcessBus(self._nodes)


class InProcessBus:
    """The bus of one node when all nodes live in one process, as in the embedded default with its single node."""

    def __init__(self, nodes: list["InProcessBus"] | None = None) -> None:
        self._nodes = [] if nodes is None else nodes
        self._projects: set[str] = set()
        self._listener: Listener | None = None

    async def start(self, listener: Listener) -> None:
        """Begin to listen. Nothing is ever lost here, so `missed` is never called."""
        self._listener = listener
        self._nodes.append(self)

    async def enter(self, project_id: str) -> None:
        """Listen to a project."""
        self._projects.add(project_id)

    async def leave(self, project_id: str) -> None:
        """Listen to a project no longer."""
        self._projects.discard(project_id)

    def say(self, word: Local) -> None:
        """Tell the other nodes."""
        for node in self._others():
            node.take(word)

    async def revoke(self, word: Revocation) -> None:
        """Tell the other nodes, and return when all of them have obeyed."""
        await asyncio.gather(*(node.obey(word) for node in self._others()))

    def _others(self) -> list["InProcessBus"]:
        return [node for node in self._nodes if node is not self]

    def take(self, word: Local) -> None:
        """Hear a word of another node of this process."""
        if self._listener is not None and word.project_id in self._projects:
            self._listener.hear(word)

    async def obey(self, word: Revocation) -> None:
        """Act on a revocation of another node of this process."""
        if self._listener is not None:
            await self._listener.obey(word)

    async def close(self) -> None:
        """Stop."""
        self._nodes.remove(self)
        self._listener = None
