"""Many processes at once, and processes that are killed: no slot is given twice, none confirmed is lost."""

from __future__ import annotations

import os
import random
import signal
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from multiprocessing import get_context
from multiprocessing.connection import Connection as Pipe
from multiprocessing.connection import wait
from multiprocessing.synchronize import Barrier

import pytest
from sqlalchemy import Engine

from bot.booking.calendar import Calendar
from bot.booking.errors import NotOpen, SlotTaken
from bot.booking.store import book, cancel, move
from tests.bot.booking.bookings import NOW, hong_kong, wish
from tests.bot.booking.consistency import assert_consistent
from tests.bot.conftest import open_engine

CLIENTS = 64
PROCESSES = get_context("fork")
START = hong_kong("2026-11-24 15:00")


def at_once(work: Callable[[Engine, int], str], database: str, clients: int = CLIENTS) -> list[str]:
    """What ``clients`` processes say that do the same work at the same moment."""
    barrier = PROCESSES.Barrier(clients)
    pipes, children = [], []
    for number in range(clients):
        here, there = PROCESSES.Pipe(duplex=False)
        child = PROCESSES.Process(target=_client, args=(work, database, number, barrier, there))
        child.start()
        there.close()
        pipes.append(here)
        children.append(child)
    said = [pipe.recv() for pipe in pipes]
    for child, pipe in zip(children, pipes, strict=True):
        child.join(timeout=30)
        pipe.close()
    return said


def _client(
    work: Callable[[Engine, int], str], database: str, number: int, barrier: Barrier, pipe: Pipe
) -> None:
    engine = open_engine(database)
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            # 64 processes on two cores wait longer for each other than a visitor would.
            connection.exec_driver_sql("PRAGMA busy_timeout=60000")
        barrier.wait(timeout=60)
    try:
        pipe.send(work(engine, number))
    except Exception as error:
        pipe.send(repr(error))
    engine.dispose()


def attempts(calendar: Calendar) -> Callable[[Engine, int], str]:
    """Each client's wish for the one slot; what it gives is the reference, or that it is taken."""

    def attempt(engine: Engine, number: int) -> str:
        try:
            with engine.begin() as connection:
                return book(connection, calendar, wish(START, key=f"client {number}"), now=NOW).reference
        except SlotTaken:
            return "taken"

    return attempt


def test_of_64_who_want_one_slot_one_gets_it(database: str, engine: Engine, calendar: Calendar) -> None:
    said = at_once(attempts(calendar), database)
    assert Counter(said)["taken"] == CLIENTS - 1
    (reference,) = set(said) - {"taken"}
    assert_consistent(engine, calendar, {reference})


def test_without_the_lock_the_primary_key_alone_gives_it_to_one(
    database: str, engine: Engine, calendar: Calendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    # All find the slot free, as if they had looked before any of them wrote.
    monkeypatch.setattr("bot.booking.store.busy_cells", lambda *_, **__: {})
    if engine.dialect.name == "postgresql":
        monkeypatch.setattr("bot.booking.store.take_write_lock", lambda _: None)

    said = at_once(attempts(calendar), database)
    assert Counter(said)["taken"] == CLIENTS - 1
    assert_consistent(engine, calendar, set(said) - {"taken"})


def test_a_confirmation_that_comes_in_64_times_books_once(
    database: str, engine: Engine, calendar: Calendar
) -> None:
    def confirm(engine: Engine, number: int) -> str:
        with engine.begin() as connection:
            return book(connection, calendar, wish(START, key="the same"), now=NOW).reference

    said = at_once(confirm, database)
    assert len(set(said)) == 1
    assert_consistent(engine, calendar, set(said))


def test_two_practitioners_take_two(database: str, engine: Engine, two_practitioners: Calendar) -> None:
    def attempt(engine: Engine, number: int) -> str:
        try:
            with engine.begin() as connection:
                request = wish(START, key=f"client {number}")
                return book(connection, two_practitioners, request, now=NOW).practitioner
        except SlotTaken:
            return "taken"

    assert Counter(at_once(attempt, database, 16)) == {"chan": 1, "wong": 1, "taken": 14}


def test_appointments_that_move_around_each_other_never_meet(
    database: str, engine: Engine, calendar: Calendar
) -> None:
    times = [START + timedelta(minutes=15 * step) for step in range(-8, 8)]
    with engine.begin() as connection:
        references = [
            book(connection, calendar, wish(START + timedelta(minutes=45 * n)), now=NOW).reference
            for n in range(3)
        ]

    def wander(engine: Engine, number: int) -> str:
        chance = random.Random(number)
        for _ in range(12):
            try:
                with engine.begin() as connection:
                    move(connection, calendar, chance.choice(references), chance.choice(times), now=NOW)
            except SlotTaken:
                continue
        return "done"

    assert set(at_once(wander, database, 8)) == {"done"}
    assert_consistent(engine, calendar, set(references))


def test_a_process_killed_at_any_moment_loses_no_confirmed_booking_and_doubles_none(
    database: str, engine: Engine, calendar: Calendar
) -> None:
    chance = random.Random(4)
    confirmed: dict[str, str] = {}
    for life in range(25):
        here, there = PROCESSES.Pipe(duplex=False)
        child = PROCESSES.Process(target=_book_on, args=(database, calendar, life, there))
        child.start()
        there.close()
        for _ in range(chance.randint(1, 6)):
            key, reference = here.recv()
            confirmed[key] = reference
        wait([child.sentinel], timeout=chance.uniform(0.0, 0.02))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join(timeout=30)
        confirmed |= _said_before(here)
    assert len(confirmed) > 60
    assert_consistent(engine, calendar, set(confirmed.values()), at_least=True)


def _book_on(database: str, calendar: Calendar, life: int, pipe: Pipe) -> None:
    """Book, move and cancel until killed, and say each reference once it is stored."""
    chance = random.Random(life)
    engine = open_engine(database)
    for number in range(10_000):
        start = hong_kong("2026-11-24 09:00") + timedelta(
            days=chance.randrange(60), minutes=15 * chance.randrange(34)
        )
        key = f"{life}-{number}"
        try:
            with engine.begin() as connection:
                made = book(connection, calendar, wish(start, key=key), now=NOW)
            pipe.send((key, made.reference))
            with engine.begin() as connection:
                if chance.random() < 0.2:  # the rest make room, or the calendar would be full soon
                    move(connection, calendar, made.reference, start + timedelta(minutes=15), now=NOW)
                else:
                    cancel(connection, made.reference, now=NOW)
        except (SlotTaken, NotOpen):
            continue  # try another


def _said_before(pipe: Pipe) -> dict[str, str]:
    said: dict[str, str] = {}
    try:
        while pipe.poll():
            key, reference = pipe.recv()
            said[key] = reference
    except EOFError:
        pass
    pipe.close()
    return said
