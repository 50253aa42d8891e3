"""A request that the Graph API refuses, in the JSON that Meta documents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

_FILE = Path(__file__).with_name("graph_errors.yml")


@dataclass(frozen=True)
class ErrorKind:
    """What Meta documents of one code."""

    status: int
    title: str
    details: str


class Refused(Exception):
    """A refusal with a code of ``graph_errors.yml``; ``details`` says what is wrong with this request."""

    def __init__(self, code: int, details: str = "") -> None:
        self.code = code
        self.kind = error_kinds()[code]
        self.details = details or self.kind.details
        super().__init__(f"(#{code}) {self.kind.title}: {self.details}")

    @property
    def response(self) -> dict[str, Any]:
        """The body of the HTTP response."""
        return {
            "error": {
                "message": f"(#{self.code}) {self.kind.title}",
                "type": "OAuthException",
                "code": self.code,
                "error_data": {"messaging_product": "whatsapp", "details": self.details},
                "fbtrace_id": "AfakeGraphTraceId",
            }
        }

    @property
    def report(self) -> dict[str, Any]:
        """The same in a webhook, inside ``errors``."""
        return {
            "code": self.code,
            "title": self.kind.title,
            "message": self.kind.title,
            "error_data": {"details": self.details},
            "href": "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes/",
        }


@cache
def error_kinds() -> dict[int, ErrorKind]:
    """Every code that the fake knows."""
    listed = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {code: ErrorKind(**kind) for code, kind in listed.items()}
