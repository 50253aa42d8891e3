"""Why Meta did not take a message, by what there is to do."""

from __future__ import annotations

from typing import Final

from bot.gateway.whatsapp.events import ApiError


class GraphError(Exception):
    """Meta did not take a message; ``error`` is its own word where there is one.

    Neither the exception's text nor its ``repr`` quotes a message or a person.
    """

    def __init__(self, reason: str, error: ApiError | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.error = error

    @property
    def code(self) -> int | None:
        """Meta's code of the error."""
        return self.error.code if self.error else None


class Retry(GraphError):
    """Too much at once, or Meta's trouble: the same again later.

    ``after`` is how many seconds Meta asks to wait, or None; ``pair`` says that only this user is
    written to too fast, so that others need not wait.
    """

    def __init__(
        self, reason: str, error: ApiError | None = None, *, after: float | None = None, pair: bool = False
    ) -> None:
        super().__init__(reason, error)
        self.after = after
        self.pair = pair


class WindowClosed(GraphError):
    """More than 24 hours since the user wrote: only a template goes out."""


class NotDeliverable(GraphError):
    """This user cannot be reached with this message, now or later."""


class TokenRefused(GraphError):
    """The access token or its permissions are wrong: nothing goes out until someone sees to it."""


class AccountBlocked(GraphError):
    """The account is blocked, restricted or unpaid: nothing goes out until someone sees to it."""


class OurBug(GraphError):
    """We sent what the API does not allow; sending it again would fail again."""


class Unreachable(GraphError):
    """No answer that says what became of the message.

    ``sent`` is False where no connection came about: then Meta surely does not have it.
    """

    def __init__(self, reason: str, error: ApiError | None = None, *, sent: bool = True) -> None:
        super().__init__(reason, error)
        self.sent = sent


FAMILY: Final[dict[str, type[GraphError]]] = {
    "retry": Retry,
    "window_closed": WindowClosed,
    "not_deliverable": NotDeliverable,
    "token_refused": TokenRefused,
    "account_blocked": AccountBlocked,
    "our_bug": OurBug,
}
