"""A result is marked withdrawn only when it was set aside by itself; with its simulation it goes unmarked."""

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Take the mark from results that were only ever set aside with their simulation."""
    op.execute(
        "UPDATE results SET withdrawn = false WHERE withdrawn"
        " AND simulation_id IN (SELECT id FROM simulations WHERE withdrawn)"
        " AND id NOT IN (SELECT subject_id FROM history WHERE deed = 'withdraw_result')"
    )
