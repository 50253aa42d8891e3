"""The configuration: read once from the environment, checked at the start, then fixed."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.setting_error import SettingError
from bot.whatsapp_settings import WhatsAppSettings, read_whatsapp

__all__ = ["PROJECT", "SettingError", "Settings"]

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Every setting of the assistant; the environment variable is ``MERIDIAN_`` + its name."""

    host: str = "127.0.0.1"
    port: int = 8080
    engine_port: int = 5005
    actions_port: int = 5055
    var: Path = PROJECT / "var"
    database_url: str = ""
    now: datetime | None = None
    rate_limit: bool = True
    encoder: str = "embedded"
    safety: bool = True
    log_level: str = "info"
    engine_timeout: float = 10.0
    trusted_proxies: int = 0
    retention_days: int = 90
    public_url: str = ""
    feed_secret: str = ""
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_user: str = ""
    smtp_password: str = field(default="", repr=False)
    smtp_security: str = "starttls"
    smtp_from: str = ""
    whatsapp: WhatsAppSettings | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Settings:
        """Read and check all settings.

        Raises:
            SettingError: naming the setting whose value cannot be used.
        """
        read = _Reader(os.environ if environ is None else environ)
        _check_smtp(read)
        var = Path(read.text("MERIDIAN_VAR", str(cls.var))).resolve()
        return cls(
            host=read.text("MERIDIAN_HOST", cls.host),
            port=read.port("MERIDIAN_PORT", cls.port),
            engine_port=read.port("MERIDIAN_ENGINE_PORT", cls.engine_port),
            actions_port=read.port("MERIDIAN_ACTIONS_PORT", cls.actions_port),
            var=var,
            database_url=read.text("DATABASE_URL", f"sqlite:///{var / 'meridian.db'}"),
            now=read.moment("MERIDIAN_NOW"),
            rate_limit=read.switch("MERIDIAN_RATE_LIMIT", default=cls.rate_limit),
            encoder=read.text("MERIDIAN_ENCODER", cls.encoder),
            safety=read.switch("MERIDIAN_SAFETY", default=cls.safety),
            log_level=read.choice("MERIDIAN_LOG_LEVEL", cls.log_level, _LOG_LEVELS),
            engine_timeout=read.seconds("MERIDIAN_ENGINE_TIMEOUT", cls.engine_timeout),
            trusted_proxies=read.count("MERIDIAN_TRUSTED_PROXIES", cls.trusted_proxies),
            retention_days=read.days("MERIDIAN_RETENTION_DAYS", cls.retention_days),
            public_url=read.web_address("MERIDIAN_PUBLIC_URL"),
            feed_secret=read.secret("MERIDIAN_FEED_SECRET"),
            smtp_host=read.text("MERIDIAN_SMTP_HOST", cls.smtp_host),
            smtp_port=read.port("MERIDIAN_SMTP_PORT", cls.smtp_port),
            smtp_user=read.text("MERIDIAN_SMTP_USER", cls.smtp_user),
            smtp_password=read.text("MERIDIAN_SMTP_PASSWORD", ""),
            smtp_security=read.choice("MERIDIAN_SMTP_SECURITY", cls.smtp_security, _SMTP_SECURITIES),
            smtp_from=read.text("MERIDIAN_SMTP_FROM", cls.smtp_from),
            whatsapp=read_whatsapp(read),
        )

    @property
    def address(self) -> str:
        """Where a browser on this machine finds the assistant."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def public_address(self) -> str:
        """Where visitors find the assistant, for links in messages."""
        return self.public_url or self.address

    @property
    def sends_mail(self) -> bool:
        """Whether appointments are confirmed by e-mail."""
        return bool(self.smtp_host)


_LOG_LEVELS = ("debug", "info", "warning", "error")
_SMTP_SECURITIES = ("starttls", "tls", "none")


@dataclass(frozen=True)
class _Reader:
    environ: Mapping[str, str]

    def text(self, name: str, default: str) -> str:
        return self.environ.get(name, "").strip() or default

    def choice(self, name: str, default: str, choices: tuple[str, ...]) -> str:
        value = self.text(name, default).lower()
        if value not in choices:
            raise SettingError(name, value, "one of " + ", ".join(choices))
        return value

    def switch(self, name: str, *, default: bool) -> bool:
        value = self.choice(name, "on" if default else "off", ("on", "off"))
        return value == "on"

    def count(self, name: str, default: int) -> int:
        value = self.text(name, str(default))
        if not value.isdecimal():
            raise SettingError(name, value, "a whole number, 0 or more")
        return int(value)

    def port(self, name: str, default: int) -> int:
        number = self.count(name, default)
        if not 1 <= number <= 65535:
            raise SettingError(name, str(number), "a port from 1 to 65535")
        return number

    def days(self, name: str, default: int) -> int:
        number = self.count(name, default)
        if not 1 <= number <= 36500:
            raise SettingError(name, str(number), "a number of days from 1 to 36500")
        return number

    def seconds(self, name: str, default: float) -> float:
        value = self.text(name, str(default))
        try:
            number = float(value)
        except ValueError as error:
            raise SettingError(name, value, "a number of seconds") from error
        if not 0 < number < 3600:
            raise SettingError(name, value, "more than 0 and less than 3600 seconds")
        return number

    def web_address(self, name: str) -> str:
        value = self.text(name, "").rstrip("/")
        if value and not value.startswith(("http://", "https://")):
            raise SettingError(name, value, "an address that begins with http:// or https://")
        return value

    def secret(self, name: str) -> str:
        value = self.text(name, "")
        if value and not re.fullmatch(r"[A-Za-z0-9_-]{20,128}", value):
            raise SettingError(name, "...", "20 to 128 of A-Z, a-z, 0-9, _ and -")
        return value

    def moment(self, name: str) -> datetime | None:
        value = self.text(name, "")
        if not value:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except ValueError as error:
            raise SettingError(name, value, "an ISO 8601 time with offset") from error
        if moment.tzinfo is None:
            raise SettingError(name, value, "an ISO 8601 time with offset, such as +08:00")
        return moment


def _check_smtp(read: _Reader) -> None:
    """Refuse what would only come to light with the first mail."""
    host, sender = read.text("MERIDIAN_SMTP_HOST", ""), read.text("MERIDIAN_SMTP_FROM", "")
    if not re.fullmatch(r"[A-Za-z0-9._:-]*", host):
        raise SettingError("MERIDIAN_SMTP_HOST", host, "a host name, such as smtp.clinic.example")
    if (host or sender) and not re.fullmatch(r"[\w.+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", sender, re.ASCII):
        raise SettingError(
            "MERIDIAN_SMTP_FROM", sender, "the address that mail comes from: desk@clinic.example"
        )
    security = read.text("MERIDIAN_SMTP_SECURITY", "").lower()
    if security == "none" and read.text("MERIDIAN_SMTP_PASSWORD", ""):
        expected = "starttls or tls with MERIDIAN_SMTP_PASSWORD, which others could read on its way otherwise"
        raise SettingError("MERIDIAN_SMTP_SECURITY", security, expected)
