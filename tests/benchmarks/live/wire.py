"""The load generator's end of a WebSocket: frames out at once, bytes in handed over as they came."""

import asyncio
import os
from base64 import b64encode
from collections.abc import Callable
from typing import Final, cast

Sink = Callable[[bytes], None]

_BINARY: Final = 0x82
_MASKED: Final = 0x80
_NO_MASK: Final = b"\0\0\0\0"
"""Clients must mask; a mask of zeros costs neither side anything to apply."""


def frame(payload: bytes) -> bytes:
    """Return one binary message as a client sends it."""
    size = len(payload)
    if size < 126:
        head = bytes((_BINARY, _MASKED | size))
    elif size < 1 << 16:
        head = bytes((_BINARY, _MASKED | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((_BINARY, _MASKED | 127)) + size.to_bytes(8, "big")
    return head + _NO_MASK + payload


class Socket(asyncio.Protocol):
    """One connection. What arrives after the handshake goes to `sink`, which may be changed at any time."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.ended: str | None = None
        self.opened: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._head = b""
        self._transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the way out."""
        self._transport = cast(asyncio.Transport, transport)  # uvloop's is none by inheritance
        self._transport.set_write_buffer_limits(1 << 26)

    def data_received(self, data: bytes) -> None:
        """Finish the handshake, then hand over."""
        if self.opened.done():
            self.sink(data)
            return
        self._head += data
        head, end, rest = self._head.partition(b"\r\n\r\n")
        if not end:
            return
        if b" 101 " not in head.split(b"\r\n", 1)[0]:
            self.opened.set_exception(ConnectionError(head.decode("latin-1")))
            return
        self.opened.set_result(None)
        if rest:
            self.sink(rest)

    def connection_lost(self, error: Exception | None) -> None:
        """Remember that the other side ended it."""
        self.ended = str(error or "closed")
        if not self.opened.done():
            self.opened.set_exception(ConnectionError(self.ended))

    def send(self, framed: bytes) -> None:
        """Send a frame (or several)."""
        assert self._transport is not None
        self._transport.write(framed)

    def close(self) -> None:
        """End the connection."""
        if self._transport is not None:
            self._transport.abort()


async def connect(port: int, path: str, sink: Sink, cookie: str = "") -> Socket:
    """Open a WebSocket on this machine."""
    loop = asyncio.get_running_loop()
    _, socket = await loop.create_connection(lambda: Socket(sink), "127.0.0.1", port)
    lines = [
        f"GET {path} HTTP/1.1",
        f"Host: 127.0.0.1:{port}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}",
        "Sec-WebSocket-Version: 13",
        f"Origin: http://127.0.0.1:{port}",
    ]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    socket.send(("\r\n".join(lines) + "\r\n\r\n").encode())
    await socket.opened
    return socket


class Frames:
    """A sink that cuts what arrives into messages."""

    def __init__(self, take: Callable[[bytes], None]) -> None:
        self._take = take
        self._rest = b""

    def __call__(self, data: bytes) -> None:
        """Take the messages that are complete now."""
        data, at = self._rest + data, 0
        while (end := _end_of(data, at)) is not None:
            start, stop = end
            if data[at] & 0x0F == _BINARY & 0x0F:
                self._take(data[start:stop])
            at = stop
        self._rest = data[at:]


def _end_of(data: bytes, at: int) -> tuple[int, int] | None:
    """Where the payload of the frame at `at` begins and ends; None while it is not all there. Servers do not mask."""
    if len(data) < at + 2:
        return None
    size, start = data[at + 1] & 0x7F, at + 2
    if size == 126:
        size, start = int.from_bytes(data[start : start + 2], "big"), start + 2
    elif size == 127:
        size, start = int.from_bytes(data[start : start + 8], "big"), start + 8
    return (start, start + size) if len(data) >= start + size else None
