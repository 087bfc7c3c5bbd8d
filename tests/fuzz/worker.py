"""One of the processes of a run, so that a death is counted and not suffered: `python -m tests.fuzz.worker`.

It writes a line of JSON after each round, and keeps the mutant in hand in a file that outlives it.
"""

import argparse
import json
import mmap
import sys
from pathlib import Path
from typing import Self

from server.crdt.gate import MAX_UPDATE
from tests.crdt.peer import ROOT, Peer
from tests.fuzz.differential import Round, Tally

NODE = ROOT / ".venv" / "bin" / "node"


class InHand:
    """A file with the mutant that is being tried: its length, then its bytes."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(bytes(2 * MAX_UPDATE))
        self._file = path.open("r+b")

    def __enter__(self) -> Self:
        self._memory = mmap.mmap(self._file.fileno(), 0)
        return self

    def __exit__(self, *_: object) -> None:
        self._memory.close()
        self._file.close()

    def hold(self, mutant: bytes) -> bytes:
        """Note a mutant and return it."""
        self._memory[: 4 + len(mutant)] = len(mutant).to_bytes(4, "big") + mutant
        return mutant


def last_held(path: Path) -> bytes:
    """Return the mutant that a dead process had in hand."""
    data = path.read_bytes()
    return data[4 : 4 + int.from_bytes(data[:4], "big")]


def resident() -> int:
    """Return the bytes of memory this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * mmap.PAGESIZE


def main() -> None:
    """Try the mutants of the rounds asked for."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--seed", required=True)
    asked.add_argument("--rounds", nargs="+", type=int, required=True)
    asked.add_argument("--mutants", type=int, required=True)
    asked.add_argument("--in-hand", type=Path, required=True)
    options = asked.parse_args()
    with Peer(NODE) as yjs, InHand(options.in_hand) as in_hand:
        for number in options.rounds:
            tally = Tally()
            this = Round(yjs, f"{options.seed}:{number}", tally)
            for _ in range(options.mutants):
                this.attempt(in_hand.hold(this.mutant()))
            this.compare()
            sys.stdout.write(
                json.dumps({name: getattr(tally, name) for name in Tally.__slots__} | {"resident": resident()}) + "\n"
            )
            sys.stdout.flush()


if __name__ == "__main__":
    main()
