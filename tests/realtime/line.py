"""The line over HTTP as a client speaks it, request by request, and the same dressed as a WebSocket connection."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Protocol

import httpx

from server.realtime import codec
from server.realtime.http_transport import BROUGHT, CLOSED, OPENED, TAKEN


class Connection(Protocol):
    """What the test client needs of a connection, whatever carries it."""

    @property
    def close_code(self) -> int | None:
        """The code of the close, once it has come."""
        ...

    @property
    def close_reason(self) -> str | None:
        """Its reason."""
        ...

    async def send(self, message: bytes, /) -> None:
        """Send one message."""
        ...

    async def close(self) -> None:
        """End it."""
        ...

    def __aiter__(self) -> AsyncIterator[str | bytes]:
        """The messages received, until the close."""
        ...


@dataclass
class Told:
    """An answer of the line: what kind, its number, its messages, and the close."""

    kind: int
    number: int = 0
    messages: list[bytes] = field(default_factory=list)
    name: str = ""
    close: tuple[int, str] | None = None


def read(content: bytes) -> Told:
    """Read an answer."""
    reader = codec.Reader(content)
    kind = reader.uint()
    if kind == CLOSED:
        return Told(kind, close=(reader.uint(), reader.text()))
    if kind == OPENED:
        return Told(kind, name=reader.text())
    if kind == TAKEN:
        return Told(kind)
    told = Told(kind, reader.uint())
    while not reader.finished:
        told.messages.append(reader.buffer())
    return told


class Line:
    """One open line; every request is made by the test."""

    def __init__(self, client: httpx.AsyncClient, url: httpx.URL, name: str) -> None:
        self.client, self.url, self.name = client, url, name

    @classmethod
    async def open(cls, client: httpx.AsyncClient, url: str) -> "Line | Told":
        """Open a line, or return why not."""
        told = read((await client.post(url)).raise_for_status().content)
        return cls(client, httpx.URL(url), told.name) if told.kind == OPENED else told

    async def ask(self, deed: str, body: bytes = b"", **query: str) -> Told:
        """Make one request; `query` may replace whose it is."""
        url = self.url.copy_with(path=f"{self.url.path}/{self.name}/{deed}").copy_merge_params(query)
        return read((await self.client.post(url, content=body)).raise_for_status().content)

    async def poll(self, acknowledged: int, **query: str) -> Told:
        """Ask for the batch after one that has arrived."""
        return await self.ask("poll", codec.uint(acknowledged), **query)

    async def post(self, number: int, *messages: bytes) -> Told:
        """Send messages up."""
        return await self.ask("send", codec.uint(number) + b"".join(codec.buffer(one) for one in messages))


class LineConnection:
    """A line that looks like the WebSocket connection it stands for."""

    def __init__(self, line: Line | None, close: tuple[int, str] | None = None) -> None:
        self._line, self._close = line, close
        self._turn = asyncio.Lock()
        self._posts = 0

    @property
    def close_code(self) -> int | None:
        """The code of the close, once it has come."""
        return None if self._close is None else self._close[0]

    @property
    def close_reason(self) -> str | None:
        """Its reason."""
        return None if self._close is None else self._close[1]

    async def send(self, message: bytes, /) -> None:
        """Send one message, in its turn."""
        if self._line is not None and self._close is None:
            async with self._turn:
                self._posts += 1
                self._heard(await self._line.post(self._posts, message))

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """The messages received, until the close."""
        arrived = 0
        while self._line is not None and self._close is None:
            told = await self._line.poll(arrived)
            self._heard(told)
            if told.kind == BROUGHT and told.number == arrived + 1:
                arrived += 1
                for message in told.messages:
                    yield message

    async def close(self) -> None:
        """End the line."""
        if self._line is not None and self._close is None:
            self._heard(await self._line.ask("close"))

    def _heard(self, told: Told) -> None:
        self._close = self._close or told.close
