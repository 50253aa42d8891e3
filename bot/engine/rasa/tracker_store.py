"""Rasa's SQL tracker store on SQLite, for one process that has the conversations to itself."""

from __future__ import annotations

import json
import sqlite3
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import dropwhile, islice
from typing import Any, Final

import sqlalchemy as sa
import structlog
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SQLTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.orm import sessionmaker
from sqlalchemy.pool import QueuePool

from knowledge.sentence_vector import SENTENCE_VECTOR

log = structlog.get_logger()

_KEPT: Final = 256


class LastingSqliteTrackerStore(SQLTrackerStore):  # type: ignore[misc]
    """Keeps its connection and the trackers of late, and lets SQLite append to a log.

    Rasa opens a connection for every read and write, waits for the disk twice a turn, and reads
    and counts all events of a conversation again to add a few; that is half of its time. Nothing
    but this process writes to the database, and Rasa handles a conversation's messages one by one,
    so the tracker as it was saved is the tracker as it would be read. Whoever answers has a turn
    written when its answer has left, so a crash may lose the turn that was just answered; the
    gateway's own database holds them all.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        db: str = "tracker.db",
        **kwargs: Any,
    ) -> None:
        self._kept: OrderedDict[str, DialogueStateTracker] = OrderedDict()
        self._stored: OrderedDict[str, int] = OrderedDict()
        self._unwritten: list[tuple[str, Event]] = []
        self._new: set[str] = set()
        super().__init__(domain=domain, host=host, event_broker=event_broker, db=db, **kwargs)
        self.engine = sa.create_engine(
            self.engine.url, poolclass=QueuePool, connect_args={"check_same_thread": False}
        )
        sa.event.listen(self.engine, "connect", _append_to_a_log)
        self.sessionmaker = sessionmaker(bind=self.engine)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the latest session; whoever takes a kept one changes it, so it is kept no more.

        Where a turn fails before it is saved, the next one reads what the database has.
        """
        kept = self._kept.pop(sender_id, None)
        if kept is not None:
            return kept
        tracker = None
        if sender_id not in self._new:
            self.write()
            tracker = await super().retrieve(sender_id)
        self._count(sender_id, len(tracker.events) if tracker else 0)
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Keep the events that the database does not have yet until they are written."""
        conversation = tracker.sender_id
        stored = self._stored.get(conversation)
        if stored is None or tracker.events.maxlen is not None:
            self.write()
            await super().save(tracker)
            return
        events = list(islice(tracker.events, stored, None))
        self._unwritten += [(conversation, event) for event in events]
        self._count(conversation, len(tracker.events))
        self._keep(tracker, events)

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A new tracker, which its turn goes on to change: it is not kept as it is."""
        tracker = await super().create_tracker(sender_id, append_action_listen)
        self._kept.pop(sender_id, None)
        return tracker

    @contextmanager
    def new(self, conversation: str) -> Iterator[None]:
        """Meanwhile a conversation that is not in memory is a new one, which nothing is stored of."""
        self._new.add(conversation)
        try:
            yield
        finally:
            self._new.discard(conversation)

    def forget(self, conversation: str) -> None:
        """Delete every event of a conversation."""
        self._kept.pop(conversation, None)
        self._stored.pop(conversation, None)
        self._unwritten = [(of, event) for of, event in self._unwritten if of != conversation]
        with self.session_scope() as session:
            session.query(self.SQLEvent).filter_by(sender_id=conversation).delete()
            session.commit()
            # What was deleted must not linger in the log either.
            session.execute(sa.text("PRAGMA wal_checkpoint(TRUNCATE)"))

    def write(self) -> None:
        """Write what waits for it; what cannot be written now waits for the next turn."""
        rows = [_row(conversation, event) for conversation, event in self._unwritten]
        if not rows:
            return
        try:
            with self.engine.begin() as connection:
                connection.execute(self.SQLEvent.__table__.insert(), rows)
        except sa.exc.SQLAlchemyError as error:
            log.error("tracker.write.failed", error=type(error).__name__, events=len(rows))
            return
        self._unwritten.clear()

    def _count(self, conversation: str, events: int) -> None:
        self._stored[conversation] = events
        self._stored.move_to_end(conversation)
        while len(self._stored) > 2 * _KEPT:
            self._stored.popitem(last=False)

    def _keep(self, tracker: DialogueStateTracker, added: Iterable[Event]) -> None:
        if not tracker.events:
            return  # Rasa saves a new one before its turn, which goes on to change it and may fail
        if _begins_anew(tracker, added):
            return  # a tracker that is read holds the latest session only; this one holds more
        self._kept[tracker.sender_id] = tracker
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)


def _begins_anew(tracker: DialogueStateTracker, added: Iterable[Event]) -> bool:
    """Whether a session that is not the conversation's first began with these events."""
    if not any(isinstance(event, SessionStarted) for event in added):
        return False
    # Rasa puts the first message's metadata and the starting action before the first start.
    since = dropwhile(lambda event: not isinstance(event, UserUttered), tracker.events)
    return any(isinstance(event, SessionStarted) for event in since)


def _row(conversation: str, event: Event) -> dict[str, Any]:
    """An event as the columns of Rasa's own table."""
    data = event.as_dict()
    data.get("parse_data", {}).pop(SENTENCE_VECTOR, None)  # of use in its own turn only
    return {
        "sender_id": conversation,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }


def _append_to_a_log(connection: sqlite3.Connection, _: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute("PRAGMA secure_delete=ON")
