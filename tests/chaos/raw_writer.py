"""A person whose client is written here: it says what it has on opening, answers what it is asked, and comes back."""

import asyncio
import contextlib

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake

from server.realtime import codec
from tests.realtime.client import Text, auth

COMES_BACK_AFTER = 0.05


class RawWriter:
    """One text on one line."""

    def __init__(self, url: str, headers: dict[str, str], document: str) -> None:
        self._url, self._headers, self._document = url, headers, document
        self._line: ClientConnection | None = None
        self.text = Text()
        self.written: list[str] = []
        self.closed: list[str] = []
        """The reasons with which the text was closed to it."""

    async def live(self) -> None:
        """Connect again and again until cancelled."""
        while True:
            with contextlib.suppress(ConnectionClosed, OSError, InvalidHandshake):
                await self._one_line()
            self._line = None
            await asyncio.sleep(COMES_BACK_AFTER)

    async def _one_line(self) -> None:
        async with connect(
            self._url, additional_headers=self._headers, compression=None, max_size=None, ping_interval=None
        ) as line:
            self._line = line
            await line.send(auth(self._document))
            await line.send(codec.step_one(self._document, self.text.doc.get_state()))
            async for message in line:
                assert isinstance(message, bytes)
                await self._hear(line, message)

    async def _hear(self, line: ClientConnection, message: bytes) -> None:
        if message == codec.PING:
            return await line.send(codec.PONG)
        _, reader = codec.split_address(message, 1024)
        kind = reader.uint()
        if kind == codec.Kind.CLOSE:
            self.closed.append(reader.text())
            return None
        if kind != codec.Kind.SYNC:
            return None
        if reader.uint() == codec.STEP_ONE:
            known = reader.buffer()
            await line.send(codec.step_two(self._document, self.text.doc.get_update(known)))
        else:
            self.text.doc.apply_update(reader.buffer())
        return None

    async def write(self, word: str) -> None:
        """Add a word, and another that is taken away at once."""
        if not self.text.words:
            return
        self.written.append(word)
        update = self.text.type(f" {word}")
        kept = self.text.words
        await self._send(update, self.text.type(" biffé"), self.text.keep(kept))

    async def _send(self, *updates: bytes) -> None:
        """Send what can be sent; the rest is asked for on the next opening."""
        with contextlib.suppress(ConnectionClosed):
            for update in updates:
                if self._line is not None:
                    await self._line.send(codec.update(self._document, update))
