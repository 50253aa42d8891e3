"""Reading a request's JSON: each reader returns the value or refuses the request, naming the place."""

from __future__ import annotations

from typing import Any

from tests.whatsapp.fake_graph.graph_errors import Refused

JSONObject = dict[str, Any]


def an_object(value: Any, where: str) -> JSONObject:
    """An object that is there."""
    if value is None:
        raise Refused(131008, f"{where} is required")
    if not isinstance(value, dict):
        raise Refused(131009, f"{where} must be an object")
    return value


def only_keys(value: JSONObject, where: str, *allowed: str) -> None:
    """No key that is not documented."""
    unexpected = sorted(set(value) - set(allowed))
    if unexpected:
        raise Refused(100, f'Unexpected key "{unexpected[0]}" on param "{where}"')


def a_text(value: Any, where: str, longest: int) -> str:
    """A text that is there, of 1 to ``longest`` characters."""
    if value is None:
        raise Refused(131008, f"{where} is required")
    if not isinstance(value, str) or not value.strip() or len(value) > longest:
        raise Refused(131009, f"{where} must be a text of 1 to {longest} characters")
    return value


def an_id(value: Any, where: str, longest: int) -> str:
    """A text without spaces around it."""
    text = a_text(value, where, longest)
    if text != text.strip():
        raise Refused(131009, f"{where} must not begin or end with a space")
    return text


def a_list(value: Any, where: str, most: int) -> list[Any]:
    """A list that is there, of 1 to ``most`` things."""
    if value is None:
        raise Refused(131008, f"{where} is required")
    if not isinstance(value, list) or not 1 <= len(value) <= most:
        raise Refused(131009, f"{where} must be a list of 1 to {most}")
    return value


def all_different(values: list[str], where: str) -> None:
    """No value twice."""
    if len(set(values)) < len(values):
        raise Refused(131009, f"{where} must be different from each other")


def exactly(value: Any, where: str, expected: str) -> None:
    """One certain word."""
    if value is None:
        raise Refused(131008, f"{where} is required")
    if value != expected:
        raise Refused(131009, f"{where} must be '{expected}'")
