"""A raw client of the live wire: everything it sends and receives is visible to the test."""

import asyncio
import contextlib
import itertools
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import httpx
from pycrdt import Doc, XmlElement, XmlFragment, XmlText
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from server.realtime import codec
from tests.plain_http import NO_CERTIFICATES
from tests.realtime.line import Connection, Line, LineConnection
from tests.realtime.world import until

CLIENT_IDS = itertools.count(1000)


class Text:
    """A browser's copy of one text."""

    def __init__(self, client_id: int | None = None) -> None:
        self.doc: Doc[XmlFragment] = Doc(client_id=next(CLIENT_IDS) if client_id is None else client_id)
        self.doc["text"] = self.fragment = XmlFragment()

    def type(self, words: str) -> bytes:
        """Add words to the end of the first paragraph and return the update."""
        before = self.doc.get_state()
        with self.doc.transaction():
            self._run().insert(len(str(self._run()).encode()), words)
        return self.doc.get_update(before)

    def keep(self, words: str) -> bytes:
        """Delete everything after `words` in the first paragraph and return the update."""
        before = self.doc.get_state()
        with self.doc.transaction():
            del self._run()[len(words.encode()) :]
        return self.doc.get_update(before)

    def _run(self) -> XmlText:
        paragraph = self.fragment.children[0]
        assert isinstance(paragraph, XmlElement)
        run = paragraph.children[0]
        assert isinstance(run, XmlText)
        return run

    @property
    def words(self) -> str:
        """What it reads."""
        return str(self._run()) if len(self.fragment.children) else ""


