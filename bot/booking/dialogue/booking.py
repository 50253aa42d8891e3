"""Making an appointment: what is missing is asked for, all is read back, and a yes stores it."""

from __future__ import annotations

from bot.booking.appointment import Appointment, BookingRequest
from bot.booking.desk import BookingDesk
from bot.booking.dialogue.draft import Asked, Draft, Task
from bot.booking.dialogue.heard import Answer, Heard
from bot.booking.dialogue.merging import merged
from bot.booking.dialogue.phrases import appointment_object, draft_object, message
from bot.booking.dialogue.scheduling import Scheduling
from bot.booking.dialogue.step import Scene, Step
from bot.booking.errors import NotOpen, SlotTaken, UnknownService
from bot.clock import Clock


class Booking:
    """The steps of a new appointment."""

    def __init__(self, desk: BookingDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._scheduling = Scheduling(desk, clock)

    async def confirm_again(self, draft: Draft, scene: Scene) -> Step | None:
        """The confirmation that got lost on its way after a yes; None when there was no yes yet."""
        if draft.task is not Task.BOOK or draft.asked is not Asked.CONFIRM:
            return None
        made = await self._desk.made_by(_key(draft, scene))
        return _booked(made, scene) if made else None

    async def take(self, draft: Draft, heard: Heard, scene: Scene) -> Step:
        """Take what a message says, store on a yes, and ask for the next thing."""
        known = merged(draft, heard)
        changed = known != draft or heard.when.problem is not None
        if draft.asked is Asked.CONFIRM and not changed:
            if heard.answer is Answer.YES or heard.agrees:
                return await self._store(draft, scene)
            if heard.answer is Answer.NO:
                return self._say(draft, scene, "ask_change", None)
        if heard.when.problem and self._scheduling.has_service(known):
            return await self._scheduling.unclear(known, scene, heard.when.problem)
        step = await self.ask(known, scene)
        asks_contact = step.draft and step.draft.asked in (Asked.CONTACT, Asked.PERSON)
        if heard.half_contact and asks_contact:
            return self._say(known, scene, "bad_contact", Asked.CONTACT if known.name else Asked.PERSON)
        return step

    async def ask(self, draft: Draft, scene: Scene) -> Step:
        """Ask for the first thing that is missing, or read everything back."""
        if not self._scheduling.has_service(draft):
            return self._scheduling.ask_service(draft, scene)
        if obstacle := await self._scheduling.obstacle(draft, scene):
            return obstacle
        if not draft.name:
            has_contact = draft.phone or draft.email
            key, asked = ("ask_name", Asked.NAME) if has_contact else ("ask_person", Asked.PERSON)
            return self._say(draft, scene, key, asked)
        if not (draft.phone or draft.email):
            return self._say(draft, scene, "ask_contact", Asked.CONTACT, name=draft.name)
        return self._read_back(draft, scene)

    def _read_back(self, draft: Draft, scene: Scene) -> Step:
        phrases, start = scene.phrases, self._scheduling.start(draft)
        text = phrases.text(
            "confirm_book",
            service=phrases.service(draft.service or ""),
            when=phrases.moment(start) if start else "",
            name=draft.name or "",
            contact=", ".join(filter(None, (draft.phone, draft.email))),
            note=phrases.text("note", note=draft.note) if draft.note else "",
        )
        asking = draft.with_(asked=Asked.CONFIRM, offered=())
        return Step((message(text, phrases.quick("yes", "no"), draft_object(asking)),), asking)

    def _say(self, draft: Draft, scene: Scene, key: str, asked: Asked | None, **values: str) -> Step:
        asking = draft.with_(asked=asked or Asked.CHANGE)
        return Step((message(scene.phrases.text(key, **values), (), draft_object(asking)),), asking)

    async def _store(self, draft: Draft, scene: Scene) -> Step:
        start = self._scheduling.start(draft)
        if start is None or draft.service is None:
            return await self.ask(draft, scene)
        request = BookingRequest(
            key=_key(draft, scene),
            service=draft.service,
            start=start,
            language=scene.phrases.language,
            conversation=scene.conversation,
            name=draft.name,
            phone=draft.phone,
            email=draft.email,
            note=draft.note,
            consented_at=self._clock.now(),
        )
        return await self._book(draft, scene, request)

    async def _book(self, draft: Draft, scene: Scene, request: BookingRequest) -> Step:
        try:
            made = await self._desk.book(request)
        except SlotTaken:
            return await self._scheduling.taken(draft, scene)
        except NotOpen as error:
            return await self._scheduling.refused(draft, scene, error.refusal)
        except UnknownService:
            return await self.ask(draft.with_(service=None), scene)
        return _booked(made, scene)


def _key(draft: Draft, scene: Scene) -> str:
    """One confirmation of one draft, however often its message is delivered."""
    return f"{scene.conversation}:{draft.id}"


def _booked(made: Appointment, scene: Scene) -> Step:
    text = scene.phrases.appointment("booked", made)
    return Step((message(text, (), appointment_object(made)),), None)
