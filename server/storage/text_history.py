"""The past of a text as rows: the documents that carried it, their edits in order, and who holds which client id."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, select

from server.domain.moments import Edit
from server.storage.tables.live import generations, leases, updates

PAGE: Final = 200
"""Rows read before other threads, the live engine's among them, get a turn."""


@dataclass(frozen=True, slots=True)
class Generation:
    """A document that carries a text or carried it until a relabelling; `label` is that of a sealed one's seal."""

    name: str
    label: str
    created_at: datetime
    sealed: bool


@dataclass(frozen=True, slots=True)
class Log:
    """The log of one document: the places of its updates, and of each who made it when."""

    seqs: tuple[int, ...]
    edits: tuple[Edit, ...]


def load_generations(connection: Connection, part_id: str) -> list[Generation]:
    """Return the documents of a text, the oldest first."""
    query = select(generations).where(generations.c.part_id == part_id)
    rows = connection.execute(query.order_by(generations.c.created_at, generations.c.sealed_at.is_(None)))
    return [Generation(row.name, row.label, row.created_at, row.sealed_at is not None) for row in rows]


def load_log(connection: Connection, generation: str) -> Log:
    """Return who wrote in a document and when, without what they wrote; read in pages, so that others get their turn."""
    query = select(updates.c.seq, updates.c.person_id, updates.c.at)
    query = query.where(updates.c.generation == generation).order_by(updates.c.seq)
    seqs, edits = list[int](), list[Edit]()
    for page in connection.execute(query).partitions(PAGE):
        seqs += (row.seq for row in page)
        edits += (Edit(row.person_id, row.at) for row in page)
    return Log(tuple(seqs), tuple(edits))


def others_wrote(connection: Connection, part_ids: Sequence[str], person_id: str | None, since: datetime) -> bool:
    """Tell whether anybody but this person wrote in these texts after a moment; what the server wrote does not count."""
    query = select(updates.c.seq).join(generations, generations.c.name == updates.c.generation)
    query = query.where(generations.c.part_id.in_(part_ids), updates.c.at > since)
    query = query.where(updates.c.person_id.is_not(None), updates.c.person_id != person_id).limit(1)
    return connection.execute(query).first() is not None


def load_updates(connection: Connection, generation: str, after: int, last: int) -> list[bytes]:
    """Return the updates of a document after one place of its log up to another."""
    query = select(updates.c.update).where(updates.c.generation == generation)
    query = query.where(updates.c.seq > after, updates.c.seq <= last).order_by(updates.c.seq)
    return list(connection.scalars(query))


def load_leases(connection: Connection, generation: str) -> dict[int, str]:
    """Return who holds which client id in a document."""
    query = select(leases.c.client_id, leases.c.person_id).where(leases.c.generation == generation)
    return {row.client_id: row.person_id for row in connection.execute(query)}
