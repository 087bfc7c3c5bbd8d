"""Who takes part in what: memberships read as clearances, and the projects and specifications a person may know of."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select, union

from server.domain.roles import OrganizationKind, Role
from server.storage.account_rows import NO_MAIL
from server.storage.tables.discussion import openings
from server.storage.tables.people import circles, firms, membership_tasks, memberships, organizations, people, projects
from server.storage.tables.releases import baselines, releases
from server.storage.tables.specification import specifications
from server.storage.tables.tracing import findings, tasks


class Clearance(NamedTuple):
    """A person's current part in one project, as the pair decided it."""

    membership_id: str
    project_id: str
    organization_id: str
    role: Role
    level: int
    compartments: tuple[str, ...]
    by_card: bool


class ProjectRow(NamedTuple):
    """A project as named on the home page."""

    id: str
    name: str
    purpose: str
    firm_name: str


class SpecificationRow(NamedTuple):
    """A specification as named on the home page."""

    id: str
    project_id: str
    short_name: str
    title: str
    language: str


def load_clearances(connection: Connection, person_id: str, project_id: str | None = None) -> list[Clearance]:
    """Return the person's current memberships, the latest first; at most one a project is current."""
    by_card = people.c.email.endswith(NO_MAIL).label("by_card")
    query = select(memberships, by_card).join(people)
    query = query.where(memberships.c.person_id == person_id, memberships.c.until.is_(None))
    if project_id is not None:
        query = query.where(memberships.c.project_id == project_id)
    return [
        Clearance(
            row.id,
            row.project_id,
            row.organization_id,
            Role(row.role),
            row.level,
            tuple(row.compartments),
            bool(row.by_card),
        )
        for row in connection.execute(query.order_by(memberships.c.since.desc(), memberships.c.id))
    ]


def load_task_ids(connection: Connection, membership_id: str) -> frozenset[str]:
    """Return the tasks that are the member's own, without those withdrawn (O2)."""
    query = (
        select(membership_tasks.c.task_id)
        .join(tasks)
        .where(membership_tasks.c.membership_id == membership_id, tasks.c.withdrawn.is_(False))
    )
    return frozenset(connection.execute(query).scalars())


def load_supplier_ids(connection: Connection, project_id: str) -> list[str]:
    """Return the supplier organisations of the project."""
    query = select(organizations.c.id).where(
        organizations.c.project_id == project_id, organizations.c.kind == OrganizationKind.SUPPLIER.value
    )
    return list(connection.execute(query).scalars())


def load_circle_ids(connection: Connection, project_id: str) -> list[str]:
    """Return the circles of the project."""
    return list(connection.execute(select(circles.c.id).where(circles.c.project_id == project_id)).scalars())


def load_speech(connection: Connection, project_id: str) -> frozenset[str]:
    """Return the compartments of every recording of the project."""
    query = select(findings.c.label).where(findings.c.project_id == project_id, findings.c.label.contains("|"))
    labels = connection.execute(query.distinct()).scalars()
    return frozenset(name for label in labels for name in label.split("|")[1:] if name.startswith("PAROLE:"))


def find_specification_project(connection: Connection, specification_id: str) -> str | None:
    """Return the project of a specification, or None when there is no such specification."""
    found: str | None = connection.execute(
        select(specifications.c.project_id).where(specifications.c.id == specification_id)
    ).scalar()
    return found


def load_projects(connection: Connection, project_ids: Sequence[str]) -> list[ProjectRow]:
    """Return these projects by name."""
    query = (
        select(projects.c.id, projects.c.name, projects.c.purpose, firms.c.name.label("firm_name"))
        .join(firms)
        .where(projects.c.id.in_(project_ids))
        .order_by(projects.c.name, projects.c.id)
    )
    return [ProjectRow(*row) for row in connection.execute(query)]


def load_specifications(connection: Connection, project_ids: Sequence[str]) -> list[SpecificationRow]:
    """Return the specifications of these projects by title."""
    columns = [specifications.c[name] for name in SpecificationRow._fields]
    query = select(*columns).where(specifications.c.project_id.in_(project_ids))
    ordered = query.order_by(specifications.c.title, specifications.c.id)
    return [SpecificationRow(*row) for row in connection.execute(ordered)]


def load_names(connection: Connection, person_ids: Iterable[str]) -> dict[str, str]:
    """Return the names of these people."""
    query = select(people.c.id, people.c.name).where(people.c.id.in_(sorted(set(person_ids))))
    return {row.id: row.name for row in connection.execute(query)}


def load_shown_to_management(connection: Connection, person_ids: Iterable[str]) -> frozenset[str]:
    """Return those of these people who let management see that they are present."""
    query = select(people.c.id).where(people.c.id.in_(sorted(set(person_ids))), people.c.seen_by_management)
    return frozenset(connection.execute(query).scalars())


def load_shared_with(connection: Connection, organization_id: str) -> frozenset[str]:
    """Return the specifications a supplier knows of: a version was sent to it, or a section is open to it now."""
    sent = (
        select(baselines.c.specification_id)
        .join(releases, releases.c.baseline_id == baselines.c.id)
        .where(releases.c.organization_id == organization_id)
    )
    opened = select(openings.c.specification_id).where(
        openings.c.organization_id == organization_id, openings.c.closed_at.is_(None)
    )
    return frozenset(connection.execute(union(sent, opened)).scalars())
