"""The fast way to a browser: frames made once are written straight to the socket that uvicorn opened.

This leans on the inside of uvicorn's own WebSocket protocol, so uvicorn is pinned; `asgi_transport` does the same job
on any server and passes the same tests.
"""

import asyncio
import socket
from collections.abc import Sequence
from typing import Any, Final, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from server.realtime.close_codes import MALFORMED, SocketClose
from server.realtime.outbox import Frame
from server.realtime.session import Session

EXTENSION: Final = "concerte.raw"
"""Where the protocol is found in the ASGI scope's extensions."""

BUFFER: Final = 256 * 1024
"""Unsent bytes in the transport from which a reader counts as slow."""

UNSENT_IN_KERNEL: Final = 64 * 1024
"""Unsent bytes the system may hold beside the transport: with more, a reader who has stopped would not be noticed."""

ABORT_AFTER: Final = 3.0
"""Seconds a closed connection has to take what is left before it is cut."""


class RawProtocol(WebSocketsSansIOProtocol):
    """uvicorn's WebSocket protocol; after the handshake a session can take the connection over."""

    taken: "RawWire | None" = None

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.conn.debug = False  # it would log pieces of every frame, and frames hold what people write

    def handle_connect(self, event: Any) -> None:
        """Offer this protocol to the application in the scope."""
        super().handle_connect(event)
        if self.response.status_code == 101:
            cast(dict[str, Any], self.scope["extensions"])[EXTENSION] = self

    def send_receive_event_to_app(self) -> None:
        """Give a whole message to the session instead of the ASGI queue."""
        if self.taken is None:
            super().send_receive_event_to_app()
            return
        frames, self.frames = self.frames, []
        if self.close_sent:
            return
        if self.curr_msg_data_type == "text":
            self.taken.session.end(MALFORMED)
        else:
            self.taken.session.receive(b"".join(frames))

    def pause_writing(self) -> None:
        """The transport is full."""
        super().pause_writing()
        if self.taken is not None:
            self.taken.session.outbox.block()

    def resume_writing(self) -> None:
        """The transport has room again."""
        super().resume_writing()
        if self.taken is not None:
            self.taken.session.outbox.resume()

    def connection_lost(self, exc: Exception | None) -> None:
        """The connection is gone."""
        super().connection_lost(exc)
        if self.taken is not None:
            self.taken.lost()


class RawWire:
    """A session's end of a taken-over connection."""

    def __init__(self, protocol: RawProtocol) -> None:
        self._protocol = protocol
        self.session: Session
        self._gone: asyncio.Future[None] = protocol.loop.create_future()

    async def run(self, session: Session) -> None:
        """Carry messages both ways until the connection ends."""
        self._take(session)
        await self._gone

    def _take(self, session: Session) -> None:
        self.session = session
        protocol = self._protocol
        protocol.stop_keepalive()
        protocol.transport.set_write_buffer_limits(high=BUFFER)
        connection = protocol.transport.get_extra_info("socket")
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NOTSENT_LOWAT, UNSENT_IN_KERNEL)
        protocol.taken = self
        while not protocol.queue.empty():
            early = cast(dict[str, Any], protocol.queue.get_nowait())
            if early["type"] == "websocket.disconnect":
                self.lost()
            elif early.get("bytes") is None:
                session.end(MALFORMED)
            else:
                session.receive(early["bytes"])
        if protocol.read_paused and not protocol.transport.is_closing():
            protocol.read_paused = False
            protocol.transport.resume_reading()

    def write(self, frames: Sequence[Frame]) -> None:
        """Write all frames in one go."""
        protocol = self._protocol
        if not protocol.transport.is_closing() and not protocol.close_sent:
            protocol.transport.write(b"".join([frame.wire for frame in frames]))

    def unsent(self) -> int:
        """Bytes the transport holds."""
        return self._protocol.transport.get_write_buffer_size()

    def withdraw(self, mark: bytes) -> bool:
        """Nothing: what was written is on its way."""
        return False

    def hold_reading(self) -> None:
        """Read nothing more for now."""
        if not self._protocol.transport.is_closing():
            self._protocol.transport.pause_reading()

    def go_on_reading(self) -> None:
        """Read again."""
        if not self._protocol.transport.is_closing():
            self._protocol.transport.resume_reading()

    def close(self, why: SocketClose) -> None:
        """Say why and close; a reader who does not take it is cut after a while."""
        protocol = self._protocol
        if protocol.close_sent or protocol.transport.is_closing():
            return
        protocol.conn.send_close(why.code, why.reason)
        protocol.transport.write(b"".join(protocol.conn.data_to_send()))
        protocol.close_sent = True
        protocol.transport.resume_reading()
        protocol.close_timer = protocol.loop.call_later(ABORT_AFTER, protocol.transport.abort)

    def lost(self) -> None:
        """The connection is gone."""
        self.session.lost()
        if not self._gone.done():
            self._gone.set_result(None)


def raw_wire(scope: Any) -> RawWire | None:
    """Return the wire of a connection whose server offers it, else None."""
    protocol = scope.get("extensions", {}).get(EXTENSION)
    return RawWire(protocol) if isinstance(protocol, RawProtocol) else None
