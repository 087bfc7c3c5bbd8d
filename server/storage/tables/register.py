"""The register of access: entries that are only ever added, chained within each project, and where each chain begins and ends."""

from typing import Final

from sqlalchemy import JSON, Column, ForeignKey, Integer, PrimaryKeyConstraint, String, Table, Text

from server.domain.register import RegisterKind
from server.storage.tables.base import Moment, metadata, one_of, refers

register: Final = Table(
    "register",
    metadata,
    refers("project_id", "projects", index=False),
    Column("number", Integer, nullable=False),
    Column("kind", String(20), nullable=False),
    Column("deed", String(60), nullable=False),
    Column("specification_id", String(22)),
    Column("subject_kind", String(20)),
    Column("subject_id", String(22)),
    Column("label", Text, nullable=False),
    Column("person_id", String(22)),
    Column("said", JSON),
    Column("at", Moment, nullable=False),
    Column("digest", String(64), nullable=False),
    PrimaryKeyConstraint("project_id", "number"),
    one_of("kind", RegisterKind),
)
"""`number` counts from 1 in each project. It holds identifiers and no names: who somebody was goes with their account."""

register_heads: Final = Table(
    "register_heads",
    metadata,
    Column("project_id", String(22), ForeignKey("projects.id", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, nullable=False),
    Column("digest", String(64), nullable=False),
    Column("cut_number", Integer, nullable=False),
    Column("cut_digest", String(64), nullable=False),
    Column("seal", String(64), nullable=False),
)
"""The last entry of each chain, and the last one that was taken out when its time was over, both under a seal."""
