"""What a reply of the chat API shows of the day and time that it understood."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Any, Final

from bot.booking.dialogue.phrases import Phrases
from bot.booking.when import Part
from bot.evaluation.outcome import ReplyError
from knowledge.clinic import ClinicProfile
from knowledge.language import Language

_TIME: Final = re.compile(r"(?<!\d)\d\d:\d\d(?!\d)")


@dataclass(frozen=True)
class Shown:
    """The draft that a reply shows, what is said with it, and the times that are offered."""

    date: dt.date | None = None
    time: dt.time | None = None
    part: Part | None = None
    text: str = ""
    offered: frozenset[dt.time] = frozenset()
    language: Language = Language.EN

    @property
    def is_empty(self) -> bool:
        """Whether nothing of a day or time is shown."""
        return not (self.date or self.time or self.part)

    def is_taken(self, clinic: ClinicProfile) -> bool:
        """Whether what is shown is taken as it is, and at most the other half asked for.

        Not taken is a moment beside which other times are offered, because the clinic is closed then
        or the slot is gone, and a half where the reply asks between several readings. The form's
        own questions tell that (``bot/booking/dialogue/texts.yml``).
        """
        if self.date and self.time:
            return not self.offered
        phrases = Phrases(self.language, clinic, "")
        if self.date:
            return phrases.text("ask_time", day=phrases.day(self.date)) in self.text
        return phrases.text("ask_day" if self.time else "ask_when") in self.text and not self.is_empty

    def __str__(self) -> str:
        time = f"{self.time:%H:%M}" if self.time else self.part
        return " ".join(str(value) for value in (self.date, time) if value) or "nothing"


def read_shown(reply: Any) -> Shown | None:
    """What the last message about a draft shows; None when no message is about one.

    Raises:
        ReplyError: when the reply is not as the chat API has it.
    """
    try:
        drafts = [message for message in reply["messages"] if _is_draft(message)]
        return _shown(drafts[-1], Language(reply["language"])) if drafts else None
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReplyError(f"the reply is not as the chat API has it: {error!r}") from error


def _is_draft(message: Any) -> bool:
    return bool(message["kind"] == "booking" and message.get("booking", {}).get("status") == "draft")


def _shown(message: Any, language: Language) -> Shown:
    draft = message["booking"]
    offers = [suggestion["text"] for suggestion in message.get("suggestions", ())]
    return Shown(
        date=dt.date.fromisoformat(draft["date"]) if "date" in draft else None,
        time=dt.time.fromisoformat(draft["time"]) if "time" in draft else None,
        part=Part(draft["part"]) if "part" in draft else None,
        text=str(message["text"]),
        offered=frozenset(dt.time.fromisoformat(time) for text in offers for time in _TIME.findall(text)),
        language=language,
    )
