"""The tables of WhatsApp: what came in, what goes out, and who is who."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Boolean, Column, Integer, String, Table, Text, UniqueConstraint, false

from bot.storage.tables import METADATA, UtcDateTime

# A row stays as long as Meta may deliver its event again. ``key`` is a digest, because Meta's own
# ids hold phone numbers; ``payload`` goes as soon as the event is done.
WHATSAPP_EVENTS: Final = Table(
    "whatsapp_events",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("kind", String(24), nullable=False),
    Column("conversation", String(64), index=True),
    Column("at", UtcDateTime, nullable=False),
    Column("received_at", UtcDateTime, nullable=False),
    Column("payload", Text),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
)

# ``payload`` goes as soon as it has arrived or failed, for Meta may give back what it has accepted.
# ``choices`` are the texts of buttons whose id is only a digest of them, ``wamid`` is a digest of
# Meta's id. A reminder belongs to no event.
WHATSAPP_REPLIES: Final = Table(
    "whatsapp_replies",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("opaque", String(36), nullable=False, unique=True),
    Column("conversation", String(64), nullable=False, index=True),
    Column("event", Integer),
    Column("number", Integer, nullable=False),
    Column("payload", Text),
    Column("choices", Text),
    Column("state", String(10), nullable=False),
    Column("wamid", String(64), index=True),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("created_at", UtcDateTime, nullable=False),
    Column("next_at", UtcDateTime),
    Column("marked_at", UtcDateTime),
    Column("failed_reason", String(64)),
    UniqueConstraint("event", "number"),
)

# Whoever changes the phone number keeps the conversation, so neither of Meta's two names for a
# person is the key.
WHATSAPP_USERS: Final = Table(
    "whatsapp_users",
    METADATA,
    Column("conversation", String(64), primary_key=True),
    Column("bsuid", String(160), unique=True),
    Column("phone", String(20), unique=True),
    Column("stopped", Boolean, nullable=False, server_default=false()),
    Column("told_media", Boolean, nullable=False, server_default=false()),
    Column("last_message_at", UtcDateTime, nullable=False),
)
