"""What one node holds and takes: memory of connections and open texts, edits stored a second, words over the bus a second."""

import asyncio
import contextlib
import time

from server.domain.ids import new_id
from server.realtime.bus import Listener, Local, Stored
from server.realtime.bus_redis import RedisBus
from tests.benchmarks.nodes.site import Desk
from tests.benchmarks.storm.writing import ear, write
from tests.realtime.client import connected

CONNECTIONS, WRITERS, EDITS, WORDS = 300, 24, 60, 20_000
IN_FLIGHT = 500
"""Words said before the listener is waited for: fewer than the bus keeps."""


async def standing(desk: Desk, texts: list[str], redis_url: str) -> dict[str, float]:
    """Measure on one node that does nothing else."""
    begun = desk.memory_mib()
    async with contextlib.AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(connected(desk.address(), desk.headers(number)))
            for number in range(CONNECTIONS)
        ]
        for client in clients:
            await client.ask("page")
            await client.round_trip()
        held = desk.memory_mib()
        for text in texts:
            await clients[0].open(text)
        opened = desk.memory_mib()
    return {
        "kib_per_connection": round((held - begun) * 1024 / CONNECTIONS, 1),
        "mib_per_1000_open_texts": round((opened - held) * 1000 / len(texts), 1),
        "appended_per_s": await _appended(desk, texts),
        "words_over_the_bus_per_s": await _words(redis_url),
    }


async def _appended(desk: Desk, texts: list[str]) -> float:
    async with contextlib.AsyncExitStack() as stack:
        pens = [await stack.enter_async_context(ear(desk, 0, text)) for text in texts[:WRITERS]]
        began = time.perf_counter()
        await asyncio.gather(*(write(pen, "mot ", EDITS, 0) for pen in pens))
        return round(len(pens) * EDITS / (time.perf_counter() - began), 1)


async def _words(url: str) -> float:
    heard = asyncio.Semaphore(0)

    def hear(word: Local) -> None:
        heard.release()

    async def obey(word: object) -> None: ...

    speaker, ear_bus, project = RedisBus(url), RedisBus(url), new_id()
    for bus in (speaker, ear_bus):
        await bus.start(Listener(hear, obey, lambda: None))
    await ear_bus.enter(project)
    began = time.perf_counter()
    for number in range(WORDS):
        speaker.say(Stored(project, "text", number, number - 1, bytes(60), {}))
        if number >= IN_FLIGHT:
            await heard.acquire()
    for _ in range(IN_FLIGHT):
        await heard.acquire()
    took = time.perf_counter() - began
    await asyncio.gather(speaker.close(), ear_bus.close())
    return round(WORDS / took, 0)
