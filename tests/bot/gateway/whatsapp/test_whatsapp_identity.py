"""Who sent a message, when Meta leaves out what it may."""

from __future__ import annotations

from typing import Any

import pytest

from bot.gateway.whatsapp.identity import identify
from bot.gateway.whatsapp.sender import Sender

USER, OTHER_USER = "HK.7301945582016634", "NL.5500112233445566"
PHONE, OTHER_PHONE = "85255500001", "31655500002"


def contact(user: str | None = None, phone: str | None = None, name: str | None = None) -> dict[str, Any]:
    fields = {"user_id": user, "wa_id": phone, "profile": {"name": name}}
    return {key: value for key, value in fields.items() if value}


@pytest.mark.parametrize(
    ("message", "contacts", "sender"),
    [
        ({"from": PHONE}, [], Sender(None, PHONE)),
        ({"from": "+" + PHONE}, [], Sender(None, PHONE)),
        ({"from": USER}, [], Sender(USER, None)),
        ({"from": PHONE, "from_user_id": USER}, [], Sender(USER, PHONE)),
        ({"from_user_id": USER}, [contact(USER, PHONE, "Wong")], Sender(USER, PHONE, "Wong")),
        ({"from": PHONE}, [contact(USER, PHONE)], Sender(USER, PHONE)),
        ({"from": PHONE}, [contact(USER)], Sender(USER, PHONE)),
        ({}, [contact(USER)], Sender(USER, None)),
        ({}, [contact(None, PHONE)], Sender(None, PHONE)),
        ({"from": PHONE}, [contact(OTHER_USER, OTHER_PHONE), contact(USER, PHONE)], Sender(USER, PHONE)),
        ({"from": 85255500001}, [contact(USER)], Sender(USER, None)),
        ({"from": PHONE}, [contact("no BSUID", PHONE, "Wong")], Sender(None, PHONE, "Wong")),
    ],
)
def test_a_sender_is_taken_from_wherever_it_stands(
    message: dict[str, Any], contacts: list[dict[str, Any]], sender: Sender
) -> None:
    assert identify(message, contacts) == sender


@pytest.mark.parametrize(
    ("message", "contacts", "sender"),
    [
        ({"from": PHONE}, [contact(OTHER_USER, OTHER_PHONE, "Els")], Sender(None, PHONE)),
        ({"from_user_id": USER}, [contact(OTHER_USER, OTHER_PHONE, "Els")], Sender(USER, None)),
        ({"from": PHONE}, [contact(OTHER_USER), contact(USER)], Sender(None, PHONE)),
    ],
)
def test_nobody_gets_the_identity_of_another_contact(
    message: dict[str, Any], contacts: list[dict[str, Any]], sender: Sender
) -> None:
    assert identify(message, contacts) == sender


@pytest.mark.parametrize(
    ("message", "contacts"),
    [({}, []), ({}, [contact(USER), contact(OTHER_USER)]), ({"from": "x"}, [contact(name="Wong")])],
)
def test_where_nothing_says_who_it_was_nobody_is_guessed(
    message: dict[str, Any], contacts: list[dict[str, Any]]
) -> None:
    assert identify(message, contacts) is None
