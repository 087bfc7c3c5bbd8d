"""The two seats of the pair sign requirements."""

import sqlalchemy as sa
from alembic import op

from server.storage.tables.base import Moment

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nothing was signed before."""
    op.create_table(
        "visas",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("requirement_id", sa.String(length=22), nullable=False),
        sa.Column("seat", sa.String(length=10), nullable=False),
        sa.Column("act", sa.String(length=10), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("mark", sa.String(length=64), nullable=False),
        sa.Column("signed", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("at", Moment(), nullable=False),
        sa.CheckConstraint("seat IN ('work', 'production')", name=op.f("ck_visas_seat")),
        sa.CheckConstraint("act IN ('given', 'carried', 'withdrawn', 'refused')", name=op.f("ck_visas_act")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_visas_person_id_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["requirements.id"],
            name=op.f("fk_visas_requirement_id_requirements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visas")),
    )
    op.create_index(op.f("ix_visas_person_id"), "visas", ["person_id"])
    op.create_index(op.f("ix_visas_requirement_id"), "visas", ["requirement_id"])
