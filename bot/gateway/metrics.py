"""What is counted and measured, for Prometheus."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

from knowledge.language import Language

_SECONDS: Final = (0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0)


class Metrics:
    """The gateway's own registry; no label holds anything that a user sent."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self._messages = Counter(
            "meridian_messages",
            "Messages of the assistant, by language and kind",
            ["language", "kind"],
            registry=self.registry,
        )
        self._errors = Counter(
            "meridian_errors", "Refused or failed requests, by code", ["code"], registry=self.registry
        )
        self.engine_failures = Counter(
            "meridian_engine_failures",
            "Messages that the engine did not answer",
            registry=self.registry,
        )
        self._mails = Counter(
            "meridian_mails", "Attempts to send a mail, by outcome", ["outcome"], registry=self.registry
        )
        self.latency = Histogram(
            "meridian_chat_seconds",
            "From a chat request to its reply",
            buckets=_SECONDS,
            registry=self.registry,
        )
        self.in_flight = Gauge(
            "meridian_chat_in_flight", "Chat requests being answered now", registry=self.registry
        )

    def count_messages(self, language: Language, messages: Sequence[dict[str, Any]]) -> None:
        """Count the messages of one reply."""
        for message in messages:
            self._messages.labels(language.value, message["kind"]).inc()

    def count_error(self, code: str) -> None:
        """Count one request that was refused or failed."""
        self._errors.labels(code).inc()

    def count_mail(self, outcome: str) -> None:
        """Count one attempt to send a mail: sent, postponed or failed."""
        self._mails.labels(outcome).inc()
