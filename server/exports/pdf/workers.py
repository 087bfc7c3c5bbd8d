"""Worker processes that are replaced after a number of tasks, and when one of them dies."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Lock, Thread
from typing import Any, TypeVar

T = TypeVar("T")


class Workers:
    """Runs a function in `number` processes, which are all replaced once they were handed `tasks_a_life` tasks.

    The executor's own `max_tasks_per_child` replaces them one at a time, and stops for ever when one ends while tasks wait:
    https://github.com/python/cpython/issues/115634, in Python 3.11 to 3.14.
    """

    def __init__(self, number: int, tasks_a_life: int) -> None:
        self._number = number
        self._tasks_a_life = tasks_a_life
        self._lock = Lock()
        self._executor: ProcessPoolExecutor | None = None
        self._handed = 0

    def run_all(self, task: Callable[..., T], calls: Sequence[tuple[Any, ...]]) -> list[T]:
        """Return what `task` returns for the arguments of each call, in order. Raises what the task raised.

        When a process dies, the calls are made once more in new processes; raises BrokenProcessPool when one dies again.
        """
        try:
            return self._run(task, calls)
        except BrokenProcessPool:
            return self._run(task, calls)

    def _run(self, task: Callable[..., T], calls: Sequence[tuple[Any, ...]]) -> list[T]:
        executor = None
        try:
            executor, futures = self._hand(task, calls)
            return [future.result() for future in futures]
        except BrokenProcessPool:
            self._retire(executor)
            raise

    def _hand(
        self, task: Callable[..., T], calls: Sequence[tuple[Any, ...]]
    ) -> tuple[ProcessPoolExecutor, list[Future[T]]]:
        with self._lock:
            if self._executor is not None and self._handed >= self._tasks_a_life:
                self._executor.shutdown(wait=False)
                self._executor = None
            if self._executor is None:
                self._executor = ProcessPoolExecutor(
                    self._number, mp_context=get_context("spawn"), initializer=end_with_the_server
                )
                self._handed = 0
            self._handed += len(calls)
            return self._executor, [self._executor.submit(task, *call) for call in calls]

    def _retire(self, broken: ProcessPoolExecutor | None) -> None:
        with self._lock:
            if self._executor is broken or broken is None:
                self._executor = None


def end_with_the_server() -> None:
    """Have this process end when the one that started it has ended, however it did."""
    server = parent_process()

    def wait() -> None:
        if server is not None:
            server.join()
            os._exit(0)

    Thread(target=wait, daemon=True).start()
