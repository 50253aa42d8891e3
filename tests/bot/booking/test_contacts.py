"""Names, phone numbers and e-mail addresses as people type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.booking.contact import read_email, read_name, read_note, read_phone


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Anna Chan", "Anna Chan"),
        ("  jan   de  Vries ", "jan de Vries"),
        ("陳大文", "陳大文"),
        ("陈大文", "陈大文"),
        ("O'Brien-van 't Hof", "O'Brien-van 't Hof"),
        ("Zoë", "Zoë"),
        ("Anna\nChan", "Anna Chan"),
        ("An\u202ena\u200b", "Anna"),
    ],
)
def test_a_name_is_tidied(typed: str, name: str) -> None:
    assert read_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    ["", "   ", "91234567", "anna@example.com", "http://x.example/", "<b>Anna</b>", "-", "A" * 101, "😀"],
)
def test_what_can_be_no_name_is_none(typed: str) -> None:
    assert read_name(typed) is None


@given(st.text())
def test_no_name_or_note_holds_control_signs_or_several_lines(text: str) -> None:
    for read in (read_name(text) or "", read_note(text)):
        assert read.isprintable()
        assert len(read) <= 500


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("9123 4567", "+85291234567"),
        ("91234567", "+85291234567"),
        ("(852) 9123-4567", "+85291234567"),
        ("+852 9123 4567", "+85291234567"),
        ("my number is 9123 4567 thanks", "+85291234567"),
        ("我電話係９１２３４５６７呀", "+85291234567"),
        ("電話91234567，姓陳", "+85291234567"),
        ("+31 6 12345678", "+31612345678"),
        ("0031612345678", "+31612345678"),
        ("+86 138 0013 8000", "+8613800138000"),
        ("2526 7908", "+85225267908"),
    ],
)
def test_a_phone_number_is_read_as_e164(typed: str, phone: str) -> None:
    assert read_phone(typed, "HK") == phone


@pytest.mark.parametrize(
    "typed",
    ["", "9123", "123456789012345", "tomorrow at 3", "2026-11-24 15:00", "24/11/2026", "999", "00000000"],
)
def test_what_is_no_phone_number_is_none(typed: str) -> None:
    assert read_phone(typed, "HK") is None


@pytest.mark.parametrize(
    "typed",
    [
        "za 28/11 10.15",
        "28.11 10.15",
        "Sat 28-11, 10:15 please",
        "23-12-2026 om 10:45",
        "23/12/2026",
        "2026-12-23 10:45",
    ],
)
def test_a_day_and_its_time_are_no_number_and_hide_none(typed: str) -> None:
    assert read_phone(typed, "HK") is None
    assert read_phone(f"{typed} 9012 3387", "HK") == read_phone(f"9012 3387, {typed}", "HK") == "+85290123387"


def test_numbers_of_the_clinics_country_need_no_prefix() -> None:
    assert read_phone("06 12345678", "NL") == "+31612345678"
    assert read_phone("06 12345678", "HK") is None


@pytest.mark.parametrize(
    ("typed", "email"),
    [
        ("anna@example.com", "anna@example.com"),
        (" Anna.Chan@Example.COM ", "Anna.Chan@example.com"),
        ("mail me at anna@example.com.", "anna@example.com"),
        ("電郵：anna@example.com，多謝", "anna@example.com"),
        ("Anna <anna@example.com>", "anna@example.com"),
        ("anna＠example．com", "anna@example.com"),
        ("jan@münchen.de", "jan@xn--mnchen-3ya.de"),
    ],
)
def test_an_address_is_read(typed: str, email: str) -> None:
    assert read_email(typed) == email


@pytest.mark.parametrize(
    "typed",
    ["", "anna", "anna@", "@example.com", "anna@localhost", "anna@x", "a..b@example.com", "a@b@example.com"],
)
def test_what_is_no_address_is_none(typed: str) -> None:
    assert read_email(typed) is None


@given(st.text(), st.sampled_from(["HK", "NL", "CN"]))
def test_any_text_is_read_or_not_and_nothing_fails(text: str, country: str) -> None:
    assert (read_phone(text, country) or "+").startswith("+")
    assert "@" in (read_email(text) or "@")
