"""What waits to be sent to one reader: written together once per tick, bounded, presence given up first (PROTOCOL.md, P24–P26)."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Protocol

from server.realtime import codec
from server.realtime.close_codes import RESET, SocketClose
from server.realtime.intake import Held, Intake, Readable
from server.realtime.limits import LiveLimits


class Frame:
    """One message, made once for all who receive it; the WebSocket header is put on once too."""

    __slots__ = ("_wire", "payload")

    def __init__(self, payload: bytes) -> None:
        self.payload = payload
        self._wire: bytes | None = None

    @property
    def wire(self) -> bytes:
        """The message as an unmasked, unfragmented binary WebSocket frame."""
        if self._wire is None:
            self._wire = _header(len(self.payload)) + self.payload
        return self._wire


def _header(length: int) -> bytes:
    if length < 126:
        return bytes((0x82, length))
    if length < 65536:
        return b"\x82\x7e" + length.to_bytes(2, "big")
    return b"\x82\x7f" + length.to_bytes(8, "big")


class Wire(Readable, Protocol):
    """A connection that takes frames. It calls `Outbox.block` when full and `Outbox.resume` when empty again."""

    def write(self, frames: Sequence[Frame]) -> None:
        """Hand over frames; never blocks."""
        ...

    def unsent(self) -> int:
        """Bytes it has taken that have not left yet."""
        ...

    def withdraw(self, mark: bytes) -> bool:
        """Take back the frames that begin with `mark` and have not left yet; tells whether there were any."""
        ...

    def close(self, why: SocketClose) -> None:
        """End the connection."""
        ...


class Weight(IntEnum):
    """How a message is treated when its reader is slow."""

    PRESENCE = 0
    """Given up first: the next one replaces it."""

    RELAY = 1
    """Sent by others: too many end the connection, which then synchronises anew."""

    REPLY = 2
    """Asked for by the client: while too many wait, nothing more is read from it."""


class Outbox:
    """The outgoing queue of one connection."""

    __slots__ = (
        "_blocked",
        "_bytes",
        "_drained",
        "_limits",
        "_loop",
        "_queue",
        "_relays",
        "_scheduled",
        "_slow",
        "_wire",
        "closed",
        "intake",
    )

    def __init__(self, wire: Wire, limits: LiveLimits, loop: asyncio.AbstractEventLoop) -> None:
        self._wire, self._limits, self._loop = wire, limits, loop
        self.intake = Intake(wire, limits, loop)
        self._queue: deque[tuple[Weight, Frame]] = deque()
        self._bytes = self._relays = 0
        self._blocked = self._scheduled = False
        self._slow: asyncio.TimerHandle | None = None
        self._drained: list[Callable[[], None]] = []
        self.closed = False

    def put(self, frame: Frame, weight: Weight) -> None:
        """Queue one message; it leaves at the end of this tick unless the reader is slow."""
        if self.closed:
            return
        if self._blocked:
            if weight is Weight.PRESENCE and len(self._queue) >= self._limits.presence_messages:
                return
            if weight is Weight.RELAY and self._overflows(frame):
                self.end(RESET)
                return
        self._queue.append((weight, frame))
        self._bytes += len(frame.payload)
        self._relays += weight is Weight.RELAY
        if self._bytes > self._limits.replies_bytes:
            self.intake.hold(Held.UNREAD)
        if not self._scheduled and not self._blocked:
            self._scheduled = True
            self._loop.call_soon(self._flush)

    def _overflows(self, frame: Frame) -> bool:
        if self._fits(frame):
            return False
        self._drop_presence()
        return not self._fits(frame)

    def _fits(self, frame: Frame) -> bool:
        limits = self._limits
        return self._relays < limits.queue_messages and self._bytes + len(frame.payload) <= limits.queue_bytes

    def _drop_presence(self) -> None:
        self._keep([entry for entry in self._queue if entry[0] is not Weight.PRESENCE])

    def _keep(self, entries: Sequence[tuple[Weight, Frame]]) -> None:
        self._queue = deque(entries)
        self._bytes = sum(len(frame.payload) for _, frame in entries)
        self._relays = sum(weight is Weight.RELAY for weight, _ in entries)

    def withdraw(self, address: str, kind: codec.Kind | None = None) -> bool:
        """Take back what waits for one address, of one type or of all; tells whether anything did."""
        mark = codec.text(address) + (b"" if kind is None else bytes((kind,)))
        kept = [entry for entry in self._queue if not entry[1].payload.startswith(mark)]
        found = len(kept) < len(self._queue)
        self._keep(kept)
        return self._wire.withdraw(mark) or found

    def _flush(self) -> None:
        self._scheduled = False
        if self._blocked or self.closed:
            return
        frames = [frame for _, frame in self._queue]
        self._queue.clear()
        self._bytes = self._relays = 0
        if frames:
            self._wire.write(frames)
        if not self._blocked:
            self._let_go()

    def _let_go(self) -> None:
        self.intake.release(Held.UNREAD)
        waiting, self._drained = self._drained, []
        for go_on in waiting:
            go_on()

    def block(self) -> None:
        """The wire is full: keep what comes. A reader who then takes nothing for a while is cut (P24)."""
        self._blocked = True
        if self._slow is None:
            self._watch()

    def _watch(self) -> None:
        self._slow = self._loop.call_later(self._limits.slow_after, self._look, self._wire.unsent())

    def _look(self, before: int) -> None:
        if self._wire.unsent() < before:
            self._watch()
        else:
            self.end(RESET)

    def resume(self) -> None:
        """The wire has room again: send what was kept."""
        self._blocked = False
        self._unwatch()
        self._flush()

    def _unwatch(self) -> None:
        if self._slow is not None:
            self._slow.cancel()
            self._slow = None

    async def room(self) -> None:
        """Wait until less is queued than may be replied at once; returns at once on a closed connection."""
        while not self.closed and self._bytes > self._limits.replies_bytes:
            ready: asyncio.Future[None] = self._loop.create_future()
            self._drained.append(lambda ready=ready: ready.done() or ready.set_result(None))  # type: ignore[misc]
            await ready

    def end(self, why: SocketClose) -> None:
        """End the connection: what can still be sent goes first."""
        if self.closed:
            return
        if not self._blocked:
            self._flush()
        self.closed = True
        self._wire.close(why)
        self._forget()

    def lost(self) -> None:
        """The connection is gone."""
        self.closed = True
        self._forget()

    def _forget(self) -> None:
        self._queue.clear()
        self._bytes = self._relays = 0
        self._unwatch()
        self.intake.end()
        self._let_go()
