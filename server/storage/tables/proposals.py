"""Changes proposed to texts, each with a text of its own that was forked from the one it is about."""

from typing import Final

from sqlalchemy import JSON, Boolean, Column, String, Table, Text

from server.domain.proposal import ProposalState
from server.storage.tables.base import Moment, key, metadata, one_of, refers

proposals: Final = Table(
    "proposals",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("specification_id", "specifications"),
    refers("part_id", "text_parts"),
    Column("owner_kind", String(20), nullable=False),
    Column("owner_id", String(22), nullable=False, index=True),
    refers("author_id", "people"),
    Column("label", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("reason", Text, nullable=False, default=""),
    Column("base", JSON, nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("opened_at", Moment),
    Column("decided_by", String(22)),
    Column("decided_at", Moment),
    Column("decision_reason", Text, nullable=False, default=""),
    Column("seen", Boolean, nullable=False, default=False),
    one_of("state", ProposalState),
)
"""`owner` is what the part belongs to; the forked text is the text part owned by the proposal. `base` is the text that was
forked, or the one the proposal was carried over to when its part got a new document. `seen`: its author has read the decision."""
