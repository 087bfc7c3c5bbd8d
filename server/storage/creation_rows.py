"""Whole sets of new things written at once: a specification of 2 000 requirements is a handful of statements."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, select

from server.domain.content import (
    Criterion,
    Finding,
    Requirement,
    Result,
    Section,
    Simulation,
    Situation,
    Task,
    TextPart,
    TraceLink,
    Unit,
)
from server.domain.richtext import parse, plain_text
from server.domain.tracing import Subject, SubjectKind
from server.storage.tables import specification as spec
from server.storage.tables import tracing
from server.storage.texts import insert_text_parts, put_substitute


def load_codes(connection: Connection, project_id: str) -> set[str]:
    """Return every code ever given in the project."""
    register = spec.code_register
    return set(connection.scalars(select(register.c.code).where(register.c.project_id == project_id)))


def insert_codes(connection: Connection, project_id: str, codes: Iterable[str]) -> None:
    """Keep codes for ever."""
    _insert(connection, spec.code_register, [{"project_id": project_id, "code": code} for code in codes])


def insert_specification(
    connection: Connection,
    specification_id: str,
    project_id: str,
    *,
    short_name: str,
    title: str,
    language: str,
    template: str,
    at: datetime,
) -> None:
    """Write what names a specification."""
    row = {"id": specification_id, "project_id": project_id, "short_name": short_name, "title": title}
    _insert(connection, spec.specifications, [row | {"language": language, "template": template, "created_at": at}])


def short_names(connection: Connection, project_id: str) -> set[str]:
    """Return the short names taken in the project."""
    table = spec.specifications
    return set(connection.scalars(select(table.c.short_name).where(table.c.project_id == project_id)))


def insert_sections(
    connection: Connection, project_id: str, specification_id: str, items: Sequence[Section], at: datetime
) -> None:
    """Write sections, parents first, with their introductions."""
    columns = ("id", "parent_id", "rank", "title", "prefix", "label", "default_label", "withdrawn")
    _insert(connection, spec.sections, [_row(item, columns) | {"specification_id": specification_id} for item in items])
    owned = [(Subject(SubjectKind.SECTION, item.id), item.intro) for item in items]
    _insert_texts(connection, project_id, specification_id, owned, at)


def insert_requirements(
    connection: Connection, project_id: str, specification_id: str, items: Sequence[Requirement], at: datetime
) -> None:
    """Write requirements with their texts, criteria and tasks."""
    columns = ("id", "section_id", "rank", "code", "title", "kind", "priority", "lot", "status", "owner_id", "label")
    more = {"specification_id": specification_id, "created_at": at}
    dimensions = ([one.value for one in item.dimensions] for item in items)
    rows = [_row(item, columns) | more | {"dimensions": six} for item, six in zip(items, dimensions, strict=True)]
    _insert(connection, spec.requirements, rows)
    touched = [{"requirement_id": item.id, "task_id": task} for item in items for task in item.task_ids]
    _insert(connection, spec.requirement_tasks, touched)
    _insert_criteria(connection, project_id, items)
    owned = [(Subject(SubjectKind.REQUIREMENT, i.id), part) for i in items for part in (i.statement, i.rationale)]
    _insert_texts(connection, project_id, specification_id, owned, at)


def _insert_criteria(connection: Connection, project_id: str, items: Sequence[Requirement]) -> None:
    columns = tuple(column.name for column in spec.criteria.c if hasattr(Criterion, column.name))
    rows = [
        _row(criterion, columns) | {"requirement_id": item.id, "rank": float(place)}
        for item in items
        for place, criterion in enumerate(item.criteria, start=1)
    ]
    _insert(connection, spec.criteria, rows)
    for criterion in (criterion for item in items for criterion in item.criteria):
        if criterion.substitute is not None:
            put_substitute(connection, project_id, "criterion", criterion.id, criterion.substitute)


def insert_units(connection: Connection, project_id: str, items: Sequence[Unit]) -> None:
    """Write places of the firm."""
    _insert(connection, tracing.units, [_row(item, ("id", "name")) | {"project_id": project_id} for item in items])


def insert_tasks(connection: Connection, project_id: str, items: Sequence[Task]) -> None:
    """Write tasks; their units are written already."""
    columns = ("id", "name", "unit_id", "support", "support_reason")
    _insert(connection, tracing.tasks, [_row(item, columns) | {"project_id": project_id} for item in items])


def insert_situations(connection: Connection, project_id: str, items: Sequence[Situation], at: datetime) -> None:
    """Write work situations with their stories; their tasks and units are written already."""
    columns = ("id", "unit_id", "title", "condition", "label")
    _insert(connection, tracing.situations, [_row(item, columns) | {"project_id": project_id} for item in items])
    touched = [{"situation_id": item.id, "task_id": task} for item in items for task in item.task_ids]
    _insert(connection, tracing.situation_tasks, touched)
    owned = [(Subject(SubjectKind.SITUATION, item.id), item.story) for item in items]
    _insert_texts(connection, project_id, None, owned, at)


def insert_findings(connection: Connection, project_id: str, items: Sequence[Finding], at: datetime) -> None:
    """Write findings with their texts; their situations are written already."""
    columns = ("id", "code", "title", "register", "evidence", "severity", "status", "situation_id", "unit_id", "label")
    rows = [_row(item, columns) | {"project_id": project_id, "created_at": at} for item in items]
    _insert(connection, tracing.findings, rows)
    owned = [(Subject(SubjectKind.FINDING, item.id), item.text) for item in items]
    _insert_texts(connection, project_id, None, owned, at)


def insert_simulations(connection: Connection, project_id: str, items: Sequence[Simulation]) -> None:
    """Write simulations; their situations are written already."""
    columns = ("id", "title", "held_on", "support", "group", "situation_id", "label")
    _insert(connection, tracing.simulations, [_row(item, columns) | {"project_id": project_id} for item in items])


def insert_results(connection: Connection, project_id: str, items: Sequence[Result], at: datetime) -> None:
    """Write simulation results with their texts; their simulations are written already."""
    columns = ("id", "simulation_id", "code", "title", "kind", "register", "status", "situation_id", "label")
    _insert(connection, tracing.results, [_row(item, columns) | {"project_id": project_id} for item in items])
    owned = [(Subject(SubjectKind.RESULT, item.id), item.text) for item in items]
    _insert_texts(connection, project_id, None, owned, at)


def insert_links(connection: Connection, project_id: str, items: Sequence[TraceLink]) -> None:
    """Write links; both ends are written already."""
    rows = [
        _row(item, ("id", "kind", "reason", "label"))
        | {"source_kind": item.source.kind.value, "source_id": item.source.id}
        | {"target_kind": item.target.kind.value, "target_id": item.target.id, "project_id": project_id}
        for item in items
    ]
    _insert(connection, tracing.links, rows)


def _insert_texts(
    connection: Connection,
    project_id: str,
    specification_id: str | None,
    owned: Iterable[tuple[Subject, TextPart]],
    at: datetime,
) -> None:
    parts = [(owner, part, plain_text(parse(part.tree))) for owner, part in owned]
    insert_text_parts(connection, project_id, specification_id, parts, at)


def _row(item: object, columns: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(item, name) for name in columns}


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        connection.execute(table.insert(), rows)
