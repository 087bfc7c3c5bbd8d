"""Frozen versions, what was sent to whom, and the files as they were made."""

from typing import Final

from sqlalchemy import Column, Integer, LargeBinary, String, Table, Text, UniqueConstraint

from server.storage.tables.base import Moment, key, metadata, refers

baselines: Final = Table(
    "baselines",
    metadata,
    key(),
    refers("specification_id", "specifications"),
    Column("number", Integer, nullable=False),
    Column("title", String(300), nullable=False, default=""),
    Column("content", LargeBinary, nullable=False),
    Column("content_hash", String(64), nullable=False),
    refers("proposed_by", "people"),
    Column("proposed_seat", String(20), nullable=False),
    Column("proposed_at", Moment, nullable=False),
    refers("confirmed_by", "people", optional=True, cascade=False),
    Column("confirmed_at", Moment),
    UniqueConstraint("specification_id", "number"),
)
"""`content` is the canonical form of everything frozen, all labels included; it leaves only through the gate."""

releases: Final = Table(
    "releases",
    metadata,
    key(),
    refers("baseline_id", "baselines"),
    refers("organization_id", "organizations"),
    Column("number", Integer, nullable=False),
    Column("language", String(2), nullable=False),
    Column("view_hash", String(64), nullable=False),
    Column("message", Text, nullable=False, default=""),
    refers("sent_by", "people"),
    Column("sent_at", Moment, nullable=False),
    Column("acknowledged_at", Moment),
    UniqueConstraint("organization_id", "number"),
)
"""`number` counts what this supplier received (« your version 2 »); it says nothing of other suppliers' versions."""

export_files: Final = Table(
    "export_files",
    metadata,
    key(),
    refers("baseline_id", "baselines"),
    Column("audience", String(200), nullable=False),
    Column("language", String(2), nullable=False),
    Column("format", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("content", LargeBinary, nullable=False),
    Column("content_hash", String(64), nullable=False),
    refers("made_by", "people"),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("baseline_id", "audience", "language", "format"),
)
