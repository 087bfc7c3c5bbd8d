"""The history of every fact, pending two-seat acts, and mails waiting to go."""

from typing import Final

from sqlalchemy import JSON, Column, Integer, String, Table, Text

from server.storage.tables.base import Moment, key, metadata, refers

history: Final = Table(
    "history",
    metadata,
    key(),
    refers("project_id", "projects"),
    Column("specification_id", String(22), index=True),
    Column("subject_kind", String(20), nullable=False),
    Column("subject_id", String(22), nullable=False, index=True),
    Column("deed", String(60), nullable=False),
    Column("field", String(60), nullable=False, default=""),
    Column("before", JSON),
    Column("after", JSON),
    Column("label", Text, nullable=False),
    Column("person_id", String(22)),
    Column("at", Moment, nullable=False, index=True),
)
"""Who did what when, before and after. `label` is that of the part touched: history is as secret as what it tells of."""

pending_acts: Final = Table(
    "pending_acts",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("specification_id", "specifications"),
    Column("act", String(30), nullable=False),
    Column("subject_kind", String(20), nullable=False),
    Column("subject_id", String(22), nullable=False),
    Column("wanted", JSON, nullable=False),
    Column("reason", Text, nullable=False),
    refers("proposed_by", "people"),
    Column("proposed_seat", String(20), nullable=False),
    Column("proposed_at", Moment, nullable=False),
    Column("settled_at", Moment),
)
"""What one seat proposed and the other must confirm, such as lowering a label."""

mails: Final = Table(
    "mails",
    metadata,
    key(),
    Column("recipient", String(254), nullable=False),
    Column("subject", String(300), nullable=False),
    Column("body", Text, nullable=False),
    Column("queued_at", Moment, nullable=False),
    Column("sent_at", Moment),
    Column("tries", Integer, nullable=False, default=0),
    Column("claimed_until", Moment),
)
"""Mails are queued in the deed's own transaction and sent afterwards; they never hold specification text."""
