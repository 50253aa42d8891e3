"""The database: SQLite in one file by default, PostgreSQL when it outgrows one machine."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Concatenate, Final, ParamSpec, TypeVar

from sqlalchemy import Connection, create_engine, event, text
from sqlalchemy.engine import URL, Engine, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection

from bot.settings import Settings
from bot.storage.schema import bring_up_to_date
from bot.storage.work_queue import WorkQueue

_Arguments = ParamSpec("_Arguments")
_Result = TypeVar("_Result")

_POSTGRESQL_CONNECTIONS: Final = 5
_PRAGMAS: Final = (
    "journal_mode=WAL",
    "synchronous=NORMAL",
    "foreign_keys=ON",
    "busy_timeout=5000",
    "secure_delete=ON",
)


class Database:
    """Runs each piece of work as one transaction, off the event loop.

    SQLite lets one writer in at a time, so it gets one thread and one connection: work waits in
    order instead of polling a lock. A whole transaction crosses to the thread once; an
    asynchronous driver crosses several times for each statement and takes four times as long.
    """

    def __init__(self, settings: Settings, *, durable: bool = False) -> None:
        """``durable`` waits for the disk at each commit, so that not even a power cut takes it back.

        PostgreSQL always does.
        """
        url = database_url(settings)
        self._engine = _create_engine(url)
        if durable and url.get_backend_name() == "sqlite":
            event.listen(self._engine, "connect", _wait_for_the_disk)
        workers = 1 if url.get_backend_name() == "sqlite" else _POSTGRESQL_CONNECTIONS
        self._queue = WorkQueue(workers, "database")

    async def run(
        self,
        work: Callable[Concatenate[Connection, _Arguments], _Result],
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> _Result:
        """Run ``work(connection, ...)`` in one transaction.

        Raises:
            sqlalchemy.exc.OperationalError: when the database cannot be reached now.
        """
        return await self._queue.run(partial(self._in_transaction, work, args, kwargs))

    async def run_first(
        self,
        work: Callable[Concatenate[Connection, _Arguments], _Result],
        *args: _Arguments.args,
        **kwargs: _Arguments.kwargs,
    ) -> _Result:
        """Run it like ``run``, before all that waits for its turn there.

        Raises:
            sqlalchemy.exc.OperationalError: when the database cannot be reached now.
        """
        return await self._queue.run(partial(self._in_transaction, work, args, kwargs), first=True)

    async def open(self) -> None:
        """Connect, and bring the tables up to date."""
        await self.run(bring_up_to_date)

    async def is_ready(self) -> bool:
        """Whether a message could be stored now."""
        try:
            await self.run(_probe)
        except Exception:  # whatever the driver raises, the answer is no
            return False
        return True

    async def empty_log(self) -> None:
        """Write SQLite's log into the database and cut it, so that nothing erased lingers there."""
        await self._queue.run(self._cut_log)

    async def close(self) -> None:
        """Finish what was begun and let go of the connections."""
        await self._queue.run(self._engine.dispose)
        self._queue.close()

    def _in_transaction(
        self, work: Callable[..., _Result], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> _Result:
        with self._engine.begin() as connection:
            return work(connection, *args, **kwargs)

    def _cut_log(self) -> None:
        if self._engine.dialect.name == "sqlite":
            with self._engine.connect() as connection:
                connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))


def database_url(settings: Settings) -> URL:
    """The address of the database, with the driver that is used for it."""
    url = make_url(settings.database_url or f"sqlite:///{settings.var / 'meridian.db'}")
    if url.get_backend_name() in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    return url.set(drivername=url.get_backend_name())


def _create_engine(url: URL) -> Engine:
    # Statements are logged without their parameters: those hold what people wrote.
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_size=_POSTGRESQL_CONNECTIONS, hide_parameters=True)
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, hide_parameters=True)
    event.listen(engine, "connect", _prepare_sqlite)
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _wait_for_the_disk(connection: DBAPIConnection, _: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _probe(connection: Connection) -> None:
    connection.execute(text("SELECT 1"))
