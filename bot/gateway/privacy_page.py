"""``GET /privacy``: what is kept of those who book, in the four languages."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from bot.content import read_content
from bot.gateway import keys
from knowledge.clinic import ClinicProfile
from knowledge.language import Language

_TEXTS: Final = Path(__file__).with_name("privacy.yml")


async def privacy_page(request: web.Request) -> web.Response:
    """The privacy text as a page of its own."""
    days = request.app[keys.SETTINGS].retention_days
    sections = "".join(_section(language, request.app[keys.CLINIC], days) for language in Language)
    page = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Privacy</title>{sections}</html>'
    return web.Response(text=page, content_type="text/html")


def _section(language: Language, clinic: ClinicProfile, days: int) -> str:
    entry = _content()[language]
    facts = clinic.placeholders(language) | {"days": str(days)}
    paragraphs = "".join(f"<p>{escape(text.format_map(facts))}</p>" for text in entry["text"])
    return f'<section lang="{language}"><h1>{escape(entry["title"])}</h1>{paragraphs}</section>'


def _content() -> dict[str, dict[str, Any]]:
    content: dict[str, dict[str, Any]] = read_content(_TEXTS)
    return content
