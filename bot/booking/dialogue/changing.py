"""Moving, cancelling and looking up an appointment that was made."""

from __future__ import annotations

from bot.booking.access import Denial
from bot.booking.appointment import Appointment, Status
from bot.booking.desk import BookingDesk
from bot.booking.dialogue.draft import Asked, Draft, Task
from bot.booking.dialogue.heard import Answer, Heard
from bot.booking.dialogue.merging import merged
from bot.booking.dialogue.phrases import appointment_object, draft_object, message
from bot.booking.dialogue.scheduling import Scheduling
from bot.booking.dialogue.step import Scene, Step
from bot.booking.errors import NoSuchAppointment, NotChangeable, NotOpen, SlotTaken
from bot.booking.when import Choice
from bot.clock import Clock


class Changing:
    """First finds the appointment that the visitor may see, then does what was asked with it."""

    def __init__(self, desk: BookingDesk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock
        self._scheduling = Scheduling(desk, clock)

    async def take(self, draft: Draft, heard: Heard, scene: Scene) -> Step:
        """Take what a message says about the appointment or its new time."""
        if draft.reference is None:
            found = await self._find(draft, heard, scene)
            if isinstance(found, Step):
                return found
            return await self._begin(draft, heard, found, scene)
        appointment = await self._desk.appointment(draft.reference)
        if appointment is None:
            return self._ask_access(draft.with_(reference=None), scene, "ask_access")
        return await self._go_on(draft, heard, appointment, scene)

    async def ask(self, draft: Draft, scene: Scene) -> Step:
        """Ask again what was asked."""
        appointment = await self._desk.appointment(draft.reference) if draft.reference else None
        if appointment is None:
            key = "ask_access_contact" if draft.typed else "ask_access"
            return self._ask_access(draft, scene, key)
        return await self._next(draft, appointment, scene)

    async def _find(self, draft: Draft, heard: Heard, scene: Scene) -> Appointment | Step:
        draft = draft.with_(phone=heard.phone or draft.phone, email=heard.email or draft.email)
        reference = heard.reference or draft.typed
        if reference:
            return await self._unlock(draft, heard, reference, scene)
        ahead = await self._desk.ahead_of_conversation(scene.conversation)
        meant = [one for one in ahead if one.start.date() == heard.when.date] or ahead
        if draft.task is Task.LOOK_UP and ahead:
            return _shown(ahead, scene)
        if heard.pick is not None and heard.pick < len(ahead):
            return ahead[heard.pick]
        if len(meant) == 1:
            return meant[0]
        draft = _with_wish(draft, heard)
        if not ahead:
            return self._ask_access(draft, scene, "ask_access")
        listed = [_named(one, scene) for one in ahead]
        asking = draft.with_(asked=Asked.WHICH)
        return Step((message(scene.phrases.text("ask_which"), listed, draft_object(asking)),), asking)

    async def _unlock(self, draft: Draft, heard: Heard, reference: str, scene: Scene) -> Appointment | Step:
        own = await self._desk.find_own(scene.conversation, reference)
        if own:
            return own
        draft, contact = _with_wish(draft, heard), draft.email or draft.phone
        if contact is None:
            return self._ask_access(draft.with_(typed=reference), scene, "ask_access_contact")
        found = await self._desk.unlock(scene.conversation, reference=reference, contact=contact)
        if isinstance(found, Appointment):
            return found
        if found is Denial.TOO_MANY_TRIES:
            return Step((message(scene.phrases.text("too_many_tries")),), None)
        return self._ask_access(draft.with_(typed=None, phone=None, email=None), scene, "wrong_access")

    def _ask_access(self, draft: Draft, scene: Scene, key: str) -> Step:
        asking = draft.with_(asked=Asked.ACCESS)
        return Step((message(scene.phrases.text(key), (), draft_object(asking)),), asking)

    async def _begin(self, draft: Draft, heard: Heard, found: Appointment, scene: Scene) -> Step:
        """What is done once the appointment is known."""
        if draft.task is Task.LOOK_UP:
            return _shown([found], scene)
        if not found.is_ahead(self._clock.now()):
            return Step((message(scene.phrases.text("not_changeable")),), None)
        draft = _with_wish(draft, heard).with_(reference=found.reference, typed=None, name=found.name)
        if draft.task is Task.CANCEL:
            return self._confirm_cancel(draft, found, scene)
        return await self._next(_completed(draft, found), found, scene)

    async def _go_on(self, draft: Draft, heard: Heard, appointment: Appointment, scene: Scene) -> Step:
        if draft.task is Task.CANCEL:
            return await self._cancel_or_keep(draft, heard, appointment, scene)
        known = merged(draft, heard)
        if draft.asked is Asked.CONFIRM and known == draft and heard.when.problem is None:
            if heard.answer is Answer.YES or heard.agrees:
                return await self._move(draft, appointment, scene)
            if heard.answer is Answer.NO:
                known = known.with_(date=None, time=None, part=None)
                return await self._scheduling.ask(known, scene)
        if heard.when.problem and self._scheduling.has_service(known):
            return await self._scheduling.unclear(known, scene, heard.when.problem)
        return await self._next(_completed(known, appointment), appointment, scene)

    async def _next(self, draft: Draft, appointment: Appointment, scene: Scene) -> Step:
        if draft.task is Task.CANCEL:
            return self._confirm_cancel(draft, appointment, scene)
        draft = draft.with_(service=draft.service or appointment.service)
        if not self._scheduling.has_service(draft):
            return self._scheduling.ask_service(draft, scene)
        if obstacle := await self._scheduling.obstacle(draft, scene):
            return obstacle
        start, phrases = self._scheduling.start(draft), scene.phrases
        text = phrases.text(
            "confirm_move",
            service=phrases.service(draft.service or ""),
            name=appointment.name or "",
            old=phrases.moment(appointment.start),
            when=phrases.moment(start) if start else "",
        )
        asking = draft.with_(asked=Asked.CONFIRM, offered=())
        return Step((message(text, phrases.quick("yes", "no"), draft_object(asking)),), asking)

    def _confirm_cancel(self, draft: Draft, appointment: Appointment, scene: Scene) -> Step:
        asking = draft.with_(asked=Asked.CONFIRM)
        text = scene.phrases.appointment("confirm_cancel", appointment)
        shown = appointment_object(appointment, "draft")
        return Step((message(text, scene.phrases.quick("yes", "no"), shown),), asking)

    async def _cancel_or_keep(
        self, draft: Draft, heard: Heard, appointment: Appointment, scene: Scene
    ) -> Step:
        if heard.answer is Answer.NO:
            return Step((message(scene.phrases.text("kept")),), None)
        agreed = heard.answer is Answer.YES or heard.agrees or heard.answer is Answer.NEVER_MIND
        if draft.asked is not Asked.CONFIRM or not agreed:
            return self._confirm_cancel(draft, appointment, scene)
        try:
            cancelled = await self._desk.cancel(appointment.reference)
        except (NoSuchAppointment, NotChangeable):
            return Step((message(scene.phrases.text("not_changeable")),), None)
        text = scene.phrases.appointment("cancelled", cancelled)
        return Step((message(text, (), appointment_object(cancelled)),), None)

    async def _move(self, draft: Draft, appointment: Appointment, scene: Scene) -> Step:
        start = self._scheduling.start(draft)
        if start is None:
            return await self._scheduling.ask(draft, scene)
        try:
            moved = await self._desk.move(appointment.reference, start, service=draft.service)
        except SlotTaken:
            return await self._scheduling.taken(draft, scene)
        except NotOpen as error:
            return await self._scheduling.refused(draft, scene, error.refusal)
        except (NoSuchAppointment, NotChangeable):
            return Step((message(scene.phrases.text("not_changeable")),), None)
        text = scene.phrases.appointment("moved", moved)
        return Step((message(text, (), appointment_object(moved, "rescheduled")),), None)


def _with_wish(draft: Draft, heard: Heard) -> Draft:
    """The draft with the new day, time and service, but nobody's name."""
    known = merged(draft, heard)
    return draft.with_(
        service=known.service,
        date=known.date,
        time=known.time,
        part=known.part,
        offered=known.offered,
        phone=known.phone,
        email=known.email,
    )


def _completed(draft: Draft, appointment: Appointment) -> Draft:
    """A new day alone keeps the time, a new time alone the day; the old day alone is no wish."""
    day, clock = appointment.start.date(), appointment.start.time()
    if draft.date and not draft.time and not draft.part:
        return draft.with_(date=None) if draft.date == day else draft.with_(time=clock)
    return draft.with_(date=day) if draft.time and not draft.date and not draft.offered else draft


def _named(appointment: Appointment, scene: Scene) -> dict[str, str]:
    choice = Choice(appointment.start.date(), appointment.start.time())
    title = f"{scene.phrases.service(appointment.service)} {scene.phrases.choice(choice)['title']}"
    return {"title": title, "text": appointment.reference}


def _shown(appointments: list[Appointment], scene: Scene) -> Step:
    keys = ["is_cancelled" if one.status is Status.CANCELLED else "shown" for one in appointments]
    return Step(
        tuple(
            message(scene.phrases.appointment(key, one), (), appointment_object(one))
            for key, one in zip(keys, appointments, strict=True)
        ),
        None,
    )