class Client:
    """One connection."""

    def __init__(self, socket: Connection) -> None:
        self.socket = socket
        self.frames: list[tuple[str, int, bytes]] = []
        """Everything received: address, type, body."""

        self.pings = 0
        self.closed: tuple[int, str] | None = None
        self._task = asyncio.create_task(self._listen())

    async def _listen(self) -> None:
        try:
            async for payload in self.socket:
                assert isinstance(payload, bytes)
                if payload == codec.PING:
                    self.pings += 1
                    continue
                address, reader = codec.split_address(payload, 1024)
                kind = reader.uint()
                self.frames.append((address, kind, payload[len(codec.text(address)) + 1 :]))
        except ConnectionClosed:
            pass
        self.closed = (self.socket.close_code or 0, self.socket.close_reason or "")

    async def send(self, *payloads: bytes) -> None:
        """Send messages."""
        for payload in payloads:
            await self.socket.send(payload)

    def got(self, address: str, kind: codec.Kind) -> list[bytes]:
        """The bodies of the messages of one type received for an address."""
        return [body for at, which, body in self.frames if at == address and which == kind]

    async def ask(self, address: str) -> None:
        """Ask for a document as the provider does: token, step 1, and no waiting in between."""
        await self.send(auth(address), codec.step_one(address, codec.EMPTY_VECTOR))

    async def open(self, address: str, client_id: int | None = None) -> Text:
        """Open a text and return the copy."""
        await self.ask(address)
        await self.has(lambda: self.synced(address))
        document = Text(client_id)
        self.feed(address, document)
        return document

    def synced(self, address: str) -> bool:
        """Whether the answer to step 1 has come."""
        return any(body[0] == codec.STEP_TWO for body in self.got(address, codec.Kind.SYNC))

    def feed(self, address: str, document: Text) -> Text:
        """Give a copy all that was received."""
        for body in self.got(address, codec.Kind.SYNC):
            if body[0] != codec.STEP_ONE:
                document.doc.apply_update(codec.Reader(body[1:]).buffer())
        return document

    def words(self, address: str) -> str:
        """What a fresh copy with all that was received reads."""
        return self.feed(address, Text()).words

    async def type(self, address: str, document: Text, words: str) -> None:
        """Type and send."""
        await self.send(codec.update(address, document.type(words)))

    def acks(self, address: str) -> list[int]:
        """The sync statuses received: 1 applied, 0 not."""
        return [body[0] for body in self.got(address, codec.Kind.SYNC_STATUS)]

    def updates(self, address: str) -> list[bytes]:
        """The relayed updates received."""
        return [
            codec.Reader(body[1:]).buffer() for body in self.got(address, codec.Kind.SYNC) if body[0] == codec.UPDATE
        ]

    def asked_back(self, address: str) -> int:
        """How many times the server asked for what it lacks (step 1)."""
        return sum(body[0] == codec.STEP_ONE for body in self.got(address, codec.Kind.SYNC))

    def scopes(self, address: str) -> list[str]:
        """The answers to Auth: a scope, or `denied: reason`."""
        answers = []
        for body in self.got(address, codec.Kind.AUTH):
            said = codec.Reader(body[1:]).text()
            answers.append(said if body[0] == codec.AUTHENTICATED else f"denied: {said}")
        return answers

    def closes(self, address: str) -> list[str]:
        """The reasons with which the document was closed."""
        return [codec.Reader(body).text() for body in self.got(address, codec.Kind.CLOSE)]

    def messages(self, address: str = "page") -> list[dict[str, Any]]:
        """The stateless messages received."""
        return [json.loads(codec.Reader(body).text()) for body in self.got(address, codec.Kind.STATELESS)]

    def beings(self, address: str) -> dict[int, Any]:
        """Who is present, as told: the last state of each awareness client that has not left."""
        known: dict[int, Any] = {}
        for body in self.got(address, codec.Kind.AWARENESS):
            reader = codec.Reader(codec.Reader(body).buffer())
            for _ in range(reader.uint()):
                client, _clock, state = reader.uint(), reader.uint(), json.loads(reader.text())
                known[client] = state
        return {client: state for client, state in known.items() if state is not None}

    async def announce(self, address: str, client_id: int, clock: int, state: object) -> None:
        """Say something of oneself."""
        await self.send(codec.awareness(address, [codec.AwarenessState(client_id, clock, json.dumps(state))]))

    async def acknowledged(self, address: str, times: int) -> None:
        """Wait until so many sync statuses were received."""
        await until(lambda: len(self.acks(address)) >= times)

    async def pinged(self, times: int) -> None:
        """Wait for so many pings, or the end."""
        await until(lambda: self.pings >= times or self.closed)

    async def has(self, condition: Callable[[], object]) -> None:
        """Wait until something was received."""
        await until(condition)

    async def round_trip(self, address: str = "nobody") -> None:
        """Wait until everything sent before has been handled, by asking for a document that does not exist."""
        before = len(self.got(address, codec.Kind.AUTH))
        await self.send(auth(address))
        await until(lambda: len(self.got(address, codec.Kind.AUTH)) > before)

    async def ended(self) -> tuple[int, str]:
        """Wait for the end of the connection and return its code and reason."""
        await until(lambda: self.closed is not None)
        assert self.closed is not None
        return self.closed


def auth(address: str) -> bytes:
    """The Auth message of the provider, with its version."""
    return codec.text(address) + b"\x02\x00" + codec.text("token") + codec.text("4.8.0")


@contextlib.asynccontextmanager
async def connected(url: str, headers: dict[str, str] | None = None) -> AsyncIterator[Client]:
    """Connect until the block ends, over HTTP where the address says so."""
    connection: contextlib.AbstractAsyncContextManager[Connection]
    if url.startswith("http"):
        connection = over_http(url, headers)
    else:
        connection = connect(url, compression=None, max_size=None, ping_interval=None, additional_headers=headers)
    async with connection as carrier:
        client = Client(carrier)
        try:
            yield client
        finally:
            await carrier.close()
            await client._task


@contextlib.asynccontextmanager
async def over_http(url: str, headers: dict[str, str] | None) -> AsyncIterator[LineConnection]:
    """Open a line over HTTP; one that is refused is closed from the start, with its code."""
    async with httpx.AsyncClient(timeout=60, trust_env=False, headers=headers, verify=NO_CERTIFICATES) as requests:
        line = await Line.open(requests, url)
        yield LineConnection(line) if isinstance(line, Line) else LineConnection(None, line.close)
