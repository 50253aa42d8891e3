from __future__ import annotations

from dataclasses import FrozenInstanceError, fields
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.settings import PROJECT, SettingError, Settings

CHANGES: list[tuple[str, str, str, object]] = [
    ("host", "MERIDIAN_HOST", "0.0.0.0", "0.0.0.0"),
    ("port", "MERIDIAN_PORT", "9000", 9000),
    ("engine_port", "MERIDIAN_ENGINE_PORT", "65535", 65535),
    ("actions_port", "MERIDIAN_ACTIONS_PORT", "1", 1),
    ("var", "MERIDIAN_VAR", "/tmp/elsewhere", Path("/tmp/elsewhere")),
    ("database_url", "DATABASE_URL", "postgresql://db/meridian", "postgresql://db/meridian"),
    ("now", "MERIDIAN_NOW", "2026-03-02T08:30:00+08:00", datetime(2026, 3, 2, 0, 30, tzinfo=UTC)),
    ("rate_limit", "MERIDIAN_RATE_LIMIT", "OFF", False),
    ("encoder", "MERIDIAN_ENCODER", "models/e5", "models/e5"),
    ("safety", "MERIDIAN_SAFETY", "off", False),
    ("log_level", "MERIDIAN_LOG_LEVEL", "Debug", "debug"),
    ("engine_timeout", "MERIDIAN_ENGINE_TIMEOUT", "2.5", 2.5),
    ("trusted_proxies", "MERIDIAN_TRUSTED_PROXIES", "2", 2),
    ("retention_days", "MERIDIAN_RETENTION_DAYS", "1", 1),
    ("public_url", "MERIDIAN_PUBLIC_URL", "https://chat.example/", "https://chat.example"),
    ("feed_secret", "MERIDIAN_FEED_SECRET", "abcdefghij0123456789", "abcdefghij0123456789"),
    ("smtp_host", "MERIDIAN_SMTP_HOST", "smtp.clinic.example", "smtp.clinic.example"),
    ("smtp_port", "MERIDIAN_SMTP_PORT", "465", 465),
    ("smtp_user", "MERIDIAN_SMTP_USER", "desk", "desk"),
    ("smtp_password", "MERIDIAN_SMTP_PASSWORD", "open sesame", "open sesame"),
    ("smtp_security", "MERIDIAN_SMTP_SECURITY", "TLS", "tls"),
    ("smtp_from", "MERIDIAN_SMTP_FROM", "desk@clinic.example", "desk@clinic.example"),
]

# A host alone is not enough.
COMPANIONS = {"MERIDIAN_SMTP_HOST": {"MERIDIAN_SMTP_FROM": "desk@clinic.example"}}

UNUSABLE = [
    ("MERIDIAN_PORT", "0"),
    ("MERIDIAN_PORT", "65536"),
    ("MERIDIAN_PORT", "-1"),
    ("MERIDIAN_ENGINE_PORT", "eighty"),
    ("MERIDIAN_ACTIONS_PORT", "80.5"),
    ("MERIDIAN_NOW", "tomorrow"),
    ("MERIDIAN_NOW", "2026-03-02T08:30:00"),
    ("MERIDIAN_RATE_LIMIT", "perhaps"),
    ("MERIDIAN_LOG_LEVEL", "loud"),
    ("MERIDIAN_ENGINE_TIMEOUT", "soon"),
    ("MERIDIAN_ENGINE_TIMEOUT", "0"),
    ("MERIDIAN_ENGINE_TIMEOUT", "nan"),
    ("MERIDIAN_ENGINE_TIMEOUT", "inf"),
    ("MERIDIAN_TRUSTED_PROXIES", "-1"),
    ("MERIDIAN_RETENTION_DAYS", "0"),
    ("MERIDIAN_RETENTION_DAYS", "40000"),
    ("MERIDIAN_PUBLIC_URL", "chat.example"),
    ("MERIDIAN_SMTP_HOST", "smtp://mail.example"),
    ("MERIDIAN_SMTP_PORT", "0"),
    ("MERIDIAN_SMTP_SECURITY", "ssl"),
    ("MERIDIAN_SMTP_FROM", "the clinic"),
    ("MERIDIAN_SMTP_FROM", "Clinic <desk@clinic.example>"),
]


