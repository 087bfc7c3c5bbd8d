"""The register of access begins."""

import sqlalchemy as sa
from alembic import op

from server.storage.tables.base import Moment

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

KINDS = ("sign_in", "rights", "label", "view_as", "sharing", "export", "download", "keeping")


def upgrade() -> None:
    """Nothing of what happened before is in it."""
    op.create_table(
        "register",
        sa.Column("project_id", sa.String(22), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("deed", sa.String(60), nullable=False),
        sa.Column("specification_id", sa.String(22)),
        sa.Column("subject_kind", sa.String(20)),
        sa.Column("subject_id", sa.String(22)),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(22)),
        sa.Column("said", sa.JSON()),
        sa.Column("at", Moment(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.CheckConstraint(f"kind IN ({', '.join(repr(kind) for kind in KINDS)})", name=op.f("ck_register_kind")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_register_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", "number", name=op.f("pk_register")),
    )
    op.create_table(
        "register_heads",
        sa.Column("project_id", sa.String(22), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("cut_number", sa.Integer(), nullable=False),
        sa.Column("cut_digest", sa.String(64), nullable=False),
        sa.Column("seal", sa.String(64), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_register_heads_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("project_id", name=op.f("pk_register_heads")),
    )
