"""Why an appointment cannot be made or changed."""

from __future__ import annotations

from enum import StrEnum


class Refusal(StrEnum):
    """Why the clinic takes nobody at a time, whoever else comes that day."""

    NO_SUCH_TIME = "no_such_time"  # the clocks skip it: the night that summer time begins
    PAST = "past"
    TOO_SOON = "too_soon"
    TOO_FAR = "too_far"
    CLOSED_DAY = "closed_day"
    HOLIDAY = "holiday"
    OUTSIDE_HOURS = "outside_hours"  # it would begin before opening or end after closing
    OFF_GRID = "off_grid"  # not at a quarter of an hour


class BookingError(Exception):
    """An appointment that cannot be made or changed as asked."""


class NotOpen(BookingError):
    """The clinic takes nobody at the time asked for; ``refusal`` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"no appointment can begin then: {refusal}; offer free times instead")
        self.refusal = refusal


class SlotTaken(BookingError):
    """Every practitioner has somebody else at the time asked for."""

    def __init__(self) -> None:
        super().__init__("the time is taken; offer the nearest free ones")


class UnknownService(BookingError):
    """A service that the clinic's profile does not have."""

    def __init__(self, service: str) -> None:
        super().__init__(f"'{service}' is no service of clinic.yml; ask which is meant")


class NoSuchAppointment(BookingError):
    """No appointment has this reference."""

    def __init__(self) -> None:
        super().__init__("no appointment has this reference; ask for it again")


class NotChangeable(BookingError):
    """An appointment that has begun or is cancelled."""

    def __init__(self) -> None:
        super().__init__("the appointment has begun or is cancelled; offer to make a new one")
