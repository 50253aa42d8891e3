"""Saying phrases to the running assistant, each in a booking of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.booking.when.labelled import Phrase
from bot.evaluation.client import AssistantClient, in_order
from bot.evaluation.outcome import ReplyError
from bot.evaluation.when.shown import Shown, read_shown
from bot.evaluation.when.verdict import Outcome, judge
from knowledge.clinic import ClinicProfile
from knowledge.language import Language


class Player:
    """Opens a booking in the phrase's language, says the phrase, and reads the draft of the reply."""

    def __init__(
        self, client: AssistantClient, openings: Mapping[Language, str], clinic: ClinicProfile
    ) -> None:
        self._client = client
        self._openings = openings
        self._clinic = clinic

    async def play_all(self, phrases: Sequence[Phrase]) -> list[Outcome]:
        """The outcomes of these phrases, in their order.

        Raises:
            AssistantError: when one of them gets no usable reply.
            ReplyError: when an opening opens no booking.
        """
        return await in_order(self.play(phrase) for phrase in phrases)

    async def play(self, phrase: Phrase) -> Outcome:
        """The outcome of one phrase."""
        conversation, before = await self._open(phrase.language)
        reply, _ = await self._client.say(phrase.text, conversation)
        shown = read_shown(reply)
        taken = shown is not None and shown.is_taken(self._clinic)
        verdict = judge(phrase.expected, shown, is_accepted=taken, offered=before.offered)
        return Outcome(phrase, shown, taken, verdict)

    async def _open(self, language: Language) -> tuple[str, Shown]:
        reply, _ = await self._client.say(self._openings[language])
        shown = read_shown(reply)
        if shown is None or not shown.is_empty:
            raise ReplyError(f"{language}: '{self._openings[language]}' opens no booking")
        return str(reply["conversation"]), shown
