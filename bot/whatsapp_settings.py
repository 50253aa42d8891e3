"""The settings of the clinic's WhatsApp number: all that it needs, or none of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final, Protocol

from bot.setting_error import SettingError

GRAPH_URL: Final = "https://graph.facebook.com/v26.0"
_NEEDED: Final = {
    "MERIDIAN_WHATSAPP_TOKEN": r"[!-~]{10,1000}",
    "MERIDIAN_WHATSAPP_PHONE_NUMBER_ID": r"[0-9]{5,30}",
    "MERIDIAN_WHATSAPP_APP_SECRET": r"[!-~]{16,128}",
    "MERIDIAN_WHATSAPP_VERIFY_TOKEN": r"[!-~]{8,200}",
}
_EXPECTED: Final = {
    "MERIDIAN_WHATSAPP_TOKEN": "an access token of 10 characters or more, without blanks",
    "MERIDIAN_WHATSAPP_PHONE_NUMBER_ID": "the number's id at Meta, 5 to 30 digits",
    "MERIDIAN_WHATSAPP_APP_SECRET": "the app's secret of 16 characters or more, without blanks",
    "MERIDIAN_WHATSAPP_VERIFY_TOKEN": "8 characters or more of your choice, without blanks",
}


class Reader(Protocol):
    """Reads single settings from the environment."""

    def text(self, name: str, default: str) -> str:
        """The setting's text."""

    def switch(self, name: str, *, default: bool) -> bool:
        """Whether it is on."""

    def seconds(self, name: str, default: float) -> float:
        """A duration in seconds."""

    def web_address(self, name: str) -> str:
        """A web address, or nothing."""


@dataclass(frozen=True, kw_only=True)
class WhatsAppSettings:
    """Who we are at Meta, and how long is waited for what comes late."""

    token: str = field(repr=False)
    phone_number_id: str
    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    graph_url: str = GRAPH_URL
    reminders: bool = False
    order_wait: timedelta = timedelta(seconds=1.5)
    """How long a message waits for an older one that comes late."""
    unclear_wait: timedelta = timedelta(seconds=60)
    """How long a reply that Meta may have had waits for a status before it is sent again."""


def read_whatsapp(read: Reader) -> WhatsAppSettings | None:
    """The WhatsApp settings; None when none of the four that it needs is set.

    Raises:
        SettingError: when only some of the four are set, or one cannot be used.
    """
    order_wait = read.seconds("MERIDIAN_WHATSAPP_ORDER_WAIT", 1.5)
    unclear_wait = read.seconds("MERIDIAN_WHATSAPP_UNCLEAR_WAIT", 60.0)
    graph_url = read.web_address("MERIDIAN_WHATSAPP_GRAPH_URL") or GRAPH_URL
    reminders = read.switch("MERIDIAN_WHATSAPP_REMINDERS", default=False)
    values = {name: read.text(name, "") for name in _NEEDED}
    if not any(values.values()):
        return None
    token, phone_number_id, app_secret, verify_token = (_checked(name, values[name]) for name in _NEEDED)
    return WhatsAppSettings(
        token=token,
        phone_number_id=phone_number_id,
        app_secret=app_secret,
        verify_token=verify_token,
        graph_url=graph_url,
        reminders=reminders,
        order_wait=timedelta(seconds=order_wait),
        unclear_wait=timedelta(seconds=unclear_wait),
    )


def _checked(name: str, value: str) -> str:
    if not value:
        others = ", ".join(other for other in _NEEDED if other != name)
        raise SettingError(name, value, f"a value, because WhatsApp needs it together with {others}")
    if not re.fullmatch(_NEEDED[name], value):
        raise SettingError(name, "...", _EXPECTED[name])
    return value
