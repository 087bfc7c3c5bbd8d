"""A short run of `make fuzz-live`, and proof that it notices when a rule of the gate is off."""

import signal
from collections import Counter
from random import Random
from typing import Any

import pytest

from server.crdt.structs import decode
from tests.crdt.corpus import HOSTILE
from tests.crdt.peer import Peer
from tests.fuzz import __main__ as fuzz
from tests.fuzz.differential import Tally, honest, run_round
from tests.fuzz.encoding import encode
from tests.fuzz.mutants import draft_of

SEEDS = ("1", "2", "3", "4")
MUTANTS = 4_000


@pytest.mark.parametrize("seed", SEEDS)
def test_mutants_are_refused_or_mean_the_same_everywhere(yjs: Peer, seed: str) -> None:
    tally = Tally()
    run_round(yjs, seed, MUTANTS, tally)
    assert (tally.uncaught, tally.differences, tally.refused["engine"]) == ([], [], 0)
    assert tally.mutants == tally.passed + tally.refused.total() == MUTANTS
    assert tally.changed > 100
    assert len(tally.refused) > 10


@pytest.mark.parametrize(
    ("place", "switched_off"),
    [
        ("server.crdt.known.Piece.cut_at", lambda *_: False),
        ("server.crdt.gate.trimmed", lambda data, *_: data),
        ("server.crdt.gate.demand_content", lambda *_: None),
    ],
    ids=["a character may be cut in two", "the known is sent again", "any mark and any control character"],
)
def test_a_rule_that_is_off_is_noticed(
    yjs: Peer, monkeypatch: pytest.MonkeyPatch, place: str, switched_off: object
) -> None:
    tally = Tally()
    monkeypatch.setattr(place, switched_off)
    for seed in SEEDS:
        run_round(yjs, seed, MUTANTS, tally)
        if tally.differences or tally.uncaught or tally.refused["engine"]:
            return
    pytest.fail("nothing was noticed")


def test_honest_updates_written_again_read_the_same(yjs: Peer) -> None:
    """The mutants begin as what browsers send."""
    _, updates = honest(yjs, Random(1))  # noqa: S311  a run that can be told again
    for update in updates:
        again = decode(encode(draft_of(decode(update))))
        assert draft_of(again) == draft_of(decode(update))


def test_a_short_run_is_sound_and_told() -> None:
    report = fuzz.run("8", 5_000)

    assert report.sound
    assert report.mutants == report.passed + report.refused.total() == 5_000
    assert "deaths 0" in report.lines("8", 1.0)


def test_a_death_is_counted_with_the_mutant_that_caused_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fuzz, "WORKER", "tests.fuzz.without_gate")

    report = fuzz.run("1", 1)

    killer = HOSTILE["an array nested 26 300 deep, which kills the engine"][1].hex()
    assert report.deaths == [f"{-signal.SIGSEGV} in round 0 of the mutant {killer}"]
    assert not report.sound


@pytest.mark.parametrize(
    "figures",
    [
        {"uncaught": ["PanicException"]},
        {"differences": ["tree"]},
        {"deaths": ["-11"]},
        {"refused": Counter(engine=1)},
        {"growth": fuzz.MOST_GROWTH + 1},
    ],
    ids=str,
)
def test_one_bad_figure_fails_the_run(figures: dict[str, Any]) -> None:
    assert fuzz.Report().sound
    assert not fuzz.Report(**figures).sound
