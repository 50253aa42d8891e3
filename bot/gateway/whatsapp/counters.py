"""What is counted of WhatsApp, for Prometheus."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter


class Counters:
    """What is counted, in the gateway's own registry; no label holds anything that a user sent."""

    def __init__(self, registry: CollectorRegistry) -> None:
        self._events = Counter(
            "meridian_whatsapp_events", "New events of webhooks, by kind", ["kind"], registry=registry
        )
        self.accepted = Counter(
            "meridian_whatsapp_accepted", "Replies that Meta has accepted", registry=registry
        )
        self._failed = Counter(
            "meridian_whatsapp_failed",
            "Replies that did not arrive, by reason",
            ["reason"],
            registry=registry,
        )
        self._errors = Counter(
            "meridian_whatsapp_errors",
            "Errors of Meta's, by what there is to do",
            ["error"],
            registry=registry,
        )

    def count_event(self, kind: str) -> None:
        """Count one event of a webhook."""
        self._events.labels(kind).inc()

    def count_failed(self, reason: str) -> None:
        """Count one reply that was given up; the reason is an error's name and Meta's code."""
        self._failed.labels(reason).inc()

    def count_error(self, error: str) -> None:
        """Count one error of Meta's."""
        self._errors.labels(error).inc()
