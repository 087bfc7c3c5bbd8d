"""A line between people and the server that is bad on purpose: cut, late, out of order and repeated, as a seed has it."""

import asyncio
import contextlib
import heapq
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed, InvalidHandshake

End = ClientConnection | ServerConnection


@dataclass(frozen=True, slots=True)
class Weather:
    """How likely each mishap is for a message; each draws how many seconds it is late by, up to `by`."""

    cut: float = 0.0
    """The line is torn before the message, and whatever was under way on it is gone."""

    late: float = 0.0
    """It comes late, and all behind it waits."""

    overtaken: float = 0.0
    """It comes late, and what is behind it comes first."""

    twice: float = 0.0
    """It comes again later."""

    by: float = 0.05


FAIR: Final = Weather()
ROUGH: Final = Weather(cut=0.01, late=0.2)
"""What networks do."""

UPSIDE_DOWN: Final = Weather(cut=0.01, late=0.1, overtaken=0.15, twice=0.15)
"""What no network does to a WebSocket, and a hostile or broken relay may."""


@dataclass(slots=True)
class Mishaps:
    """What was done to the lines."""

    messages: int = 0
    cut: int = 0
    late: int = 0
    overtaken: int = 0
    twice: int = 0


class Proxy:
    """Carries WebSockets to a server. What befalls the nth message of a direction of a line hangs on the seed alone."""

    def __init__(self, server_port: int, seed: str, weather: Weather) -> None:
        self._server_port, self._seed, self._weather = server_port, seed, weather
        self._lines: dict[int, tuple[End, End]] = {}
        self._opened = 0
        self.mishaps = Mishaps()

    async def carry(self, person: ServerConnection) -> None:
        """Carry one line until one of its ends is over."""
        number = self._opened = self._opened + 1
        assert person.request is not None
        asked, place = person.request, f"127.0.0.1:{self._server_port}"
        headers = {"cookie": asked.headers["Cookie"], "origin": f"http://{place}"}
        address = f"ws://{place}{asked.path}"
        try:
            async with connect(
                address, additional_headers=headers, compression=None, max_size=None, ping_interval=None
            ) as server:
                self._lines[number] = (person, server)
                up = _Direction(self, number, "up", person, server)
                down = _Direction(self, number, "down", server, person)
                await asyncio.gather(up.carry(), down.carry())
        except (OSError, InvalidHandshake):
            person.transport.abort()
        finally:
            self._lines.pop(number, None)

    def dice(self, line: int, direction: str) -> Random:
        """Return what decides over the messages of one direction."""
        return Random(f"{self._seed} {line} {direction}")  # noqa: S311  a run that can be told again

    def now(self) -> Weather:
        """Return the weather."""
        return self._weather

    def tear(self, line: int) -> None:
        """Tear a line without a word to either end."""
        if line in self._lines:
            self.mishaps.cut += 1
            for end in self._lines.pop(line):
                end.transport.abort()

    def clear_up(self) -> None:
        """Be a good line from now on; those that stand are torn a last time, since what they lost is asked for on opening."""
        self._weather = FAIR
        for line in list(self._lines):
            self.tear(line)


@dataclass(slots=True)
class _Direction:
    """The messages of a line in one direction: each has a moment at which it goes on."""

    proxy: Proxy
    line: int
    name: str
    source: End
    target: End
    _under_way: list[tuple[float, int, Any]] = field(default_factory=list)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _over: bool = False

    async def carry(self) -> None:
        sender = asyncio.ensure_future(self._send())
        dice, loop, number, last = self.proxy.dice(self.line, self.name), asyncio.get_running_loop(), 0, 0.0
        with contextlib.suppress(ConnectionClosed):
            async for message in self.source:
                weather, mishaps = self.proxy.now(), self.proxy.mishaps
                cut, late, overtaken, twice = (dice.random() for _ in range(4))
                wait, again = dice.uniform(0, weather.by), dice.uniform(0, weather.by)
                mishaps.messages += 1
                number += 1
                due = last = max(last, loop.time() + wait * (late < weather.late))
                mishaps.late += late < weather.late
                if cut < weather.cut:
                    self.proxy.tear(self.line)
                    break
                if overtaken < weather.overtaken:
                    due += wait
                heapq.heappush(self._under_way, (due, number, message))
                if twice < weather.twice:
                    mishaps.twice += 1
                    heapq.heappush(self._under_way, (due + again, number, message))
                self._changed.set()
        self._over = True
        self._changed.set()
        await sender
        with contextlib.suppress(ConnectionClosed):
            await self.target.close(self._code(), self.source.close_reason or "")

    def _code(self) -> int:
        code = self.source.close_code
        return code if code is not None and (code == 1000 or code >= 3000 or code == 1009) else 1001

    async def _send(self) -> None:
        loop, highest = asyncio.get_running_loop(), 0
        with contextlib.suppress(ConnectionClosed):
            while self._under_way or not self._over:
                self._changed.clear()
                due = self._under_way[0][0] if self._under_way else loop.time() + 60
                if due > loop.time():
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(self._changed.wait(), due - loop.time())
                    continue
                _, number, message = heapq.heappop(self._under_way)
                self.proxy.mishaps.overtaken += number < highest
                highest = max(highest, number)
                await self.target.send(message)


@contextlib.asynccontextmanager
async def bad_line(server_port: int, seed: str, weather: Weather) -> AsyncIterator[tuple[Proxy, int]]:
    """Yield a proxy to a server and its port."""
    proxy = Proxy(server_port, seed, weather)
    async with serve(
        proxy.carry, "127.0.0.1", 0, compression=None, max_size=None, ping_interval=None, close_timeout=1
    ) as listening:
        yield proxy, next(iter(listening.sockets)).getsockname()[1]
