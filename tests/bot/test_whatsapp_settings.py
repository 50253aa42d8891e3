from __future__ import annotations

from datetime import timedelta

import pytest

from bot.settings import PROJECT, SettingError, Settings
from bot.whatsapp_settings import GRAPH_URL

NEEDED = {
    "MERIDIAN_WHATSAPP_TOKEN": "EAAG-a-token",
    "MERIDIAN_WHATSAPP_PHONE_NUMBER_ID": "109800000000001",
    "MERIDIAN_WHATSAPP_APP_SECRET": "0123456789abcdef0123456789abcdef",
    "MERIDIAN_WHATSAPP_VERIFY_TOKEN": "of-our-choice",
}
OTHERS = {
    "MERIDIAN_WHATSAPP_GRAPH_URL": "https://graph.test/v26.0/",
    "MERIDIAN_WHATSAPP_REMINDERS": "on",
    "MERIDIAN_WHATSAPP_ORDER_WAIT": "6",
    "MERIDIAN_WHATSAPP_UNCLEAR_WAIT": "30",
}


def test_without_them_there_is_no_number():
    assert Settings.from_environment({}).whatsapp is None
    assert Settings.from_environment(OTHERS).whatsapp is None


def test_the_four_are_enough():
    whatsapp = Settings.from_environment(NEEDED).whatsapp

    assert whatsapp is not None
    assert (whatsapp.token, whatsapp.phone_number_id) == ("EAAG-a-token", "109800000000001")
    assert (whatsapp.graph_url, whatsapp.reminders) == (GRAPH_URL, False)
    assert (whatsapp.order_wait, whatsapp.unclear_wait) == (timedelta(seconds=1.5), timedelta(minutes=1))


def test_the_others_change_the_rest():
    whatsapp = Settings.from_environment(NEEDED | OTHERS).whatsapp

    assert whatsapp is not None
    assert (whatsapp.graph_url, whatsapp.reminders) == ("https://graph.test/v26.0", True)
    assert (whatsapp.order_wait, whatsapp.unclear_wait) == (timedelta(seconds=6), timedelta(seconds=30))


@pytest.mark.parametrize("missing", NEEDED)
def test_half_a_number_is_refused_with_the_name_of_what_is_missing(missing):
    half = {name: value for name, value in NEEDED.items() if name != missing}

    with pytest.raises(SettingError, match=f"^{missing}="):
        Settings.from_environment(half)


@pytest.mark.parametrize("name", NEEDED)
def test_what_cannot_be_used_is_named_and_not_shown(name):
    with pytest.raises(SettingError, match=f"^{name}=") as raised:
        Settings.from_environment(NEEDED | {name: "a b"})

    assert "'a b'" not in str(raised.value)


def test_no_secret_shows_in_the_settings():
    shown = repr(Settings.from_environment(NEEDED))

    for name, value in NEEDED.items():
        assert (value in shown) == (name == "MERIDIAN_WHATSAPP_PHONE_NUMBER_ID")


def test_the_readme_names_them_all():
    readme = (PROJECT / "README.md").read_text(encoding="utf-8")

    assert [name for name in (*NEEDED, *OTHERS) if f"`{name}`" not in readme] == []
