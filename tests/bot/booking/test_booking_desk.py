"""The desk that the action server asks."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from structlog.testing import capture_logs

from bot.booking.access import Denial
from bot.booking.appointment import Status
from bot.booking.desk import BookingDesk
from bot.booking.errors import NotOpen, Refusal, SlotTaken
from bot.clock import Clock
from bot.settings import Settings
from knowledge.clinic import ClinicProfile
from tests.bot.booking.bookings import NOW, hong_kong, wish


class Clinic:
    """A profile that staff may change meanwhile."""

    def __init__(self, profile: ClinicProfile) -> None:
        self.profile = profile

    def __call__(self) -> ClinicProfile:
        return self.profile


@pytest.fixture
def clinic(clinic_profile: ClinicProfile) -> Clinic:
    return Clinic(clinic_profile)


@pytest.fixture
async def desk(database: str, clinic: Clinic) -> AsyncIterator[BookingDesk]:
    desk = BookingDesk(Settings(database_url=database), clinic, Clock.starting_at(NOW))
    await desk.open()
    yield desk
    await desk.close()


async def test_an_appointment_is_made_found_moved_and_cancelled(desk: BookingDesk) -> None:
    made = await desk.book(wish("2026-11-24 15:00"))
    assert await desk.ahead_of_conversation("anna") == [made]
    assert await desk.find_own("anna", made.reference) == made

    moved = await desk.move(made.reference, hong_kong("2026-11-25 10:00"))
    assert await desk.unlock("other", reference=made.reference, contact="9123 4567") == moved
    assert (await desk.cancel(made.reference)).status is Status.CANCELLED
    assert await desk.ahead_of_conversation("anna") == []


async def test_a_taken_time_is_refused_and_its_neighbours_offered(desk: BookingDesk) -> None:
    start = hong_kong("2026-11-24 15:00")
    made = await desk.book(wish(start))

    with pytest.raises(SlotTaken):
        await desk.book(wish(start))
    nearest = await desk.nearest_free("acupuncture", start)
    assert nearest == [hong_kong(f"2026-11-24 {clock}") for clock in ("14:00", "14:15", "15:45")]
    assert start not in await desk.free_on("acupuncture", start.date())
    assert start in await desk.free_on("acupuncture", start.date(), moving=made.reference)


async def test_the_choice_begins_with_the_next_half_days(desk: BookingDesk) -> None:
    assert await desk.offers("acupuncture") == [
        hong_kong(start) for start in ("2026-11-23 11:45", "2026-11-23 12:00", "2026-11-24 09:00")
    ]


async def test_a_time_that_cannot_be_is_refused_before_and_while_booking(desk: BookingDesk) -> None:
    sunday = hong_kong("2026-11-29 15:00")

    assert desk.refusal(sunday, "acupuncture") is Refusal.CLOSED_DAY
    with pytest.raises(NotOpen):
        await desk.book(wish(sunday))


async def test_what_staff_change_in_the_profile_counts_at_once(desk: BookingDesk, clinic: Clinic) -> None:
    clinic.profile = replace(clinic.profile, booking=replace(clinic.profile.booking, days_ahead=1))

    assert desk.refusal(hong_kong("2026-11-26 15:00"), "acupuncture") is Refusal.TOO_FAR


async def test_wrong_tries_are_counted_for_good(desk: BookingDesk) -> None:
    answers = [await desk.unlock("other", reference="K78C52", contact="x") for _ in range(5)]

    assert answers[-1] is Denial.TOO_MANY_TRIES


async def test_logs_say_what_happened_and_not_to_whom(desk: BookingDesk) -> None:
    with capture_logs() as logs:
        made = await desk.book(wish("2026-11-24 15:00"))
        await desk.move(made.reference, made.start + timedelta(hours=1))
        await desk.cancel(made.reference)

    assert [line["event"] for line in logs] == [
        "appointment.booked",
        "appointment.moved",
        "appointment.cancelled",
    ]
    told = str(logs)
    assert not [word for word in ("Anna", "9123", "example.com", made.reference, "anna") if word in told]


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_sqlite_waits_for_the_disk_before_a_booking_is_confirmed(desk: BookingDesk) -> None:
    level = await desk._database.run(lambda c: c.execute(text("PRAGMA synchronous")).scalar())

    assert level == 2
