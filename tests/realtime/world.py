"""A small project in a real database, and nodes that serve it on real sockets."""

import asyncio
import contextlib
import socket
import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, cast

import uvicorn
from redis.asyncio import Redis
from sqlalchemy import text
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route, WebSocketRoute
from starlette.websockets import WebSocket

from server.crdt.replica import Replica
from server.domain.errors import NotSignedIn
from server.domain.ids import new_id
from server.domain.live import PAGE, Append, Appended, NotAppended, Scope
from server.domain.richtext import from_plain
from server.domain.tracing import Subject, SubjectKind
from server.realtime.bus import Bus, InProcessBroker
from server.realtime.endpoint import serve
from server.realtime.http_endpoint import Lines
from server.realtime.hub import Hub
from server.realtime.limits import LiveLimits
from server.realtime.ports import Account, Collaborators, PageNews
from server.realtime.raw_transport import RawProtocol
from server.services.writing import LiveDesk
from server.storage import texts
from server.storage.database import Database
from server.storage.tables import people, specification
from server.storage.tables.live import generations, text_parts

SOCKETS = ("raw", "asgi")
TRANSPORTS = (*SOCKETS, "http")


@dataclass
class World:
    """The project: its texts, who may open what, whom they may see, and the news of the page."""

    database: Database
    project_id: str
    specification_id: str
    parts: list[str]
    """Generations of the texts, all reading « Bonjour »."""

    requirements: list[str]
    rights: dict[str, dict[str, Scope]] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    hidden_people: dict[str, set[str]] = field(default_factory=dict)
    hidden_places: dict[str, set[str]] = field(default_factory=dict)
    revision: int = 0
    asked: list[list[str]] = field(default_factory=list)

    def allow(self, person: str, scope: Scope = Scope.READ_WRITE, documents: Sequence[str] | None = None) -> None:
        """Let a person open the page and these texts (all when None)."""
        names = self.parts if documents is None else documents
        self.rights[person] = {PAGE: Scope.READ_ONLY, **dict.fromkeys(names, scope)}

    async def door(self, account: Account, specification_id: str, documents: Sequence[str]) -> Mapping[str, Scope]:
        """Decide as the world stands now."""
        self.asked.append(list(documents))
        if account.session_id in self.ended:
            raise NotSignedIn
        mine = self.rights.get(account.person_id, {})
        return {name: mine[name] for name in documents if name in mine}

    async def events(self, account: Account, specification_id: str, cursor: str) -> PageNews:
        """Tell each reader the revision, by their own name."""
        now = str(self.revision)
        message = None if cursor == now else f'{{"type":"patch","cursor":"{now}","for":"{account.person_id}"}}'
        return PageNews(now, message)

    async def sight(
        self, account: Account, specification_id: str, people: frozenset[str], places: frozenset[str]
    ) -> tuple[frozenset[str], frozenset[str]]:
        """Hide what was said to be hidden."""
        reader = account.person_id
        return people - self.hidden_people.get(reader, set()), places - self.hidden_places.get(reader, set())

    def plain(self, generation: str) -> str:
        """Return the stored words of a text."""
        with self.database.read() as connection:
            query = text("SELECT plain FROM text_parts WHERE generation = :name")
            return str(connection.scalar(query, {"name": generation}))

    def seal(self, generation: str) -> None:
        """End a document as a relabelling does."""
        with self.database.write() as connection:
            connection.execute(
                generations.update().where(generations.c.name == generation).values(sealed_at=datetime.now(UTC))
            )

    def spoil(self, generation: str) -> None:
        """Damage the stored tree of a text that was never opened."""
        with self.database.write() as connection:
            connection.execute(
                text_parts.update().where(text_parts.c.generation == generation).values(tree={"type": "nonsense"})
            )


def make_world(database: Database, parts: int = 3) -> World:
    """Write a project with one specification and some texts."""
    now = datetime.now(UTC)
    firm, project, spec = new_id(), new_id(), new_id()
    requirements = [new_id() for _ in range(parts)]
    with database.write() as connection:
        connection.execute(people.firms.insert().values(id=firm, name="Firme", created_at=now))
        connection.execute(people.projects.insert().values(id=project, firm_id=firm, name="Projet", created_at=now))
        connection.execute(
            specification.specifications.insert().values(
                id=spec, project_id=project, short_name="essai", title="Essai", language="fr", created_at=now
            )
        )
        made = [
            texts.create_text_part(
                connection,
                project,
                spec,
                Subject(SubjectKind.REQUIREMENT, requirement),
                "statement",
                "N2",
                from_plain("Bonjour"),
                now,
            )
            for requirement in requirements
        ]
    return World(database, project, spec, [part.generation for part in made], requirements)


