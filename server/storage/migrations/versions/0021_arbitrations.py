"""Cases are opened, weighed, heard and decided."""

import sqlalchemy as sa
from alembic import op

from server.storage.tables.base import Moment

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was arbitrated before."""
    op.create_table(
        "arbitrations",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("specification_id", sa.String(length=22), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("ground", sa.String(length=20), nullable=False),
        sa.Column("origin_kind", sa.String(length=20), nullable=True),
        sa.Column("origin_id", sa.String(length=22), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("opened_by", sa.String(length=22), nullable=False),
        sa.Column("opened_at", Moment(), nullable=False),
        sa.Column("stage", sa.String(length=20), nullable=False),
        sa.CheckConstraint(
            "ground IN ('conflict', 'refusal', 'non_compliance', 'cost', 'talk')", name=op.f("ck_arbitrations_ground")
        ),
        sa.CheckConstraint("stage IN ('options', 'voices', 'heard', 'decided')", name=op.f("ck_arbitrations_stage")),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["people.id"], name=op.f("fk_arbitrations_opened_by_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_arbitrations_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["specifications.id"],
            name=op.f("fk_arbitrations_specification_id_specifications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arbitrations")),
    )
    op.create_index(op.f("ix_arbitrations_opened_by"), "arbitrations", ["opened_by"])
    op.create_index(op.f("ix_arbitrations_project_id"), "arbitrations", ["project_id"])
    op.create_index(op.f("ix_arbitrations_specification_id"), "arbitrations", ["specification_id"])
    op.create_table(
        "arbitration_options",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("added_at", Moment(), nullable=False),
        sa.CheckConstraint("kind IN ('change', 'staged', 'nothing')", name=op.f("ck_arbitration_options_kind")),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["arbitrations.id"],
            name=op.f("fk_arbitration_options_case_id_arbitrations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arbitration_options")),
    )
    op.create_index(op.f("ix_arbitration_options_case_id"), "arbitration_options", ["case_id"])
    op.create_table(
        "arbitration_questions",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.String(length=22), nullable=False),
        sa.Column("organization_id", sa.String(length=22), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("asked_at", Moment(), nullable=False),
        sa.Column("feasible", sa.String(length=20), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answered_by", sa.String(length=22), nullable=True),
        sa.Column("answered_at", Moment(), nullable=True),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.CheckConstraint("feasible IN ('yes', 'conditions', 'no')", name=op.f("ck_arbitration_questions_feasible")),
        sa.ForeignKeyConstraint(
            ["answered_by"],
            ["people.id"],
            name=op.f("fk_arbitration_questions_answered_by_people"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["arbitrations.id"],
            name=op.f("fk_arbitration_questions_case_id_arbitrations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_arbitration_questions_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arbitration_questions")),
    )
    op.create_index(
        op.f("ix_arbitration_questions_answered_by"), "arbitration_questions", ["answered_by"], unique=False
    )
    op.create_index(op.f("ix_arbitration_questions_case_id"), "arbitration_questions", ["case_id"])
    op.create_index(
        op.f("ix_arbitration_questions_organization_id"), "arbitration_questions", ["organization_id"], unique=False
    )
    op.create_table(
        "arbitration_voices",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("register", sa.String(length=20), nullable=True),
        sa.Column("stances", sa.JSON(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("given_at", Moment(), nullable=True),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["arbitrations.id"],
            name=op.f("fk_arbitration_voices_case_id_arbitrations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_arbitration_voices_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arbitration_voices")),
        sa.UniqueConstraint("case_id", "person_id", name=op.f("uq_arbitration_voices_case_id")),
    )
    op.create_index(op.f("ix_arbitration_voices_case_id"), "arbitration_voices", ["case_id"])
    op.create_index(op.f("ix_arbitration_voices_person_id"), "arbitration_voices", ["person_id"])
    op.create_table(
        "arbitrated",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.String(length=22), nullable=False),
        sa.Column("requirement_id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"], ["arbitrations.id"], name=op.f("fk_arbitrated_case_id_arbitrations"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["requirements.id"],
            name=op.f("fk_arbitrated_requirement_id_requirements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arbitrated")),
        sa.UniqueConstraint("case_id", "requirement_id", name=op.f("uq_arbitrated_case_id")),
    )
    op.create_index(op.f("ix_arbitrated_case_id"), "arbitrated", ["case_id"])
    op.create_index(op.f("ix_arbitrated_requirement_id"), "arbitrated", ["requirement_id"])
    op.create_table(
        "arbitration_decisions",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("case_id", sa.String(length=22), nullable=False),
        sa.Column("option_id", sa.String(length=22), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("given_up", sa.Text(), nullable=False),
        sa.Column("dissent", sa.Text(), nullable=False),
        sa.Column("review_on", sa.String(length=10), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("seat", sa.String(length=10), nullable=True),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("other_id", sa.String(length=22), nullable=True),
        sa.Column("closed_at", Moment(), nullable=True),
        sa.CheckConstraint("seat IN ('work', 'production')", name=op.f("ck_arbitration_decisions_seat")),
        sa.CheckConstraint("state IN ('proposed', 'refused', 'made')", name=op.f("ck_arbitration_decisions_state")),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["arbitrations.id"],
            name=op.f("fk_arbitration_decisions_case_id_arbitrations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["option_id"],
            ["arbitration_options.id"],
            name=op.f("fk_arbitration_decisions_option_id_arbitration_options"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"], ["people.id"], name=op.f("fk_arbitration_decisions_other_id_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_arbitration_decisions_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arbitration_decisions")),
    )
    op.create_index(op.f("ix_arbitration_decisions_case_id"), "arbitration_decisions", ["case_id"])
    op.create_index(op.f("ix_arbitration_decisions_option_id"), "arbitration_decisions", ["option_id"])
    op.create_index(op.f("ix_arbitration_decisions_other_id"), "arbitration_decisions", ["other_id"])
    op.create_index(op.f("ix_arbitration_decisions_person_id"), "arbitration_decisions", ["person_id"])
    op.create_table(
        "arbitration_effects",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("option_id", sa.String(length=22), nullable=False),
        sa.Column("aspect", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["option_id"],
            ["arbitration_options.id"],
            name=op.f("fk_arbitration_effects_option_id_arbitration_options"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arbitration_effects")),
        sa.UniqueConstraint("option_id", "aspect", name=op.f("uq_arbitration_effects_option_id")),
    )
    op.create_index(op.f("ix_arbitration_effects_option_id"), "arbitration_effects", ["option_id"])
