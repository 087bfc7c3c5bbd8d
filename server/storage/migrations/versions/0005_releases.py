"""Frozen versions, what was sent, threads, answers and openings."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "baselines",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("specification_id", sa.String(length=22), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("proposed_by", sa.String(length=22), nullable=False),
        sa.Column("proposed_seat", sa.String(length=20), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("confirmed_by", sa.String(length=22), nullable=True),
        sa.Column("confirmed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["people.id"], name=op.f("fk_baselines_confirmed_by_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by"], ["people.id"], name=op.f("fk_baselines_proposed_by_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["specifications.id"],
            name=op.f("fk_baselines_specification_id_specifications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_baselines")),
        sa.UniqueConstraint("specification_id", "number", name=op.f("uq_baselines_specification_id")),
    )
    op.create_index(op.f("ix_baselines_confirmed_by"), "baselines", ["confirmed_by"])
    op.create_index(op.f("ix_baselines_proposed_by"), "baselines", ["proposed_by"])
    op.create_index(op.f("ix_baselines_specification_id"), "baselines", ["specification_id"])
    op.create_table(
        "threads",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("specification_id", sa.String(length=22), nullable=False),
        sa.Column("subject_kind", sa.String(length=20), nullable=False),
        sa.Column("subject_id", sa.String(length=22), nullable=False),
        sa.Column("anchor", sa.JSON(), nullable=True),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("outcome", sa.String(length=30), nullable=True),
        sa.Column("outcome_reason", sa.Text(), nullable=False),
        sa.Column("reopened", sa.Boolean(), nullable=False),
        sa.Column("author_id", sa.String(length=22), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('effect', 'expectation', 'worry', 'proposal', 'question', 'remark')", name=op.f("ck_threads_kind")
        ),
        sa.CheckConstraint("status IN ('open', 'resolved')", name=op.f("ck_threads_status")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_threads_author_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_threads_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["specifications.id"],
            name=op.f("fk_threads_specification_id_specifications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_threads")),
    )
    op.create_index(op.f("ix_threads_author_id"), "threads", ["author_id"])
    op.create_index(op.f("ix_threads_project_id"), "threads", ["project_id"])
    op.create_index(op.f("ix_threads_specification_id"), "threads", ["specification_id"])
    op.create_index(op.f("ix_threads_subject_id"), "threads", ["subject_id"])
    op.create_table(
        "comments",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("thread_id", sa.String(length=22), nullable=False),
        sa.Column("author_id", sa.String(length=22), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_comments_author_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["thread_id"], ["threads.id"], name=op.f("fk_comments_thread_id_threads"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_comments")),
    )
    op.create_index(op.f("ix_comments_author_id"), "comments", ["author_id"])
    op.create_index(op.f("ix_comments_thread_id"), "comments", ["thread_id"])
    op.create_table(
        "export_files",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("baseline_id", sa.String(length=22), nullable=False),
        sa.Column("audience", sa.String(length=200), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("format", sa.String(length=20), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("content_hash", sa.String(length=64), nullable=False),
        sa.Column("made_by", sa.String(length=22), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["baseline_id"], ["baselines.id"], name=op.f("fk_export_files_baseline_id_baselines"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["made_by"], ["people.id"], name=op.f("fk_export_files_made_by_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_files")),
        sa.UniqueConstraint("baseline_id", "audience", "language", "format", name=op.f("uq_export_files_baseline_id")),
    )
    op.create_index(op.f("ix_export_files_baseline_id"), "export_files", ["baseline_id"])
    op.create_index(op.f("ix_export_files_made_by"), "export_files", ["made_by"])
    op.create_table(
        "openings",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("specification_id", sa.String(length=22), nullable=False),
        sa.Column("section_id", sa.String(length=22), nullable=False),
        sa.Column("organization_id", sa.String(length=22), nullable=False),
        sa.Column("opened_by", sa.String(length=22), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["opened_by"], ["people.id"], name=op.f("fk_openings_opened_by_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_openings_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["sections.id"], name=op.f("fk_openings_section_id_sections"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["specifications.id"],
            name=op.f("fk_openings_specification_id_specifications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_openings")),
    )
    op.create_index(op.f("ix_openings_opened_by"), "openings", ["opened_by"])
    op.create_index(op.f("ix_openings_organization_id"), "openings", ["organization_id"])
    op.create_index(op.f("ix_openings_section_id"), "openings", ["section_id"])
    op.create_index(op.f("ix_openings_specification_id"), "openings", ["specification_id"])
    op.create_table(
        "releases",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("baseline_id", sa.String(length=22), nullable=False),
        sa.Column("organization_id", sa.String(length=22), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("view_hash", sa.String(length=64), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("sent_by", sa.String(length=22), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acknowledged_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["baseline_id"], ["baselines.id"], name=op.f("fk_releases_baseline_id_baselines"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_releases_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sent_by"], ["people.id"], name=op.f("fk_releases_sent_by_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_releases")),
        sa.UniqueConstraint("organization_id", "number", name=op.f("uq_releases_organization_id")),
    )
    op.create_index(op.f("ix_releases_baseline_id"), "releases", ["baseline_id"])
    op.create_index(op.f("ix_releases_organization_id"), "releases", ["organization_id"])
    op.create_index(op.f("ix_releases_sent_by"), "releases", ["sent_by"])
    op.create_table(
        "answers",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("requirement_id", sa.String(length=22), nullable=False),
        sa.Column("organization_id", sa.String(length=22), nullable=False),
        sa.Column("release_id", sa.String(length=22), nullable=False),
        sa.Column("compliance", sa.String(length=10), nullable=False),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("author_id", sa.String(length=22), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("compliance IN ('C', 'CP', 'NC', 'clarify')", name=op.f("ck_answers_compliance")),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_answers_author_id_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organizations.id"],
            name=op.f("fk_answers_organization_id_organizations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["releases.id"], name=op.f("fk_answers_release_id_releases"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["requirements.id"],
            name=op.f("fk_answers_requirement_id_requirements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answers")),
        sa.UniqueConstraint("requirement_id", "organization_id", "release_id", name=op.f("uq_answers_requirement_id")),
    )
    op.create_index(op.f("ix_answers_author_id"), "answers", ["author_id"])
    op.create_index(op.f("ix_answers_organization_id"), "answers", ["organization_id"])
    op.create_index(op.f("ix_answers_release_id"), "answers", ["release_id"])
    op.create_index(op.f("ix_answers_requirement_id"), "answers", ["requirement_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("answers")
    op.drop_table("releases")
    op.drop_table("openings")
    op.drop_table("export_files")
    op.drop_table("comments")
    op.drop_table("threads")
    op.drop_table("baselines")
