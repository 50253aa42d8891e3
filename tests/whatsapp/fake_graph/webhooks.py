"""The JSON of webhooks."""

from __future__ import annotations

from typing import Any

from tests.whatsapp.fake_graph.number import BusinessNumber

JSONObject = dict[str, Any]


def message_webhook(number: BusinessNumber, contact: JSONObject | None, message: JSONObject) -> JSONObject:
    """What tells of a user's message."""
    contacts = {"contacts": [contact]} if contact else {}
    return _envelope(number, {**contacts, "messages": [message]})


def status_webhook(number: BusinessNumber, status: JSONObject) -> JSONObject:
    """What tells how far a message of ours came."""
    return _envelope(number, {"statuses": [status]})


def error_webhook(number: BusinessNumber, error: JSONObject) -> JSONObject:
    """What tells of an error that belongs to no message."""
    return _envelope(number, {"errors": [error]})


def _envelope(number: BusinessNumber, content: JSONObject) -> JSONObject:
    metadata = {"display_phone_number": number.phone, "phone_number_id": number.phone_number_id}
    value = {"messaging_product": "whatsapp", "metadata": metadata, **content}
    change = {"field": "messages", "value": value}
    return {"object": "whatsapp_business_account", "entry": [{"id": number.account, "changes": [change]}]}
