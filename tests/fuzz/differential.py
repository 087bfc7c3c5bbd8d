"""One round: mutants of one document through the gate and the engine; what passes is given to Yjs and compared."""

import time
from base64 import b64decode
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from server.crdt.folding import fold
from server.crdt.lib0 import state_vector
from server.crdt.refusals import Gap, Refused
from server.crdt.replica import Received, Replica
from server.domain.richtext import document
from tests.crdt import corpus
from tests.crdt.peer import Peer
from tests.fuzz.mutants import Mutants

START: Final = (
    *("type", "table", "atom", "wrap", "split", "attribute"),
    *("mark", "link", "replace", "unmark", "erase", "cut"),
)
NEXT: Final = ("type", "typeMore", "table", "atom", "wrap", "split", "attribute", "mark", "link", "replace", "erase")
AUTHOR, SENDER = 7, 9

HOSTILE_ROUNDS: Final = 0.12
"""How many of the rounds begin with the collection of hostile updates instead of honest ones."""

BRIEF: Final = [update for _, update in corpus.HOSTILE.values() if 0 < len(update) < 1_000] + [*corpus.ODD.values()]

AT_ONCE: Final = 60
"""Comparisons asked of Node together."""

IN_A_ROW: Final = 3
"""Most mutants taken by one document before it starts again."""


@dataclass(slots=True)
class Tally:
    """What came of the mutants. A difference or an uncaught error is kept as the updates, in hex, that lead to it."""

    mutants: int = 0
    passed: int = 0
    changed: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    uncaught: list[str] = field(default_factory=list)
    differences: list[str] = field(default_factory=list)
    slowest: float = 0.0


@dataclass(frozen=True, slots=True)
class Case:
    """A document that took mutants: what was relayed of them, and what the server made of it."""

    sent: tuple[bytes, ...]
    tree: Any
    state: bytes
    vector: dict[int, int]


def honest(yjs: Peer, dice: Random) -> tuple[bytes, list[bytes]]:
    """Return a document's state and updates of one more tab that each build on it."""
    yjs.open("start", AUTHOR)
    log = [each for _ in range(3) for kind in START for each in yjs.edit("start", dice.randrange(2**31), kind)]
    state = fold(log)
    updates: list[bytes] = []
    for kind in NEXT * 3:
        yjs.open("next", SENDER, state)
        updates += yjs.edit("next", dice.randrange(2**31), kind)
    return state, updates


class Round:
    """Mutants of one document, the same for the same seed."""

    def __init__(self, yjs: Peer, seed: str, tally: Tally) -> None:
        self._yjs, self._tally = yjs, tally
        self._dice = Random(seed)  # noqa: S311  a run that can be told again
        hostile = self._dice.random() < HOSTILE_ROUNDS
        self._start, updates = (corpus.BASE, BRIEF) if hostile else honest(yjs, self._dice)
        self._sender = corpus.MINE if hostile else SENDER
        self._mutants = Mutants(Replica.replay([self._start]), updates, self._sender, self._dice)
        self._cases: list[Case] = []
        self._begin()

    def _begin(self) -> None:
        self._replica, self._sent = Replica.replay([self._start]), [self._start]

    def mutant(self) -> bytes:
        """Return the next mutant, to be tried."""
        return self._mutants.draw()

    def attempt(self, mutant: bytes) -> None:
        """Give a mutant to the server and note what it did."""
        self._tally.mutants += 1
        begun = time.thread_time()
        try:
            received = self._replica.receive(mutant, {self._sender})
        except Gap:
            self._tally.refused["gap"] += 1
        except Refused as refusal:
            self._tally.refused[refusal.reason] += 1
        except (KeyboardInterrupt, SystemExit):
            raise
        except BaseException as trouble:  # a panic is no Exception: counting those is the point
            self._tally.uncaught.append(f"{type(trouble).__name__} {self._told(mutant)}")
            self._begin()
        else:
            self._took(received)
        self._tally.slowest = max(self._tally.slowest, time.thread_time() - begun)

    def _told(self, mutant: bytes) -> str:
        return " ".join(update.hex() for update in (*self._sent, mutant))

    def _took(self, received: Received) -> None:
        self._tally.passed += 1
        self._tally.changed += received.new
        sent = (*self._sent, received.update)
        replica = self._replica
        vector = state_vector(replica.state_vector())
        self._cases.append(Case(sent, replica.tree.json(), replica.state(), vector))
        if len(self._cases) >= AT_ONCE:
            self.compare()
        if received.new:
            self._sent.append(received.update)
            if len(self._sent) > IN_A_ROW or self._dice.random() < 0.7:
                self._begin()

    def compare(self) -> None:
        """Give Yjs what was relayed, and our state after it; both must show what the server shows."""
        cases, self._cases = self._cases, []
        ways = [list(case.sent) for case in cases] + [[case.state] for case in cases]
        for case, answer in zip(cases * 2, self._yjs.accepts_each(ways), strict=True):
            if (why := _difference(case, answer)) is not None:
                self._tally.differences.append(f"{why} {' '.join(update.hex() for update in case.sent)}")


def _difference(case: Case, answer: dict[str, Any]) -> str | None:
    if "error" in answer:
        return str(answer["error"]).partition("\n")[0].replace(" ", "_")
    tree = case.tree
    if answer["updates"]:
        tree = _tidied(case.state, [b64decode(update) for update in answer["updates"]])
    if (answer["tree"] if answer["tree"].get("content") else document().json()) != tree:
        return "tree"
    return None if state_vector(b64decode(answer["vector"])) == case.vector else "vector"


def _tidied(state: bytes, updates: list[bytes]) -> Any:
    """Return what the server shows once a browser has tidied away formats that became superfluous, and told it."""
    replica = Replica.replay([state])
    for update in updates:
        replica.receive(update, ())
    return replica.tree.json()


def run_round(yjs: Peer, seed: str, mutants: int, tally: Tally) -> None:
    """Try so many mutants of the document that a seed makes."""
    this = Round(yjs, seed, tally)
    for _ in range(mutants):
        this.attempt(this.mutant())
    this.compare()
