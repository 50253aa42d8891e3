"""Which red flag a conversation had, and when."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("conversations", sa.Column("emergency", sa.String(32)))
    op.add_column("conversations", sa.Column("emergency_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Drop the columns."""
    with op.batch_alter_table("conversations") as table:
        table.drop_column("emergency_at")
        table.drop_column("emergency")
