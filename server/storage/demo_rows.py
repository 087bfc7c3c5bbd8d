"""The demo's people and the lasting links that sign them in, as rows."""

from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import Connection, select

from server.domain.ids import new_id
from server.storage.tables.people import demo_links, memberships, organizations, people


class Player(NamedTuple):
    """A demo person."""

    person_id: str
    name: str
    role: str
    organization: str
    email: str


def has_links(connection: Connection) -> bool:
    """Tell whether this database holds the demo."""
    return connection.execute(select(demo_links.c.id)).first() is not None


def load_cast(connection: Connection) -> list[Player]:
    """Return the people who have a link; before the first links, everyone who takes part."""
    query = (
        select(people.c.id, people.c.name, memberships.c.role, organizations.c.name, people.c.email)
        .join(memberships, memberships.c.person_id == people.c.id)
        .join(organizations, memberships.c.organization_id == organizations.c.id)
        .where(memberships.c.until.is_(None))
        .order_by(memberships.c.role.desc(), people.c.name)
    )
    if has_links(connection):
        query = query.where(people.c.id.in_(select(demo_links.c.person_id)))
    return [Player(*row) for row in connection.execute(query)]


def put_links(connection: Connection, fingerprints: Mapping[str, str]) -> None:
    """Make these the links that sign in, by person."""
    connection.execute(demo_links.delete())
    rows = [{"id": new_id(), "person_id": person, "link_hash": print_} for person, print_ in fingerprints.items()]
    connection.execute(demo_links.insert(), rows)
