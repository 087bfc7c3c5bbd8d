"""From rows to the nouns around a specification: its project, who takes part, and what is open to suppliers."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from server.domain.content import Member, Opening, Organization
from server.domain.levels import Circle
from server.domain.roles import OrganizationKind, Role
from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables.discussion import openings
from server.storage.tables.people import circles, firms, membership_tasks, memberships, organizations, people, projects
from server.storage.tables.specification import specifications


class Head(NamedTuple):
    """What names a specification."""

    id: str
    project_id: str
    short_name: str
    title: str
    language: str
    firm_name: str
    project_name: str
    shows_reserved: bool
    level_names: tuple[str, ...]


def find_head(connection: Connection, specification_id: str) -> Head | None:
    """Return what names the specification, or None when there is none."""
    row = connection.execute(
        select(
            specifications.c.id,
            specifications.c.project_id,
            specifications.c.short_name,
            specifications.c.title,
            specifications.c.language,
            firms.c.name.label("firm_name"),
            projects.c.name.label("project_name"),
            specifications.c.shows_reserved,
            projects.c.level_names,
        )
        .join(projects, specifications.c.project_id == projects.c.id)
        .join(firms, projects.c.firm_id == firms.c.id)
        .where(specifications.c.id == specification_id)
    ).first()
    return Head(*row[:-1], tuple(row.level_names or ())) if row else None


def load_organizations(connection: Connection, project_id: str) -> list[Organization]:
    """Return the organisations taking part in the project."""
    query = select(organizations).where(organizations.c.project_id == project_id).order_by(organizations.c.name)
    return [Organization(row.id, row.name, OrganizationKind(row.kind)) for row in connection.execute(query)]


def load_members(connection: Connection, project_id: str) -> tuple[list[Member], list[Member]]:
    """Return the people who take part now, and those who did once and no longer do."""
    query = (
        select(
            memberships.c.person_id,
            memberships.c.id.label("membership_id"),
            people.c.name,
            memberships.c.role,
            memberships.c.organization_id,
            memberships.c.compartments,
            memberships.c.until,
        )
        .join(people, memberships.c.person_id == people.c.id)
        .where(memberships.c.project_id == project_id)
        .order_by(people.c.name, memberships.c.since, memberships.c.id)
    )
    own = select(membership_tasks).join(memberships).where(memberships.c.project_id == project_id)
    tasks: dict[str, list[str]] = {}
    for row in connection.execute(own):
        tasks.setdefault(row.membership_id, []).append(row.task_id)
    now: dict[str, Member] = {}
    before: dict[str, Member] = {}
    for row in connection.execute(query):
        member = Member(
            row.person_id,
            row.membership_id,
            row.name,
            Role(row.role),
            row.organization_id,
            tuple(row.compartments),
            tuple(sorted(tasks.get(row.membership_id, ()))),
        )
        (now if row.until is None else before)[row.person_id] = member
    return list(now.values()), [member for person, member in before.items() if person not in now]


def load_circles(connection: Connection, project_id: str) -> list[Circle]:
    """Return the circles of the project, by name."""
    query = select(circles.c.id, circles.c.name).where(circles.c.project_id == project_id)
    return [Circle(*row) for row in connection.execute(query.order_by(circles.c.name, circles.c.id))]


def put_circle(connection: Transaction, project_id: str, circle_id: str, name: str) -> None:
    """Name a circle, a new one or one that is there."""
    if rows.find(connection, select(circles).where(circles.c.id == circle_id)) is None:
        rows.add(connection, circles, {"id": circle_id, "project_id": project_id, "name": name})
    else:
        rows.change(connection, circles, circle_id, {"name": name})


def delete_circle(connection: Transaction, circle_id: str) -> None:
    """Forget a circle."""
    rows.remove(connection, circles, circle_id)


def load_level_names(connection: Transaction, project_id: str) -> tuple[str, ...]:
    """Return what the pair calls the levels of its project; nothing for the usual names."""
    found = connection.execute(select(projects.c.level_names).where(projects.c.id == project_id)).scalar_one()
    return tuple(found or ())


def put_level_names(connection: Transaction, project_id: str, names: Sequence[str]) -> None:
    """Call the levels of a project so."""
    rows.change(connection, projects, project_id, {"level_names": list(names) or None})


def show_reserved(connection: Transaction, specification_id: str, *, shown: bool) -> None:
    """Let suppliers know the codes of requirements kept from them, or no longer."""
    rows.change(connection, specifications, specification_id, {"shows_reserved": shown})


def load_openings(connection: Connection, specification_id: str) -> list[Opening]:
    """Return the sections that suppliers read live now."""
    query = select(openings).where(openings.c.specification_id == specification_id, openings.c.closed_at.is_(None))
    return [
        Opening(row.id, row.section_id, row.organization_id, row.since, row.writes)
        for row in connection.execute(query.order_by(openings.c.since, openings.c.id))
    ]
