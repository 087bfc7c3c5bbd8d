"""Connections that note when what came, and a person who writes at a steady pace."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol

from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from server.realtime import codec
from tests.realtime.client import Text, auth, over_http
from tests.realtime.line import Connection


class Place(Protocol):
    """Where people connect, each with headers of their own."""

    def address(self, scheme: str = "ws") -> str:
        """Where the live line is."""
        ...

    def headers(self, number: int) -> dict[str, str]:
        """What a browser of one of the people sends by itself."""
        ...


@dataclass
class Ear:
    """One connection with one text open: when its updates and acknowledgements came."""

    connection: Connection
    name: str
    text: Text
    updates: list[float] = field(default_factory=list)
    acks: list[float] = field(default_factory=list)
    synced: asyncio.Event = field(default_factory=asyncio.Event)
    acked: asyncio.Event = field(default_factory=asyncio.Event)

    async def listen(self) -> None:
        """Note what comes until the connection ends."""
        about = codec.text(self.name)
        with contextlib.suppress(ConnectionClosed):
            async for payload in self.connection:
                assert isinstance(payload, bytes)
                now = time.perf_counter()
                if payload == codec.PING:
                    await self.connection.send(codec.PONG)
                elif payload.startswith(about + bytes((codec.Kind.SYNC, codec.UPDATE))):
                    self.updates.append(now)
                elif payload.startswith(about + bytes((codec.Kind.SYNC, codec.STEP_TWO))):
                    self.text.doc.apply_update(codec.Reader(payload[len(about) + 2 :]).buffer())
                elif payload.startswith(about + bytes((codec.Kind.SYNC_STATUS,))):
                    self.acks.append(now)
                    self.synced.set()
                    self.acked.set()


@contextlib.asynccontextmanager
async def ear(place: Place, number: int, name: str, scheme: str = "ws") -> AsyncIterator[Ear]:
    """Connect somebody and open a text."""
    address, headers = place.address(scheme), place.headers(number)
    carrier: contextlib.AbstractAsyncContextManager[Connection]
    if scheme == "http":
        carrier = over_http(address, headers)
    else:
        carrier = connect(address, compression=None, max_size=None, ping_interval=None, additional_headers=headers)
    async with carrier as connection:
        one = Ear(connection, name, Text())
        task = asyncio.create_task(one.listen())
        await connection.send(auth(name))
        await connection.send(codec.step_one(name, codec.EMPTY_VECTOR))
        await one.synced.wait()
        try:
            yield one
        finally:
            await connection.close()
            await task


async def write(pen: Ear, words: str, edits: int, pause: float) -> list[float]:
    """Write and take away the same words in turns, each once the edit before is durable; return when each was sent."""
    length, sent = len(pen.text.words), list[float]()
    for number in range(edits):
        update = pen.text.type(words) if number % 2 == 0 else pen.text.keep(pen.text.words[:length])
        pen.acked.clear()
        sent.append(time.perf_counter())
        await pen.connection.send(codec.update(pen.name, update))
        await pen.acked.wait()
        await asyncio.sleep(pause)
    return sent


def delays_ms(sent: list[float], came: list[float]) -> list[float]:
    """How long each edit took until it was read, or acknowledged."""
    assert len(came) == len(sent), f"{len(came)} of {len(sent)} came"
    return [(there - here) * 1000 for here, there in zip(sent, came, strict=True)]
