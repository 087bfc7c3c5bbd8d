"""A server killed at any moment loses nothing that it acknowledged (A4, P17)."""

import asyncio
import contextlib
import signal
import sys
from collections.abc import AsyncIterator, Iterator

import pytest

from server.crdt.replica import Replica
from server.domain.richtext import plain_text
from server.services.writing import LiveDesk
from server.storage.database import Database
from tests.conformance.conftest import ROOT, Browsers
from tests.realtime.world import World, free_port

pytestmark = pytest.mark.anyio

EDITS_BEFORE_KILL = (5, 23, 12)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """Each database."""
    opened = Database(request.getfixturevalue(f"{request.param}_url"))
    yield opened
    opened.close()


@contextlib.asynccontextmanager
async def served(world: World, port: int) -> AsyncIterator[asyncio.subprocess.Process]:
    """A server process that answers; killed without warning at the end if it still lives."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        *("-m", "tests.realtime.served", world.database.url, world.project_id, world.specification_id),
        *(str(port), "raw"),
        cwd=ROOT,
        stdout=asyncio.subprocess.PIPE,
    )
    assert process.stdout is not None
    assert await process.stdout.readline() == b"ready\n"
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGKILL)
        await process.wait()


async def test_p17_nothing_acknowledged_is_lost_to_kill_9(world: World, browsers: Browsers) -> None:
    part, port = world.parts[0], free_port()
    url = f"ws://127.0.0.1:{port}/live/{world.specification_id}?person=ada&session=s"
    acknowledged = ""
    typed = 0
    await browsers.do("connect", socket="a", url=url)
    await browsers.do("open", socket="a", name=part, **{"as": "a"})

    for edits in EDITS_BEFORE_KILL:
        async with served(world, port):
            await browsers.comes("a", lambda state: state["synced"] and not state["unsynced"])
            for _ in range(edits):
                await browsers.do("type", **{"as": "a"}, words=f" {typed}")
                typed += 1
                state = await browsers.state("a")
                if not state["unsynced"]:
                    acknowledged = state["words"]
        stored = LiveDesk(world.database).load([part])[part]
        assert stored.seq > 0
        assert acknowledged in _words(world, part)

    async with served(world, port):
        state = await browsers.comes("a", lambda state: state["synced"] and not state["unsynced"])
    assert state["words"] == "Bonjour " + " ".join(map(str, range(typed)))
    assert _words(world, part) == state["words"]


def _words(world: World, part: str) -> str:
    loaded = LiveDesk(world.database).load([part])[part]
    pieces = [] if loaded.checkpoint is None else [loaded.checkpoint]
    return plain_text(Replica.replay([*pieces, *(one.content for one in loaded.tail)]).tree)
