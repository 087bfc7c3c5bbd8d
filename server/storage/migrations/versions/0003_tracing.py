"""Units, tasks, situations, findings, simulations, results and links."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "links",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("source_kind", sa.String(length=20), nullable=False),
        sa.Column("source_id", sa.String(length=22), nullable=False),
        sa.Column("target_kind", sa.String(length=20), nullable=False),
        sa.Column("target_id", sa.String(length=22), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('derives_from', 'mitigates', 'covers', 'refines', 'conflicts_with', 'depends_on')",
            name=op.f("ck_links_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_links_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.UniqueConstraint("source_id", "target_id", "kind", name=op.f("uq_links_source_id")),
    )
    op.create_index(op.f("ix_links_project_id"), "links", ["project_id"])
    op.create_index(op.f("ix_links_source_id"), "links", ["source_id"])
    op.create_index(op.f("ix_links_target_id"), "links", ["target_id"])
    op.create_table(
        "units",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_units_project_id_projects"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_units")),
    )
    op.create_index(op.f("ix_units_project_id"), "units", ["project_id"])
    op.create_table(
        "situations",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("unit_id", sa.String(length=22), nullable=True),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("condition", sa.String(length=20), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.CheckConstraint("condition IN ('normal', 'variable', 'degraded')", name=op.f("ck_situations_condition")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_situations_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["unit_id"], ["units.id"], name=op.f("fk_situations_unit_id_units"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_situations")),
    )
    op.create_index(op.f("ix_situations_project_id"), "situations", ["project_id"])
    op.create_index(op.f("ix_situations_unit_id"), "situations", ["unit_id"])
    op.create_table(
        "tasks",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("unit_id", sa.String(length=22), nullable=True),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("support", sa.String(length=10), nullable=False),
        sa.Column("support_reason", sa.Text(), nullable=False),
        sa.CheckConstraint("support IN ('tool', 'paper', 'mixed')", name=op.f("ck_tasks_support")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_tasks_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_tasks_unit_id_units"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tasks")),
    )
    op.create_index(op.f("ix_tasks_project_id"), "tasks", ["project_id"])
    op.create_index(op.f("ix_tasks_unit_id"), "tasks", ["unit_id"])
    op.create_table(
        "findings",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("register", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.String(length=20), nullable=False),
        sa.Column("severity", sa.String(length=10), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("situation_id", sa.String(length=22), nullable=True),
        sa.Column("unit_id", sa.String(length=22), nullable=True),
        sa.Column("validated_by", sa.String(length=22), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "evidence IN ('observation', 'interview', 'measurement', 'document', 'activity_analysis')",
            name=op.f("ck_findings_evidence"),
        ),
        sa.CheckConstraint("register IN ('work', 'production', 'common')", name=op.f("ck_findings_register")),
        sa.CheckConstraint("severity IN ('low', 'medium', 'high')", name=op.f("ck_findings_severity")),
        sa.CheckConstraint(
            "status IN ('noted', 'shared', 'contested', 'validated', 'common', 'closed')",
            name=op.f("ck_findings_status"),
        ),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_findings_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["situation_id"], ["situations.id"], name=op.f("fk_findings_situation_id_situations"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["units.id"], name=op.f("fk_findings_unit_id_units"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["validated_by"], ["people.id"], name=op.f("fk_findings_validated_by_people"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_findings")),
        sa.UniqueConstraint("project_id", "code", name=op.f("uq_findings_project_id")),
    )
    op.create_index(op.f("ix_findings_project_id"), "findings", ["project_id"])
    op.create_index(op.f("ix_findings_situation_id"), "findings", ["situation_id"])
    op.create_index(op.f("ix_findings_unit_id"), "findings", ["unit_id"])
    op.create_index(op.f("ix_findings_validated_by"), "findings", ["validated_by"])
    op.create_table(
        "membership_tasks",
        sa.Column("membership_id", sa.String(length=22), nullable=False),
        sa.Column("task_id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["membership_id"],
            ["memberships.id"],
            name=op.f("fk_membership_tasks_membership_id_memberships"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_membership_tasks_task_id_tasks"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("membership_id", "task_id", name=op.f("uq_membership_tasks_membership_id")),
    )
    op.create_index(op.f("ix_membership_tasks_membership_id"), "membership_tasks", ["membership_id"])
    op.create_index(op.f("ix_membership_tasks_task_id"), "membership_tasks", ["task_id"])
    op.create_table(
        "simulations",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("held_on", sa.String(length=10), nullable=False),
        sa.Column("support", sa.String(length=200), nullable=False),
        sa.Column("group", sa.String(length=200), nullable=False),
        sa.Column("situation_id", sa.String(length=22), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_simulations_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["situation_id"],
            ["situations.id"],
            name=op.f("fk_simulations_situation_id_situations"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_simulations")),
    )
    op.create_index(op.f("ix_simulations_project_id"), "simulations", ["project_id"])
    op.create_index(op.f("ix_simulations_situation_id"), "simulations", ["situation_id"])
    op.create_table(
        "situation_tasks",
        sa.Column("situation_id", sa.String(length=22), nullable=False),
        sa.Column("task_id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["situation_id"],
            ["situations.id"],
            name=op.f("fk_situation_tasks_situation_id_situations"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_situation_tasks_task_id_tasks"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("situation_id", "task_id", name=op.f("uq_situation_tasks_situation_id")),
    )
    op.create_index(op.f("ix_situation_tasks_situation_id"), "situation_tasks", ["situation_id"])
    op.create_index(op.f("ix_situation_tasks_task_id"), "situation_tasks", ["task_id"])
    op.create_table(
        "requirement_tasks",
        sa.Column("requirement_id", sa.String(length=22), nullable=False),
        sa.Column("task_id", sa.String(length=22), nullable=False),
        sa.ForeignKeyConstraint(
            ["requirement_id"],
            ["requirements.id"],
            name=op.f("fk_requirement_tasks_requirement_id_requirements"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["tasks.id"], name=op.f("fk_requirement_tasks_task_id_tasks"), ondelete="CASCADE"
        ),
        sa.UniqueConstraint("requirement_id", "task_id", name=op.f("uq_requirement_tasks_requirement_id")),
    )
    op.create_index(op.f("ix_requirement_tasks_requirement_id"), "requirement_tasks", ["requirement_id"])
    op.create_index(op.f("ix_requirement_tasks_task_id"), "requirement_tasks", ["task_id"])
    op.create_table(
        "results",
        sa.Column("id", sa.String(length=22), nullable=False),
        sa.Column("project_id", sa.String(length=22), nullable=False),
        sa.Column("simulation_id", sa.String(length=22), nullable=False),
        sa.Column("code", sa.String(length=12), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("register", sa.String(length=20), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=False),
        sa.Column("situation_id", sa.String(length=22), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        sa.CheckConstraint("kind IN ('risk', 'opportunity', 'need', 'expectation')", name=op.f("ck_results_kind")),
        sa.CheckConstraint("register IN ('work', 'production', 'common')", name=op.f("ck_results_register")),
        sa.CheckConstraint("status IN ('raw', 'confirmed', 'parked')", name=op.f("ck_results_status")),
        sa.ForeignKeyConstraint(
            ["project_id"], ["projects.id"], name=op.f("fk_results_project_id_projects"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["simulation_id"], ["simulations.id"], name=op.f("fk_results_simulation_id_simulations"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["situation_id"], ["situations.id"], name=op.f("fk_results_situation_id_situations"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_results")),
        sa.UniqueConstraint("project_id", "code", name=op.f("uq_results_project_id")),
    )
    op.create_index(op.f("ix_results_project_id"), "results", ["project_id"])
    op.create_index(op.f("ix_results_simulation_id"), "results", ["simulation_id"])
    op.create_index(op.f("ix_results_situation_id"), "results", ["situation_id"])


def downgrade() -> None:
    """Drop them."""
    op.drop_table("results")
    op.drop_table("requirement_tasks")
    op.drop_table("situation_tasks")
    op.drop_table("simulations")
    op.drop_table("membership_tasks")
    op.drop_table("findings")
    op.drop_table("tasks")
    op.drop_table("situations")
    op.drop_table("units")
    op.drop_table("links")
