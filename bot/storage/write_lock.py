"""One writer at a time, for transactions that decide by what they read."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, text

# Any number will do; whoever takes it waits for whoever has it.
_POSTGRESQL_KEY: Final = 7_267_431


def take_write_lock(connection: Connection) -> None:
    """Wait until no other transaction has this lock, and keep it until this one ends.

    SQLite would only take its lock with the first row written, so that what was read before
    could be out of date by then. There, ``busy_timeout`` bounds the wait.

    Raises:
        sqlalchemy.exc.OperationalError: when SQLite's lock does not come free in time.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _POSTGRESQL_KEY})
        return
    driver: Any = connection.connection.dbapi_connection
    if not driver.in_transaction:  # else a row was written already, and with it came the lock
        connection.exec_driver_sql("BEGIN IMMEDIATE")
