"""Several servers of one installation, each a process of its own, on one database and one bus."""

import asyncio
import contextlib
import os
import signal
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import httpx

from server.settings import Settings
from tests.conformance.conftest import ROOT
from tests.plain_http import NO_CERTIFICATES
from tests.realtime.world import free_port

STARTS_WITHIN = 60.0


@dataclass
class Node:
    """One server; it keeps its port when it is started again."""

    settings: Settings
    port: int
    process: asyncio.subprocess.Process | None = None

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Start it and wait until it is ready."""
        environment = os.environ | {
            "DATABASE_URL": self.settings.database_url,
            "REDIS_URL": self.settings.redis_url or "",
            "DATA_DIR": str(self.settings.data_dir),
            "PORT": str(self.port),
            "LOG_LEVEL": "error",
            "MAX_SOCKETS_PER_ACCOUNT": "1000",
        }
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "server", "serve", cwd=ROOT, env=environment, stdout=asyncio.subprocess.DEVNULL
        )
        async with asyncio.timeout(STARTS_WITHIN), httpx.AsyncClient(trust_env=False, verify=NO_CERTIFICATES) as client:
            while not await self._ready(client):
                assert self.process.returncode is None, "the server does not start"
                await asyncio.sleep(0.1)

    async def _ready(self, client: httpx.AsyncClient) -> bool:
        try:
            return (await client.get(f"{self.url}/readyz", timeout=5)).status_code == 200
        except httpx.TransportError:
            return False

    async def end(self, how: signal.Signals = signal.SIGKILL) -> None:
        """End it, as a power cut does unless told otherwise."""
        if self.process is not None and self.process.returncode is None:
            self.process.send_signal(how)
            await self.process.wait()


@contextlib.asynccontextmanager
async def running_nodes(settings: Settings, count: int) -> AsyncIterator[list[Node]]:
    """Serve the installation on so many nodes until the block ends."""
    nodes = [Node(settings, free_port()) for _ in range(count)]
    try:
        await asyncio.gather(*(node.start() for node in nodes))
        yield nodes
    finally:
        for node in nodes:
            await node.end()
