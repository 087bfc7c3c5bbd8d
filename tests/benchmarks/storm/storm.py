"""A thousand connections whose server dies: how long until every one of them reads everything again."""

import asyncio
import contextlib
import random
import time
from collections.abc import Callable

from websockets.exceptions import WebSocketException

from tests.benchmarks.storm.figures import figures
from tests.benchmarks.storm.site import Demo
from tests.realtime.client import Client

PATIENCE = 120.0


async def storm(demo: Demo, clients: int) -> dict[str, float]:
    """Let everybody in, kill the server, start it again, and wait until everybody is back."""
    back: list[float] = []
    ready = asyncio.Event()
    started = time.perf_counter()
    names = demo.texts
    tasks = [asyncio.create_task(_stay(demo, number, names, ready, back)) for number in range(clients)]
    await _until(lambda: len(back) == clients)
    came = time.perf_counter() - started
    back.clear()
    demo.house.kill()
    await asyncio.to_thread(demo.house.start)
    up, spent = time.perf_counter(), time.process_time()
    await _until(lambda: len(back) == clients)
    took = [moment - up for moment in back]
    found = {
        "clients": clients,
        "first_come_s": round(came, 2),
        **{f"back_{name}_s": round(value, 2) for name, value in figures(took).items()},
        "server_cpu_s": round(demo.cpu(), 2),
        "generator_cpu_s": round(time.process_time() - spent, 2),
    }
    ready.set()
    await asyncio.gather(*tasks)
    return found


async def _stay(demo: Demo, number: int, names: list[str], done: asyncio.Event, back: list[float]) -> None:
    """Be connected, and come back as the provider does, after one to three seconds."""
    while not done.is_set():
        with contextlib.suppress(OSError, WebSocketException, TimeoutError):
            async with demo.connected(number) as client:
                await _open(client, names)
                back.append(time.perf_counter())
                while client.closed is None and not done.is_set():
                    await asyncio.sleep(0.2)
        if not done.is_set():
            await asyncio.sleep(random.uniform(1, 3))  # noqa: S311 - the provider's own jitter


async def _open(client: Client, names: list[str]) -> None:
    """Open the page and the texts, and wait for the three messages that answer each: the right, the text, the end of it."""
    for name in ("page", *names):
        await client.ask(name)
    async with asyncio.timeout(PATIENCE):
        while len(client.frames) < 3 * (len(names) + 1):
            if client.closed is not None:
                raise TimeoutError
            await asyncio.sleep(0.1)
    assert all(client.synced(name) for name in names)


async def _until(condition: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE * 2):
        while not condition():
            await asyncio.sleep(0.05)
