"""What one message comes to: the reply's parts, and what changes in its conversation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine.engine import EngineUnavailable, Reply
from bot.gateway.chat_reply import checked_messages
from bot.gateway.language_decider import Decision
from bot.gateway.notice import automated_assistant_notice
from bot.storage.conversations import ReplyChange
from knowledge.language import Language


@dataclass(frozen=True)
class Outcome:
    """A reply that is not stored yet; ``erase`` asks that the conversation go after it."""

    language: Language
    messages: Sequence[dict[str, Any]]
    change: ReplyChange
    erase: bool = False


def outcome_of_reply(
    reply: Reply, decision: Decision, *, noticed: bool, opening: Sequence[dict[str, Any]] = ()
) -> Outcome:
    """What the engine's reply comes to.

    ``noticed`` says whether the conversation had the notice that a machine answers; if not, the
    reply opens with it, unless it is an emergency, which stands alone. ``opening`` comes next.

    Raises:
        EngineUnavailable: when nothing in the reply can be shown. Silence is no answer: only
            staff who took a conversation over leave a message without one.
    """
    messages = checked_messages(reply.messages)
    if not messages:
        raise EngineUnavailable
    language = Language(reply.effects.get("language", decision.language))
    gives_notice = not noticed and messages[0]["kind"] != "emergency"
    messages = [*opening, *messages]
    if gives_notice:
        messages.insert(0, automated_assistant_notice(language))
    change = ReplyChange(
        language=language, needs_staff=bool(reply.effects.get("handoff")), noticed=gives_notice
    )
    return Outcome(language, messages, change, erase=bool(reply.effects.get("erase")))


def remember(decision: Decision) -> ReplyChange:
    """A change of the conversation's language alone, if the message was in one of ours."""
    return ReplyChange(language=None if decision.unsupported else decision.language)
