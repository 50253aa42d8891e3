"""One turn of the conversation about an appointment."""

from __future__ import annotations

from collections.abc import Callable

from bot.booking.desk import BookingDesk
from bot.booking.dialogue.booking import Booking
from bot.booking.dialogue.changing import Changing
from bot.booking.dialogue.draft import Asked, Draft, Task
from bot.booking.dialogue.heard import Answer, Ear, Heard, hear
from bot.booking.dialogue.phrases import Phrases, message
from bot.booking.dialogue.step import Scene, Step
from bot.booking.when import Judge
from bot.clock import Clock
from knowledge.clinic import ClinicProfile
from knowledge.language import Language

_MANY_MISSES = 2


class Dialogue:
    """Hears a message, changes the draft, and says what comes next.

    ``clinic`` gives the profile as it is now; ``address`` is where visitors reach the gateway;
    ``judge`` tells the days and times that are wished from others; without one rules alone do.
    """

    def __init__(
        self,
        desk: BookingDesk,
        clinic: Callable[[], ClinicProfile],
        clock: Clock,
        address: str,
        judge: Judge | None = None,
    ) -> None:
        self._clinic = clinic
        self._judge = judge
        self._clock = clock
        self._address = address
        self._booking = Booking(desk, clock)
        self._changing = Changing(desk, clock)

    def hear(self, text: str, draft: Draft, language: Language, about: float | None = None) -> Heard:
        """What a message says, while a draft is being talked about.

        ``about`` is the probability that it is about an appointment at all, where that is known.
        """
        return hear(
            text,
            Ear(
                language=language,
                now=self._clock.now(),
                clinic=self._clinic(),
                given=draft.date,
                name_is_asked=draft.asked in (Asked.PERSON, Asked.NAME),
                may_refer=draft.task is not Task.BOOK,
                judge=self._judge,
                about=about,
            ),
        )

    def hear_first(self, text: str, language: Language) -> Heard:
        """What a message says that no draft goes before."""
        return self.hear(text, Draft.begin(Task.BOOK), language)

    async def take(self, draft: Draft, heard: Heard, *, conversation: str, language: Language) -> Step:
        """What a message comes to.

        Raises:
            sqlalchemy.exc.OperationalError: when the database cannot be reached now.
        """
        scene = self._scene(conversation, language)
        if lost := await self._booking.confirm_again(draft, scene):
            return lost
        if _leaves(draft, heard):
            return Step((message(scene.phrases.text("left")),), None)
        if not _says_something(draft, heard):
            return await self._missed(draft, scene)
        return await self._flow(draft).take(draft.with_(misses=0), heard, scene)

    async def ask_again(self, draft: Draft, *, conversation: str, language: Language) -> Step:
        """What was asked before something else was spoken of."""
        scene = self._scene(conversation, language)
        lost = await self._booking.confirm_again(draft, scene)
        return lost or await self._flow(draft).ask(draft, scene)

    async def _missed(self, draft: Draft, scene: Scene) -> Step:
        draft = draft.with_(misses=draft.misses + 1)
        step = await self._flow(draft).ask(draft, scene)
        if step.draft is None:
            return step
        phrases, said = scene.phrases, step.messages[-1]
        often = draft.misses >= _MANY_MISSES
        text = phrases.text("misheard_twice" if often else "misheard") + "\n" + said["text"]
        offered = [*phrases.quick("person"), *said["suggestions"]] if often else said["suggestions"]
        return Step((said | {"text": text, "suggestions": offered},), step.draft.with_(misses=draft.misses))

    def _flow(self, draft: Draft) -> Booking | Changing:
        return self._booking if draft.task is Task.BOOK else self._changing

    def _scene(self, conversation: str, language: Language) -> Scene:
        return Scene(conversation, Phrases(language, self._clinic(), self._address))


def _leaves(draft: Draft, heard: Heard) -> bool:
    """Whether the visitor wants none of it; "cancel" may be the very thing that was asked."""
    if heard.answer is not Answer.NEVER_MIND or draft.asked is None:
        return False
    return not (draft.task is Task.CANCEL and heard.task is Task.CANCEL)


def _says_something(draft: Draft, heard: Heard) -> bool:
    opening = draft.asked is None
    return opening or heard.has_values or heard.half_contact or heard.answer is not None or heard.agrees
