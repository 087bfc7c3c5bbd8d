"""Text parts, their live documents, the change log, history and pending acts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SEQUENCE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "changes",
        sa.Column("seq", SEQUENCE, autoincrement=True, nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("specification_id", sa.String(length=22), nullable=True),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_changes_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_changes")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_changes_project_id_seq", "changes", ["project_id", "seq"])
    op.create_table(
        "history",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("specification_id", sa.String(length=22), nullable=True),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("deed", sa.String(length=60), nullable=False),
        sa.Column("field", sa.String(length=60), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_history_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_history")),
    )
    op.create_index(op.f("ix_history_at"), "history", ["at"])
    op.create_index(op.f("ix_history_project_id"), "history", ["project_id"])
    op.create_index(op.f("ix_history_specification_id"), "history", ["specification_id"])
    op.create_index(op.f("ix_history_subject_id"), "history", ["subject_id"])
    op.create_table(
        "pending_acts",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("specification_id", sa.String(length=22), nullable=False),
        sa.Column("act", sa.String(length=30), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("wanted", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("proposed_by", sa.String(length=22), nullable=False),
        sa.Column("proposed_seat", sa.String(length=20), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_pending_acts_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["people.id"], name=op.f("fk_pending_acts_proposed_by_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["specifications.id"],
            name=op.f("fk_pending_acts_specification_id_specifications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pending_acts")),
    )
    op.create_index(op.f("ix_pending_acts_project_id"), "pending_acts", ["project_id"])
    op.create_index(op.f("ix_pending_acts_proposed_by"), "pending_acts", ["proposed_by"])
    op.create_index(op.f("ix_pending_acts_specification_id"), "pending_acts", ["specification_id"])
    op.create_table(
        "text_parts",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("specification_id", sa.String(length=22), nullable=True),
        sa.Column("owner_kind", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("generation", sa.String(length=22), nullable=False),
        sa.Column("tree", sa.JSON(), nullable=False),
        sa.Column("tree_seq", sa.BigInteger(), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_text_parts_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["specifications.id"],
            name=op.f("fk_text_parts_specification_id_specifications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_text_parts")),
        sa.UniqueConstraint("generation", name=op.f("uq_text_parts_generation")),
    )
    op.create_index(op.f("ix_text_parts_owner_id"), "text_parts", ["owner_id"])
    op.create_index(op.f("ix_text_parts_project_id"), "text_parts", ["project_id"])
    op.create_index(op.f("ix_text_parts_specification_id"), "text_parts", ["specification_id"])
    op.create_table(
        "generations",
        sa.Column("name", sa.String(length=22), nullable=False),
        sa.Column("part_id", sa.String(length=22), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["part_id"], ["text_parts.id"], name=op.f("fk_generations_part_id_text_parts"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_generations")),
    )
    op.create_index(op.f("ix_generations_part_id"), "generations", ["part_id"])
    op.create_table(
        "checkpoints",
        sa.Column("generation", sa.String(length=22), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation"], ["generations.name"], name=op.f("fk_checkpoints_generation_generations"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("generation", name=op.f("pk_checkpoints")),
    )
    op.create_table(
        "leases",
        sa.Column("generation", sa.String(length=22), nullable=False),
        sa.Column("client_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation"], ["generations.name"], name=op.f("fk_leases_generation_generations"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("generation", "client_id", name=op.f("pk_leases")),
    )
    op.create_table(
        "updates",
        sa.Column("seq", SEQUENCE, autoincrement=True, nullable=False),
        sa.Column("generation", sa.String(length=22), nullable=False),
        sa.Column("person_id", sa.String(length=22), nullable=True),
        sa.Column("update", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["generation"], ["generations.name"], name=op.f("fk_updates_generation_generations"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_updates")),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_updates_generation_seq", "updates", ["generation", "seq"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("updates")
    op.drop_table("leases")
    op.drop_table("checkpoints")
    op.drop_table("generations")
    op.drop_table("text_parts")
    op.drop_table("pending_acts")
    op.drop_table("history")
    op.drop_table("changes")
