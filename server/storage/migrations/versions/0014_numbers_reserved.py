"""The pair may let suppliers know the codes of requirements kept from them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Nobody is told of any."""
    op.add_column(
        "specifications", sa.Column("shows_reserved", sa.Boolean(), nullable=False, server_default=sa.false())
    )
