"""A supplier who reads a section live may be let write there."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody writes where a section was opened before."""
    op.add_column("openings", sa.Column("writes", sa.Boolean(), nullable=False, server_default=sa.false()))
