"""One reader stops reading while others write and read: what the others notice, and when it is cut."""

import asyncio
import contextlib
import json
import socket
import time
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

from websockets.asyncio.client import connect

from server.realtime import codec
from tests.benchmarks.storm.figures import figures
from tests.benchmarks.storm.site import Demo
from tests.benchmarks.storm.writing import Ear, delays_ms, ear, write
from tests.realtime.client import auth

READERS, EDITS, PAUSE = 40, 200, 0.05
WORDS = "un long passage que tout le monde reçoit " * 800
"""Thirty kilobytes: what is not read fills a connection within seconds."""

SLOW_CLIENT = 999_999


async def slow(demo: Demo, runs: int) -> dict[str, float]:
    """Write with everybody reading, then with one more who does not, in turns."""
    quiet, beside, cuts = list[float](), list[float](), list[float]()
    for _ in range(runs):
        quiet.append(figures(await _round(demo))["p99"])
        async with _not_reading(demo) as stopped:
            watch = asyncio.create_task(_cut(demo, stopped))
            beside.append(figures(await _round(demo))["p99"])
            cuts.append(await watch)
    ratios = sorted(there / here for here, there in zip(quiet, beside, strict=True))
    return {
        "others_p99_ms": round(sorted(quiet)[runs // 2], 1),
        "others_p99_beside_a_slow_reader_ms": round(sorted(beside)[runs // 2], 1),
        "others_p99_ratio": round(ratios[runs // 2], 2),
        "cut_after_s": round(max(cuts), 1),
    }


async def _round(demo: Demo) -> list[float]:
    async with contextlib.AsyncExitStack() as stack:
        name = demo.texts[0]
        readers = [await stack.enter_async_context(ear(demo, number, name)) for number in range(READERS)]
        pen: Ear = await stack.enter_async_context(ear(demo, 0, name))
        sent = await write(pen, WORDS, EDITS, PAUSE)
        await asyncio.sleep(1)
        return [delay for reader in readers for delay in delays_ms(sent, reader.updates)]


@contextlib.asynccontextmanager
async def _not_reading(demo: Demo) -> AsyncIterator[float]:
    """Somebody who opens the text and the page, says so, and reads nothing from then on; yields when that was."""
    pipe = socket.socket()
    pipe.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    pipe.connect(("127.0.0.1", urlsplit(demo.house.url).port))
    connection = await connect(
        demo.address(), sock=pipe, compression=None, max_queue=1, ping_interval=None, additional_headers=demo.headers(1)
    )
    state = codec.AwarenessState(SLOW_CLIENT, 1, json.dumps({"where": None}))
    for message in (auth("page"), codec.awareness("page", [state]), auth(demo.texts[0])):
        await connection.send(message)
    try:
        yield time.perf_counter()
    finally:
        connection.transport.abort()
        await connection.wait_closed()


async def _cut(demo: Demo, stopped: float) -> float:
    """Wait until the page says that they have left; return the seconds since they stopped reading."""
    async with demo.connected(0) as watcher:
        await watcher.ask("page")
        await watcher.has(lambda: SLOW_CLIENT in watcher.beings("page"))
        async with asyncio.timeout(60):
            while SLOW_CLIENT in watcher.beings("page"):
                await asyncio.sleep(0.05)
    return time.perf_counter() - stopped
