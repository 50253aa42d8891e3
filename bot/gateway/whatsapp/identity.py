"""Who sent a message, from the message itself and the contacts that come with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from bot.gateway.whatsapp.fields import mapping, text
from bot.gateway.whatsapp.sender import Sender

_BSUID: Final = re.compile(r"[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}")
_PHONE: Final = re.compile(r"\+?([0-9]{5,20})")
_LONGEST_NAME: Final = 200

Fields = Mapping[str, Any]


def identify(message: Fields, contacts: Sequence[Fields]) -> Sender | None:
    """The sender of a message; None where neither the message nor a contact of its own says who.

    Meta leaves out the phone number of those who hide it behind a user name, and the BSUID in
    older payloads; so each is taken from where it is.
    """
    user, phone = stated_user(message), stated_phone(message)
    contact = _contact_of(user, phone, contacts)
    user, phone = user or bsuid(contact.get("user_id")), phone or phone_number(contact.get("wa_id"))
    if not (user or phone):
        return None
    name = text(mapping(contact.get("profile")).get("name"), _LONGEST_NAME)
    return Sender(user, phone, name)


def stated_user(message: Fields) -> str | None:
    """The BSUID in the message itself."""
    return bsuid(message.get("from_user_id")) or bsuid(message.get("from"))


def stated_phone(message: Fields) -> str | None:
    """The phone number in the message itself."""
    return phone_number(message.get("from"))


def bsuid(value: object) -> str | None:
    """A business-scoped user id, such as ``HK.13491208655302741918``; else None."""
    return value if isinstance(value, str) and _BSUID.fullmatch(value) else None


def phone_number(value: object) -> str | None:
    """A phone number in digits with its country's code; else None."""
    found = _PHONE.fullmatch(value) if isinstance(value, str) else None
    return found[1] if found else None


def _contact_of(user: str | None, phone: str | None, contacts: Sequence[Fields]) -> Fields:
    candidates = [contact for contact in contacts if _may_be(user, phone, contact)]
    certain = [contact for contact in candidates if _is(user, phone, contact)]
    if certain:
        return certain[0]
    return candidates[0] if len(contacts) == len(candidates) == 1 else {}


def _is(user: str | None, phone: str | None, contact: Fields) -> bool:
    return bool(
        (user and user == bsuid(contact.get("user_id")))
        or (phone and phone == phone_number(contact.get("wa_id")))
    )


def _may_be(user: str | None, phone: str | None, contact: Fields) -> bool:
    other_user, other_phone = bsuid(contact.get("user_id")), phone_number(contact.get("wa_id"))
    return not (
        (user and other_user and user != other_user) or (phone and other_phone and phone != other_phone)
    )
