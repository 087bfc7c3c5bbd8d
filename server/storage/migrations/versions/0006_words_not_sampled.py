"""PostgreSQL's statistics hold samples of what columns hold; they keep none of people's words."""

from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

COLUMNS = (("updates", "update"), ("checkpoints", "state"), ("text_parts", "plain"))


def upgrade() -> None:
    """Stop sampling, and forget the samples taken."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, column in COLUMNS:
        op.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS 0')
        op.execute(f"ANALYZE {table}")


def downgrade() -> None:
    """Sample as usual."""
    if op.get_bind().dialect.name != "postgresql":
        return
    for table, column in COLUMNS:
        op.execute(f'ALTER TABLE {table} ALTER COLUMN "{column}" SET STATISTICS -1')
