"""Cases to be decided: their options, effects, voices, questions to suppliers, and decisions."""

from typing import Final

from sqlalchemy import JSON, Column, Integer, String, Table, Text, UniqueConstraint

from server.domain.arbitration import DecisionState, Feasible, Ground, OptionKind, Stage
from server.domain.roles import Seat
from server.storage.tables.base import Moment, key, metadata, one_of, refers

arbitrations: Final = Table(
    "arbitrations",
    metadata,
    key(),
    refers("project_id", "projects"),
    refers("specification_id", "specifications"),
    Column("question", Text, nullable=False),
    Column("ground", String(20), nullable=False),
    Column("origin_kind", String(20)),
    Column("origin_id", String(22)),
    Column("label", Text, nullable=False),
    refers("opened_by", "people"),
    Column("opened_at", Moment, nullable=False),
    Column("stage", String(20), nullable=False),
    one_of("ground", Ground),
    one_of("stage", Stage),
)

arbitrated: Final = Table(
    "arbitrated",
    metadata,
    key(),
    refers("case_id", "arbitrations"),
    refers("requirement_id", "requirements"),
    UniqueConstraint("case_id", "requirement_id"),
)
"""Which requirements a case is about."""

options: Final = Table(
    "arbitration_options",
    metadata,
    key(),
    refers("case_id", "arbitrations"),
    Column("kind", String(20), nullable=False),
    Column("title", Text, nullable=False),
    Column("summary", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    one_of("kind", OptionKind),
)

effects: Final = Table(
    "arbitration_effects",
    metadata,
    key(),
    refers("option_id", "arbitration_options"),
    Column("aspect", String(40), nullable=False),
    Column("words", Text, nullable=False),
    Column("grade", Integer),
    UniqueConstraint("option_id", "aspect"),
)

voices: Final = Table(
    "arbitration_voices",
    metadata,
    key(),
    refers("case_id", "arbitrations"),
    refers("person_id", "people"),
    Column("register", String(20)),
    Column("stances", JSON, nullable=False),
    Column("words", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("given_at", Moment),
    UniqueConstraint("case_id", "person_id"),
)
"""`stances`: from −2 to +2, by option."""

questions: Final = Table(
    "arbitration_questions",
    metadata,
    key(),
    refers("case_id", "arbitrations"),
    refers("organization_id", "organizations"),
    Column("text", Text, nullable=False),
    Column("asked_at", Moment, nullable=False),
    Column("feasible", String(20)),
    Column("answer", Text, nullable=False),
    refers("answered_by", "people", optional=True, cascade=False),
    Column("answered_at", Moment),
    Column("reply", Text, nullable=False),
    one_of("feasible", Feasible),
)

decisions: Final = Table(
    "arbitration_decisions",
    metadata,
    key(),
    refers("case_id", "arbitrations"),
    refers("option_id", "arbitration_options"),
    Column("text", Text, nullable=False),
    Column("reasons", Text, nullable=False),
    Column("given_up", Text, nullable=False),
    Column("dissent", Text, nullable=False),
    Column("review_on", String(10), nullable=False),
    Column("state", String(20), nullable=False),
    Column("seat", String(10)),
    refers("person_id", "people"),
    Column("at", Moment, nullable=False),
    Column("refusal", Text, nullable=False),
    refers("other_id", "people", optional=True, cascade=False),
    Column("closed_at", Moment),
    one_of("state", DecisionState),
    one_of("seat", Seat),
)
