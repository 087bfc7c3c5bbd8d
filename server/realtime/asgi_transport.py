"""The plain way to a browser, on any ASGI server."""

import asyncio
from collections import deque
from collections.abc import Sequence

from starlette.websockets import WebSocket, WebSocketDisconnect

from server.realtime.close_codes import MALFORMED, SocketClose
from server.realtime.outbox import Frame
from server.realtime.session import Session

CLOSE_WITHIN = 3.0
"""Seconds a slow reader has to take the close message before the connection is dropped."""


class AsgiWire:
    """Sends in a task of its own, so that a slow reader holds up nobody."""

    def __init__(self, socket: WebSocket) -> None:
        self._socket = socket
        self._frames: deque[Frame] = deque()
        self._wake = asyncio.Event()
        self._reading = asyncio.Event()
        self._reading.set()
        self._closing: SocketClose | None = None
        self._session: Session | None = None
        self._sender: asyncio.Task[None] | None = None

    def write(self, frames: Sequence[Frame]) -> None:
        """Take frames; the queue behind counts as blocked until they are sent."""
        self._frames.extend(frames)
        self._wake.set()
        if self._session is not None:
            self._session.outbox.block()

    def unsent(self) -> int:
        """Bytes that wait for the server to take them."""
        return sum(len(frame.payload) for frame in self._frames)

    def withdraw(self, mark: bytes) -> bool:
        """Take back frames that begin with `mark` and were not handed to the server."""
        kept = deque(frame for frame in self._frames if not frame.payload.startswith(mark))
        found = len(kept) < len(self._frames)
        self._frames = kept
        return found

    def hold_reading(self) -> None:
        """Read nothing more for now."""
        self._reading.clear()

    def go_on_reading(self) -> None:
        """Read again."""
        self._reading.set()

    def close(self, why: SocketClose) -> None:
        """Say why and close."""
        self._closing = why
        self._wake.set()
        self._reading.set()
        if self._sender is not None:
            asyncio.get_running_loop().call_later(CLOSE_WITHIN, self._sender.cancel)

    async def run(self, session: Session) -> None:
        """Carry messages both ways until the connection ends."""
        self._session = session
        self._sender = sender = asyncio.create_task(self._send(session))
        receiver = asyncio.create_task(self._receive(session))
        try:
            await asyncio.wait({sender, receiver}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            session.lost()
            for task in (sender, receiver):
                task.cancel()
            await asyncio.gather(sender, receiver, return_exceptions=True)

    async def _receive(self, session: Session) -> None:
        while True:
            await self._reading.wait()
            try:
                message = await self._socket.receive()
            except (WebSocketDisconnect, RuntimeError):
                return
            if message["type"] == "websocket.disconnect":
                return
            if message.get("bytes") is None:
                session.end(MALFORMED)
            else:
                session.receive(message["bytes"])

    async def _send(self, session: Session) -> None:
        while True:
            await self._wake.wait()
            self._wake.clear()
            while self._frames and self._closing is None:
                await self._socket.send_bytes(self._frames.popleft().payload)
            if self._closing is not None:
                why = self._closing
                await self._socket.close(why.code, why.reason)
                return
            session.outbox.resume()
