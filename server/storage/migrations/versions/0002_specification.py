"""Specifications, sections, requirements, criteria, substitutes, attachments and codes."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "blobs",
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("hash", name=op.f("pk_blobs")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("owner_kind", sa.String(length=20), nullable=False),
        sa.Column("owner_id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("media_type", sa.String(length=100), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("blob_hash", sa.String(length=64), nullable=False),
        sa.Column("added_by", sa.String(length=22), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by"], ["people.id"], name=op.f("fk_attachments_added_by_people"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_attachments_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(op.f("ix_attachments_added_by"), "attachments", ["added_by"])
    op.create_index(op.f("ix_attachments_owner_id"), "attachments", ["owner_id"])
    op.create_index(op.f("ix_attachments_project_id"), "attachments", ["project_id"])
    op.create_table(
        "code_register",
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_code_register_project_id_projects"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("project_id", "code", name=op.f("uq_code_register_project_id")),
    )
    op.create_index(op.f("ix_code_register_project_id"), "code_register", ["project_id"])
    op.create_table(
        "specifications",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("short_name", sa.String(length=60), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("template", sa.String(length=60), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_specifications_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_specifications")),
        sa.UniqueConstraint("project_id", "short_name", name=op.f("uq_specifications_project_id")),
    )
    op.create_index(op.f("ix_specifications_project_id"), "specifications", ["project_id"])
    op.create_table(
        "substitutes",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("part_kind", sa.String(length=20), nullable=False),
        sa.Column("part_id", sa.String(length=22), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_substitutes_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitutes")),
        sa.UniqueConstraint("part_id", name=op.f("uq_substitutes_part_id")),
    )
    op.create_index(op.f("ix_substitutes_part_id"), "substitutes", ["part_id"])
    op.create_index(op.f("ix_substitutes_project_id"), "substitutes", ["project_id"])
    op.create_table(
        "sections",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("specification_id", sa.String(length=22), nullable=False),
        sa.Column("parent_id", sa.String(length=22), nullable=True),
        sa.Column("rank", sa.Float(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("prefix", sa.String(length=4), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("default_label", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["sections.id"], name=op.f("fk_sections_parent_id_sections"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["specifications.id"],
            name=op.f("fk_sections_specification_id_specifications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sections")),
    )
    op.create_index(op.f("ix_sections_parent_id"), "sections", ["parent_id"])
    op.create_index(op.f("ix_sections_specification_id"), "sections", ["specification_id"])
    op.create_table(
        "requirements",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("specification_id", sa.String(length=22), nullable=False),
        sa.Column("section_id", sa.String(length=22), nullable=False),
        sa.Column("rank", sa.Float(), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("priority", sa.String(length=10), nullable=False),
        sa.Column("lot", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("status_before", sa.String(length=20), nullable=True),
        sa.Column("owner_id", sa.String(length=22), nullable=True),
        sa.Column("dimensions", sa.JSON(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('functional', 'constraint', 'interface', 'organization', 'experiment', 'follow_up')",
            name=op.f("ck_requirements_kind"),
        ),
        sa.CheckConstraint("priority IN ('must', 'should', 'could', 'wont')", name=op.f("ck_requirements_priority")),
        sa.CheckConstraint(
            "status IN ('draft', 'discussion', 'arbitration', 'to_sign', 'validated', 'baselined', "
            "'revised', 'deferred', 'rejected', 'withdrawn')",
            name=op.f("ck_requirements_status"),
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["people.id"], name=op.f("fk_requirements_owner_id_people"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["section_id"], ["sections.id"], name=op.f("fk_requirements_section_id_sections"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["specification_id"],
            ["specifications.id"],
            name=op.f("fk_requirements_specification_id_specifications"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_requirements")),
        sa.UniqueConstraint("specification_id", "code", name=op.f("uq_requirements_specification_id")),
    )
    op.create_index(op.f("ix_requirements_owner_id"), "requirements", ["owner_id"])
    op.create_index(op.f("ix_requirements_section_id"), "requirements", ["section_id"])
    op.create_index(op.f("ix_requirements_specification_id"), "requirements", ["specification_id"])
    op.create_table(
        "criteria",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("requirement_id", sa.String(length=22), nullable=False),
        sa.Column("rank", sa.Float(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.Column("operator", sa.String(length=2), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=100), nullable=False),
        sa.Column("qualifier", sa.String(length=200), nullable=False),
        sa.Column("acceptance_limit", sa.String(length=200), nullable=False),
        sa.Column("flexibility", sa.String(length=2), nullable=False),
        sa.Column("verification", sa.String(length=20), nullable=True),
        sa.Column("verification_note", sa.String(length=300), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.CheckConstraint("flexibility IN ('F0', 'F1', 'F2', 'F3')", name=op.f("ck_criteria_flexibility")),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["requirements.id"],
            name=op.f("fk_criteria_requirement_id_requirements"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_criteria")),
    )
    op.create_index(op.f("ix_criteria_requirement_id"), "criteria", ["requirement_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("criteria")
    op.drop_table("requirements")
    op.drop_table("sections")
    op.drop_table("substitutes")
    op.drop_table("specifications")
    op.drop_table("code_register")
    op.drop_table("attachments")
    op.drop_table("blobs")
