"""The processes that set pages: replaced in time, replaced when they die, and never waited for in vain."""

import os
import signal
import subprocess
import sys
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from server.exports.pdf.workers import Workers

A_SERVER = "import os, sys; from server.exports.pdf.workers import Workers; \
workers = Workers(1, 9); print(*workers.run_all(os.getpid, [()]), flush=True); sys.stdin.read()"


def _who(_call: int) -> int:
    return os.getpid()


def _die_once(mark: Path, call: int) -> int:
    if not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return call


def _die(_call: int) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def test_more_tasks_than_a_life_holds_are_all_done_in_order() -> None:
    assert Workers(2, tasks_a_life=3).run_all(abs, [(-n,) for n in range(20)]) == list(range(20))


def test_processes_are_replaced_once_they_were_handed_their_tasks() -> None:
    workers = Workers(1, tasks_a_life=2)
    lives = [workers.run_all(_who, [(1,)])[0] for _ in range(4)]
    assert lives[0] == lives[1] != lives[2] == lives[3]


def test_a_process_that_dies_costs_nothing_but_time(tmp_path: Path) -> None:
    workers = Workers(2, tasks_a_life=100)
    assert workers.run_all(_die_once, [(tmp_path / "died", n) for n in range(8)]) == list(range(8))


def test_a_process_killed_while_idle_is_replaced() -> None:
    workers = Workers(1, tasks_a_life=100)
    first = workers.run_all(_who, [(1,)])[0]
    os.kill(first, signal.SIGKILL)
    assert workers.run_all(_who, [(1,)])[0] != first


def test_a_task_that_kills_every_process_is_given_up() -> None:
    workers = Workers(1, tasks_a_life=100)
    with pytest.raises(BrokenProcessPool):
        workers.run_all(_die, [(1,)])
    assert workers.run_all(abs, [(-1,)]) == [1]


def test_they_end_with_the_server_even_when_it_is_killed() -> None:
    server = subprocess.Popen([sys.executable, "-c", A_SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert server.stdout is not None
    worker = int(server.stdout.readline())

    server.kill()
    server.communicate(timeout=60)  # until nobody holds its console any more

    assert worker != server.pid