class HeldDesk(LiveDesk):
    """The real log, whose commits a test can hold back or make fail."""

    def __init__(self, database: Database) -> None:
        super().__init__(database)
        self.gate = threading.Event()
        self.gate.set()
        self.failing = False
        self.appended: list[int] = []

    def append(self, batch: Sequence[Append]) -> Sequence[Appended | NotAppended]:
        self.gate.wait()
        if self.failing:
            raise OSError("no space left on device")
        self.appended.append(len(batch))
        return super().append(batch)


def account(person: str, session: str | None = None) -> Account:
    """An account whose every name is its person id."""
    return Account(session or f"session-{person}", person, person.title(), person[:2].upper(), "#123456")


@dataclass
class LiveNode:
    """One running node."""

    hub: Hub
    desk: HeldDesk
    port: int
    specification_id: str
    scheme: str

    def url(self, person: str, session: str = "") -> str:
        """Where a person connects."""
        return f"{self.scheme}://127.0.0.1:{self.port}/live/{self.specification_id}?person={person}&session={session}"


@contextlib.asynccontextmanager
async def running_node(
    world: World, transport: str, bus: Bus | None = None, limits: LiveLimits | None = None, port: int = 0
) -> AsyncIterator[LiveNode]:
    """Serve the world on a port (0: a free one) until the block ends."""
    desk = HeldDesk(world.database)
    hub = Hub(
        Collaborators(world.door, desk, lambda _name, updates: Replica.replay(updates), world.events, world.sight),
        bus or InProcessBroker().bus(),
        limits or LiveLimits(patch_window=0.02, presence_window=0.01, projection_window=0.02),
    )

    async def live(websocket: WebSocket) -> None:
        person = websocket.query_params["person"]
        who = account(person, websocket.query_params["session"] or None)
        await serve(hub, websocket, who, world.project_id, world.specification_id)

    lines = Lines(hub)

    async def open_line(request: Request) -> Response:
        person, token = request.query_params["person"], str(request.query_params)
        who = account(person, request.query_params["session"] or None)
        return await lines.open(who, world.project_id, world.specification_id, token)

    async def carry(request: Request) -> Response:
        return await lines.carry(request, str(request.query_params))

    routes = [
        WebSocketRoute("/live/{specification_id}", live),
        Route("/live/{specification_id}", open_line, methods=["POST"]),
        Route("/live/{specification_id}/{line}/{deed}", carry, methods=["POST"]),
    ]
    async with hub.running(), listening(routes, transport, hub.limits, port) as bound:
        try:
            yield LiveNode(hub, desk, bound, world.specification_id, "http" if transport == "http" else "ws")
        finally:
            desk.gate.set()


@contextlib.asynccontextmanager
async def listening(
    routes: Sequence[BaseRoute], transport: str, limits: LiveLimits, port: int = 0
) -> AsyncIterator[int]:
    """Serve live routes as the product does until the block ends; yields the port."""
    app = Starlette(routes=routes)
    with socket.socket() as bound:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        bound.bind(("127.0.0.1", port))
        config = uvicorn.Config(
            app,
            ws="websockets-sansio" if transport == "asgi" else RawProtocol,
            ws_per_message_deflate=False,
            ws_max_size=limits.frame_bytes,
            lifespan="off",
            log_level="warning",
            timeout_graceful_shutdown=1,
        )
        server = uvicorn.Server(config)
        task = asyncio.create_task(server.serve(sockets=[bound]))
        await until(lambda: server.started)
        try:
            yield bound.getsockname()[1]
        finally:
            server.should_exit = True
            await task


async def until(condition: Callable[[], object], within: float = 60.0) -> None:
    """Wait until a condition holds; fail when it does not come to hold."""
    async with asyncio.timeout(within):
        while not condition():
            await asyncio.sleep(0.005)


async def cut_listeners(redis_url: str) -> None:
    """Cut every connection that listens to the bus."""
    async with Redis.from_url(redis_url) as redis:
        await cast(Any, redis).execute_command("CLIENT", "KILL", "TYPE", "pubsub")


def free_port() -> int:
    """A port nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
