"""Text parts, their live documents and the log of every edit, and what changed when."""

from typing import Final

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from server.storage.tables.base import Moment, key, metadata, refers

_SEQUENCE: Final = BigInteger().with_variant(Integer, "sqlite")

text_parts: Final = Table(
    "text_parts",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("specification_id", "specifications", optional=True),
    Column("owner_kind", String(20), nullable=False),
    Column("owner_id", String(22), nullable=False, index=True),
    Column("kind", String(20), nullable=False),
    Column("label", Text, nullable=False),
    Column("generation", String(22), nullable=False, unique=True),
    Column("tree", JSON, nullable=False),
    Column("tree_seq", BigInteger, nullable=False, default=0),
    Column("plain", Text, nullable=False, default=""),
)
"""`tree` is the text as of log position `tree_seq` of the current `generation`. Project-level texts have no specification."""

generations: Final = Table(
    "generations",
    metadata,
    Column("name", String(22), primary_key=True),
    refers("part_id", "text_parts"),
    Column("label", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("sealed_at", Moment),
)
"""Each relabelling starts a new document under a fresh random name; a sealed one accepts and shows nothing more (A10)."""

updates: Final = Table(
    "updates",
    metadata,
    Column("seq", _SEQUENCE, primary_key=True, autoincrement=True),
    Column("generation", String(22), ForeignKey("generations.name", ondelete="CASCADE"), nullable=False),
    Column("person_id", String(22)),
    Column("update", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_updates_generation_seq", "generation", "seq"),
    sqlite_autoincrement=True,
)
"""The truth of every text: raw updates, in order. `person_id` is empty for what the server itself wrote."""

checkpoints: Final = Table(
    "checkpoints",
    metadata,
    Column("generation", String(22), ForeignKey("generations.name", ondelete="CASCADE"), primary_key=True),
    Column("seq", BigInteger, nullable=False),
    Column("state", LargeBinary, nullable=False),
)

leases: Final = Table(
    "leases",
    metadata,
    Column("generation", String(22), ForeignKey("generations.name", ondelete="CASCADE"), nullable=False),
    Column("client_id", BigInteger, nullable=False),
    Column("person_id", String(22), nullable=False),
    PrimaryKeyConstraint("generation", "client_id"),
)

changes: Final = Table(
    "changes",
    metadata,
    Column("seq", _SEQUENCE, primary_key=True, autoincrement=True),
    refers("project_id", "projects", index=False),
    Column("specification_id", String(22)),
    Column("subject_kind", String(20), nullable=False),
    Column("subject_id", String(22), nullable=False),
    Column("at", Moment, nullable=False),
    Index("ix_changes_project_id_seq", "project_id", "seq"),
    sqlite_autoincrement=True,
)
"""What was touched, in order; it drives caches, page patches and catch-up. A project-wide change names no specification."""
