"""Scores what the running assistant makes of days and times that people ask for."""

from __future__ import annotations

from bot.evaluation.when.command import add_arguments, run

__all__ = ["add_arguments", "run"]
