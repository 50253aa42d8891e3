"""Appointments, what they occupy, how they changed, and wrong tries to reach them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    _create_appointments()
    _create_occupancy()
    _create_history()
    op.create_table(
        "wrong_tries",
        sa.Column("conversation", sa.String(64), primary_key=True),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("last_at", _MOMENT, nullable=False),
    )


def downgrade() -> None:
    """Drop the tables with all that is in them."""
    for table in ("wrong_tries", "appointment_history", "occupancy", "appointments"):
        op.drop_table(table)


def _create_appointments() -> None:
    op.create_table(
        "appointments",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("reference", sa.String(8), nullable=False, unique=True),
        sa.Column("key", sa.String(64), nullable=False, unique=True),
        sa.Column("uid", sa.String(36), nullable=False, unique=True),
        sa.Column("sequence", sa.Integer, nullable=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("service", sa.String(64), nullable=False),
        sa.Column("practitioner", sa.String(32), nullable=False),
        sa.Column("starts_at", _MOMENT, nullable=False, index=True),
        sa.Column("ends_at", _MOMENT, nullable=False),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("language", sa.String(16), nullable=False),
        sa.Column("conversation", sa.String(64), index=True),
        sa.Column("name", sa.String(100)),
        sa.Column("phone", sa.String(16)),
        sa.Column("email", sa.String(254)),
        sa.Column("note", sa.Text),
        sa.Column("consented_at", _MOMENT),
        sa.Column("created_at", _MOMENT, nullable=False),
        sa.Column("updated_at", _MOMENT, nullable=False),
    )


def _create_occupancy() -> None:
    op.create_table(
        "occupancy",
        sa.Column("practitioner", sa.String(32), primary_key=True),
        sa.Column("cell", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("appointment", sa.Integer, _appointment(), nullable=False, index=True),
    )


def _create_history() -> None:
    op.create_table(
        "appointment_history",
        sa.Column("appointment", sa.Integer, _appointment(), primary_key=True, autoincrement=False),
        sa.Column("sequence", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("status", sa.String(16), nullable=False),
        sa.Column("service", sa.String(64), nullable=False),
        sa.Column("practitioner", sa.String(32), nullable=False),
        sa.Column("starts_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=False),
    )


def _appointment() -> sa.ForeignKey:
    return sa.ForeignKey("appointments.id", ondelete="CASCADE")
