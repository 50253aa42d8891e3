"""The booking desk: what the action server asks of calendar and store, off its event loop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import structlog

from bot.booking import access, free_slots, lookup, store
from bot.booking.appointment import Appointment, BookingRequest
from bot.booking.calendar import Calendar
from bot.booking.errors import Refusal
from bot.clock import Clock
from bot.settings import Settings
from bot.storage.database import Database
from knowledge.clinic import ClinicProfile

_log = structlog.get_logger(__name__)


class BookingDesk:
    """Each method is one transaction on a database of this process's own.

    ``clinic`` gives the profile as it is now: staff may change it while the process runs. What a
    method returns is stored for good: SQLite waits for the disk here.

    Raises:
        sqlalchemy.exc.OperationalError: when the database cannot be reached now.
    """

    def __init__(self, settings: Settings, clinic: Callable[[], ClinicProfile], clock: Clock) -> None:
        self._database = Database(settings, durable=True)
        self._clinic = clinic
        self._clock = clock
        self._by_mail = settings.sends_mail

    @property
    def calendar(self) -> Calendar:
        """The clinic's calendar as its profile has it now."""
        return Calendar.of(self._clinic())

    async def open(self) -> None:
        """Connect, and bring the tables up to date."""
        await self._database.open()

    async def close(self) -> None:
        """Finish what was begun and let go of the connections."""
        await self._database.close()

    def refusal(self, start: datetime, service: str) -> Refusal | None:
        """Why the clinic takes nobody at a moment; None when it does, though it may be taken."""
        return self.calendar.refusal(start, service, now=self._clock.now())

    async def free_on(self, service: str, day: date, *, moving: str | None = None) -> list[datetime]:
        """The free times of a day, soonest first."""
        return await self._database.run(
            free_slots.free_on, self.calendar, service, day, now=self._clock.now(), moving=moving
        )

    async def nearest_free(
        self, service: str, wish: datetime, *, count: int = 3, moving: str | None = None
    ) -> list[datetime]:
        """The free times nearest to a wish, soonest first."""
        now = self._clock.now()
        return await self._database.run(
            free_slots.nearest_free, self.calendar, service, wish, now=now, count=count, moving=moving
        )

    async def offers(self, service: str, *, count: int = 3) -> list[datetime]:
        """A few free times to begin with: the first of the next mornings and afternoons."""
        return await self._database.run(
            free_slots.first_of_half_days, self.calendar, service, now=self._clock.now(), count=count
        )

    async def book(self, request: BookingRequest) -> Appointment:
        """Make an appointment, or read the one that this confirmation made already.

        Raises:
            UnknownService, NotOpen, SlotTaken: when it cannot be made.
        """
        now = self._clock.now()
        made = await self._database.run(store.book, self.calendar, request, now=now, by_mail=self._by_mail)
        _log.info("appointment.booked", service=made.service)
        return made

    async def made_by(self, key: str) -> Appointment | None:
        """The appointment that the confirmation with this key made already."""
        return await self._database.run(lookup.made_by, key)

    async def move(self, reference: str, start: datetime, *, service: str | None = None) -> Appointment:
        """Move an appointment to another time, and to another service if one is named.

        Raises:
            NoSuchAppointment, NotChangeable, UnknownService, NotOpen, SlotTaken: it stays as it was.
        """
        now = self._clock.now()
        moved = await self._database.run(
            store.move, self.calendar, reference, start, now=now, service=service, by_mail=self._by_mail
        )
        _log.info("appointment.moved", service=moved.service)
        return moved

    async def cancel(self, reference: str) -> Appointment:
        """Cancel an appointment and free its time.

        Raises:
            NoSuchAppointment, NotChangeable: when there is nothing to cancel.
        """
        now = self._clock.now()
        cancelled = await self._database.run(store.cancel, reference, now=now, by_mail=self._by_mail)
        _log.info("appointment.cancelled", service=cancelled.service)
        return cancelled

    async def ahead_of_conversation(self, conversation: str) -> list[Appointment]:
        """The appointments made in a conversation that will take place, soonest first."""
        return await self._database.run(lookup.ahead_of_conversation, conversation, now=self._clock.now())

    async def appointment(self, reference: str) -> Appointment | None:
        """The appointment with this reference, for whoever may see it."""
        return await self._database.run(lookup.find, reference)

    async def find_own(self, conversation: str, reference: str) -> Appointment | None:
        """The appointment with a typed reference, when this conversation made it."""
        return await self._database.run(access.find_own, conversation, reference)

    async def unlock(self, conversation: str, *, reference: str, contact: str) -> Appointment | access.Denial:
        """The appointment whose reference and phone or e-mail these are, as typed."""
        return await self._database.run(
            access.unlock,
            conversation,
            reference=reference,
            contact=contact,
            country=self._clinic().country,
            now=self._clock.now(),
        )
