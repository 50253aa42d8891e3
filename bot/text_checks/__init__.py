"""Checks of the texts and word lists that stand beside the code, before anybody hears them."""

from __future__ import annotations

from bot.text_checks.files import text_problems

__all__ = ["text_problems"]
