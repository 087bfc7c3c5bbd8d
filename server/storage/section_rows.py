"""Sections and the openings of sections to a supplier, as rows."""

from datetime import datetime
from typing import Any

from server.domain.content import Opening, Section
from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables import discussion
from server.storage.tables.specification import sections


def insert_section(connection: Transaction, specification_id: str, item: Section) -> None:
    """Add a section; its introduction is added apart."""
    values = {
        "id": item.id,
        "specification_id": specification_id,
        "parent_id": item.parent_id,
        "rank": item.rank,
        "title": item.title,
        "prefix": item.prefix,
        "label": item.label,
        "default_label": item.default_label,
        "withdrawn": item.withdrawn,
    }
    rows.add(connection, sections, values)


def update_section(connection: Transaction, section_id: str, **values: Any) -> None:
    """Change columns of a section."""
    rows.change(connection, sections, section_id, values)


def insert_opening(connection: Transaction, specification_id: str, item: Opening, opened_by: str) -> None:
    """Open a section live to a supplier."""
    values = {
        "id": item.id,
        "specification_id": specification_id,
        "section_id": item.section_id,
        "organization_id": item.organization_id,
        "opened_by": opened_by,
        "since": item.since,
    }
    rows.add(connection, discussion.openings, values)


def set_opening_writes(connection: Transaction, opening_id: str, *, writes: bool) -> None:
    """Let the supplier of an opening write where it reads, or no longer."""
    rows.change(connection, discussion.openings, opening_id, {"writes": writes})


def close_opening(connection: Transaction, opening_id: str, at: datetime) -> None:
    """Close an opening; it is kept."""
    rows.change(connection, discussion.openings, opening_id, {"closed_at": at})


def close_openings(connection: Transaction, organization_id: str, at: datetime) -> list[tuple[str, str]]:
    """End every live reading of a supplier; returns (specification id, opening id) of each."""
    ended = (
        discussion.openings.update()
        .where(discussion.openings.c.organization_id == organization_id, discussion.openings.c.closed_at.is_(None))
        .values(closed_at=at)
        .returning(discussion.openings.c.specification_id, discussion.openings.c.id)
    )
    return [(row.specification_id, row.id) for row in connection.execute(ended)]
