"""Why a supplier asks, and who in the firm reads what it answers."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody said why they asked; answers were read by those who handle offers."""
    op.add_column("threads", sa.Column("cause", sa.String(length=20), nullable=True))
    op.add_column("answers", sa.Column("reach", sa.String(length=20), nullable=False, server_default="offers"))
