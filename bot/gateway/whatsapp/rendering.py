"""A reply of the chat API as WhatsApp messages."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from bot.content import read_content
from bot.gateway.whatsapp.choices import Choice, interactive, offered_choices
from bot.gateway.whatsapp.recipient import Recipient
from bot.gateway.whatsapp.splitting import split, split_off_end
from knowledge.language import Language

LONGEST_TEXT: Final = 4096
LONGEST_BODY: Final = 1024  # of a message with buttons or a list

_TEXTS: Final = Path(__file__).with_name("texts.yml")
_ADDRESS: Final = re.compile(r"https?://\S+")


def render(
    messages: Sequence[Mapping[str, Any]], *, language: Language, to: Recipient
) -> list[dict[str, Any]]:
    """The payloads that say one turn, in order; one where it fits, none where it is empty.

    What can be pressed stands under the last one.
    """
    text, choices = _whole_text(messages, language), offered_choices(messages)
    if not (choices and text):
        return render_text(text, to)
    before, end = split_off_end(text, LONGEST_BODY)
    return [*render_text(before, to), _choice_payload(end, choices, language, to)]


def render_text(text: str, to: Recipient) -> list[dict[str, Any]]:
    """The payloads that say a plain text."""
    return [_text_payload(part, to) for part in split(text, LONGEST_TEXT)]


def _whole_text(messages: Sequence[Mapping[str, Any]], language: Language) -> str:
    paragraphs = [message["text"].strip() for message in messages]
    return "\n\n".join(filter(None, [*paragraphs, _sources_line(messages, language)]))


def _sources_line(messages: Sequence[Mapping[str, Any]], language: Language) -> str:
    sources = [_source(source) for message in messages for source in message.get("sources") or ()]
    if not sources:
        return ""
    texts = fixed_texts(language)
    return texts["sources"] + texts["separator"].join(dict.fromkeys(sources))


def _source(source: Mapping[str, Any]) -> str:
    address = source.get("url") or ""
    return f"{source['title']} {address}" if _ADDRESS.fullmatch(address) else str(source["title"])


def _text_payload(text: str, to: Recipient) -> dict[str, Any]:
    return _payload(to, "text", {"body": text, "preview_url": False})


def _choice_payload(
    body: str, choices: Sequence[Choice], language: Language, to: Recipient
) -> dict[str, Any]:
    return _payload(to, "interactive", interactive(body, choices, fixed_texts(language)["choose"]))


def _payload(to: Recipient, kind: str, content: Mapping[str, Any]) -> dict[str, Any]:
    common = {"messaging_product": "whatsapp", "recipient_type": "individual", **to.fields}
    return {**common, "type": kind, kind: content}


def fixed_texts(language: Language) -> Mapping[str, str]:
    """The words that a WhatsApp message adds: ``choose``, ``sources`` and ``separator``."""
    texts: Mapping[str, str] = read_content(_TEXTS)[language]
    return texts
