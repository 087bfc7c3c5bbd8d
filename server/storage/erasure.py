"""Taking the past of texts out of the database for good: its rows, and the pages of the files that held them."""

import sqlite3
import time
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from datetime import datetime
from typing import Final

from sqlalchemy import Table, func, make_url, select

from server.domain.content import Proposal
from server.domain.live import Logged
from server.domain.richtext import document
from server.storage import rows
from server.storage.database import Database, Transaction
from server.storage.tables.discussion import answers, comments, threads
from server.storage.tables.journal import history, mails
from server.storage.tables.live import checkpoints, generations, leases, text_parts, updates
from server.storage.tables.people import demo_links, invitations, people, sessions, sign_in_tokens
from server.storage.tables.proposals import proposals

_HELD: Final = (updates, checkpoints, leases, generations, text_parts, proposals)
"""The tables in whose free space words of the past may lie."""

PERSONAL: Final = (
    people,
    sessions,
    sign_in_tokens,
    demo_links,
    invitations,
    mails,
    comments,
    threads,
    answers,
    history,
    *_HELD,
)
"""The tables in whose free space a person may lie: who they were, what they were sent, and words that named them."""

_OTHERS: Final = (
    "SELECT count(*) FROM pg_stat_activity"
    " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)


_LOOKING_BACK: Final = (
    "SELECT pg_snapshot_xmin(pg_current_snapshot()) <= CAST(%(now)s AS xid8) OR EXISTS (SELECT FROM pg_stat_activity"
    " WHERE coalesce(datname, current_database()) = current_database() AND pid <> pg_backend_pid()"
    " AND greatest(age(backend_xmin), age(backend_xid)) >= age(CAST(CAST(%(now)s AS xid8) AS xid)))"
)
"""Whether anybody sees, or may yet begin to see, a state from before a transaction: who writes since then in any database,
who reads since then in this one, PostgreSQL's own upkeep now and then."""

PATIENCE: Final = 60.0
"""Seconds to wait for them."""


def _nobody_looks_back(connection: Transaction) -> bool:
    now = connection.exec_driver_sql("SELECT CAST(pg_current_xact_id() AS text)").scalar_one()
    until = time.monotonic() + PATIENCE
    while connection.exec_driver_sql(_LOOKING_BACK, {"now": now}).scalar_one():
        if time.monotonic() > until:
            return False
        time.sleep(0.1)
    return True


def is_alone(database: Database) -> bool:
    """Tell whether no other process has the database open; to be asked before this one uses it."""
    if not database.is_sqlite:
        with database.read() as connection:
            return not connection.exec_driver_sql(_OTHERS).scalar_one()
    file = make_url(database.url).database or ""
    with closing(sqlite3.connect(file, isolation_level=None, timeout=1)) as connection:
        connection.execute("PRAGMA locking_mode=EXCLUSIVE")
        try:
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return False
        connection.execute("ROLLBACK")
        return True


def count_edits(connection: Transaction, part_ids: Collection[str], before: datetime | None = None) -> int:
    """Return how many edits of these texts are kept; with a moment, how many from before it."""
    query = select(func.count()).select_from(updates.join(generations, updates.c.generation == generations.c.name))
    query = query.where(generations.c.part_id.in_(part_ids))
    if before is not None:
        query = query.where(updates.c.at < before)
    count: int = connection.execute(query).scalar_one()
    return count


def remove_former(connection: Transaction, part_ids: Collection[str], before: datetime | None = None) -> None:
    """Remove every document that carried these texts but the one that does now, with its log and all it holds.

    With a moment, only those that were sealed before it.
    """
    current = select(text_parts.c.generation).where(text_parts.c.id.in_(part_ids))
    former = generations.c.part_id.in_(part_ids) & generations.c.name.not_in(current)
    if before is not None:
        former &= generations.c.sealed_at < before
    connection.execute(generations.delete().where(former))


def load_beginnings(
    connection: Transaction, part_ids: Collection[str], before: datetime
) -> Iterator[tuple[str, list[Logged]]]:
    """Yield the documents of these texts that were written in before a moment, each with the beginning of its log until then.

    The log is in the order in which things were stored, whatever the clock said meanwhile.
    """
    names = connection.scalars(select(generations.c.name).where(generations.c.part_id.in_(part_ids))).all()
    for name in names:
        log = select(updates.c.seq, updates.c.update).where(updates.c.generation == name)
        later = select(func.min(updates.c.seq)).where(updates.c.generation == name, updates.c.at >= before)
        end = connection.scalar(later)
        query = log if end is None else log.where(updates.c.seq < end)
        if begun := [Logged(row.seq, row.update) for row in connection.execute(query.order_by(updates.c.seq))]:
            yield name, begun


def shorten(connection: Transaction, name: str, seq: int, state: bytes) -> None:
    """Let the log of a document begin at `seq` with what it showed then, written by nobody."""
    connection.execute(updates.delete().where(updates.c.generation == name, updates.c.seq < seq))
    connection.execute(updates.update().where(updates.c.seq == seq).values(update=state, person_id=None))
    connection.execute(checkpoints.delete().where(checkpoints.c.generation == name, checkpoints.c.seq < seq))


def remove_proposed(connection: Transaction, item: Proposal) -> None:
    """Remove the words of a proposal that was settled, and those it was made from; that it was made stays."""
    nothing = document()
    rows.change(connection, proposals, item.id, {"base": nothing.json()})
    rows.change(connection, text_parts, item.text.id, {"tree": nothing.json(), "plain": "", "tree_seq": 0})
    connection.execute(updates.delete().where(updates.c.generation == item.text.generation))
    connection.execute(checkpoints.delete().where(checkpoints.c.generation == item.text.generation))
    connection.execute(leases.delete().where(leases.c.generation == item.text.generation))


def free_pages(database: Database, tables: Sequence[Table] = _HELD) -> Iterator[bool]:
    """Write the files anew without what was removed (of PostgreSQL those of `tables`), step by step; yields whether each step
    was done.

    A step is not done while somebody else reads what was there before: the files then keep old pages for them.
    """
    with database.upkeep() as connection:
        if database.is_sqlite:
            connection.exec_driver_sql(f"PRAGMA busy_timeout={int(PATIENCE * 1000)}")
            connection.exec_driver_sql("VACUUM")
            yield True
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            yield not busy
            return
        yield _nobody_looks_back(connection)
        for table in tables:
            connection.exec_driver_sql(f'VACUUM (FULL, ANALYZE) "{table.name}"')
            yield True
        connection.exec_driver_sql("VACUUM (FULL) pg_statistic")  # former statistics hold the most common words
