"""Brings the tables of a database up to date when a process opens it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, inspect, text

from bot.storage.write_lock import take_write_lock

if TYPE_CHECKING:
    from alembic.config import Config

# The newest revision under migrations/versions; a test compares them.
HEAD: Final = "0004"
MIGRATIONS: Final = Path(__file__).parent / "migrations"


def bring_up_to_date(connection: Connection) -> None:
    """Apply the migrations that this database lacks; all of them, or none when one fails."""
    if current_revision(connection) == HEAD:
        return  # loading Alembic would add half a second to every start
    take_write_lock(connection)
    if current_revision(connection) == HEAD:
        return  # another process, started at the same time, did it
    from alembic import command

    config = migration_config()
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def current_revision(connection: Connection) -> str | None:
    """The revision that this database is at; None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def migration_config() -> Config:
    """Alembic's configuration, without a file."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    return config
