"""What came in over WhatsApp, what goes out, and who is who."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    _create_events()
    _create_replies()
    op.create_table(
        "whatsapp_users",
        sa.Column("conversation", sa.String(64), primary_key=True),
        sa.Column("bsuid", sa.String(160), unique=True),
        sa.Column("phone", sa.String(20), unique=True),
        sa.Column("stopped", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("told_media", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("last_message_at", _MOMENT, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables with all that is in them."""
    for table in ("whatsapp_users", "whatsapp_replies", "whatsapp_events"):
        op.drop_table(table)


def _create_events() -> None:
    op.create_table(
        "whatsapp_events",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("kind", sa.String(24), nullable=False),
        sa.Column("conversation", sa.String(64), index=True),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("state", sa.String(8), nullable=False),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
    )


def _create_replies() -> None:
    op.create_table(
        "whatsapp_replies",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("opaque", sa.String(36), nullable=False, unique=True),
        sa.Column("conversation", sa.String(64), nullable=False, index=True),
        sa.Column("event", sa.Integer),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("payload", sa.Text),
        sa.Column("choices", sa.Text),
        sa.Column("state", sa.String(10), nullable=False),
        sa.Column("wamid", sa.String(64), index=True),
        sa.Column("attempts", sa.Integer, nullable=False, server_default="0"),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("next_at", _MOMENT),
        sa.Column("marked_at", _MOMENT),
        sa.Column("failed_reason", sa.String(64)),
        sa.UniqueConstraint("event", "number"),
    )
