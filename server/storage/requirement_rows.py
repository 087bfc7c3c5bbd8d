"""Requirements, their tasks, their criteria and the register of codes, as rows."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import select

from server.domain.content import Criterion, Requirement
from server.domain.requirement import Status
from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables import specification as t


def insert_requirement(connection: Transaction, specification_id: str, item: Requirement, at: datetime) -> None:
    """Add a requirement and its tasks; its texts and criteria are added apart."""
    values = {
        "id": item.id,
        "specification_id": specification_id,
        "section_id": item.section_id,
        "rank": item.rank,
        "code": item.code,
        "title": item.title,
        "kind": item.kind,
        "priority": item.priority,
        "lot": item.lot,
        "status": item.status,
        "owner_id": item.owner_id,
        "dimensions": list(item.dimensions),
        "label": item.label,
        "created_at": at,
    }
    rows.add(connection, t.requirements, values)
    set_tasks(connection, item.id, item.task_ids)


def update_requirement(connection: Transaction, requirement_id: str, **values: Any) -> None:
    """Change columns of a requirement."""
    rows.change(connection, t.requirements, requirement_id, values)


def set_tasks(connection: Transaction, requirement_id: str, task_ids: Iterable[str]) -> None:
    """Make these the tasks that the requirement touches."""
    rows.make_tasks(connection, t.requirement_tasks, "requirement_id", requirement_id, task_ids)


def status_before(connection: Transaction, requirement_id: str) -> Status | None:
    """Return the status a withdrawn requirement had."""
    found = connection.scalar(select(t.requirements.c.status_before).where(t.requirements.c.id == requirement_id))
    return Status(found) if found else None


def codes_taken(connection: Transaction, project_id: str) -> frozenset[str]:
    """Return every code ever given in the project."""
    table = t.code_register
    return frozenset(connection.scalars(select(table.c.code).where(table.c.project_id == project_id)))


def register_code(connection: Transaction, project_id: str, code: str) -> None:
    """Keep a code as given, for ever."""
    rows.add(connection, t.code_register, {"project_id": project_id, "code": code})


def insert_criterion(connection: Transaction, requirement_id: str, rank: float, item: Criterion) -> None:
    """Add a criterion to a requirement."""
    values = {
        "id": item.id,
        "requirement_id": requirement_id,
        "rank": rank,
        "name": item.name,
        "operator": item.operator,
        "value": item.value,
        "unit": item.unit,
        "qualifier": item.qualifier,
        "acceptance_limit": item.acceptance_limit,
        "flexibility": item.flexibility,
        "verification": item.verification,
        "verification_note": item.verification_note,
        "label": item.label,
    }
    rows.add(connection, t.criteria, values)


def update_criterion(connection: Transaction, criterion_id: str, **values: Any) -> None:
    """Change columns of a criterion."""
    rows.change(connection, t.criteria, criterion_id, values)


def requirement_of_withdrawn(connection: Transaction, criterion_id: str) -> str | None:
    """Return the id of the requirement that a withdrawn criterion was taken out of; None for any other criterion."""
    query = select(t.criteria.c.requirement_id).where(t.criteria.c.id == criterion_id, t.criteria.c.withdrawn)
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found


def criterion_ranks(connection: Transaction, requirement_id: str) -> list[tuple[str, float]]:
    """Return (id, rank) of every criterion of a requirement in order, withdrawn ones included."""
    table = t.criteria
    found = connection.execute(
        select(table.c.id, table.c.rank)
        .where(table.c.requirement_id == requirement_id)
        .order_by(table.c.rank, table.c.id)
    )
    return [(row.id, row.rank) for row in found]
