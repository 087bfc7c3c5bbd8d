"""Threads, comments, suppliers' answers, and sections opened live to a supplier."""

from typing import Final

from sqlalchemy import JSON, Boolean, Column, Index, String, Table, Text, UniqueConstraint, false

from server.domain.discussion import Compliance, Reach, Signature, ThreadKind, ThreadStatus
from server.storage.tables.base import Moment, key, metadata, one_of, refers

threads: Final = Table(
    "threads",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("specification_id", "specifications"),
    Column("subject_kind", String(20), nullable=False),
    Column("subject_id", String(22), nullable=False, index=True),
    Column("anchor", JSON),
    Column("kind", String(20), nullable=False),
    Column("status", String(20), nullable=False),
    Column("outcome", String(30)),
    Column("outcome_reason", Text, nullable=False, default=""),
    Column("reopened", Boolean, nullable=False, default=False),
    refers("author_id", "people"),
    Column("label", Text, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("cause", String(20)),
    Column("feeling", String(10)),
    Column("signature", String(10), nullable=False, default=Signature.NAME, server_default=Signature.NAME),
    Column("unit_id", String(22)),
    Column("relay_id", String(22)),
    Column("sent_key", String(22)),
    Column("ended_at", Moment),
    Column("led_to_kind", String(20)),
    Column("led_to_id", String(22)),
    Column("agreed_at", Moment),
    Column("checked_at", Moment),
    Column("finding_id", String(22)),
    Index("ix_threads_author_id_sent_key", "author_id", "sent_key", unique=True),
    one_of("kind", ThreadKind),
    one_of("status", ThreadStatus),
)
"""With `sent_key`, chosen by the browser, an author's remark is kept once however often it is sent. `agreed_at` is when its
author said that the outcome is what they meant, `checked_at` when it was checked in real work."""

comments: Final = Table(
    "comments",
    metadata,
    key(),
    refers("thread_id", "threads"),
    refers("author_id", "people"),
    Column("text", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("edited_at", Moment),
)

answers: Final = Table(
    "answers",
    metadata,
    key(),
    refers("requirement_id", "requirements"),
    refers("organization_id", "organizations"),
    refers("release_id", "releases"),
    Column("compliance", String(10), nullable=False),
    Column("comment", Text, nullable=False, default=""),
    refers("author_id", "people"),
    Column("at", Moment, nullable=False),
    Column("reach", String(20), nullable=False, default=Reach.OFFERS, server_default=Reach.OFFERS),
    UniqueConstraint("requirement_id", "organization_id", "release_id"),
    one_of("compliance", Compliance),
)

openings: Final = Table(
    "openings",
    metadata,
    key(),
    refers("specification_id", "specifications"),
    refers("section_id", "sections"),
    refers("organization_id", "organizations"),
    refers("opened_by", "people"),
    Column("since", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("writes", Boolean, nullable=False, default=False, server_default=false()),
)
