"""A person chooses whether management sees that they are present."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody has chosen to be seen yet."""
    op.add_column("people", sa.Column("seen_by_management", sa.Boolean(), nullable=False, server_default=sa.false()))
