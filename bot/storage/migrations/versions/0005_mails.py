"""Mails that tell people of their appointments."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table."""
    appointment = sa.ForeignKey("appointments.id", ondelete="CASCADE")
    op.create_table(
        "mails",
        sa.Column("appointment", sa.Integer, appointment, primary_key=True, autoincrement=False),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("address", sa.String(254)),
        sa.Column("fate", sa.String(10), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("due_at", _MOMENT, index=True),
    )


def downgrade() -> None:
    """Drop the table with all that is in it."""
    op.drop_table("mails")
