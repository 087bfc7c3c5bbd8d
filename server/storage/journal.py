"""What happened and what was touched: the history people may read, and the sequence that keeps every page fresh."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, Row, func, or_, select, text

from server.domain.ids import new_id
from server.domain.tracing import Subject, SubjectKind
from server.storage.tables.journal import history
from server.storage.tables.live import changes


class Change(NamedTuple):
    """One thing touched; `seq` grows in the order of commits within a project."""

    seq: int
    subject: Subject


class HistoryRow(NamedTuple):
    """One fact of the past, as it is kept: `label` is that of the part it tells of."""

    id: str
    specification_id: str | None
    subject: Subject
    deed: str
    field: str
    before: object
    after: object
    label: str
    person_id: str | None
    at: datetime


def take_turn(connection: Connection, project_id: str) -> None:
    """Wait until no other transaction writes in this project; held until this one ends.

    Without it PostgreSQL could commit a later sequence number before an earlier one, and a reader would miss the earlier.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(hashtextextended(:project, 0))"), {"project": project_id})


def insert_change(
    connection: Connection, project_id: str, specification_id: str | None, subject: Subject, at: datetime
) -> int:
    """Mark `subject` changed and return the sequence number. Without a specification, all of the project's see it."""
    take_turn(connection, project_id)
    inserted = connection.execute(
        changes.insert()
        .values(
            project_id=project_id,
            specification_id=specification_id,
            subject_kind=subject.kind.value,
            subject_id=subject.id,
            at=at,
        )
        .returning(changes.c.seq)
    )
    seq: int = inserted.scalar_one()
    return seq


def latest_seq(connection: Connection, project_id: str) -> int:
    """Return the last sequence number of the project; 0 before the first."""
    last: int | None = connection.execute(
        select(func.max(changes.c.seq)).where(changes.c.project_id == project_id)
    ).scalar()
    return last or 0


def changes_since(connection: Connection, project_id: str, specification_id: str, seq: int) -> list[Change]:
    """Return what was touched after `seq` in the specification or project-wide, in order."""
    rows = connection.execute(
        select(changes.c.seq, changes.c.subject_kind, changes.c.subject_id)
        .where(changes.c.project_id == project_id, changes.c.seq > seq)
        .where(or_(changes.c.specification_id == specification_id, changes.c.specification_id.is_(None)))
        .order_by(changes.c.seq)
    )
    return [Change(row.seq, Subject(SubjectKind(row.subject_kind), row.subject_id)) for row in rows]


def insert_history(
    connection: Connection,
    *,
    project_id: str,
    specification_id: str | None,
    subject: Subject,
    deed: str,
    field: str,
    before: object,
    after: object,
    label: str,
    person_id: str | None,
    at: datetime,
) -> str:
    """Keep who did what to `subject`, before and after (JSON values), under the label of the part touched; return its id."""
    entry_id = new_id()
    connection.execute(
        history.insert().values(
            id=entry_id,
            project_id=project_id,
            specification_id=specification_id,
            subject_kind=subject.kind.value,
            subject_id=subject.id,
            deed=deed,
            field=field,
            before=before,
            after=after,
            label=label,
            person_id=person_id,
            at=at,
        )
    )
    return entry_id


def load_history(connection: Connection, project_id: str, subject_ids: Sequence[str]) -> list[HistoryRow]:
    """Return, latest first, the whole past of these things, unfiltered: it leaves through the gate only."""
    rows = connection.execute(
        select(history)
        .where(history.c.project_id == project_id, history.c.subject_id.in_(subject_ids))
        .order_by(history.c.at.desc(), history.c.id)
    )
    return [_read(row) for row in rows]


def load_entry(connection: Connection, project_id: str, entry_id: str) -> HistoryRow | None:
    """Return one fact of a project's past, unfiltered."""
    query = select(history).where(history.c.project_id == project_id, history.c.id == entry_id)
    row = connection.execute(query).one_or_none()
    return _read(row) if row is not None else None


def load_later(connection: Connection, project_id: str, subject_ids: Sequence[str], at: datetime) -> list[HistoryRow]:
    """Return what was done to these things after `at`, unfiltered."""
    query = select(history).where(
        history.c.project_id == project_id, history.c.subject_id.in_(subject_ids), history.c.at > at
    )
    return [_read(row) for row in connection.execute(query)]


def _read(row: Row[Any]) -> HistoryRow:
    return HistoryRow(
        row.id,
        row.specification_id,
        Subject(SubjectKind(row.subject_kind), row.subject_id),
        row.deed,
        row.field,
        row.before,
        row.after,
        row.label,
        row.person_id,
        row.at,
    )
