"""Every route, asked for by everybody: who is answered, who is told more than others, and who is refused (A3, R1, R2, R10).

`routes.txt` shows it. Nothing that is asked for is kept, so all are asked the same of the same project.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest

from server.storage.database import Database, Transaction
from tests.leaks.canary import CANARY
from tests.leaks.planted import Planted, served_copy
from tests.policy.pair import Undone
from tests.policy.telling import Told, written
from tests.web.ask import Ask
from tests.web.asking import Everybody, Row, rows

GOLDEN = Path(__file__).with_name("routes.txt")
PEOPLE = {
    "w": "claire", "p": "bruno", "s": "diane", "W": "anne", "P": "paul", "e": "samir", "l": "lucie", "r": "remi", "f": "fanny",
    "o": "olga", "x": "theo", "a": "alice", "b": "bilal", "v": "view", "O": "outsider", "n": "nobody",
}  # fmt: skip
HEAD = """What each person is answered when they ask what somebody may ask: `done`, a refusal, or something to read: who reads the most
of what was planted has `reads 1`, who reads less `reads 2`, and so on.
w pilot for the work · p pilot for the production · s sponsor · W, P their consultants · e employee · l line manager
r representative · f facilitator · o observer · x administrator · a supplier A · b supplier B · v pilot who looks as supplier A
O pilot of another firm · n nobody who is signed in
Generated: delete this file and run the test to write it again, then read what changed.
"""
ROWS = rows()
CODE = re.compile(r'"code": ?"([\w.]+)"')


@pytest.fixture(scope="module")
def arranged(tmp_path_factory: pytest.TempPathFactory, planted: Planted) -> Iterator[Everybody]:
    """The planted project with all that any request needs, so that none adds to what another reads; no other test changes it."""
    with served_copy(tmp_path_factory.mktemp("routes"), planted) as served:
        yield _arranged(served)


def _arranged(served: Everybody) -> Everybody:
    for row in ROWS:
        assert row.walker is not None, f"{row.method} {row.path} has no walker in tests/web/walks.py"
        row.walker(served.world)
    return served


@pytest.fixture
def nothing_kept(arranged: Everybody, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """What the server would commit is undone, which it answers as trouble; what is arranged without it is kept."""
    write, own = Database.write, arranged.world.house.database
    for trouble in ("server.web.dispatch", "server.app"):
        caplog.set_level(logging.CRITICAL, trouble)
    for client in arranged.clients.values():
        monkeypatch.setattr(client, "event_hooks", {})

    @contextmanager
    def trial(self: Database) -> Iterator[Transaction]:
        with write(self) as connection:
            yield connection
            if self is not own:
                raise Undone

    monkeypatch.setattr(Database, "write", trial)


@pytest.mark.usefixtures("nothing_kept")
@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row.method} {row.name}")
def test_a3_r1_everybody_is_answered_what_the_golden_file_shows(arranged: Everybody, row: Row) -> None:
    if not GOLDEN.exists():
        lines = [line for one in ROWS for line in _lines(arranged, one)]
        GOLDEN.write_text("\n".join((HEAD, *lines, "")), encoding="utf-8")

    kept = GOLDEN.read_text(encoding="utf-8").splitlines()
    here = f"  {_name(row)} = "
    assert _lines(arranged, row) == [line for line in kept if here in line]


def _name(row: Row) -> str:
    return f"{row.name} ({row.method} {row.path})"


def _lines(served: Everybody, row: Row) -> list[str]:
    assert row.walker is not None
    ask = row.walker(served.world)
    answers = {letter: _answer(served, who, row, ask) for letter, who in PEOPLE.items()}
    sizes = sorted({one for one in answers.values() if isinstance(one, int)}, reverse=True)
    told: dict[str, Told] = {
        letter: {_name(row): one if isinstance(one, str) else f"reads {sizes.index(one) + 1}"}
        for letter, one in answers.items()
    }
    return written(told)


def _answer(served: Everybody, who: str, row: Row, ask: Ask) -> int | str:
    """How many planted words are told, that it is done, or that and why it is refused."""
    answer = served.ask(who, row, ask)
    if answer.status_code == httpx.codes.SERVICE_UNAVAILABLE:
        return "done"
    if answer.is_success:
        return len(set(CANARY.findall(answer.text)))
    code = CODE.search(answer.text) if answer.headers.get("content-type", "").startswith("application/") else None
    return f"{answer.status_code} {code[1]}" if code else str(answer.status_code)
