"""Who of the practitioners is occupied when; a quarter of an hour of one is one row, and unique."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import Connection, delete, insert, select

from bot.booking.tables import OCCUPANCY

Busy = dict[str, set[int]]


def busy_cells(connection: Connection, cells: range, *, without: int | None = None) -> Busy:
    """The occupied cells of a span, by practitioner; those of the appointment ``without`` count as free."""
    table = OCCUPANCY
    statement = select(table.c.practitioner, table.c.cell).where(
        table.c.cell >= cells.start, table.c.cell < cells.stop
    )
    if without is not None:
        statement = statement.where(table.c.appointment != without)
    busy: Busy = defaultdict(set)
    for practitioner, cell in connection.execute(statement):
        busy[practitioner].add(cell)
    return busy


def first_free(practitioners: Iterable[str], cells: Collection[int], busy: Busy) -> str | None:
    """The first practitioner who has all these cells free; None when nobody has."""
    for practitioner in practitioners:
        if busy.get(practitioner, set()).isdisjoint(cells):
            return practitioner
    return None


def occupy(connection: Connection, appointment: int, practitioner: str, cells: Iterable[int]) -> None:
    """Occupy a practitioner's cells.

    Raises:
        sqlalchemy.exc.IntegrityError: when one of them is occupied.
    """
    rows = [{"practitioner": practitioner, "cell": cell, "appointment": appointment} for cell in cells]
    connection.execute(insert(OCCUPANCY), rows)


def vacate(connection: Connection, appointment: int) -> None:
    """Free what an appointment occupies."""
    connection.execute(delete(OCCUPANCY).where(OCCUPANCY.c.appointment == appointment))
