"""Where somebody on WhatsApp probably is, and what they probably speak."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from bot.content import read_content
from bot.gateway.whatsapp.sender import Sender

_TABLE: Final = Path(__file__).with_name("phone_locales.yml")
_LONGEST_CODE: Final = 4


def locale_of(sender: Sender) -> str | None:
    """The locale of a sender's phone number, else of the country in the BSUID, if it is known."""
    return _of_phone(sender.phone or "") or _table()["countries"].get((sender.user or "").split(".")[0])


def _of_phone(phone: str) -> str | None:
    codes = _table()["calling_codes"]
    beginnings = (phone[:length] for length in range(_LONGEST_CODE, 0, -1))
    return next((codes[code] for code in beginnings if code in codes), None)


def _table() -> dict[str, dict[str, str]]:
    content: dict[str, dict[str, str]] = read_content(_TABLE)
    return content
