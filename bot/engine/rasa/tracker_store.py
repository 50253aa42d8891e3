"""Rasa's SQL tracker store on SQLite, with a lasting connection and a way to forget."""

from __future__ import annotations

import sqlite3
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool


class LastingSqliteTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Keeps its connection, and lets SQLite append to a log instead of waiting for the disk.

    Rasa opens and closes a connection for every read and write, and waits for the disk twice a
    turn; that is a third of its time. A crash of the machine may lose the last turns of a
    conversation's tracker; the gateway's own database holds them all the same.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        db: str = "tracker.db",
        **kwargs: Any,
    ) -> None:
        super().__init__(domain=domain, host=host, event_broker=event_broker, db=db, **kwargs)
        self.engine = sa.create_engine(
            self.engine.url, poolclass=QueuePool, connect_args={"check_same_thread": False}
        )
        sa.event.listen(self.engine, "connect", _append_to_a_log)
        self.sessionmaker = sessionmaker(bind=self.engine)

    def forget(self, conversation: str) -> None:
        """Delete every event of a conversation."""
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter_by(sender_id=conversation).delete()
            session.commit()
            # What was deleted must not linger in the log either.
            session.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))


def _append_to_a_log(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA secure_delete=ON")
