"""What somebody said may have been noted as a finding."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No thread has led to a finding yet."""
    op.add_column("threads", sa.Column("finding_id", sa.String(length=22), nullable=True))
