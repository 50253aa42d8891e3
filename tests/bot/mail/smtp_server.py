"""A mail server on this machine that keeps what it gets, and answers what a test tells it to."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword

GOOD = "250 OK"


@dataclass
class MailHost:
    """Answers with ``rcpt_answers`` and ``data_answers``, then accepts; a cleared ``gate`` makes it wait."""

    port: int = 0
    arrived: asyncio.Queue[EmailMessage] = field(default_factory=asyncio.Queue)
    started: asyncio.Event = field(default_factory=asyncio.Event)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    rcpt_answers: list[str] = field(default_factory=list)
    data_answers: list[str] = field(default_factory=list)
    logins: list[tuple[bytes, bytes]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate.set()

    @property
    def messages(self) -> list[EmailMessage]:
        """What has come so far; each is given once."""
        return [self.arrived.get_nowait() for _ in range(self.arrived.qsize())]

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Any, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Take an address, or answer as told."""
        answer = self.rcpt_answers.pop(0) if self.rcpt_answers else GOOD
        if answer == GOOD:
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Any, envelope: Envelope) -> str:  # noqa: N802
        """Take a mail, or answer as told."""
        self.started.set()
        await self.gate.wait()
        answer = self.data_answers.pop(0) if self.data_answers else GOOD
        if answer == GOOD:
            content = envelope.content
            assert isinstance(content, bytes)
            self.encrypted.append(session.ssl is not None)
            self.recipients.extend(envelope.rcpt_tos)
            message = message_from_bytes(content, policy=default)
            assert isinstance(message, EmailMessage)
            self.arrived.put_nowait(message)
        return answer

    def authenticate(
        self, server: SMTP, session: Any, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        """Let in whoever says "open sesame"."""
        assert isinstance(data, LoginPassword)
        self.logins.append((data.login, data.password))
        right = data.password == b"open sesame"
        return AuthResult(success=right, handled=right)  # else the server answers 535


@asynccontextmanager
async def mail_host(
    *, port: int = 0, tls: ssl.SSLContext | None = None, login: bool = False
) -> AsyncIterator[MailHost]:
    """A running server, on any free port unless told; with ``tls`` it insists on STARTTLS."""
    host = MailHost()
    options: dict[str, Any] = {"hostname": "mail.example", "enable_SMTPUTF8": False}
    if tls:
        options |= {"tls_context": tls, "require_starttls": True}
    if login:
        options |= {"authenticator": host.authenticate, "auth_required": True, "auth_require_tls": bool(tls)}
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(host, loop=loop, **options), "127.0.0.1", port)
    host.port = server.sockets[0].getsockname()[1]
    try:
        yield host
    finally:
        host.gate.set()
        server.close()
        await server.wait_closed()
