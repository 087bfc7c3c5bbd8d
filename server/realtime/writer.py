"""Makes typing durable: one thread gathers what arrives together into one commit, then tells each room (PROTOCOL.md, P17–P20)."""

import asyncio
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from server.domain.live import Append, Appended, NotAppended
from server.realtime.ports import LiveLog

log = logging.getLogger(__name__)

WINDOW = 0.002
"""Longest wait, in seconds, for company before a commit; nobody waits while commits hold one update each."""

BATCH = 1000
"""Most updates in one commit."""


class Lane:
    """The order of one document's writes: after one failed, nothing that was built on it may be stored."""

    __slots__ = ("broken",)

    def __init__(self) -> None:
        self.broken = False


Answer = Appended | NotAppended
Told = Callable[[Answer], None]


@dataclass(frozen=True, slots=True)
class _Job:
    append: Append
    lane: Lane
    told: Told


class Writer:
    """The group commit. `submit` never blocks; answers come in the order of submission, on the event loop."""

    def __init__(self, store: LiveLog, loop: asyncio.AbstractEventLoop) -> None:
        self._store, self._loop = store, loop
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="live-writer", daemon=True)
        self._thread.start()

    def submit(self, append: Append, lane: Lane, told: Told) -> None:
        """Store an update; `told` is called with the answer once it is durable, or was not stored."""
        self._jobs.put(_Job(append, lane, told))

    async def close(self) -> None:
        """Store what was submitted, then stop."""
        self._jobs.put(None)
        await asyncio.to_thread(self._thread.join)

    def _run(self) -> None:
        company = False
        while (first := self._jobs.get()) is not None:
            if company:
                time.sleep(WINDOW)
            batch, last = self._gather(first)
            company = len(batch) > 1
            self._commit(batch)
            if last:
                return

    def _gather(self, first: _Job) -> tuple[list[_Job], bool]:
        batch = [first]
        while len(batch) < BATCH:
            try:
                job = self._jobs.get_nowait()
            except queue.Empty:
                break
            if job is None:
                return batch, True
            batch.append(job)
        return batch, False

    def _commit(self, batch: list[_Job]) -> None:
        live = [job for job in batch if not job.lane.broken]
        answers = self._append([job.append for job in live]) if live else []
        for job, answer in zip(live, answers, strict=True):
            if isinstance(answer, NotAppended):
                job.lane.broken = True
        stored = {id(job): answer for job, answer in zip(live, answers, strict=True)}
        told = [(job.told, stored.get(id(job), NotAppended.BROKEN)) for job in batch]
        try:
            self._loop.call_soon_threadsafe(_tell, told)
        except RuntimeError:
            log.warning("the event loop ended before %d commits were reported", len(told))

    def _append(self, appends: list[Append]) -> Sequence[Answer]:
        try:
            return self._store.append(appends)
        except Exception:
            log.exception("%d updates could not be stored; their authors synchronise again", len(appends))
            return [NotAppended.BROKEN] * len(appends)


def _tell(told: list[tuple[Told, Answer]]) -> None:
    for tell, answer in told:
        try:
            tell(answer)
        except Exception:
            log.exception("a room failed on the answer to a commit")
