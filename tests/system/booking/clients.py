"""Clients who each want acupuncture at one hour, and what they are told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from bot.booking.dialogue.phrases import Phrases
from bot.booking.when import Choice
from knowledge.clinic import ClinicProfile
from knowledge.language import Language
from tests.system.chat import Reply, told

SERVICE = "acupuncture"


@dataclass(frozen=True)
class Client:
    """Somebody with a telephone number of their own, who writes one of the four languages."""

    number: int
    language: Language
    start: datetime

    @property
    def wish(self) -> str:
        """Everything that the booking needs, said at once."""
        places = {"day": self.start.day, "month": self.start.month, "hour": self.start.hour}
        return _words()[self.language]["wish"].format(**places, phone=f"9123 {self.number:04}")

    @property
    def yes(self) -> str:
        return _words()[self.language]["yes"]


@dataclass(frozen=True)
class Confirmed:
    """What a client can rely on once a reply has a reference."""

    reference: str
    start: datetime
    conversation: str


def clients_for(starts: Iterable[datetime]) -> list[Client]:
    """A client for each of the starts; neighbours write different languages."""
    return [
        Client(number, language, start)
        for number, (start, language) in enumerate(zip(starts, cycle(Language), strict=False))
    ]


def is_read_back(client: Client, reply: Reply) -> bool:
    """Whether a reply asks for the yes to exactly what the client wished."""
    message = _booking(reply)
    expected = {
        "status": "draft",
        "service": SERVICE,
        "date": client.start.date().isoformat(),
        "time": f"{client.start:%H:%M}",
    }
    return message["booking"] == expected and len(message["suggestions"]) == 2  # yes or no


def confirmed(client: Client, reply: Reply) -> Confirmed | None:
    """What a reply confirms, which is what the client wished; None when it confirms nothing."""
    shown = _booking(reply)["booking"]
    if "reference" not in shown:
        return None
    assert shown["status"] == "booked", reply
    assert shown["service"] == SERVICE, reply
    assert shown["reference"] in _booking(reply)["text"], reply
    start = datetime.fromisoformat(shown["start"])
    assert start == client.start, reply
    return Confirmed(shown["reference"], start, reply["conversation"])


def is_told_that_it_is_taken(client: Client, reply: Reply, clinic: ClinicProfile) -> bool:
    """Whether a reply says that the wished time is taken and offers three others."""
    message, phrases = _booking(reply), Phrases(client.language, clinic, "")
    if message["text"] != phrases.text("taken", when=phrases.moment(client.start)):
        return False
    offered = {one["text"] for one in message["suggestions"]}
    wished = phrases.choice(Choice(client.start.date(), client.start.time()))["text"]
    return len(offered) == 3 and wished not in offered


def _booking(reply: Reply) -> dict[str, Any]:
    [message] = told(reply)
    assert message["kind"] == "booking", reply
    return message


@cache
def _words() -> dict[str, dict[str, str]]:
    path = Path(__file__).with_name("wishes.yml")
    words: dict[str, dict[str, str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert words.keys() == set(Language)
    return words
