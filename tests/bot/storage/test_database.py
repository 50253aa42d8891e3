"""How the database is opened and used."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.settings import Settings
from bot.storage.database import Database, database_url
from bot.storage.schema import HEAD, current_revision, migration_config
from bot.storage.tables import METADATA


def pragma(connection: Connection, name: str) -> object:
    return connection.execute(text(f"PRAGMA {name}")).scalar()


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def insert_then_fail(connection: Connection) -> None:
    connection.execute(text("INSERT INTO forgettings VALUES ('a', '2026-01-01')"))
    raise ValueError("the work failed")


@pytest.mark.parametrize(
    ("setting", "driver"),
    [
        ("", "sqlite"),
        ("sqlite:///here.db", "sqlite"),
        ("postgresql://clinic@db/meridian", "postgresql+psycopg"),
        ("postgres://clinic@db/meridian", "postgresql+psycopg"),
    ],
)
def test_the_setting_chooses_the_driver(tmp_path: Path, setting: str, driver: str) -> None:
    assert database_url(Settings(var=tmp_path, database_url=setting)).drivername == driver


def test_head_names_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(migration_config()).get_current_head() == HEAD


@pytest.mark.asyncio
async def test_an_empty_database_gets_the_tables_and_a_second_start_changes_nothing(tmp_path: Path) -> None:
    settings = Settings(var=tmp_path / "not" / "there")
    for _ in range(2):
        database = Database(settings)
        await database.open()
        assert await database.run(current_revision) == HEAD
        assert await database.run(differences) == []
        await database.close()


@pytest.mark.asyncio
async def test_sqlite_runs_with_its_log_and_checks_references(tmp_path: Path) -> None:
    database = Database(Settings(var=tmp_path))
    await database.open()

    assert await database.run(pragma, "journal_mode") == "wal"
    assert await database.run(pragma, "foreign_keys") == 1
    assert await database.run(pragma, "synchronous") == 1
    await database.close()


@pytest.mark.asyncio
async def test_work_that_fails_leaves_nothing_behind(tmp_path: Path) -> None:
    database = Database(Settings(var=tmp_path))
    await database.open()
    with pytest.raises(ValueError, match="the work failed"):
        await database.run(insert_then_fail)

    count = await database.run(
        lambda connection: connection.execute(text("SELECT count(*) FROM forgettings")).scalar()
    )
    assert count == 0
    assert await database.is_ready()
    await database.close()


@pytest.mark.asyncio
async def test_a_database_that_cannot_be_opened_is_not_ready(tmp_path: Path) -> None:
    database = Database(Settings(var=tmp_path, database_url=f"sqlite:///{tmp_path}"))

    assert not await database.is_ready()
    await database.close()
