"""What Meta demands of a request to send a message, before it looks at the recipient."""

from __future__ import annotations

from typing import Any, Final

from tests.whatsapp.fake_graph.graph_errors import Refused
from tests.whatsapp.fake_graph.interactive_rules import check_interactive
from tests.whatsapp.fake_graph.shapes import JSONObject, a_text, an_object, exactly, only_keys

_TEXT: Final = 4096
_OPAQUE: Final = 512
_TYPES: Final = ("text", "interactive", "template")
_COMMON: Final = (
    "messaging_product",
    "recipient_type",
    "to",
    "recipient",
    "type",
    "context",
    "biz_opaque_callback_data",
)


def check_product(payload: Any) -> JSONObject:
    """Every request names WhatsApp."""
    if not isinstance(payload, dict) or payload.get("messaging_product") != "whatsapp":
        raise Refused(100, "The parameter messaging_product is required.")
    return payload


def is_read_mark(payload: JSONObject) -> bool:
    """Whether the request marks a message as read instead of sending one."""
    return "status" in payload


def check_read_mark(payload: JSONObject) -> None:
    """Refuse a read mark that Meta would refuse."""
    only_keys(payload, "read mark", "messaging_product", "status", "message_id", "typing_indicator")
    exactly(payload["status"], "status", "read")
    a_text(payload.get("message_id"), "message_id", 512)
    if "typing_indicator" in payload:
        typing = an_object(payload["typing_indicator"], "typing_indicator")
        exactly(typing.get("type"), "typing_indicator.type", "text")


def check_message(payload: JSONObject) -> None:
    """Refuse a message that Meta would refuse for its shape or its lengths."""
    kind = payload.get("type", "text")
    if kind not in _TYPES:
        raise Refused(131051, f"type {kind!r} is not one of {', '.join(_TYPES)}")
    only_keys(payload, "message", *_COMMON, kind)
    exactly(payload.get("recipient_type", "individual"), "recipient_type", "individual")
    _check_extras(payload)
    match kind:
        case "text":
            _check_text(an_object(payload.get("text"), "text"))
        case "interactive":
            check_interactive(payload.get("interactive"))
        case _:
            _check_template(an_object(payload.get("template"), "template"))


def _check_extras(payload: JSONObject) -> None:
    if "context" in payload:
        context = an_object(payload["context"], "context")
        only_keys(context, "context", "message_id")
        a_text(context.get("message_id"), "context.message_id", 512)
    if "biz_opaque_callback_data" in payload:
        a_text(payload["biz_opaque_callback_data"], "biz_opaque_callback_data", _OPAQUE)


def _check_text(text: JSONObject) -> None:
    only_keys(text, "text", "body", "preview_url")
    a_text(text.get("body"), "text.body", _TEXT)
    if not isinstance(text.get("preview_url", False), bool):
        raise Refused(131009, "text.preview_url must be true or false")


def _check_template(template: JSONObject) -> None:
    only_keys(template, "template", "name", "language", "components")
    a_text(template.get("name"), "template.name", 512)
    language = an_object(template.get("language"), "template.language")
    a_text(language.get("code"), "template.language.code", 10)
    if not isinstance(template.get("components", []), list):
        raise Refused(131009, "template.components must be a list")
