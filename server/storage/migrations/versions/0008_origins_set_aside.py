"""What requirements come from can be withdrawn, and brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

TABLES = ("units", "tasks", "situations", "findings", "simulations", "results")


def upgrade() -> None:
    """Nothing that is there has been withdrawn."""
    for table in TABLES:
        op.add_column(table, sa.Column("withdrawn", sa.Boolean(), nullable=False, server_default=sa.false()))
