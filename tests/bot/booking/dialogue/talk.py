"""A conversation about appointments without Rasa: the dialogue, a desk and a database."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import Any

from bot.booking.dialogue.dialogue import Dialogue
from bot.booking.dialogue.draft import Draft, Task
from bot.booking.dialogue.heard import named_task
from knowledge.language import Language

_CONVERSATIONS = count()


@dataclass
class Talk:
    """Says messages one after the other, as the form's action hands them on."""

    dialogue: Dialogue
    language: Language = Language.EN
    draft: Draft | None = None
    conversation: str = field(default_factory=lambda: f"talk-{next(_CONVERSATIONS)}")

    async def say(self, text: str, task: Task | None = None) -> dict[str, Any]:
        """The last message of the reply."""
        return (await self.all(text, task))[-1]

    async def all(self, text: str, task: Task | None = None) -> list[dict[str, Any]]:
        """The whole reply."""
        draft = self.draft or Draft.begin(task or named_task(text) or Task.BOOK)
        heard = self.dialogue.hear(text, draft, self.language)
        place = {"conversation": self.conversation, "language": self.language}
        if self.draft and heard.is_question and heard.may_ask:
            step = await self.dialogue.ask_again(draft, **place)
            answer = ({"kind": "answer", "text": "An answer."},)
        else:
            step, answer = await self.dialogue.take(draft, heard, **place), ()
        # What Rasa's slot keeps between two messages.
        self.draft = Draft.from_json(step.draft.to_json()) if step.draft else None
        assert (self.draft is None) == (step.draft is None)
        return [*answer, *step.messages]
