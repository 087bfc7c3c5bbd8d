"""Organisations, memberships and invitations, as rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.domain.content import Organization
from server.domain.roles import Role
from server.storage import rows
from server.storage.account_rows import NO_MAIL
from server.storage.database import Transaction
from server.storage.tables.people import (
    firms,
    invitations,
    membership_tasks,
    memberships,
    organizations,
    people,
    projects,
)


@dataclass(frozen=True, slots=True)
class Membership:
    """A person in a project, from `since` to `until` (None: still)."""

    id: str
    project_id: str
    person_id: str
    organization_id: str
    role: Role
    level: int
    compartments: tuple[str, ...]
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Invitation:
    """Someone asked to take part; open until accepted or withdrawn."""

    id: str
    project_id: str
    organization_id: str
    email: str
    name: str
    role: Role
    task_ids: tuple[str, ...]
    invited_by: str
    created_at: datetime
    accepted_at: datetime | None = None
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Participant:
    """A member with what the people page shows of them."""

    membership: Membership
    name: str
    email: str
    task_ids: tuple[str, ...]

    @property
    def by_card(self) -> bool:
        """Whether this person has no e-mail address and comes in by a card."""
        return self.email.endswith(NO_MAIL)


def insert_organization(connection: Transaction, project_id: str, item: Organization) -> None:
    """Add an organisation to a project."""
    values = {"id": item.id, "project_id": project_id, "name": item.name, "kind": item.kind}
    rows.add(connection, organizations, values)


def insert_membership(connection: Transaction, item: Membership) -> None:
    """Let a person take part."""
    values = {name: getattr(item, name) for name in item.__slots__}
    rows.add(connection, memberships, values | {"compartments": list(item.compartments)})


def update_membership(connection: Transaction, membership_id: str, **values: Any) -> None:
    """Change columns of a membership."""
    rows.change(connection, memberships, membership_id, values)


def set_membership_tasks(connection: Transaction, membership_id: str, task_ids: Iterable[str]) -> None:
    """Make these the tasks of a member."""
    rows.make_tasks(connection, membership_tasks, "membership_id", membership_id, task_ids)


def load_participants(connection: Transaction, project_id: str) -> Sequence[Participant]:
    """Return who takes part in a project now, by name."""
    found = rows.all_of(
        connection,
        select(memberships, people.c.name.label("person_name"), people.c.email)
        .join(people)
        .where(memberships.c.project_id == project_id, memberships.c.until.is_(None))
        .order_by(people.c.name, memberships.c.id),
    )
    ids = [row["id"] for row in found]
    pairs = connection.execute(
        select(membership_tasks.c.membership_id, membership_tasks.c.task_id).where(
            membership_tasks.c.membership_id.in_(ids)
        )
    ).all()
    return [
        Participant(_membership(row), row["person_name"], row["email"], tuple(t for m, t in pairs if m == row["id"]))
        for row in found
    ]


def _membership(row: dict[str, Any]) -> Membership:
    return Membership(
        id=row["id"],
        project_id=row["project_id"],
        person_id=row["person_id"],
        organization_id=row["organization_id"],
        role=Role(row["role"]),
        level=row["level"],
        compartments=tuple(row["compartments"]),
        since=row["since"],
        until=row["until"],
    )


def insert_invitation(connection: Transaction, item: Invitation) -> None:
    """Keep an invitation."""
    values = {name: getattr(item, name) for name in item.__slots__}
    rows.add(connection, invitations, values | {"task_ids": list(item.task_ids)})


def load_open_invitations(
    connection: Transaction, *, project_id: str | None = None, email: str | None = None
) -> Sequence[Invitation]:
    """Return the open invitations of a project, or to an address, or both, the oldest first."""
    statement = select(invitations).where(invitations.c.accepted_at.is_(None), invitations.c.withdrawn_at.is_(None))
    if project_id is not None:
        statement = statement.where(invitations.c.project_id == project_id)
    if email is not None:
        statement = statement.where(invitations.c.email == email)
    found = rows.all_of(connection, statement.order_by(invitations.c.created_at, invitations.c.id))
    return [Invitation(**(row | {"role": Role(row["role"]), "task_ids": tuple(row["task_ids"])})) for row in found]


def settle_invitation(connection: Transaction, invitation_id: str, **values: Any) -> None:
    """Mark an invitation accepted or withdrawn."""
    rows.change(connection, invitations, invitation_id, values)


def project_names(connection: Transaction, project_id: str) -> tuple[str, str]:
    """Return (project name, firm name). Raises NoResultFound for an unknown project."""
    row = connection.execute(
        select(projects.c.name, firms.c.name.label("firm")).join(firms).where(projects.c.id == project_id)
    ).one()
    return row.name, row.firm
