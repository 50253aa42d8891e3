"""The tables of the appointments."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from bot.storage.tables import METADATA, UtcDateTime

# ``key`` is the digest of the confirmation's idempotency key. An appointment whose person asked to
# be forgotten keeps neither conversation, name, contact nor note.
APPOINTMENTS: Final = Table(
    "appointments",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("reference", String(8), nullable=False, unique=True),
    Column("key", String(64), nullable=False, unique=True),
    Column("uid", String(36), nullable=False, unique=True),
    Column("sequence", Integer, nullable=False),
    Column("status", String(16), nullable=False),
    Column("service", String(64), nullable=False),
    Column("practitioner", String(32), nullable=False),
    Column("starts_at", UtcDateTime, nullable=False, index=True),
    Column("ends_at", UtcDateTime, nullable=False),
    Column("zone", String(64), nullable=False),
    Column("language", String(16), nullable=False),
    Column("conversation", String(64), index=True),
    Column("name", String(100)),
    Column("phone", String(16)),
    Column("email", String(254)),
    Column("note", Text),
    Column("consented_at", UtcDateTime),
    Column("created_at", UtcDateTime, nullable=False),
    Column("updated_at", UtcDateTime, nullable=False),
)

# The database itself refuses a double booking: a practitioner's quarter of an hour is one row.
OCCUPANCY: Final = Table(
    "occupancy",
    METADATA,
    Column("practitioner", String(32), primary_key=True),
    Column("cell", Integer, primary_key=True, autoincrement=False),
    Column("appointment", ForeignKey("appointments.id", ondelete="CASCADE"), nullable=False, index=True),
)

# What an appointment was after each change; ``sequence`` counts the changes.
APPOINTMENT_HISTORY: Final = Table(
    "appointment_history",
    METADATA,
    Column(
        "appointment",
        ForeignKey("appointments.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("status", String(16), nullable=False),
    Column("service", String(64), nullable=False),
    Column("practitioner", String(32), nullable=False),
    Column("starts_at", UtcDateTime, nullable=False),
    Column("changed_at", UtcDateTime, nullable=False),
)

# Wrong references and contacts that a conversation tried; erasing the conversation leaves the row.
WRONG_TRIES: Final = Table(
    "wrong_tries",
    METADATA,
    Column("conversation", String(64), primary_key=True),
    Column("tries", Integer, nullable=False),
    Column("last_at", UtcDateTime, nullable=False),
)

# What tells an appointment's person of its state. ``due_at`` is when to send it, next or again; when
# nothing is left to do there is none, and no address either.
MAILS: Final = Table(
    "mails",
    METADATA,
    Column(
        "appointment",
        ForeignKey("appointments.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("address", String(254)),
    Column("fate", String(10), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", UtcDateTime, nullable=False),
    Column("due_at", UtcDateTime, index=True),
)
