"""Scores the running assistant on questions that it was never trained on."""

from __future__ import annotations

from bot.evaluation.command import add_arguments, run

__all__ = ["add_arguments", "run"]
