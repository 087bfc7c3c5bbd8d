"""The way to a browser whose network lets no WebSocket through: posts take messages up, polls bring them down (P41–P43).

A *line* stands for the WebSocket that could not be opened. Both directions are numbered, so that a request or an answer
lost on the way is sent again and nothing is taken twice.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from typing import Final

from server.realtime import codec
from server.realtime.close_codes import LEFT, RESET, SocketClose
from server.realtime.outbox import Frame
from server.realtime.session import Session

BUFFER: Final = 256 * 1024
"""Bytes that wait for polls from which a reader counts as slow."""

BATCH: Final = 64 * 1024
"""Bytes from which a batch is full; a single message may be longer."""

REQUESTS: Final = 4
"""Requests of one line under way at once: a poll, a post, and one repetition of each."""

KEPT: Final = 60.0
"""Seconds for which a line that is over still tells why."""

CLOSED, OPENED, BROUGHT, TAKEN = range(4)


def closed(why: SocketClose) -> bytes:
    """Answer that the line is over, as the close of a WebSocket would."""
    return codec.uint(CLOSED) + codec.uint(why.code) + codec.text(why.reason)


def opened(name: str) -> bytes:
    """Answer with the name of a new line."""
    return codec.uint(OPENED) + codec.text(name)


def brought(number: int, frames: Iterable[Frame]) -> bytes:
    """Answer a poll with a batch of messages."""
    return codec.uint(BROUGHT) + codec.uint(number) + b"".join(codec.buffer(frame.payload) for frame in frames)


def size_of(frames: Iterable[Frame]) -> int:
    """Return the bytes of messages."""
    return sum(len(frame.payload) for frame in frames)


class HttpWire:
    """A session's end of a line."""

    def __init__(self, forget: Callable[[], None]) -> None:
        self.session: Session
        self.over: SocketClose | None = None
        self._forget = forget
        self._waiting: deque[Frame] = deque()
        self._batch: list[Frame] | None = None
        """What was brought last and is not known to have arrived."""

        self._bytes = self._number = self._taken = self._requests = 0
        self._poll: asyncio.Future[None] | None = None
        self._reading = asyncio.Event()
        self._reading.set()

    # From the session

    def write(self, frames: Sequence[Frame]) -> None:
        """Keep frames for the next batch."""
        self._waiting.extend(frames)
        self._bytes += size_of(frames)
        if self._bytes > BUFFER:
            self.session.outbox.block()
        self._wake()

    def unsent(self) -> int:
        """Bytes that no poll has acknowledged."""
        return self._bytes

    def withdraw(self, mark: bytes) -> bool:
        """Take back frames that begin with `mark`, those of a batch that may have to be sent again included."""
        before = self._bytes
        self._waiting = deque(frame for frame in self._waiting if not frame.payload.startswith(mark))
        if self._batch is not None:
            self._batch = [frame for frame in self._batch if not frame.payload.startswith(mark)]
        self._bytes = size_of(self._waiting) + size_of(self._batch or ())
        return self._bytes < before

    def hold_reading(self) -> None:
        """Take no post for now."""
        self._reading.clear()

    def go_on_reading(self) -> None:
        """Take posts again."""
        self._reading.set()

    def close(self, why: SocketClose) -> None:
        """End the line: every request is answered with this from now on, and with nothing else."""
        self.over = why
        self._batch = None
        self._waiting.clear()
        self._reading.set()
        self._wake()
        loop = asyncio.get_running_loop()
        loop.call_soon(self.session.lost)
        loop.call_later(KEPT, self._forget)

    # From the browser

    def begin(self) -> None:
        """A request of the browser begins. More of them at once than our client makes end the line."""
        self._requests += 1
        self.session.heard = asyncio.get_running_loop().time()
        if self._requests > REQUESTS:
            self.session.end(RESET)

    def finish(self) -> None:
        """A request of the browser is answered."""
        self._requests -= 1

    async def bring(self, acknowledged: int) -> bytes:
        """Answer a poll once there is something to tell: the batch after `acknowledged`, the same one if it was sent before."""
        if acknowledged == self._number:
            self._arrived()
        elif acknowledged != self._number - 1 or self._batch is None:
            self.session.end(RESET)
        self._wake()
        self._poll = poll = asyncio.get_running_loop().create_future()
        if self._batch is None and not self._waiting and self.over is None:
            await poll
        if self._poll is not poll:
            return brought(acknowledged, ())  # a newer poll has taken its place
        return closed(self.over) if self.over is not None else brought(*self._next())

    def _arrived(self) -> None:
        self._bytes -= size_of(self._batch or ())
        self._batch = None
        if self._bytes <= BUFFER:
            self.session.outbox.resume()

    def _next(self) -> tuple[int, Sequence[Frame]]:
        if self._batch is None:
            self._number += 1
            self._batch = []
            size = 0
            while self._waiting and size < BATCH:
                self._batch.append(self._waiting.popleft())
                size += len(self._batch[-1].payload)
        return self._number, self._batch

    def _wake(self) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(None)

    async def take(self, number: int, messages: Sequence[bytes]) -> bytes:
        """Take the messages of a post in its turn, once."""
        await self._reading.wait()
        if number == self._taken + 1:
            self._taken = number
            for message in messages:
                self.session.receive(message)
        elif number > self._taken:
            self.session.end(RESET)
        return codec.uint(TAKEN) if self.over is None else closed(self.over)

    def leave(self) -> bytes:
        """The browser ends the line."""
        self.session.lost()
        self.close(LEFT)
        return closed(LEFT)
