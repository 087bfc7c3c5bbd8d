"""Firms, projects, organisations, people, memberships, and how people get in."""

from typing import Final

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Text, UniqueConstraint, false

from server.domain.roles import OrganizationKind, Role
from server.storage.tables.base import Moment, key, metadata, one_of, refers

firms: Final = Table(
    "firms",
    metadata,
    key(),
    Column("name", String(200), nullable=False),
    refers("founded_by", "people", optional=True, cascade=False),
    Column("created_at", Moment, nullable=False),
)
"""`founded_by` may begin the firm's first project, before anyone holds a seat in it."""

projects: Final = Table(
    "projects",
    metadata,
    key(),
    refers("firm_id", "firms"),
    Column("name", String(200), nullable=False),
    Column("purpose", Text, nullable=False, default=""),
    Column("level_names", JSON(none_as_null=True)),
    Column("created_at", Moment, nullable=False),
    Column("door", String(12), unique=True, index=True),
)
"""`level_names` are what the pair calls the levels from N0 on; none for the usual ones. `door` ends the address that people
without e-mail come in by, once one of them was given a card."""

organizations: Final = Table(
    "organizations",
    metadata,
    key(),
    refers("project_id", "projects"),
    Column("name", String(200), nullable=False),
    Column("kind", String(20), nullable=False),
    one_of("kind", OrganizationKind),
)

people: Final = Table(
    "people",
    metadata,
    key(),
    Column("email", String(254), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("language", String(2), nullable=False, default="fr"),
    Column("theme", String(10), nullable=False, default="auto"),
    Column("single_keys", Boolean, nullable=False, default=True),
    Column("notice_seen_at", Moment),
    Column("created_at", Moment, nullable=False),
    Column("seen_by_management", Boolean, nullable=False, default=False, server_default=false()),
)
"""`seen_by_management`: this person lets management and line managers see when and where they are present."""

memberships: Final = Table(
    "memberships",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("person_id", "people"),
    refers("organization_id", "organizations"),
    Column("role", String(30), nullable=False),
    Column("level", Integer, nullable=False),
    Column("compartments", JSON, nullable=False, default=list),
    Column("since", Moment, nullable=False),
    Column("until", Moment),
    one_of("role", Role),
)
"""A person takes part in a project from `since` to `until` (none: still). History is kept by ending and adding rows."""

circles: Final = Table(
    "circles",
    metadata,
    key(),
    refers("project_id", "projects"),
    Column("name", String(200), nullable=False),
)
"""A closed set of people named by the pair; who is in it says the compartments of the memberships."""

membership_tasks: Final = Table(
    "membership_tasks",
    metadata,
    refers("membership_id", "memberships"),
    refers("task_id", "tasks"),
    UniqueConstraint("membership_id", "task_id"),
)

invitations: Final = Table(
    "invitations",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("organization_id", "organizations"),
    Column("email", String(254), nullable=False),
    Column("name", String(200), nullable=False),
    Column("role", String(30), nullable=False),
    Column("task_ids", JSON, nullable=False, default=list),
    refers("invited_by", "people"),
    Column("created_at", Moment, nullable=False),
    Column("accepted_at", Moment),
    Column("withdrawn_at", Moment),
    one_of("role", Role),
)

sign_in_tokens: Final = Table(
    "sign_in_tokens",
    metadata,
    key(),
    refers("person_id", "people"),
    Column("link_hash", String(64), nullable=False, unique=True),
    Column("code_hash", String(64), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Column("failed_codes", Integer, nullable=False, default=0),
)

cards: Final = Table(
    "cards",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("person_id", "people", index=False),
    Column("code_hash", String(64), nullable=False, unique=True),
    Column("made_at", Moment, nullable=False),
    UniqueConstraint("person_id"),
)
"""The code with which somebody without an e-mail address comes in, at the door of their project."""

demo_links: Final = Table(
    "demo_links",
    metadata,
    key(),
    refers("person_id", "people"),
    Column("link_hash", String(64), nullable=False, unique=True),
)
"""Reusable links of a demonstration, accepted from the same machine only; empty on a real installation."""

sessions: Final = Table(
    "sessions",
    metadata,
    key(),
    refers("person_id", "people"),
    Column("token_hash", String(64), nullable=False, unique=True),
    Column("device", String(200), nullable=False, default=""),
    Column("created_at", Moment, nullable=False),
    Column("seen_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("ended_at", Moment),
    refers("capped_project_id", "projects", optional=True),
    refers("capped_organization_id", "organizations", optional=True),
)
"""A session capped to a supplier organisation sees exactly what that supplier sees and writes nothing."""

attempts: Final = Table(
    "attempts",
    metadata,
    key(),
    Column("bucket", String(120), nullable=False, index=True),
    Column("at", Moment, nullable=False, index=True),
)
