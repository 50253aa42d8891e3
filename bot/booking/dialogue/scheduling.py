"""Finding a day and time with the visitor: asking, checking, and offering what is free."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Final

from bot.booking.desk import BookingDesk
from bot.booking.dialogue.draft import Asked, Draft
from bot.booking.dialogue.offering import Offering, choices, wished_time
from bot.booking.dialogue.phrases import draft_object, message
from bot.booking.dialogue.step import Scene, Step
from bot.booking.errors import Refusal
from bot.booking.when import Problem
from bot.clock import Clock

_NOON: Final = time(12)
# Of these a whole day is refused, so that another day is to be named; the time may stay.
_OF_THE_DAY: Final = (Refusal.CLOSED_DAY, Refusal.HOLIDAY, Refusal.TOO_FAR, Refusal.PAST)
_KEY: Final = {Refusal.NO_SUCH_TIME: "impossible"}


class Scheduling:
    """The steps about service and time; those about time need the service."""

    def __init__(self, desk: BookingDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._offering = Offering(desk)

    def start(self, draft: Draft) -> datetime | None:
        """The moment that a draft names, if it names one."""
        return self._moment(draft.date, draft.time) if draft.date and draft.time else None

    def has_service(self, draft: Draft) -> bool:
        """Whether a draft names a service that the clinic has; staff may take one out meanwhile."""
        return draft.service in self._desk.calendar.services

    def ask_service(self, draft: Draft, scene: Scene) -> Step:
        """Ask which service is wished."""
        asking = draft.with_(asked=Asked.SERVICE, service=None)
        text = scene.phrases.text("ask_service")
        return Step((message(text, scene.phrases.services(), draft_object(asking)),), asking)

    async def ask(self, draft: Draft, scene: Scene) -> Step:
        """Ask for what is missing of day and time, with what is free."""
        if draft.offered and not self.start(draft):
            return self._say(draft, scene, "ambiguous" if _is_unclear(draft) else "ask_when")
        if draft.date and (refusal := self._day_refusal(draft, draft.date)):
            return await self.refused(draft, scene, refusal)
        if draft.date and self._is_closed_then(draft, draft.date):
            return await self.refused(draft, scene, Refusal.OUTSIDE_HOURS)
        found = await self._offering.around(draft, self._today())
        if not found and (draft.date or draft.time or draft.part):
            wish = self._moment(draft.date or self._today(), wished_time(draft))
            found = await self._offering.nearest(draft, wish)
            return self._say(draft.with_(offered=choices(found)), scene, "full_day")
        day = scene.phrases.day(draft.date) if draft.date else ""
        key = "ask_time" if draft.date else "ask_day" if draft.time else "ask_when"
        return self._say(draft.with_(offered=choices(found)), scene, key, day=day)

    async def unclear(self, draft: Draft, scene: Scene, problem: Problem) -> Step:
        """Say what is wrong with the day or time that was said, and ask again."""
        if problem is Problem.AMBIGUOUS and draft.offered:
            return self._say(draft, scene, "ambiguous")
        if problem is Problem.AMBIGUOUS:
            return await self.ask(draft, scene)
        found = await self._desk.offers(draft.service or "")
        return self._say(draft.with_(offered=choices(found)), scene, str(problem))

    async def obstacle(self, draft: Draft, scene: Scene) -> Step | None:
        """The step that says why a draft's moment cannot be; None when it can."""
        start = self.start(draft)
        if start is None:
            return await self.ask(draft, scene)
        if refusal := self._desk.refusal(start, draft.service or ""):
            return await self.refused(draft, scene, refusal)
        return None if await self._offering.is_free(draft, start) else await self.taken(draft, scene)

    async def taken(self, draft: Draft, scene: Scene) -> Step:
        """Say that somebody else has that time, and offer the nearest."""
        return await self._instead(draft, scene, "taken", draft.with_(time=None))

    async def refused(self, draft: Draft, scene: Scene, refusal: Refusal) -> Step:
        """Say why the clinic takes nobody then, and offer the nearest free times."""
        kept = draft.with_(date=None) if refusal in _OF_THE_DAY else draft.with_(time=None, part=None)
        return await self._instead(draft, scene, _KEY.get(refusal, str(refusal)), kept)

    async def _instead(self, draft: Draft, scene: Scene, key: str, kept: Draft) -> Step:
        day = draft.date or self._today()
        wish = self._moment(day, wished_time(draft))
        found = choices(await self._offering.nearest(draft, wish))
        when = scene.phrases.moment(wish) if draft.time else scene.phrases.part_of_day(day, draft.part)
        step = self._say(kept.with_(offered=found), scene, key, when=when, day=scene.phrases.day(day))
        shown = step.messages[0] | {"booking": draft_object(draft)}
        return Step((shown,), step.draft)

    def _say(self, draft: Draft, scene: Scene, key: str, **values: str) -> Step:
        asking = draft.with_(asked=Asked.WHEN)
        suggestions = [scene.phrases.choice(choice) for choice in draft.offered]
        said = message(scene.phrases.text(key, **values), suggestions, draft_object(asking))
        return Step((said,), asking)

    def _day_refusal(self, draft: Draft, day: date) -> Refusal | None:
        refusal = self._desk.refusal(self._moment(day, draft.time or _NOON), draft.service or "")
        is_today = day == self._today()
        return refusal if refusal in _OF_THE_DAY and not is_today else None

    def _is_closed_then(self, draft: Draft, day: date) -> bool:
        """Whether the clinic is closed at the wished part of a day, of which the first hour may be open."""
        if draft.time or not draft.part:
            return False
        wished = self._moment(day, wished_time(draft))
        return self._desk.refusal(wished, draft.service or "") is Refusal.OUTSIDE_HOURS

    def _moment(self, day: date, clock: time) -> datetime:
        return self._desk.calendar.moment(day, clock)

    def _today(self) -> date:
        return self._clock.now().astimezone(self._desk.calendar.hours.zone).date()


def _is_unclear(draft: Draft) -> bool:
    """Whether the choices are readings of what was said: those have no day or no time."""
    return any(choice.date is None or choice.time is None for choice in draft.offered)
