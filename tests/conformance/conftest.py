"""A node on a real database and a Node process with the unmodified provider."""

import asyncio
import contextlib
import json
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from server.storage.database import Database
from tests.realtime.world import TRANSPORTS, LiveNode, World, make_world, running_node

ROOT = Path(__file__).parents[2]


class Browsers:
    """Drives the providers; every deed of provider.mjs is a call."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self._turn = asyncio.Lock()

    async def do(self, deed: str, **values: object) -> dict[str, Any]:
        """Do one deed and return its answer; an error in the browser's code fails here."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        async with self._turn:
            self._process.stdin.write(json.dumps({"do": deed, **values}).encode() + b"\n")
            answer: dict[str, Any] = json.loads(await self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer

    async def state(self, name: str) -> dict[str, Any]:
        """What a provider knows."""
        return await self.do("state", **{"as": name})

    async def comes(self, name: str, condition: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Wait until what a provider knows fulfils a condition, and return it."""
        return await self._until(lambda: self.state(name), condition)

    async def socket(self, name: str, condition: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
        """Wait until a socket fulfils a condition."""
        return await self._until(lambda: self.do("socket", socket=name), condition)

    async def _until(
        self, ask: Callable[[], Any], condition: Callable[[dict[str, Any]], object], within: float = 60.0
    ) -> dict[str, Any]:
        answer: dict[str, Any] = {}
        try:
            async with asyncio.timeout(within):
                while not condition(answer := await ask()):
                    await asyncio.sleep(0.01)
        except TimeoutError:
            pytest.fail(f"it did not come to be: {answer}")
        return answer

    async def opens(self, name: str, socket: str, document: str, **options: object) -> dict[str, Any]:
        """Open a document and wait until it is synchronised and saved."""
        await self.do("open", socket=socket, name=document, **{"as": name}, **options)
        return await self.comes(name, lambda state: state["synced"] and not state["unsynced"])


@pytest.fixture(params=["sqlite"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An empty migrated database; what the wire says does not depend on which."""
    opened = Database(request.getfixturevalue(f"{request.param}_url"))
    yield opened
    opened.close()


@pytest.fixture
def world(database: Database) -> World:
    """A small project with twenty texts; two people may write everywhere."""
    made = make_world(database, parts=20)
    made.allow("ada")
    made.allow("bea")
    return made


@pytest.fixture(params=TRANSPORTS)
async def node(request: pytest.FixtureRequest, world: World) -> AsyncIterator[LiveNode]:
    """One running node, once per transport."""
    async with running_node(world, request.param) as started:
        yield started


@contextlib.asynccontextmanager
async def browsers_of(node: Path) -> AsyncIterator[Browsers]:
    """Yield a Node process with providers."""
    process = await asyncio.create_subprocess_exec(
        node,
        ROOT / "tests" / "conformance" / "provider.mjs",
        ROOT / "frontend" / "package.json",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        limit=1 << 24,
    )
    try:
        yield Browsers(process)
    finally:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()


@pytest.fixture
async def browsers(node_path: Path) -> AsyncIterator[Browsers]:
    """The Node process."""
    async with browsers_of(node_path) as opened:
        yield opened
