"""From rows to the nouns of tracing: tasks, situations, findings, simulations, results and the links between."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from server.domain.content import Finding, Result, Simulation, Situation, Task, TraceLink, Unit
from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    LinkKind,
    Register,
    ResultKind,
    ResultStatus,
    Severity,
    SituationCondition,
    Subject,
    SubjectKind,
    TaskSupport,
)
from server.storage.specification_rows import Ids
from server.storage.tables.tracing import (
    findings,
    links,
    results,
    simulations,
    situation_tasks,
    situations,
    tasks,
    units,
)
from server.storage.texts import load_texts


def load_units(connection: Connection, project_id: str, ids: Ids = None) -> list[Unit]:
    """Return the places of the firm, those withdrawn too."""
    query = _of(select(units), units, project_id, ids).order_by(units.c.name, units.c.id)
    return [Unit(row.id, row.name, row.withdrawn) for row in connection.execute(query)]


def load_tasks(connection: Connection, project_id: str, ids: Ids = None) -> list[Task]:
    """Return the tasks of the project, those withdrawn too."""
    query = _of(select(tasks), tasks, project_id, ids).order_by(tasks.c.name, tasks.c.id)
    return [
        Task(row.id, row.name, row.unit_id, TaskSupport(row.support), row.support_reason, row.withdrawn)
        for row in connection.execute(query)
    ]


def load_situations(connection: Connection, project_id: str, ids: Ids = None) -> list[Situation]:
    """Return the work situations of the project with their stories."""
    rows = connection.execute(_of(select(situations), situations, project_id, ids)).all()
    stories = load_texts(connection, project_id, None, [row.id for row in rows])
    of = select(situation_tasks).where(situation_tasks.c.situation_id.in_([row.id for row in rows]))
    touched: dict[str, list[str]] = {}
    for row in connection.execute(of.order_by(situation_tasks.c.task_id)):
        touched.setdefault(row.situation_id, []).append(row.task_id)
    return [
        Situation(
            row.id,
            row.title,
            SituationCondition(row.condition),
            row.unit_id,
            tuple(touched.get(row.id, ())),
            stories[row.id, "story"],
            row.label,
            row.withdrawn,
        )
        for row in rows
    ]


def load_findings(connection: Connection, project_id: str, ids: Ids = None) -> list[Finding]:
    """Return the findings of the project with their texts."""
    rows = connection.execute(_of(select(findings), findings, project_id, ids)).all()
    texts = load_texts(connection, project_id, None, [row.id for row in rows])
    return [
        Finding(
            id=row.id,
            code=row.code,
            title=row.title,
            register=Register(row.register),
            evidence=EvidenceKind(row.evidence),
            severity=Severity(row.severity),
            status=FindingStatus(row.status),
            situation_id=row.situation_id,
            unit_id=row.unit_id,
            text=texts[row.id, "finding"],
            label=row.label,
            withdrawn=row.withdrawn,
        )
        for row in rows
    ]


def load_simulations(connection: Connection, project_id: str, ids: Ids = None) -> list[Simulation]:
    """Return the simulations of the project."""
    return [
        Simulation(row.id, row.title, row.held_on, row.support, row.group, row.situation_id, row.label, row.withdrawn)
        for row in connection.execute(_of(select(simulations), simulations, project_id, ids))
    ]


def load_results(connection: Connection, project_id: str, ids: Ids = None) -> list[Result]:
    """Return the simulation results of the project with their texts; those of a withdrawn simulation are withdrawn (O1)."""
    query = select(results, simulations.c.withdrawn.label("with_simulation")).join(simulations)
    rows = connection.execute(_of(query, results, project_id, ids)).all()
    texts = load_texts(connection, project_id, None, [row.id for row in rows])
    return [
        Result(
            id=row.id,
            code=row.code,
            simulation_id=row.simulation_id,
            title=row.title,
            kind=ResultKind(row.kind),
            register=Register(row.register),
            status=ResultStatus(row.status),
            situation_id=row.situation_id,
            text=texts[row.id, "result"],
            label=row.label,
            withdrawn=row.withdrawn or row.with_simulation,
        )
        for row in rows
    ]


def load_links(connection: Connection, project_id: str, ids: Ids = None) -> list[TraceLink]:
    """Return the links of the project, those of its other specifications too."""
    return [_link(row) for row in connection.execute(_of(select(links), links, project_id, ids))]


def load_links_of(connection: Connection, project_id: str, ends: Sequence[str]) -> list[TraceLink]:
    """Return the links that have one of these things at either end."""
    query = _of(select(links), links, project_id, None)
    query = query.where(links.c.source_id.in_(ends) | links.c.target_id.in_(ends))
    return [_link(row) for row in connection.execute(query)]


def _link(row: Any) -> TraceLink:
    return TraceLink(
        row.id,
        Subject(SubjectKind(row.source_kind), row.source_id),
        Subject(SubjectKind(row.target_kind), row.target_id),
        LinkKind(row.kind),
        row.reason,
        row.label,
    )


def _of(query: Select[Any], table: Any, project_id: str, ids: Ids) -> Select[Any]:
    query = query.where(table.c.project_id == project_id)
    return query if ids is None else query.where(table.c.id.in_(ids))
