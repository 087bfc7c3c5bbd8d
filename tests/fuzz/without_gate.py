"""A worker whose gate lets everything through, given an update that kills the engine: for the test of the counting."""

from dataclasses import replace
from unittest.mock import patch

from server.crdt.gate import check
from server.crdt.known import Known
from tests.crdt.corpus import HOSTILE
from tests.fuzz import worker
from tests.fuzz.mutants import Mutants

_, KILLER = HOSTILE["an array nested 26 300 deep, which kills the engine"]


def main() -> None:
    """Be killed by the first mutant."""
    with (
        patch.object(Mutants, "draw", lambda _: KILLER),
        patch("server.crdt.replica.check", lambda update, *_: _passed(update)),
    ):
        worker.main()


def _passed(update: bytes) -> object:
    return replace(check(b"\x00\x00", Known(), ()), update=update)


if __name__ == "__main__":
    main()
