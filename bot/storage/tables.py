"""The tables of the conversations."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    Boolean,
    Column,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    false,
)

METADATA: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """A moment with its offset; SQLite, which keeps no offsets, stores it in UTC."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment in UTC, as it is stored."""
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The stored moment, with its offset."""
        if value is None or value.tzinfo:
            return value
        return value.replace(tzinfo=UTC)


CONVERSATIONS: Final = Table(
    "conversations",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("language", String(16)),
    Column("locale", String(35)),
    Column("status", String(8), nullable=False, server_default="bot"),
    Column("needs_staff", Boolean, nullable=False, server_default=false()),
    Column("noticed", Boolean, nullable=False, server_default=false()),
    # The red flag that has not been cleared yet, and when it was noticed.
    Column("emergency", String(32)),
    Column("emergency_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

# The reference is checked at the end of the transaction, because a message's own row tells which
# conversation it belongs to. An erased message keeps neither conversation nor text.
MESSAGES: Final = Table(
    "messages",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("client_id", String(36), unique=True),
    Column(
        "conversation",
        ForeignKey("conversations.id", ondelete="CASCADE", deferrable=True, initially="DEFERRED"),
        index=True,
    ),
    Column("text", Text),
    Column("received_at", UtcDateTime, nullable=False),
    Column("fate", String(8), nullable=False),
    Column("reply", Text),
    Column("replied_at", UtcDateTime),
)

# Conversations that the engine still has to forget; a row goes when it has.
FORGETTINGS: Final = Table(
    "forgettings",
    METADATA,
    Column("conversation", String(64), primary_key=True),
    Column("asked_at", UtcDateTime, nullable=False),
)
