"""`make fuzz-live`: mutants over two processes, what the gate passes compared with Yjs; figures, and 1 when one is bad."""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import SystemRandom

from tests.crdt.peer import ROOT
from tests.fuzz.differential import Tally
from tests.fuzz.worker import last_held

WORKER = "tests.fuzz.worker"
PROCESSES = 2
A_ROUND = 5_000
MOST_GROWTH = 64 << 20
WARM = 3
"""Rounds of a process after which its memory is looked at for the first time."""


@dataclass(slots=True)
class Report(Tally):
    """The sum of all processes."""

    deaths: list[str] = field(default_factory=list)
    growth: int = 0

    def add(self, told: dict[str, object]) -> None:
        """Add what one round counted."""
        for name in ("mutants", "passed", "changed", "uncaught", "differences"):
            setattr(self, name, getattr(self, name) + told[name])
        self.refused.update(told["refused"])  # type: ignore[call-overload]
        self.slowest = max(self.slowest, float(str(told["slowest"])))

    @property
    def sound(self) -> bool:
        """Whether nothing happened that may not."""
        panics = self.refused["engine"]
        return not (self.deaths or self.uncaught or self.differences or panics) and self.growth <= MOST_GROWTH

    def lines(self, seed: str, seconds: float) -> list[str]:
        """Return the report."""
        reasons = ", ".join(f"{reason} {count}" for reason, count in self.refused.most_common())
        found = [*map("died of {}".format, self.deaths), *map("uncaught: {}".format, self.uncaught)]
        found += map("different: {}".format, self.differences)
        return [
            *found[:20],
            f"seed {seed}, {PROCESSES} processes, {seconds:.0f} s",
            f"mutants {self.mutants}",
            f"passed {self.passed}, of which {self.changed} changed the text",
            f"refused {self.refused.total()}: {reasons}",
            f"deaths {len(self.deaths)}",
            f"uncaught BaseException {len(self.uncaught)}, panics caught behind the gate {self.refused['engine']}",
            f"differences from Yjs {len(self.differences)}",
            f"memory growth {self.growth / 2**20:.1f} MB (at most {MOST_GROWTH >> 20})",
            f"longest for one mutant {1000 * self.slowest:.0f} ms of the processor",
        ]


class Shift:
    """One process at a time for a share of the rounds; after a death the next one goes on with the next round."""

    def __init__(self, seed: str, rounds: list[int], mutants: int, report: Report, turn: threading.Lock) -> None:
        self._seed, self._rounds, self._mutants = seed, rounds, mutants
        self._report, self._turn = report, turn

    def work(self) -> None:
        """Have all rounds done."""
        with tempfile.TemporaryDirectory() as folder:
            in_hand = Path(folder) / "mutant"
            while self._rounds:
                code = self._process(in_hand)
                if code:
                    with self._turn:
                        held = last_held(in_hand).hex()
                        self._report.deaths.append(f"{code} in round {self._rounds[0]} of the mutant {held}")
                    del self._rounds[0]

    def _process(self, in_hand: Path) -> int:
        command = [sys.executable, "-m", WORKER, "--seed", self._seed, "--in-hand", str(in_hand)]
        command += ["--mutants", str(self._mutants), "--rounds", *map(str, self._rounds)]
        warm, done = 0, 0
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            for line in process.stdout:
                told, done = json.loads(line), done + 1
                del self._rounds[0]
                with self._turn:
                    self._report.add(told)
                    if done == WARM:
                        warm = told["resident"]
                    elif done > WARM:
                        self._report.growth = max(self._report.growth, told["resident"] - warm)
        return process.returncode


def run(seed: str, mutants: int) -> Report:
    """Try at least so many mutants."""
    report, turn = Report(), threading.Lock()
    rounds = list(range(-(-mutants // A_ROUND)))
    shifts = [Shift(seed, rounds[first::PROCESSES], A_ROUND, report, turn) for first in range(PROCESSES)]
    threads = [threading.Thread(target=shift.work) for shift in shifts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return report


def main() -> int:
    """Run, print, and say with the exit code whether all is sound."""
    asked = argparse.ArgumentParser(prog="make fuzz-live")
    asked.add_argument("--mutants", type=int, default=1_000_000)
    asked.add_argument("--seed", default="")
    options = asked.parse_args()
    seed = options.seed or str(SystemRandom().randrange(2**32))
    begun = time.monotonic()
    report = run(seed, options.mutants)
    sys.stdout.write("\n".join(report.lines(seed, time.monotonic() - begun)) + "\n")
    return 0 if report.sound and report.mutants >= options.mutants else 1


if __name__ == "__main__":
    sys.exit(main())
