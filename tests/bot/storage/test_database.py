"""How the database is opened and used."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.ddl.impl import DefaultImpl
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Table, inspect, text

import bot.booking.tables
import bot.gateway.whatsapp.tables  # noqa: F401 - their tables belong to what is compared
from bot.settings import Settings
from bot.storage.database import Database, database_url
from bot.storage.schema import HEAD, current_revision, migration_config
from bot.storage.tables import METADATA


def pragma(connection: Connection, name: str) -> object:
    return connection.execute(text(f"PRAGMA {name}")).scalar()


def differences(connection: Connection) -> list[object]:
    return list(compare_metadata(MigrationContext.configure(connection), METADATA))


def take_back(connection: Connection) -> None:
    config = migration_config()
    config.attributes["connection"] = connection
    command.downgrade(config, "base")


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
async def test_an_empty_database_gets_the_tables_and_a_second_start_changes_nothing(
    empty_database: str,
) -> None:
    settings = Settings(database_url=empty_database)
    for _ in range(2):
        database = Database(settings)
        await database.open()
        assert await database.run(current_revision) == HEAD
        assert await database.run(differences) == []
        await database.close()


@pytest.mark.asyncio
async def test_processes_that_start_together_make_the_tables_once(empty_database: str) -> None:
    databases = [Database(Settings(database_url=empty_database)) for _ in range(6)]
    await asyncio.gather(*(database.open() for database in databases))

    assert {await database.run(current_revision) for database in databases} == {HEAD}
    for database in databases:
        await database.close()


@pytest.mark.asyncio
async def test_a_migration_that_fails_leaves_none_half_done(
    empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    create = DefaultImpl.create_table

    def fail_at_the_last(impl: DefaultImpl, table: Table, **options: object) -> None:
        if table.name == "wrong_tries":
            raise ValueError("the last table failed")
        create(impl, table, **options)

    database = Database(Settings(database_url=empty_database))
    with monkeypatch.context() as patch:
        patch.setattr(DefaultImpl, "create_table", fail_at_the_last)
        with pytest.raises(ValueError, match="the last table failed"):
            await database.open()
    assert await database.run(lambda connection: inspect(connection).get_table_names()) == []
    await database.open()
    assert await database.run(current_revision) == HEAD
    await database.close()


@pytest.mark.asyncio
async def test_every_migration_can_be_taken_back(empty_database: str) -> None:
    database = Database(Settings(database_url=empty_database))
    await database.open()
    await database.run(take_back)

    assert await database.run(lambda connection: inspect(connection).get_table_names()) == ["alembic_version"]
    await database.open()
    assert await database.run(differences) == []
    await database.close()


@pytest.mark.asyncio
async def test_a_folder_that_is_not_there_is_made(tmp_path: Path) -> None:
    database = Database(Settings(var=tmp_path / "not" / "there"))
    await database.open()

    assert (tmp_path / "not" / "there" / "meridian.db").exists()
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
