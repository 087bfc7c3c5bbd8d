"""Units, tasks, work situations, findings, simulations, results, and the links between them and requirements."""

from typing import Final

from sqlalchemy import Boolean, Column, String, Table, Text, UniqueConstraint, false

from server.domain.tracing import (
    EvidenceKind,
    FindingStatus,
    LinkKind,
    Register,
    ResultKind,
    ResultStatus,
    Severity,
    SituationCondition,
    TaskSupport,
)
from server.storage.tables.base import Moment, key, metadata, one_of, refers


def _withdrawn() -> Column[bool]:
    return Column("withdrawn", Boolean, nullable=False, default=False, server_default=false())


units: Final = Table(
    "units",
    metadata,
    key(),
    refers("project_id", "projects"),
    Column("name", String(200), nullable=False),
    _withdrawn(),
)

tasks: Final = Table(
    "tasks",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("unit_id", "units", optional=True, cascade=False),
    Column("name", String(200), nullable=False),
    Column("support", String(10), nullable=False),
    Column("support_reason", Text, nullable=False, default=""),
    _withdrawn(),
    one_of("support", TaskSupport),
)

situations: Final = Table(
    "situations",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("unit_id", "units", optional=True, cascade=False),
    Column("title", String(300), nullable=False),
    Column("condition", String(20), nullable=False),
    Column("label", Text, nullable=False),
    _withdrawn(),
    one_of("condition", SituationCondition),
)

situation_tasks: Final = Table(
    "situation_tasks",
    metadata,
    refers("situation_id", "situations"),
    refers("task_id", "tasks"),
    UniqueConstraint("situation_id", "task_id"),
)

findings: Final = Table(
    "findings",
    metadata,
    key(),
    refers("project_id", "projects"),
    Column("code", String(12), nullable=False),
    Column("title", String(300), nullable=False),
    Column("register", String(20), nullable=False),
    Column("evidence", String(20), nullable=False),
    Column("severity", String(10), nullable=False),
    Column("status", String(20), nullable=False),
    refers("situation_id", "situations", optional=True, cascade=False),
    refers("unit_id", "units", optional=True, cascade=False),
    refers("validated_by", "people", optional=True, cascade=False),
    Column("label", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    _withdrawn(),
    UniqueConstraint("project_id", "code"),
    one_of("register", Register),
    one_of("evidence", EvidenceKind),
    one_of("severity", Severity),
    one_of("status", FindingStatus),
)

simulations: Final = Table(
    "simulations",
    metadata,
    key(),
    refers("project_id", "projects"),
    Column("title", String(300), nullable=False),
    Column("held_on", String(10), nullable=False, default=""),
    Column("support", String(200), nullable=False, default=""),
    Column("group", String(200), nullable=False, default=""),
    refers("situation_id", "situations", optional=True, cascade=False),
    Column("label", Text, nullable=False),
    _withdrawn(),
)

results: Final = Table(
    "results",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("simulation_id", "simulations"),
    Column("code", String(12), nullable=False),
    Column("title", String(300), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("register", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    refers("situation_id", "situations", optional=True, cascade=False),
    Column("label", Text, nullable=False),
    _withdrawn(),
    UniqueConstraint("project_id", "code"),
    one_of("kind", ResultKind),
    one_of("register", Register),
    one_of("status", ResultStatus),
)

links: Final = Table(
    "links",
    metadata,
    key(),
    refers("project_id", "projects"),
    Column("source_kind", String(20), nullable=False),
    Column("source_id", String(22), nullable=False, index=True),
    Column("target_kind", String(20), nullable=False),
    Column("target_id", String(22), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("label", Text, nullable=False),
    UniqueConstraint("source_id", "target_id", "kind"),
    one_of("kind", LinkKind),
)
