"""The pair may name the levels of its project, and choose how many there are."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Every project keeps the usual five."""
    op.add_column("projects", sa.Column("level_names", sa.JSON(), nullable=True))
