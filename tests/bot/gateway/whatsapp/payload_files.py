"""The recorded webhooks, each a shape that Meta documents, with people who do not exist."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.gateway.whatsapp.events import Event
from bot.gateway.whatsapp.payload import parse

FOLDER = Path(__file__).with_name("payloads")
NAMES = sorted(path.stem for path in FOLDER.glob("*.json"))
OUR_NUMBER = "104827364519283"
NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


def payload(name: str) -> dict[str, Any]:
    """The body of one recorded webhook."""
    body: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return body


def parsed(body: object) -> tuple[list[Event], list[str]]:
    """The events of a body, and why what was left out was left out."""
    skipped: list[str] = []
    return parse(body, phone_number_id=OUR_NUMBER, now=NOW, skip=skipped.append), skipped
