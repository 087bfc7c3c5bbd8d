"""Specifications, sections, requirements, criteria, substitutes and attachments."""

from typing import Final

from sqlalchemy import JSON, Boolean, Column, Float, Integer, LargeBinary, String, Table, Text, UniqueConstraint, false

from server.domain.requirement import Flexibility, Priority, RequirementKind, Status, VisaAct
from server.domain.roles import Seat
from server.storage.tables.base import Moment, key, metadata, one_of, refers

specifications: Final = Table(
    "specifications",
    metadata,
    key(),
    refers("project_id", "projects"),
    Column("short_name", String(60), nullable=False),
    Column("title", String(300), nullable=False),
    Column("language", String(2), nullable=False),
    Column("template", String(60), nullable=False, default=""),
    Column("shows_reserved", Boolean, nullable=False, default=False, server_default=false()),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("project_id", "short_name"),
)

sections: Final = Table(
    "sections",
    metadata,
    key(),
    refers("specification_id", "specifications"),
    refers("parent_id", "sections", optional=True),
    Column("rank", Float, nullable=False),
    Column("title", String(300), nullable=False),
    Column("prefix", String(4), nullable=False),
    Column("label", Text, nullable=False),
    Column("default_label", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False, default=False),
)

requirements: Final = Table(
    "requirements",
    metadata,
    key(),
    refers("specification_id", "specifications"),
    refers("section_id", "sections"),
    Column("rank", Float, nullable=False),
    Column("code", String(12), nullable=False),
    Column("title", String(300), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("priority", String(10), nullable=False),
    Column("lot", Integer, nullable=False, default=1),
    Column("status", String(20), nullable=False),
    Column("status_before", String(20)),
    refers("owner_id", "people", optional=True, cascade=False),
    Column("dimensions", JSON, nullable=False, default=list),
    Column("label", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("specification_id", "code"),
    one_of("kind", RequirementKind),
    one_of("priority", Priority),
    one_of("status", Status),
)

requirement_tasks: Final = Table(
    "requirement_tasks",
    metadata,
    refers("requirement_id", "requirements"),
    refers("task_id", "tasks"),
    UniqueConstraint("requirement_id", "task_id"),
)

criteria: Final = Table(
    "criteria",
    metadata,
    key(),
    refers("requirement_id", "requirements"),
    Column("rank", Float, nullable=False),
    Column("name", String(300), nullable=False),
    Column("operator", String(2), nullable=False, default=""),
    Column("value", String(200), nullable=False, default=""),
    Column("unit", String(100), nullable=False, default=""),
    Column("qualifier", String(200), nullable=False, default=""),
    Column("acceptance_limit", String(200), nullable=False, default=""),
    Column("flexibility", String(2), nullable=False),
    Column("verification", String(20)),
    Column("verification_note", String(300), nullable=False, default=""),
    Column("label", Text, nullable=False),
    Column("withdrawn", Boolean, nullable=False, default=False),
    one_of("flexibility", Flexibility),
)

visas: Final = Table(
    "visas",
    metadata,
    key(),
    refers("requirement_id", "requirements"),
    Column("seat", String(10), nullable=False),
    Column("act", String(10), nullable=False),
    refers("person_id", "people", optional=True, cascade=False),
    Column("reason", Text, nullable=False, default=""),
    Column("mark", String(64), nullable=False),
    Column("signed", JSON(none_as_null=True)),
    Column("at", Moment, nullable=False),
    one_of("seat", Seat),
    one_of("act", VisaAct),
)
"""What was signed is kept to tell what changed since; NULL once the past was erased."""

substitutes: Final = Table(
    "substitutes",
    metadata,
    key(),
    refers("project_id", "projects"),
    Column("part_kind", String(20), nullable=False),
    Column("part_id", String(22), nullable=False, index=True),
    Column("text", Text, nullable=False),
    Column("label", Text, nullable=False),
    UniqueConstraint("part_id"),
)
"""`part_kind` is `text` or `criterion`."""

attachments: Final = Table(
    "attachments",
    metadata,
    key(),
    refers("project_id", "projects"),
    Column("owner_kind", String(20), nullable=False),
    Column("owner_id", String(22), nullable=False, index=True),
    Column("name", String(200), nullable=False),
    Column("media_type", String(100), nullable=False),
    Column("size", Integer, nullable=False),
    Column("label", Text, nullable=False),
    Column("blob_hash", String(64), nullable=False),
    refers("added_by", "people"),
    Column("added_at", Moment, nullable=False),
)

blobs: Final = Table(
    "blobs", metadata, Column("hash", String(64), primary_key=True), Column("content", LargeBinary, nullable=False)
)

code_register: Final = Table(
    "code_register",
    metadata,
    refers("project_id", "projects"),
    Column("code", String(12), nullable=False),
    UniqueConstraint("project_id", "code"),
)
"""Every code ever given in a project: codes are permanent and never reused."""