def test_an_empty_environment_gives_the_documented_address_and_a_database_below_var():
    settings = Settings.from_environment({})

    assert settings.address == "http://127.0.0.1:8080"
    assert settings.database_url == f"sqlite:///{PROJECT / 'var' / 'meridian.db'}"
    assert settings.rate_limit
    assert settings.now is None


@pytest.mark.parametrize(("field", "variable", "value", "expected"), CHANGES)
def test_each_variable_sets_its_field_and_no_other(field, variable, value, expected):
    others = COMPANIONS.get(variable, {})
    changed = Settings.from_environment({variable: value} | others)
    default = Settings.from_environment(others)

    assert getattr(changed, field) == expected != getattr(default, field)
    follows = {field, "database_url"} if field == "var" else {field}
    for other in fields(Settings):
        if other.name not in follows:
            assert getattr(changed, other.name) == getattr(default, other.name)


def test_every_field_can_be_set_from_the_environment():
    assert {field for field, *_ in CHANGES} | {"whatsapp"} == {field.name for field in fields(Settings)}


@pytest.mark.parametrize(("variable", "value"), UNUSABLE)
def test_a_value_that_cannot_be_used_is_named_with_what_is_expected(variable, value):
    with pytest.raises(SettingError) as caught:
        Settings.from_environment({variable: value})

    message = str(caught.value)
    assert message.startswith(f"{variable}=")
    assert repr(value) in message
    assert "expected " in message


@pytest.mark.parametrize("value", ["", "  "])
def test_a_blank_variable_counts_as_unset(value):
    blank = {variable: value for _, variable, _, _ in CHANGES}

    assert Settings.from_environment(blank) == Settings.from_environment({})


def test_the_database_follows_var_which_is_made_absolute(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    settings = Settings.from_environment({"MERIDIAN_VAR": "here"})

    assert settings.var == tmp_path / "here"
    assert settings.database_url == f"sqlite:///{tmp_path}/here/meridian.db"


def test_the_process_environment_is_read_when_none_is_given(monkeypatch):
    monkeypatch.setenv("MERIDIAN_PORT", "8123")

    assert Settings.from_environment().port == 8123


def test_settings_refuse_to_change_afterwards():
    settings = Settings.from_environment({})

    with pytest.raises(FrozenInstanceError):
        settings.port = 1


@pytest.mark.parametrize(
    ("host", "address"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("192.0.2.7", "http://192.0.2.7:8080"),
        ("clinic.test", "http://clinic.test:8080"),
        ("0.0.0.0", "http://127.0.0.1:8080"),
        ("::1", "http://[::1]:8080"),
        ("::", "http://[::1]:8080"),
    ],
)
def test_the_address_can_be_opened_in_a_browser_on_this_machine(host, address):
    assert Settings(host=host).address == address


def test_a_secret_that_cannot_be_used_is_not_shown():
    with pytest.raises(SettingError, match="MERIDIAN_FEED_SECRET") as raised:
        Settings.from_environment({"MERIDIAN_FEED_SECRET": "too-short"})

    assert "too-short" not in str(raised.value)


def test_mail_needs_an_address_that_it_comes_from():
    with pytest.raises(SettingError, match=r"^MERIDIAN_SMTP_FROM='' cannot be used: expected the address"):
        Settings.from_environment({"MERIDIAN_SMTP_HOST": "smtp.clinic.example"})


def test_a_mail_password_is_neither_shown_nor_sent_in_the_clear():
    environ = {"MERIDIAN_SMTP_PASSWORD": "open sesame", "MERIDIAN_SMTP_SECURITY": "none"}
    with pytest.raises(SettingError, match=r"^MERIDIAN_SMTP_SECURITY='none'") as raised:
        Settings.from_environment(environ)

    assert "sesame" not in str(raised.value)
    assert "sesame" not in repr(Settings(smtp_password="open sesame"))


def test_mail_is_sent_where_a_host_is_set():
    assert Settings(smtp_host="smtp.clinic.example").sends_mail
    assert not Settings().sends_mail
