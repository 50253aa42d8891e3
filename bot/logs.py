"""Structured logs: one JSON object a line, with an event name and never a message's text."""

from __future__ import annotations

import logging
import sys
from typing import Final

import structlog

# Keys that could hold what people wrote or who they are; a log line with one of them is a bug.
PRIVATE_KEYS: Final = frozenset({"text", "message_text", "name", "phone", "email", "body"})


def configure_logs(process: str, level: str = "info") -> None:
    """Send this process's log lines to standard error as JSON."""
    threshold = logging.getLevelNamesMapping()[level.upper()]
    logging.basicConfig(stream=sys.stderr, level=max(threshold, logging.WARNING))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            drop_private_values,
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)


def drop_private_values(_: object, __: str, event: structlog.typing.EventDict) -> structlog.typing.EventDict:
    """Replace the value of every private key, so that a slip leaks nothing."""
    return {key: "[private]" if key in PRIVATE_KEYS else value for key, value in event.items()}
