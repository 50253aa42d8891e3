"""Whom a message goes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Self

from bot.gateway.whatsapp.sender import Sender


@dataclass(frozen=True)
class Recipient:
    """A user by the phone number, or by the BSUID where that is all we know.

    Raises:
        ValueError: when there is neither.
    """

    user: str | None = field(default=None, repr=False)
    phone: str | None = field(default=None, repr=False)

    def __post_init__(self) -> None:
        if not (self.user or self.phone):
            raise ValueError("A recipient needs a BSUID or a phone number")

    @classmethod
    def of(cls, sender: Sender) -> Self:
        """The one who wrote, to be answered."""
        return cls(sender.user, sender.phone)

    @property
    def fields(self) -> dict[str, str]:
        """The field of a message's JSON that names the user; templates of some kinds go to no BSUID."""
        return {"to": self.phone} if self.phone else {"recipient": self.user or ""}
