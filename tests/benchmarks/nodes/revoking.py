"""From asking for a revocation until the document is closed on every node, and answered to the one who asked."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed

from server.realtime import codec
from tests.benchmarks.nodes.site import Desk, Site
from tests.benchmarks.storm.figures import figures
from tests.plain_http import NO_CERTIFICATES
from tests.realtime.client import auth


class Watcher:
    """A supplier at one node: when the text opened, and when it was closed."""

    def __init__(self, connection: ClientConnection, text: str) -> None:
        self._connection, self._text = connection, text
        self.opened, self.closed = asyncio.Event(), asyncio.Event()
        self.closed_at = 0.0

    async def listen(self) -> None:
        """Note what comes until the connection ends."""
        about = codec.text(self._text)
        with contextlib.suppress(ConnectionClosed):
            async for payload in self._connection:
                assert isinstance(payload, bytes)
                if payload == codec.PING:
                    await self._connection.send(codec.PONG)
                elif payload.startswith(about + bytes((codec.Kind.SYNC, codec.STEP_TWO))):
                    self.opened.set()
                elif payload.startswith(about + bytes((codec.Kind.CLOSE,))):
                    self.closed_at = time.perf_counter()
                    self.closed.set()

    async def open(self) -> None:
        """Open the text and wait for it."""
        self.opened.clear()
        self.closed.clear()
        await self._connection.send(auth(self._text))
        await self._connection.send(codec.step_one(self._text, codec.EMPTY_VECTOR))
        await asyncio.wait_for(self.opened.wait(), 10)


async def revoking(site: Site, desks: Sequence[Desk], times: int) -> dict[str, float]:
    """Open a section to a supplier who has it open on every node, and close it, from each node in turns."""
    section, text = site.open_section, site.open_section.intro.generation
    named = {"section_id": section.id, "organization_id": site.supplier_id}
    answered, everywhere, late = list[float](), list[float](), list[float]()
    async with contextlib.AsyncExitStack() as stack:
        pilots = [
            await stack.enter_async_context(
                httpx.AsyncClient(headers=desk.headers(0), trust_env=False, timeout=30, verify=NO_CERTIFICATES)
            )
            for desk in desks
        ]
        watchers: list[Watcher] = []
        for turn in range(times):
            desk, pilot = desks[turn % len(desks)], pilots[turn % len(desks)]
            base = f"{desk.node.url}/api/specifications/{desk.specification_id}/openings"
            (await pilot.post(base, json=named)).raise_for_status()
            opening = next(one.id for one in site.scene.content().openings if one.section_id == section.id)
            if not watchers:
                watchers = [await stack.enter_async_context(_watcher(site.supplier_at(one), text)) for one in desks]
            await asyncio.gather(*(watcher.open() for watcher in watchers))
            began = time.perf_counter()
            (await pilot.post(f"{base}/{opening}/close")).raise_for_status()
            done = time.perf_counter()
            await asyncio.gather(*(asyncio.wait_for(watcher.closed.wait(), 10) for watcher in watchers))
            last = max(watcher.closed_at for watcher in watchers)
            everywhere.append((last - began) * 1000)
            answered.append((done - began) * 1000)
            late.append(max(0.0, last - done) * 1000)
    found = {"revocations": float(times), "closed_after_the_answer": float(sum(one > 0 for one in late))}
    for what, values in (("closed_everywhere", everywhere), ("answered", answered)):
        found |= {f"{what}_{name}_ms": round(value, 1) for name, value in figures(values).items()}
    return found


@contextlib.asynccontextmanager
async def _watcher(desk: Desk, text: str) -> AsyncIterator[Watcher]:
    async with connect(
        desk.address(), compression=None, max_size=None, ping_interval=None, additional_headers=desk.headers(0)
    ) as connection:
        watcher = Watcher(connection, text)
        task = asyncio.create_task(watcher.listen())
        try:
            yield watcher
        finally:
            await connection.close()
            await task
