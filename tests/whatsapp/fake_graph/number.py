"""The clinic's WhatsApp number, as Meta and the assistant both know it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class BusinessNumber:
    """A number with its ids and secrets; none of them is real."""

    phone_number_id: str = "109800000000001"
    phone: str = "85220000000"
    account: str = "102900000000001"
    token: str = "fake-graph-token-0123456789abcdef"
    app_secret: str = "fake-graph-app-secret-0123456789"
    verify_token: str = "fake-graph-verify-token-012345"

    def settings(self, graph_url: str) -> dict[str, str]:
        """The environment that makes the assistant answer on this number through that Graph API."""
        return {
            "MERIDIAN_WHATSAPP_TOKEN": self.token,
            "MERIDIAN_WHATSAPP_PHONE_NUMBER_ID": self.phone_number_id,
            "MERIDIAN_WHATSAPP_APP_SECRET": self.app_secret,
            "MERIDIAN_WHATSAPP_VERIFY_TOKEN": self.verify_token,
            "MERIDIAN_WHATSAPP_GRAPH_URL": graph_url,
        }


CLINIC: Final = BusinessNumber()
