"""Transactions that decide by what they read come one after the other."""

from __future__ import annotations

from datetime import UTC, datetime
from threading import Barrier, Thread

from sqlalchemy import Engine, func, insert, select

from bot.storage.tables import FORGETTINGS
from bot.storage.write_lock import take_write_lock

NOW = datetime(2026, 11, 23, tzinfo=UTC)


def add_next(engine: Engine, barrier: Barrier, times: int) -> None:
    barrier.wait(timeout=30)
    for _ in range(times):
        with engine.begin() as connection:
            take_write_lock(connection)
            count = connection.execute(select(func.count()).select_from(FORGETTINGS)).scalar_one()
            connection.execute(insert(FORGETTINGS).values(conversation=str(count), asked_at=NOW))


def test_nothing_comes_between_reading_and_writing(engine: Engine) -> None:
    barrier = Barrier(4)
    threads = [Thread(target=add_next, args=(engine, barrier, 10)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    with engine.connect() as connection:
        names = connection.execute(select(FORGETTINGS.c.conversation)).scalars().all()
    assert sorted(names, key=int) == [str(number) for number in range(40)]


def test_it_is_taken_again_and_after_a_row_was_written(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(FORGETTINGS).values(conversation="a", asked_at=NOW))
        take_write_lock(connection)
        take_write_lock(connection)

    with engine.connect() as connection:
        assert connection.execute(select(FORGETTINGS.c.conversation)).scalars().all() == ["a"]
