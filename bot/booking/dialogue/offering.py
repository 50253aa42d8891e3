"""Which free times are offered to one who has not chosen, or whose wish cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Final

from bot.booking.desk import BookingDesk
from bot.booking.dialogue.draft import Draft
from bot.booking.dialogue.merging import part_of
from bot.booking.when import Choice, Part

_COUNT: Final = 3
_DAYS_SEARCHED: Final = 10
_PART_STARTS: Final = {Part.MORNING: time(9), Part.AFTERNOON: time(14), Part.EVENING: time(18)}


class Offering:
    """Looks for free times around what a draft says."""

    def __init__(self, desk: BookingDesk) -> None:
        self._desk = desk

    async def around(self, draft: Draft, today: date) -> list[datetime]:
        """A few free times that fit what a draft says of the day and time; none when all is taken."""
        service = draft.service or ""
        if draft.date:
            free = await self._desk.free_on(service, draft.date, moving=draft.reference)
            return _spread([moment for moment in free if _suits(moment, draft)])
        if draft.time or draft.part:
            return await self._on_next_days(draft, today)
        return await self._desk.offers(service, count=_COUNT)

    async def nearest(self, draft: Draft, wish: datetime) -> list[datetime]:
        """The free times nearest to a wish."""
        return await self._desk.nearest_free(draft.service or "", wish, count=_COUNT, moving=draft.reference)

    async def is_free(self, draft: Draft, start: datetime) -> bool:
        """Whether nobody else has a time."""
        return start in await self._desk.free_on(draft.service or "", start.date(), moving=draft.reference)

    async def _on_next_days(self, draft: Draft, today: date) -> list[datetime]:
        found: list[datetime] = []
        for ahead in range(_DAYS_SEARCHED):
            free = await self._desk.free_on(draft.service or "", today + timedelta(days=ahead))
            found += [moment for moment in free if _suits(moment, draft)][:1]
            if len(found) == _COUNT:
                break
        return found


def wished_time(draft: Draft) -> time:
    """The time of day around which to look for free times."""
    return draft.time or _PART_STARTS[draft.part or Part.MORNING]


def choices(moments: Iterable[datetime]) -> tuple[Choice, ...]:
    """Moments as what a visitor may choose from."""
    return tuple(Choice(moment.date(), moment.time()) for moment in moments)


def _suits(moment: datetime, draft: Draft) -> bool:
    if draft.time:
        return moment.time() == draft.time
    return draft.part is None or part_of(moment.time()) is draft.part


def _spread(moments: Sequence[datetime]) -> list[datetime]:
    """A few of them, over the whole of their span."""
    if len(moments) <= _COUNT:
        return list(moments)
    step = (len(moments) - 1) / (_COUNT - 1)
    return [moments[round(place * step)] for place in range(_COUNT)]
