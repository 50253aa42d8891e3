"""What stands on Rasa's side of an action: the tracker it sends and the responses of the domain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from actions.action import LocalAction
from knowledge.language import Language

_DOMAIN = Path(__file__).resolve().parents[2] / "domain"
_KINDS = {"answer", "booking", "emergency", "handoff", "smalltalk", "fallback", "notice"}


@dataclass(frozen=True)
class Turn:
    """What one run of an action did, in the terms of the chat API."""

    messages: list[dict[str, Any]]
    effects: dict[str, Any]
    slots: dict[str, Any]
    followup: str | None

    @property
    def message(self) -> dict[str, Any]:
        """The one message of this turn."""
        (message,) = self.messages
        return message


def tracker(
    text: str | None = "",
    language: Language | str | None = Language.EN,
    slots: dict[str, Any] | None = None,
    named: Sequence[str] = (),
    intent: str = "anything",
    form: str | None = None,
) -> Tracker:
    """A conversation's state as Rasa sends it; ``named`` are the languages that the message names."""
    entities = [{"entity": "requested_language", "value": value} for value in named]
    return Tracker.from_dict(
        {
            "sender_id": "a-conversation",
            "slots": {"language": language, "topic": None, "awaiting": "nothing", **(slots or {})},
            "latest_message": {
                "text": text,
                "intent": {"name": intent},
                "entities": [{"entity": "language", "value": language}, *entities],
                "metadata": {"language": language} if language else None,
            },
            "events": [],
            "paused": False,
            "active_loop": {"name": form} if form else {},
            "latest_action_name": "action_listen",
        }
    )


async def perform(action: LocalAction, state: Tracker) -> Turn:
    """Run an action, and say its messages as Rasa and the gateway do."""
    dispatcher = CollectingDispatcher()
    events = await action.run(dispatcher, state, {})
    slots = {event["name"]: event["value"] for event in events if event["event"] == "slot"}
    (followup,) = [event["name"] for event in events if event["event"] == "followup"] or [None]
    messages, effects = [], dict[str, Any]()
    for collected in dispatcher.messages:
        effects |= collected["custom"].get("effects", {})
        if collected["response"]:
            language = Language(state.get_slot("language"))
            messages.append(rendered(collected["response"], language, collected))
        elif "effects" not in collected["custom"]:
            messages.append(collected["custom"])
    for message in messages:
        check_message(message)
    return Turn(messages, effects, slots, followup)


def rendered(name: str, language: Language, values: dict[str, Any]) -> dict[str, Any]:
    """A response of the domain in the variation of a language, its values filled in."""
    listed = responses()[name]
    fitting = [one for one in listed if [c["value"] for c in one.get("condition", [])] == [str(language)]]
    chosen = fitting[0] if fitting else next(one for one in listed if "condition" not in one)
    return {
        "text": chosen["text"].format_map(values),
        "kind": chosen["metadata"]["kind"],
        "suggestions": [{"title": b["title"], "text": b["payload"]} for b in chosen.get("buttons", [])],
    }


@cache
def responses() -> dict[str, list[dict[str, Any]]]:
    """Every response of the domain with its variations."""
    files = sorted((_DOMAIN / "responses").glob("*.yml"))
    read = [yaml.safe_load(path.read_text(encoding="utf-8"))["responses"] for path in files]
    return {name: variations for one in read for name, variations in one.items()}


def domain_actions() -> list[str]:
    """The actions that the domain lists."""
    content = yaml.safe_load((_DOMAIN / "actions.yml").read_text(encoding="utf-8"))
    return list(content["actions"])


def check_message(message: dict[str, Any]) -> None:
    """Check a message against the chat API's contract."""
    assert isinstance(message["text"], str)
    assert message["text"].strip() == message["text"] != ""
    assert "<" not in message["text"]
    assert message["kind"] in _KINDS
    for quick_reply in message.get("suggestions", []):
        assert set(quick_reply) == {"title", "text"}
        assert all(isinstance(value, str) and value.strip() for value in quick_reply.values())
    for source in message.get("sources", []):
        assert set(source) <= {"document", "title", "url"}
        assert source["document"]
        assert source["title"]
    if message["kind"] in ("answer", "fallback"):
        assert 0 <= message["confidence"] <= 1
    if message["kind"] == "answer":
        assert isinstance(message["topic"], str)
        assert isinstance(message["sources"], list)
