"""What holds of the database whatever became of the bookings."""

from __future__ import annotations

from sqlalchemy import Engine, select

from bot.booking.calendar import Calendar
from bot.booking.lookup import find, history, taking_place_since
from bot.booking.tables import APPOINTMENTS, OCCUPANCY
from tests.bot.booking.bookings import NOW


def assert_consistent(
    engine: Engine, calendar: Calendar, references: set[str], *, at_least: bool = False
) -> None:
    """The appointments are there with their history, and occupy their time and nothing else."""
    with engine.connect() as connection:
        stored = set(connection.execute(select(APPOINTMENTS.c.reference)).scalars())
        assert references <= stored if at_least else references == stored
        expected = set()
        for appointment in taking_place_since(connection, NOW):
            cells = calendar.cells(appointment.start, appointment.service)
            taken = {(appointment.practitioner, cell) for cell in cells}
            assert expected.isdisjoint(taken)
            expected |= taken
        rows = connection.execute(select(OCCUPANCY.c.practitioner, OCCUPANCY.c.cell))
        assert {tuple(row) for row in rows} == expected
        for reference in stored:
            appointment = find(connection, reference)
            assert appointment is not None
            assert [change.sequence for change in history(connection, reference)] == list(
                range(appointment.sequence + 1)
            )
