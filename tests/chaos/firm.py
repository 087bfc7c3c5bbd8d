"""The demo in a database, a server of it that can be killed, and people in it with unmodified providers."""

import asyncio
import contextlib
import json
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import httpx

from server.crdt.replica import Replica
from server.domain.content import TextPart
from server.domain.live import Scope
from server.domain.richtext import plain_text
from server.services.sessions import open_session
from server.services.writing import LiveDesk, open_documents
from server.settings import Settings
from tests.conformance.conftest import ROOT, Browsers, browsers_of
from tests.plain_http import NO_CERTIFICATES
from tests.realtime.world import free_port
from tests.services.scene import Scene, open_scene

WRITERS: Final = ("claire", "bruno", "claire")
STARTS_WITHIN: Final = 60.0


@dataclass
class Server:
    """A server process; `ended` is its exit code once it is over, `killed` whether it was killed from here."""

    process: int
    ended: "asyncio.Future[int]"
    killed: bool = False

    def kill(self) -> None:
        """End it now, as a power cut does."""
        if not self.ended.done():
            self.killed = True
            os.kill(self.process, signal.SIGKILL)


@dataclass
class Firm:
    """The installation."""

    scene: Scene
    settings: Settings
    port: int
    tokens: list[str]
    nursery: asyncio.subprocess.Process
    browsers: Browsers
    parts: list[TextPart] = field(default_factory=list)
    server: Server | None = None

    @property
    def url(self) -> str:
        """Where the server is."""
        return f"http://127.0.0.1:{self.port}"

    def headers(self, writer: int, port: int | None = None) -> dict[str, str]:
        """What the browser of a writer sends along."""
        return {"cookie": f"concerte={self.tokens[writer]}", "origin": f"http://127.0.0.1:{port or self.port}"}

    async def start(self, point: str | None = None, times: int = 1, *, broken: bool = False) -> Server:
        """Start a server, which may end itself at a point, and wait until it is ready or over."""
        environment = {
            "DATABASE_URL": self.settings.database_url,
            "DATA_DIR": str(self.settings.data_dir),
            "PORT": str(self.port),
            "LOG_LEVEL": "error",
        }
        await order(self.nursery, environment=environment, point=point, times=times, broken=broken)
        started = await answer_of(self.nursery)
        server = self.server = Server(started["started"], asyncio.ensure_future(self._end()))
        async with asyncio.timeout(STARTS_WITHIN):
            while not server.ended.done() and await self.ready() is None:
                await asyncio.sleep(0.02)
        return server

    async def _end(self) -> int:
        return (await answer_of(self.nursery))["ended"]

    async def ready(self) -> httpx.Response | None:
        """Return what the server says of its state; None when it does not answer."""
        async with httpx.AsyncClient(verify=NO_CERTIFICATES) as client:
            try:
                return await client.get(f"{self.url}/readyz", timeout=5)
            except httpx.TransportError:
                return None

    async def ask(self, method: str, path: str, **values: Any) -> httpx.Response | None:
        """Do something over HTTP as the first writer; None when the server did not live to answer."""
        async with httpx.AsyncClient(headers=self.headers(0), verify=NO_CERTIFICATES) as client:
            try:
                return await client.request(method, f"{self.url}{path}", timeout=60, **values)
            except httpx.TransportError:
                return None

    def words(self, part: TextPart) -> str:
        """Return the current words of a text, put together from its log. Raises when it cannot be opened."""
        now = next(one for one in texts_of(self.scene) if one.id == part.id)
        loaded = LiveDesk(self.scene.house.database).load([now.generation])[now.generation]
        pieces = [] if loaded.checkpoint is None else [loaded.checkpoint]
        return plain_text(Replica.replay([*pieces, *(one.content for one in loaded.tail)]).tree)

    def unopenable(self) -> list[str]:
        """Return the names of the texts that cannot be opened."""
        broken = []
        for part in texts_of(self.scene):
            try:
                self.words(part)
            except Exception:  # whatever keeps it from opening, it does not open
                broken.append(part.generation)
        return broken


def texts_of(scene: Scene) -> list[TextPart]:
    """Return the texts of requirements that begin with a paragraph, as they are now."""
    requirements = scene.content().requirements
    found = [text for one in requirements for text in (one.statement, one.rationale)]
    return [text for text in found if _begins_with_words(text.tree)]


def _written_by_all(scene: Scene) -> list[TextPart]:
    """Return the texts in which each of the writers may write."""
    content, texts = scene.content(), texts_of(scene)
    for name in WRITERS:
        scopes = open_documents(content, scene.reader(name), [text.generation for text in texts])
        texts = [text for text in texts if scopes.get(text.generation) is Scope.READ_WRITE]
    return texts


def _begins_with_words(tree: Any) -> bool:
    first = tree["content"][0] if tree.get("content") else {}
    return first.get("type") == "paragraph" and bool(first.get("content")) and first["content"][0]["type"] == "text"


@contextlib.asynccontextmanager
async def open_firm(settings: Settings, node: Path) -> AsyncIterator[Firm]:
    """Yield the demo, written into the empty migrated database of `settings`, without a server yet."""
    port = free_port()
    with open_scene(settings) as scene:
        with scene.house.database.write() as connection:
            people = [scene.people[name] for name in WRITERS]
            tokens = [open_session(scene.house, connection, person, "chaos") for person in people]
        async with nursery_of_servers() as nursery, browsers_of(node) as browsers:
            firm = Firm(scene, settings, port, tokens, nursery, browsers, _written_by_all(scene))
            try:
                yield firm
            finally:
                if firm.server is not None:
                    firm.server.kill()
                    await firm.server.ended


@contextlib.asynccontextmanager
async def nursery_of_servers() -> AsyncIterator[asyncio.subprocess.Process]:
    """Yield the process that starts servers and migrations."""
    nursery = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.chaos.nursery"),
        cwd=ROOT,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    try:
        yield nursery
    finally:
        assert nursery.stdin is not None
        nursery.stdin.close()
        await nursery.wait()


async def order(nursery: asyncio.subprocess.Process, **what: Any) -> None:
    """Order a process."""
    assert nursery.stdin is not None
    nursery.stdin.write(json.dumps(what).encode() + b"\n")
    await nursery.stdin.drain()


async def answer_of(nursery: asyncio.subprocess.Process) -> dict[str, int]:
    """Wait for the next answer."""
    assert nursery.stdout is not None
    answer: dict[str, int] = json.loads(await nursery.stdout.readline())
    return answer
