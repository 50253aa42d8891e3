"""Databases for the tests of bot: SQLite always, PostgreSQL where its server programs are installed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.engine import make_url

from bot.settings import Settings
from bot.storage.database import _create_engine, database_url
from bot.storage.schema import bring_up_to_date
from tests.bot.postgresql import Cluster


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with all tables, to be copied."""
    path = tmp_path_factory.mktemp("template") / "meridian.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def postgresql_template(cluster: Cluster) -> str:
    """The name of a database with all tables, to be copied."""
    url = cluster.create_database()
    _migrate(url.render_as_string(hide_password=False))
    return str(url.database)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database without tables."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    url = request.getfixturevalue("cluster").create_database()
    return str(url.render_as_string(hide_password=False))


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of a database with all tables and nothing in them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "meridian.db")
        return f"sqlite:///{tmp_path / 'meridian.db'}"
    template = request.getfixturevalue("postgresql_template")
    url = request.getfixturevalue("cluster").create_database(template)
    return str(url.render_as_string(hide_password=False))


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    """An engine as the processes have it."""
    engine = open_engine(database)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def shared_engine(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Engine]:
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("shared") / "meridian.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        engine = open_engine(f"sqlite:///{path}")
    else:
        template = request.getfixturevalue("postgresql_template")
        url = request.getfixturevalue("cluster").create_database(template)
        engine = open_engine(url.render_as_string(hide_password=False))
    yield engine
    engine.dispose()


@pytest.fixture
def connection(shared_engine: Engine) -> Iterator[Connection]:
    """A transaction that is taken back at the end, so that one database serves all tests."""
    with shared_engine.connect() as connection:
        yield connection
        connection.rollback()


def open_engine(url: str) -> Engine:
    return _create_engine(database_url(Settings(database_url=url)))


def _migrate(url: str) -> None:
    engine = create_engine(make_url(url))
    with engine.begin() as connection:
        bring_up_to_date(connection)
    engine.dispose()
