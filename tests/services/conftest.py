"""The demo project on SQLite and on PostgreSQL: staged once each, then put back for every test."""

import secrets
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest
from psycopg import sql

from server.settings import Settings
from tests.conftest import administer
from tests.services.scene import Scene, open_staged, stage_demo


class Staged(NamedTuple):
    """The demo to begin each test with: an SQLite file or a PostgreSQL copy, and the demo's specification."""

    source: "Path | Rewind"
    specification_id: str


class Rewind:
    """A PostgreSQL database of one worker that is put back to what it held: quicker than making it anew each time."""

    def __init__(self, url: str) -> None:
        self.url = url
        with self._connection() as connection:
            found = connection.execute(
                "SELECT relname FROM pg_stat_user_tables WHERE relname <> 'alembic_version' ORDER BY relname"
            )
            self._tables = [name for (name,) in found]
            self._kept = {table: self._copied(connection, table) for table in self._tables}

    def _connection(self) -> psycopg.Connection[Any]:
        return psycopg.connect(self.url.replace("postgresql+psycopg://", "postgresql://", 1), autocommit=True)

    def _copied(self, connection: psycopg.Connection[Any], table: str) -> bytes:
        with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
            return b"".join(bytes(piece) for piece in copy)

    def rewind(self) -> None:
        """Put every table back; connections that a test left open are ended first."""
        with self._connection() as connection, connection.transaction():
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            connection.execute("SET LOCAL session_replication_role = replica")
            tables = sql.SQL(", ").join(map(sql.Identifier, self._tables))
            connection.execute(sql.SQL("TRUNCATE {} CASCADE").format(tables))
            for table, rows in self._kept.items():
                with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(table))) as copy:
                    copy.write(rows)


@pytest.fixture(scope="session")
def _staged_sqlite(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Staged:
    folder = tmp_path_factory.mktemp("staged")
    source = folder / "demo.sqlite3"
    shutil.copyfile(_sqlite_template, source)
    made = stage_demo(Settings.read({"DATA_DIR": str(folder), "DATABASE_URL": f"sqlite:///{source}"}))
    with closing(sqlite3.connect(source)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return Staged(source, made)


@pytest.fixture(scope="session")
def _staged_postgresql(
    postgresql_server: str, _postgresql_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Staged]:
    name = f"concerte_test_{secrets.token_hex(8)}"
    administer(postgresql_server, "CREATE DATABASE {} TEMPLATE {}", name, _postgresql_template)
    url = f"{postgresql_server.rpartition('/')[0]}/{name}"
    try:
        made = stage_demo(Settings.read({"DATA_DIR": str(tmp_path_factory.mktemp("staged")), "DATABASE_URL": url}))
        yield Staged(Rewind(url), made)
    finally:
        administer(postgresql_server, "DROP DATABASE {} WITH (FORCE)", name)


@pytest.fixture(params=["sqlite", "postgresql"])
def scene(request: pytest.FixtureRequest, tmp_path: Path, redis_url: str) -> Iterator[Scene]:
    """The demo in a database no other test touches meanwhile; the test runs once on each kind of database."""
    staged: Staged = request.getfixturevalue(f"_staged_{request.param}")
    if isinstance(staged.source, Rewind):
        staged.source.rewind()
        url = staged.source.url
    else:
        shutil.copyfile(staged.source, tmp_path / "concerte.sqlite3")
        url = f"sqlite:///{tmp_path / 'concerte.sqlite3'}"
    standard = Settings.read({"DATA_DIR": str(tmp_path), "DATABASE_URL": url})
    settings = replace(standard, redis_url=None if request.param == "sqlite" else redis_url)
    with open_staged(settings, staged.specification_id) as opened:
        yield opened
