"""From rows to the nouns of a specification: sections, requirements and criteria, by whole sets, never one by one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from server.domain.content import Criterion, Requirement, Section
from server.domain.requirement import (
    Dimension,
    Flexibility,
    Operator,
    Priority,
    RequirementKind,
    Status,
    Verification,
)
from server.storage.tables.specification import criteria, requirement_tasks, requirements, sections
from server.storage.texts import load_substitutes, load_texts
from server.storage.visa_rows import load_visas

Ids = Sequence[str] | None
"""Which things to load: these, or (None) all."""


def load_sections(connection: Connection, project_id: str, specification_id: str, ids: Ids = None) -> list[Section]:
    """Return sections with their introductions, withdrawn ones too."""
    query = select(sections).where(sections.c.specification_id == specification_id)
    rows = connection.execute(_among(query, sections.c.id, ids)).all()
    texts = load_texts(connection, project_id, specification_id, ids)
    return [
        Section(
            row.id,
            row.parent_id,
            row.rank,
            row.title,
            row.prefix,
            row.label,
            row.default_label,
            texts[row.id, "intro"],
            row.withdrawn,
        )
        for row in rows
    ]


def load_requirements(
    connection: Connection, project_id: str, specification_id: str, ids: Ids = None
) -> list[Requirement]:
    """Return requirements with their texts, criteria, tasks and visas, whatever their status."""
    query = select(requirements).where(requirements.c.specification_id == specification_id)
    rows = connection.execute(_among(query, requirements.c.id, ids)).all()
    texts = load_texts(connection, project_id, specification_id, ids)
    judged = _load_criteria(connection, project_id, specification_id, ids)
    touched = _load_tasks(connection, specification_id, ids)
    signed = load_visas(connection, specification_id, ids)
    return [
        Requirement(
            id=row.id,
            section_id=row.section_id,
            rank=row.rank,
            code=row.code,
            title=row.title,
            kind=RequirementKind(row.kind),
            priority=Priority(row.priority),
            lot=row.lot,
            status=Status(row.status),
            owner_id=row.owner_id,
            dimensions=tuple(map(Dimension, row.dimensions)),
            task_ids=tuple(touched.get(row.id, ())),
            label=row.label,
            statement=texts[row.id, "statement"],
            rationale=texts[row.id, "rationale"],
            criteria=tuple(judged.get(row.id, ())),
            visas=tuple(signed.get(row.id, ())),
        )
        for row in rows
    ]


def _load_criteria(
    connection: Connection, project_id: str, specification_id: str, ids: Ids
) -> dict[str, list[Criterion]]:
    query = select(criteria).where(criteria.c.withdrawn.is_(False))
    if ids is None:
        query = query.join(requirements).where(requirements.c.specification_id == specification_id)
    query = _among(query, criteria.c.requirement_id, ids).order_by(criteria.c.rank, criteria.c.id)
    rows = connection.execute(query).all()
    instead = load_substitutes(connection, project_id, None if ids is None else [row.id for row in rows])
    found: dict[str, list[Criterion]] = {}
    for row in rows:
        criterion = Criterion(
            id=row.id,
            name=row.name,
            operator=Operator(row.operator),
            value=row.value,
            unit=row.unit,
            qualifier=row.qualifier,
            acceptance_limit=row.acceptance_limit,
            flexibility=Flexibility(row.flexibility),
            verification=Verification(row.verification) if row.verification else None,
            verification_note=row.verification_note,
            label=row.label,
            substitute=instead.get(row.id),
        )
        found.setdefault(row.requirement_id, []).append(criterion)
    return found


def _load_tasks(connection: Connection, specification_id: str, ids: Ids) -> dict[str, list[str]]:
    query = select(requirement_tasks.c.requirement_id, requirement_tasks.c.task_id)
    if ids is None:
        query = query.join(requirements).where(requirements.c.specification_id == specification_id)
    query = _among(query, requirement_tasks.c.requirement_id, ids).order_by(requirement_tasks.c.task_id)
    found: dict[str, list[str]] = {}
    for row in connection.execute(query):
        found.setdefault(row.requirement_id, []).append(row.task_id)
    return found


def _among(query: Select[Any], column: Any, ids: Ids) -> Select[Any]:
    return query if ids is None else query.where(column.in_(ids))
