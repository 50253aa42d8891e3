"""Who wrote to us."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Sender:
    """A WhatsApp user by the business-scoped id (BSUID), the phone number, or both.

    Nothing of a sender shows in its ``repr``, so that no log can hold it.

    Raises:
        ValueError: when there is neither.
    """

    user: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)
    name: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not (self.user or self.phone):
            raise ValueError("A sender needs a BSUID or a phone number")

    @property
    def key(self) -> str:
        """What tells this user from others: the BSUID, for those without one the phone number."""
        return self.user or self.phone or ""
