"""What people at work say on a phone: which button, how they appear, once each, and what it led to."""

import sqlalchemy as sa
from alembic import op

from server.storage.tables.base import Moment

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Threads of before were signed by name and have led to nothing that is known."""
    op.add_column("threads", sa.Column("feeling", sa.String(length=10), nullable=True))
    op.add_column("threads", sa.Column("signature", sa.String(length=10), nullable=False, server_default="name"))
    op.add_column("threads", sa.Column("unit_id", sa.String(length=22), nullable=True))
    op.add_column("threads", sa.Column("relay_id", sa.String(length=22), nullable=True))
    op.add_column("threads", sa.Column("sent_key", sa.String(length=22), nullable=True))
    op.add_column("threads", sa.Column("ended_at", Moment(), nullable=True))
    op.add_column("threads", sa.Column("led_to_kind", sa.String(length=20), nullable=True))
    op.add_column("threads", sa.Column("led_to_id", sa.String(length=22), nullable=True))
    op.add_column("threads", sa.Column("agreed_at", Moment(), nullable=True))
    op.add_column("threads", sa.Column("checked_at", Moment(), nullable=True))
    op.create_index("ix_threads_author_id_sent_key", "threads", ["author_id", "sent_key"], unique=True)
