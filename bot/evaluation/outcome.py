"""What the assistant made of one question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.evaluation.questions import Question


class ReplyError(ValueError):
    """A reply that is not as the chat API has it."""


@dataclass(frozen=True)
class Outcome:
    """A question with what came back; ``seconds`` is the time from request to reply."""

    question: Question
    language: str
    kinds: tuple[str, ...]
    topic: str | None
    confidence: float | None
    seconds: float

    @property
    def is_answered(self) -> bool:
        """Whether the reply holds a topic's answer."""
        return "answer" in self.kinds

    @property
    def is_right(self) -> bool:
        """Whether the first answer is about the topic that was asked for."""
        return self.is_answered and self.topic == self.question.topic

    @property
    def is_language_right(self) -> bool:
        """Whether the reply is in the question's language."""
        return self.language == self.question.language

    @property
    def kind(self) -> str:
        """What the reply comes down to: ``answer``, or its first message that is no notice."""
        if self.is_answered:
            return "answer"
        return next((kind for kind in self.kinds if kind != "notice"), "nothing")


def read_outcome(question: Question, reply: Any, seconds: float) -> Outcome:
    """The outcome that a reply of the chat API amounts to.

    Raises:
        ReplyError: when the reply is not as the chat API has it.
    """
    try:
        messages = reply["messages"]
        answer = next((message for message in messages if message["kind"] == "answer"), None)
        return Outcome(
            question=question,
            language=str(reply["language"]),
            kinds=tuple(str(message["kind"]) for message in messages),
            topic=None if answer is None else str(answer["topic"]),
            confidence=None if answer is None else _probability(answer["confidence"]),
            seconds=seconds,
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ReplyError(f"the reply is not as the chat API has it: {error!r}") from error


def _probability(value: Any) -> float:
    probability = float(value)
    if not 0 <= probability <= 1:
        raise ValueError(f"confidence {probability} is no probability")
    return probability
