"""How fast a client is read: not while it leaves its answers unread (PROTOCOL.md, P26), nor faster than it may speak (P45)."""

import asyncio
from enum import Enum
from typing import Protocol

from server.realtime.limits import LiveLimits


class Held(Enum):
    """Why nothing is read from a client for now."""

    UNREAD = "unread"
    """Too much that it asked for waits to be sent."""

    FAST = "fast"
    """It has said more than it may."""


class Readable(Protocol):
    """A connection whose reading can be stopped for a while."""

    def hold_reading(self) -> None:
        """Read nothing more from the client for now."""
        ...

    def go_on_reading(self) -> None:
        """Read from the client again."""
        ...


class Allowance:
    """So many at once, then so many per second."""

    __slots__ = ("_at", "_burst", "_left", "_rate")

    def __init__(self, rate: float, burst: float, now: float) -> None:
        self._rate, self._burst, self._left, self._at = rate, burst, burst, now

    def spend(self, amount: float, now: float) -> float:
        """Take some, and return how many seconds it takes until the debt is paid (0: none)."""
        self._left = min(self._burst, self._left + (now - self._at) * self._rate) - amount
        self._at = now
        return max(0.0, -self._left / self._rate)


class Intake:
    """The reading side of one connection: it goes on while nothing holds it."""

    __slots__ = ("_bytes", "_loop", "_messages", "_reasons", "_timer", "_wire")

    def __init__(self, wire: Readable, limits: LiveLimits, loop: asyncio.AbstractEventLoop) -> None:
        now = loop.time()
        self._wire, self._loop = wire, loop
        self._messages = Allowance(limits.messages_per_second, limits.messages_at_once, now)
        self._bytes = Allowance(limits.bytes_per_second, limits.bytes_at_once, now)
        self._reasons: set[Held] = set()
        self._timer: asyncio.TimerHandle | None = None

    def take(self, size: int) -> None:
        """Count a message; a client that has said more than it may is not read until it may speak again."""
        now = self._loop.time()
        wait = max(self._messages.spend(1, now), self._bytes.spend(size, now))
        if wait > 0:
            self.hold(Held.FAST)
            if self._timer is not None:
                self._timer.cancel()
            self._timer = self._loop.call_later(wait, self.release, Held.FAST)

    def hold(self, why: Held) -> None:
        """Read nothing more until this reason is gone."""
        if not self._reasons:
            self._wire.hold_reading()
        self._reasons.add(why)

    def release(self, why: Held) -> None:
        """This reason is gone; read again when it was the last one."""
        if why in self._reasons:
            self._reasons.remove(why)
            if not self._reasons:
                self._wire.go_on_reading()

    def end(self) -> None:
        """The connection is over."""
        if self._timer is not None:
            self._timer.cancel()
        for why in tuple(self._reasons):
            self.release(why)
