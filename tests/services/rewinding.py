"""A PostgreSQL database put back to what it held: only the tables that changed since are written again."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any, cast

import psycopg
from psycopg import sql

from server.storage.database import Database


class Rewind:
    """What a database holds, kept to be put back as often as wanted.

    A table has changed when it holds another number of rows, or a row that another transaction wrote than the one that put it back.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        with self._transaction() as connection:
            found = connection.execute(
                "SELECT relname FROM pg_stat_user_tables WHERE relname <> 'alembic_version' ORDER BY relname"
            )
            self._kept = {name: _copied(connection, name) for (name,) in found.fetchall()}
            self._rows = {name: rows.count(b"\n") for name, rows in self._kept.items()}
            self._written = dict.fromkeys(self._kept, self._put_back(connection, list(self._kept)))
        self._changed = sql.SQL(" UNION ALL ").join(
            sql.SQL("SELECT {} FROM {} HAVING count(*) <> %s OR count(*) FILTER (WHERE xmin <> %s::xid) > 0").format(
                sql.Literal(name), sql.Identifier(name)
            )
            for name in self._kept
        )

    def rewind(self) -> None:
        """Put back every table that changed; transactions that a test left open are ended first."""
        with self._transaction() as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle'"
            )
            known = [one for name in self._kept for one in (self._rows[name], self._written[name])]
            changed = [name for (name,) in connection.execute(self._changed, known).fetchall()]
            if changed:
                self._written |= dict.fromkeys(changed, self._put_back(connection, changed))

    def _put_back(self, connection: psycopg.Connection[Any], tables: list[str]) -> str:
        connection.execute("SET LOCAL session_replication_role = replica")  # neither triggers nor foreign keys
        connection.execute(
            sql.SQL("; ").join(sql.SQL("DELETE FROM {}").format(sql.Identifier(name)) for name in tables)
        )
        for name in tables:
            with connection.cursor().copy(sql.SQL("COPY {} FROM STDIN").format(sql.Identifier(name))) as copy:
                copy.write(self._kept[name])
        row = connection.execute("SELECT pg_current_xact_id()::xid::text").fetchone()
        assert row is not None
        return str(row[0])

    @contextmanager
    def _transaction(self) -> Iterator[psycopg.Connection[Any]]:
        with closing(self._database.engine.raw_connection()) as borrowed:
            connection = cast("psycopg.Connection[Any]", borrowed.driver_connection)
            with connection.transaction():
                yield connection


def _copied(connection: psycopg.Connection[Any], table: str) -> bytes:
    with connection.cursor().copy(sql.SQL("COPY {} TO STDOUT").format(sql.Identifier(table))) as copy:
        return b"".join(bytes(piece) for piece in copy)
