"""The plain movements of a row, shared by the subjects: add one, change one, remove one, read some."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Executable, Table, select

from server.storage.database import Transaction
from server.storage.tables.tracing import tasks


def add(connection: Transaction, table: Table, values: Mapping[str, Any]) -> None:
    """Add one row."""
    connection.execute(table.insert().values(**values))


def change(connection: Transaction, table: Table, row_id: str, values: Mapping[str, Any]) -> None:
    """Change the row `row_id`."""
    if values:
        connection.execute(table.update().where(table.c.id == row_id).values(**values))


def remove(connection: Transaction, table: Table, row_id: str) -> None:
    """Remove the row `row_id`."""
    connection.execute(table.delete().where(table.c.id == row_id))


def make_tasks(connection: Transaction, table: Table, owner: str, owner_id: str, task_ids: Iterable[str]) -> None:
    """Make these the tasks of a requirement, a situation or a member; those withdrawn wait there for their return (O2)."""
    aside = select(tasks.c.id).where(tasks.c.withdrawn)
    connection.execute(table.delete().where(table.c[owner] == owner_id, table.c.task_id.not_in(aside)))
    kept = set(connection.scalars(select(table.c.task_id).where(table.c[owner] == owner_id)))
    for task_id in dict.fromkeys(task_ids):
        if task_id not in kept:
            add(connection, table, {owner: owner_id, "task_id": task_id})


def find(connection: Transaction, statement: Executable) -> dict[str, Any] | None:
    """Return the one row of a query by column name, or None."""
    row = connection.execute(statement).mappings().one_or_none()
    return dict(row) if row is not None else None


def all_of(connection: Transaction, statement: Executable) -> Sequence[dict[str, Any]]:
    """Return the rows of a query by column name."""
    return [dict(row) for row in connection.execute(statement).mappings()]
