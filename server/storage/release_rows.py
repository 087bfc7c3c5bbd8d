"""Frozen versions, what was sent to whom, and the files as they were made, as rows."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select

from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables.releases import baselines, export_files, releases

_SUMMARY = [column for column in baselines.c if column.name != "content"]


@dataclass(frozen=True, slots=True)
class Baseline:
    """A frozen version without its content. `confirmed_at` is None while the other seat has not confirmed."""

    id: str
    specification_id: str
    number: int
    title: str
    content_hash: str
    proposed_by: str
    proposed_seat: str
    proposed_at: datetime
    confirmed_by: str | None
    confirmed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Release:
    """A frozen version as sent to one supplier; `number` counts what that supplier received."""

    id: str
    baseline_id: str
    organization_id: str
    number: int
    language: str
    view_hash: str
    message: str
    sent_by: str
    sent_at: datetime
    acknowledged_at: datetime | None


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An export as it was made, byte for byte."""

    id: str
    baseline_id: str
    audience: str
    language: str
    format: str
    name: str
    content: bytes
    content_hash: str
    made_by: str
    made_at: datetime


def insert_baseline(connection: Transaction, item: Baseline, content: bytes) -> None:
    """Keep a frozen version with its canonical bytes."""
    rows.add(connection, baselines, asdict(item) | {"content": content})


def next_baseline_number(connection: Transaction, specification_id: str) -> int:
    """Return the number after the last frozen version of a specification; 1 for the first."""
    table = baselines
    last = connection.scalar(select(func.max(table.c.number)).where(table.c.specification_id == specification_id))
    return (last or 0) + 1


def confirm_baseline(connection: Transaction, baseline_id: str, person_id: str, at: datetime) -> None:
    """The other seat agrees."""
    rows.change(connection, baselines, baseline_id, {"confirmed_by": person_id, "confirmed_at": at})


def delete_baseline(connection: Transaction, baseline_id: str) -> None:
    """Drop a frozen version that was proposed and not confirmed."""
    rows.remove(connection, baselines, baseline_id)


def find_baseline(connection: Transaction, specification_id: str, baseline_id: str) -> Baseline | None:
    """Return a frozen version of this specification, or None."""
    row = rows.find(
        connection,
        select(*_SUMMARY).where(baselines.c.id == baseline_id, baselines.c.specification_id == specification_id),
    )
    return Baseline(**row) if row else None


def load_baselines(connection: Transaction, specification_id: str) -> Sequence[Baseline]:
    """Return the frozen versions of a specification, the latest first."""
    found = rows.all_of(
        connection,
        select(*_SUMMARY).where(baselines.c.specification_id == specification_id).order_by(baselines.c.number.desc()),
    )
    return [Baseline(**row) for row in found]


def load_baseline_content(connection: Transaction, baseline_id: str) -> bytes:
    """Return the canonical bytes of a frozen version. Raises NoResultFound when there is none."""
    content: bytes = connection.execute(select(baselines.c.content).where(baselines.c.id == baseline_id)).scalar_one()
    return content


def insert_release(connection: Transaction, item: Release) -> None:
    """Keep that a version was sent."""
    rows.add(connection, releases, asdict(item))


def next_release_number(connection: Transaction, organization_id: str) -> int:
    """Return the number of the next version this supplier receives; 1 for the first."""
    table = releases
    last = connection.scalar(select(func.max(table.c.number)).where(table.c.organization_id == organization_id))
    return (last or 0) + 1


def acknowledge(connection: Transaction, release_id: str, at: datetime) -> None:
    """The supplier says it has received the version."""
    rows.change(connection, releases, release_id, {"acknowledged_at": at})


def _of_specification(specification_id: str) -> Any:
    return select(releases).join(baselines).where(baselines.c.specification_id == specification_id)


def find_release(connection: Transaction, specification_id: str, release_id: str) -> Release | None:
    """Return a release of this specification, or None."""
    row = rows.find(connection, _of_specification(specification_id).where(releases.c.id == release_id))
    return Release(**row) if row else None


def load_releases(
    connection: Transaction, specification_id: str, organization_id: str | None = None
) -> Sequence[Release]:
    """Return what was sent of a specification (to one supplier when given), the latest first."""
    statement = _of_specification(specification_id).order_by(releases.c.sent_at.desc(), releases.c.id)
    if organization_id is not None:
        statement = statement.where(releases.c.organization_id == organization_id)
    return [Release(**row) for row in rows.all_of(connection, statement)]


def find_file(
    connection: Transaction, baseline_id: str, audience: str, language: str, format_name: str
) -> StoredFile | None:
    """Return the file made of a frozen version for an audience, in a language and a format, or None."""
    row = rows.find(
        connection,
        select(export_files).where(
            export_files.c.baseline_id == baseline_id,
            export_files.c.audience == audience,
            export_files.c.language == language,
            export_files.c.format == format_name,
        ),
    )
    return StoredFile(**row) if row else None


def insert_file(connection: Transaction, item: StoredFile) -> None:
    """Keep a file as it was made."""
    rows.add(connection, export_files, asdict(item))
