"""Keeps the stored text of each part close behind its live document, so pages and exports read what people type."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from server.domain.live import Projected
from server.domain.richtext import Node
from server.realtime.ports import LiveLog
from server.realtime.room import Room

log = logging.getLogger(__name__)

RETRY_AFTER = 1.0
"""Seconds until a projection that failed is tried again."""


class Projector:
    """Projects rooms, each at most once per window, from words that are durable."""

    def __init__(self, store: LiveLog, window: float, projected: Callable[[Room, Projected], None]) -> None:
        self._store, self._window, self._projected = store, window, projected
        self._planned: dict[Room, asyncio.TimerHandle] = {}
        self._running: dict[Room, asyncio.Task[None]] = {}
        self._again: set[Room] = set()

    def busy(self, room: Room) -> bool:
        """Whether a projection of this room is planned or under way."""
        return room in self._planned or room in self._running

    def soon(self, room: Room) -> None:
        """Project a room that has changed."""
        if room in self._running:
            self._again.add(room)
        elif room not in self._planned:
            self._plan(room, self._window)

    async def close(self) -> None:
        """Project at once what is planned, and wait for it."""
        for room, timer in list(self._planned.items()):
            timer.cancel()
            self._capture(room)
        while self._running:
            await asyncio.gather(*self._running.values(), return_exceptions=True)

    def _plan(self, room: Room, after: float) -> None:
        self._planned[room] = asyncio.get_running_loop().call_later(after, self._capture, room)

    def _capture(self, room: Room) -> None:
        self._planned.pop(room, None)
        if room.dead:
            work = asyncio.to_thread(self._store.project_log, room.generation)
            self._running[room] = asyncio.get_running_loop().create_task(self._project(room, work))
        else:
            room.capture(lambda tree, seq: self._start(room, tree, seq), lambda: self.soon(room))

    def _start(self, room: Room, tree: Node, seq: int) -> None:
        if room in self._running:
            self._again.add(room)
        else:
            work = asyncio.to_thread(self._store.project, room.generation, tree, seq)
            self._running[room] = asyncio.get_running_loop().create_task(self._project(room, work))

    async def _project(self, room: Room, work: Coroutine[Any, Any, Projected | None]) -> None:
        try:
            done = await work
        except Exception:
            log.exception("a part could not be projected; tried again")
            self._plan(room, RETRY_AFTER)
        else:
            if done is not None:
                self._projected(room, done)
        finally:
            del self._running[room]
            if room in self._again:
                self._again.discard(room)
                self.soon(room)
            else:
                room.host.settled(room)
