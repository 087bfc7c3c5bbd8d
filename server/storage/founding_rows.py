"""Firms and projects as rows, and in which firms someone may begin a project."""

from datetime import datetime

from sqlalchemy import Connection, select

from server.domain.roles import PAIR
from server.storage.tables.people import firms, memberships, projects


def insert_firm(connection: Connection, firm_id: str, name: str, founded_by: str, at: datetime) -> None:
    """Write a firm."""
    connection.execute(firms.insert().values(id=firm_id, name=name, founded_by=founded_by, created_at=at))


def insert_project(
    connection: Connection, project_id: str, firm_id: str, *, name: str, purpose: str, at: datetime
) -> None:
    """Write a project of a firm."""
    connection.execute(
        projects.insert().values(id=project_id, firm_id=firm_id, name=name, purpose=purpose, created_at=at)
    )


def load_firms_of(connection: Connection, person_id: str) -> list[tuple[str, str]]:
    """Return the (id, name) of the firms this person founded, or of which they steer a project now, by name."""
    steered = (
        select(projects.c.firm_id)
        .join(memberships, memberships.c.project_id == projects.c.id)
        .where(
            memberships.c.person_id == person_id,
            memberships.c.until.is_(None),
            memberships.c.role.in_([role.value for role in PAIR]),
        )
    )
    query = select(firms.c.id, firms.c.name).where((firms.c.founded_by == person_id) | firms.c.id.in_(steered))
    return [(row.id, row.name) for row in connection.execute(query.order_by(firms.c.name, firms.c.id))]


def count_firms(connection: Connection) -> int:
    """Return how many firms there are: none on an installation that was never set up."""
    return len(connection.execute(select(firms.c.id)).all())
