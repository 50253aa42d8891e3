"""Conversations, their messages, and what the engine still has to forget."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    _create_conversations()
    _create_messages()
    op.create_table(
        "forgettings",
        sa.Column("conversation", sa.String(64), primary_key=True),
        sa.Column("asked_at", _MOMENT, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables with all that is in them."""
    for table in ("forgettings", "messages", "conversations"):
        op.drop_table(table)


def _create_conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.String(64), primary_key=True),
        sa.Column("channel", sa.String(16), nullable=False),
        sa.Column("language", sa.String(16)),
        sa.Column("locale", sa.String(35)),
        sa.Column("status", sa.String(8), nullable=False, server_default="bot"),
        sa.Column("needs_staff", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("noticed", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
    )


def _create_messages() -> None:
    conversation = sa.ForeignKey(
        "conversations.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("client_id", sa.String(36), unique=True),
        sa.Column("conversation", sa.String(64), conversation, index=True),
        sa.Column("text", sa.Text),
        sa.Column("received_at", _MOMENT, nullable=False),
        sa.Column("fate", sa.String(8), nullable=False),
        sa.Column("reply", sa.Text),
        sa.Column("replied_at", _MOMENT),
    )
