"""What the gateway says and keeps when a message holds a red flag, and until all is well again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from bot.clock import Clock
from bot.gateway.language_decider import Decision
from bot.gateway.outcome import Outcome, remember
from bot.safety.advice import Advice, probable_country
from bot.storage.conversations import Conversation

if TYPE_CHECKING:
    from bot.safety.detector import Alarm

_REMINDED: Final = timedelta(hours=24)


class Emergencies:
    """Answers red flags with the reviewed texts; neither Rasa nor the action server is asked."""

    def __init__(self, advice: Advice, clock: Clock) -> None:
        self._advice = advice
        self._clock = clock

    def warning(self, alarm: Alarm, conversation: Conversation, decision: Decision) -> Outcome:
        """The warning, alone; the conversation is marked for staff, and whatever form is open stays open."""
        message = self._advice.warning(alarm.flag, decision.language, self._country(conversation))
        change = replace(remember(decision), needs_staff=True, emergency=alarm.flag.id)
        return Outcome(decision.language, (message,), change)

    def all_clear(self, conversation: Conversation, decision: Decision) -> Outcome:
        """The reply to someone who says that all is well after a warning."""
        message = self._advice.all_clear(decision.language, self._country(conversation))
        return Outcome(decision.language, (message,), replace(remember(decision), all_clear=True))

    def is_open(self, conversation: Conversation) -> bool:
        """Whether there was a warning of late and nobody has said that all is well."""
        noticed_at = conversation.emergency_at
        return noticed_at is not None and self._clock.now() - noticed_at < _REMINDED

    def reminders(self, conversation: Conversation, decision: Decision) -> Sequence[dict[str, Any]]:
        """What opens a reply while a warning is open."""
        if not self.is_open(conversation):
            return ()
        return (self._advice.reminder(decision.language, self._country(conversation)),)

    def _country(self, conversation: Conversation) -> str:
        return probable_country(conversation.locale, self._advice.clinic)
