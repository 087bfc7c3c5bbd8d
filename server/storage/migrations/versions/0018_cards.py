"""People without an e-mail address come in by the door of the workplace, each with a code."""

import sqlalchemy as sa
from alembic import op

from server.storage.tables.base import Moment

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No project has such a door yet."""
    op.add_column("projects", sa.Column("door", sa.String(length=12), nullable=True))
    op.create_index(op.f("ix_projects_door"), "projects", ["door"], unique=True)
    op.create_table(
        "cards",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("made_at", Moment(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_cards_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_cards_person_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cards")),
        sa.UniqueConstraint("code_hash", name=op.f("uq_cards_code_hash")),
        sa.UniqueConstraint("person_id", name=op.f("uq_cards_person_id")),
    )
    op.create_index(op.f("ix_cards_project_id"), "cards", ["project_id"])
