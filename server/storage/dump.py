"""Everything a database holds as lines of JSON, table by table, and back: the same lines for SQLite and PostgreSQL."""

import base64
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from importlib.resources import files
from typing import Any, Final

from sqlalchemy import Connection, LargeBinary, Table, func, inspect, select, text

from server.storage.tables import metadata
from server.storage.tables.base import Moment

LEFT_OUT: Final = frozenset({"sessions", "sign_in_tokens", "attempts", "mails"})
"""What opens doors or was about to be sent is not kept: a restored installation lets nobody in who was put out."""

_BATCH_ROWS: Final = 500
_BATCH_BYTES: Final = 8 * 1024 * 1024


def kept_tables() -> list[Table]:
    """Return the tables that a backup holds, each after those it refers to."""
    return [table for table in metadata.sorted_tables if table.name not in LEFT_OUT]


def schema_revision(connection: Connection) -> str | None:
    """Return the migration at which this database stands; None when it was never migrated."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return revision


def newest_revision() -> str:
    """Return the migration that this code needs."""
    return max(known_revisions())


def known_revisions() -> frozenset[str]:
    """Return every migration that this code has; the name of each file begins with the number of its own."""
    names = (file.name for file in (files("server.storage") / "migrations" / "versions").iterdir())
    return frozenset(name.partition("_")[0] for name in names if name[0].isdigit())


def count_rows(connection: Connection, table: Table) -> int:
    """Return how many rows a table has."""
    count: int = connection.execute(select(func.count()).select_from(table)).scalar_one()
    return count


def is_empty(connection: Connection) -> bool:
    """Tell whether nothing at all is in the database, doors included."""
    return all(connection.execute(select(table).limit(1)).first() is None for table in metadata.sorted_tables)


def dump_rows(connection: Connection, table: Table) -> Iterator[bytes]:
    """Yield a table row by row as JSON lines, in the order of its key."""
    query = select(table).order_by(*(table.primary_key.columns or table.columns))
    rows = connection.execution_options(stream_results=True, yield_per=_BATCH_ROWS).execute(query)
    encoders = {column.name: _encoder(column.type) for column in table.columns}
    for row in rows.mappings():
        line = {name: encode(row[name]) for name, encode in encoders.items()}
        yield json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def load_rows(connection: Connection, table: Table, lines: Iterable[bytes]) -> Iterator[int]:
    """Write JSON lines into an empty table; yields how many rows were written, batch by batch."""
    decoders = {column.name: _decoder(column.type) for column in table.columns}
    rows = ({name: decoders[name](value) for name, value in json.loads(line).items()} for line in lines)
    for batch in _batches(_parents_first(table, rows)):
        connection.execute(table.insert(), batch)
        yield len(batch)


def settle_sequences(connection: Connection) -> None:
    """Let PostgreSQL count on after the restored numbers; SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    for table in kept_tables():
        column = table.autoincrement_column
        if column is not None and count_rows(connection, table):
            last = connection.execute(select(func.max(column))).scalar_one()
            names = {"table": table.name, "column": column.name, "last": last}
            connection.execute(text("SELECT setval(pg_get_serial_sequence(:table, :column), :last)"), names)


def _encoder(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, LargeBinary):
        return lambda value: None if value is None else base64.b64encode(value).decode()
    if isinstance(kind, Moment):
        return lambda value: None if value is None else value.isoformat()
    return lambda value: value


def _decoder(kind: Any) -> Callable[[Any], Any]:
    if isinstance(kind, LargeBinary):
        return lambda value: None if value is None else base64.b64decode(value)
    if isinstance(kind, Moment):
        return lambda value: None if value is None else datetime.fromisoformat(value)
    return lambda value: value


def _parents_first(table: Table, rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The rows of a table that refers to itself, each after the one it refers to."""
    parent = next((key.parent.name for key in table.foreign_keys if key.column.table is table), None)
    if parent is None:
        yield from rows
        return
    waiting, written = list(rows), {None}
    while waiting:
        ready = [row for row in waiting if row[parent] in written]
        waiting = [row for row in waiting if row[parent] not in written] if ready else []
        written |= {row["id"] for row in ready}
        yield from ready


def _batches(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    batch: list[dict[str, Any]] = []
    size = 0
    for row in rows:
        batch.append(row)
        size += sum(len(value) for value in row.values() if isinstance(value, bytes))
        if len(batch) >= _BATCH_ROWS or size >= _BATCH_BYTES:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
