"""Making, moving and cancelling appointments; the caller's transaction makes each all or nothing.

``by_mail`` says whether the person is told by e-mail: whether a server for it is set up.

Writers take the write lock first, so that what they read still holds when they write. Were it
taken by nobody, the occupancy's primary key would still refuse the second booking.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any, Final
from uuid import uuid4

from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError

from bot.booking.appointment import Appointment, BookingRequest, Status, appointment_of, key_digest
from bot.booking.calendar import Calendar
from bot.booking.errors import NoSuchAppointment, NotChangeable, NotOpen, SlotTaken
from bot.booking.lookup import made_by
from bot.booking.mails import announce
from bot.booking.occupancy import busy_cells, first_free, occupy, vacate
from bot.booking.reference import new_reference
from bot.booking.tables import APPOINTMENT_HISTORY, APPOINTMENTS
from bot.storage.write_lock import take_write_lock

_HISTORY_COLUMNS: Final = ("sequence", "status", "service", "practitioner", "starts_at")


def book(
    connection: Connection,
    calendar: Calendar,
    request: BookingRequest,
    *,
    now: datetime,
    by_mail: bool = False,
) -> Appointment:
    """Make an appointment, or read the one that this confirmation made already.

    Raises:
        UnknownService, NotOpen, SlotTaken: when it cannot be made; nothing is written then.
    """
    take_write_lock(connection)
    if made := made_by(connection, request.key):
        return made
    place = _place(connection, calendar, request.start, request.service, now)
    names = {"reference": _unused_reference(connection), "key": key_digest(request.key), "uid": str(uuid4())}
    details = names | {"sequence": 0}
    state = {"status": Status.BOOKED, "created_at": now, "updated_at": now}
    with _taken_if_refused(connection):
        values = details | place | _person(request) | state
        row = connection.execute(insert(APPOINTMENTS).values(values).returning(APPOINTMENTS)).one()
        occupy(connection, row.id, row.practitioner, calendar.cells(request.start, request.service))
    _record(connection, row, by_mail=by_mail)
    return appointment_of(row)


def move(
    connection: Connection,
    calendar: Calendar,
    reference: str,
    start: datetime,
    *,
    now: datetime,
    service: str | None = None,
    by_mail: bool = False,
) -> Appointment:
    """Move an appointment to another time, and to another service if one is named.

    Moving it to where it is changes nothing, so that a confirmation delivered twice moves once.

    Raises:
        NoSuchAppointment, NotChangeable: when there is nothing to move.
        UnknownService, NotOpen, SlotTaken: when it cannot be there; it stays where it was.
    """
    row = _changeable(connection, reference, now)
    service = service or row.service
    if (row.starts_at, row.service) == (start, service):
        return appointment_of(row)
    place = _place(connection, calendar, start, service, now, moving=row)
    with _taken_if_refused(connection):
        vacate(connection, row.id)
        occupy(connection, row.id, place["practitioner"], calendar.cells(start, service))
    return _change(connection, row, place | {"updated_at": now}, by_mail=by_mail)


def cancel(connection: Connection, reference: str, *, now: datetime, by_mail: bool = False) -> Appointment:
    """Cancel an appointment and free its time; cancelling a cancelled one changes nothing.

    Raises:
        NoSuchAppointment, NotChangeable: when there is nothing to cancel.
    """
    take_write_lock(connection)
    row = _row(connection, APPOINTMENTS.c.reference == reference)
    if row is not None and row.status == Status.CANCELLED:
        return appointment_of(row)
    row = _changeable(connection, reference, now)
    vacate(connection, row.id)
    return _change(connection, row, {"status": Status.CANCELLED, "updated_at": now}, by_mail=by_mail)


def _place(
    connection: Connection,
    calendar: Calendar,
    start: datetime,
    service: str,
    now: datetime,
    *,
    moving: Row[Any] | None = None,
) -> dict[str, Any]:
    """Where and when an appointment would be, with a practitioner who is free then."""
    end = calendar.end(start, service)
    refusal = calendar.refusal(start, service, now=now)
    if refusal:
        raise NotOpen(refusal)
    cells = calendar.cells(start, service)
    busy = busy_cells(connection, cells, without=moving.id if moving else None)
    # Whoever has the person already keeps them when free.
    same = [moving.practitioner] if moving and moving.practitioner in calendar.rules.practitioners else []
    practitioner = first_free([*same, *calendar.rules.practitioners], cells, busy)
    if practitioner is None:
        raise SlotTaken
    zone = calendar.hours.zone.key
    return {
        "service": service,
        "practitioner": practitioner,
        "starts_at": start,
        "ends_at": end,
        "zone": zone,
    }


def _person(request: BookingRequest) -> dict[str, Any]:
    return {
        "language": request.language,
        "conversation": request.conversation,
        "name": request.name,
        "phone": request.phone,
        "email": request.email,
        "note": request.note,
        "consented_at": request.consented_at,
    }


@contextmanager
def _taken_if_refused(connection: Connection) -> Iterator[None]:
    """A savepoint, so that PostgreSQL's transaction can go on after the database refused a row."""
    try:
        with connection.begin_nested():
            yield
    except IntegrityError as error:
        raise SlotTaken from error


def _changeable(connection: Connection, reference: str, now: datetime) -> Row[Any]:
    take_write_lock(connection)
    row = _row(connection, APPOINTMENTS.c.reference == reference)
    if row is None:
        raise NoSuchAppointment
    if not appointment_of(row).is_ahead(now):
        raise NotChangeable
    return row


def _change(connection: Connection, row: Row[Any], values: dict[str, Any], *, by_mail: bool) -> Appointment:
    changed = connection.execute(
        update(APPOINTMENTS)
        .where(APPOINTMENTS.c.id == row.id)
        .values(values | {"sequence": row.sequence + 1})
        .returning(APPOINTMENTS)
    ).one()
    _record(connection, changed, by_mail=by_mail)
    return appointment_of(changed)


def _record(connection: Connection, row: Row[Any], *, by_mail: bool) -> None:
    """Keep the new state in the history, and let its person be told."""
    values = {name: getattr(row, name) for name in _HISTORY_COLUMNS}
    values |= {"appointment": row.id, "changed_at": row.updated_at}
    connection.execute(insert(APPOINTMENT_HISTORY).values(values))
    announce(connection, row, by_mail=by_mail)


def _unused_reference(connection: Connection) -> str:
    while True:
        reference = new_reference()
        if _row(connection, APPOINTMENTS.c.reference == reference) is None:
            return reference


def _row(connection: Connection, condition: Any) -> Row[Any] | None:
    return connection.execute(select(APPOINTMENTS).where(condition)).one_or_none()
