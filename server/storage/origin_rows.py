"""Units, tasks, situations, findings, simulations, results and links: writing their rows (`tracing_rows` reads them)."""

from datetime import datetime
from typing import Any, Final

from server.domain.content import Finding, Result, Simulation, Situation, Task, TraceLink, Unit
from server.domain.tracing import Subject, SubjectKind
from server.storage import rows
from server.storage.database import Transaction
from server.storage.tables import tracing as t


def insert_unit(connection: Transaction, project_id: str, item: Unit) -> None:
    """Add a place of the firm."""
    rows.add(connection, t.units, {"id": item.id, "project_id": project_id, "name": item.name})


def insert_task(connection: Transaction, project_id: str, item: Task) -> None:
    """Add a task."""
    values = {
        "id": item.id,
        "project_id": project_id,
        "unit_id": item.unit_id,
        "name": item.name,
        "support": item.support,
        "support_reason": item.support_reason,
    }
    rows.add(connection, t.tasks, values)


def insert_situation(connection: Transaction, project_id: str, item: Situation) -> None:
    """Add a work situation and the tasks it shows; its story is added apart."""
    values = {
        "id": item.id,
        "project_id": project_id,
        "unit_id": item.unit_id,
        "title": item.title,
        "condition": item.condition,
        "label": item.label,
    }
    rows.add(connection, t.situations, values)
    rows.make_tasks(connection, t.situation_tasks, "situation_id", item.id, item.task_ids)


def insert_finding(connection: Transaction, project_id: str, item: Finding, at: datetime) -> None:
    """Add a finding; its text is added apart."""
    values = {
        "id": item.id,
        "project_id": project_id,
        "code": item.code,
        "title": item.title,
        "register": item.register,
        "evidence": item.evidence,
        "severity": item.severity,
        "status": item.status,
        "situation_id": item.situation_id,
        "unit_id": item.unit_id,
        "label": item.label,
        "created_at": at,
    }
    rows.add(connection, t.findings, values)


def insert_simulation(connection: Transaction, project_id: str, item: Simulation) -> None:
    """Add a simulation."""
    values = {
        "id": item.id,
        "project_id": project_id,
        "title": item.title,
        "held_on": item.held_on,
        "support": item.support,
        "group": item.group,
        "situation_id": item.situation_id,
        "label": item.label,
    }
    rows.add(connection, t.simulations, values)


def insert_result(connection: Transaction, project_id: str, item: Result) -> None:
    """Add a simulation result; its text is added apart."""
    values = {
        "id": item.id,
        "project_id": project_id,
        "simulation_id": item.simulation_id,
        "code": item.code,
        "title": item.title,
        "kind": item.kind,
        "register": item.register,
        "status": item.status,
        "situation_id": item.situation_id,
        "label": item.label,
    }
    rows.add(connection, t.results, values)


_TABLES: Final = {
    SubjectKind.UNIT: t.units,
    SubjectKind.TASK: t.tasks,
    SubjectKind.SITUATION: t.situations,
    SubjectKind.FINDING: t.findings,
    SubjectKind.SIMULATION: t.simulations,
    SubjectKind.RESULT: t.results,
}


def update(connection: Transaction, subject: Subject, field: str, value: Any) -> None:
    """Write one fact of one of these things; `task_ids` of a situation makes these the tasks it shows."""
    if field != "task_ids":
        rows.change(connection, _TABLES[subject.kind], subject.id, {field: value})
        return
    rows.make_tasks(connection, t.situation_tasks, "situation_id", subject.id, value)


def insert_link(connection: Transaction, project_id: str, item: TraceLink) -> None:
    """Add a trace link."""
    values = {
        "id": item.id,
        "project_id": project_id,
        "source_kind": item.source.kind,
        "source_id": item.source.id,
        "target_kind": item.target.kind,
        "target_id": item.target.id,
        "kind": item.kind,
        "reason": item.reason,
        "label": item.label,
    }
    rows.add(connection, t.links, values)


def delete_link(connection: Transaction, link_id: str) -> None:
    """Remove a trace link; the history keeps it."""
    rows.remove(connection, t.links, link_id)
