"""Doors of workplaces, and the cards with which people without an e-mail address come in, as rows."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select, update

from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables.people import cards, memberships, projects, sessions


@dataclass(frozen=True, slots=True)
class Card:
    """The one code of a person in a project, known by its hash only."""

    id: str
    project_id: str
    person_id: str
    code_hash: str
    made_at: datetime


def find_door(connection: Transaction, project_id: str) -> str | None:
    """Return what ends the address of a project's door, or None before its first card."""
    return connection.scalar(select(projects.c.door).where(projects.c.id == project_id))


def set_door(connection: Transaction, project_id: str, door: str) -> None:
    """Give a project its door."""
    rows.change(connection, projects, project_id, {"door": door})


def find_project_behind(connection: Transaction, door: str) -> str | None:
    """Return the project of a door, or None."""
    return connection.scalar(select(projects.c.id).where(projects.c.door == door))


def replace_card(connection: Transaction, item: Card) -> tuple[str, ...]:
    """Keep the card of a person instead of the one before; return the sessions that were open and end with that."""
    connection.execute(cards.delete().where(cards.c.person_id == item.person_id))
    rows.add(connection, cards, asdict(item))
    open_now = (sessions.c.person_id == item.person_id) & sessions.c.ended_at.is_(None)
    ended = tuple(connection.execute(select(sessions.c.id).where(open_now)).scalars())
    connection.execute(update(sessions).where(open_now).values(ended_at=item.made_at))
    return ended


def find_holder(connection: Transaction, project_id: str, code_hash: str) -> str | None:
    """Return whom a code lets in: somebody who still takes part in the project; else None."""
    return connection.scalar(
        select(cards.c.person_id)
        .join(memberships, memberships.c.person_id == cards.c.person_id)
        .where(cards.c.project_id == project_id, cards.c.code_hash == code_hash)
        .where(memberships.c.project_id == project_id, memberships.c.until.is_(None))
    )
