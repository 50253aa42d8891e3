"""What a mail about an appointment says, and how it is built."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
import yaml
from icalendar import Calendar as File

import bot.mail.message
from bot.booking.appointment import Appointment, Status
from bot.mail.message import Writer
from knowledge.clinic import ClinicProfile
from knowledge.language import Language
from tests.bot.booking.bookings import NOW
from tests.bot.booking.test_calendar_files import MADE

MOVED = replace(MADE, sequence=1)
CANCELLED = replace(MADE, sequence=2, status=Status.CANCELLED)


@pytest.fixture
def writer(clinic_profile: ClinicProfile) -> Writer:
    return Writer(clinic_profile, "desk@clinic.example", "https://chat.example")


def sent(writer: Writer, appointment: Appointment) -> EmailMessage:
    """The mail as whoever gets it reads it."""
    content = bytes(writer.write(appointment, now=NOW))
    assert content.isascii()
    message = message_from_bytes(content, policy=default)
    assert isinstance(message, EmailMessage)
    return message


def body(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    assert part is not None
    return str(part.get_content())


def leaves(content: object) -> list[object]:
    if not isinstance(content, dict):
        return []
    if set(content) & set(Language):
        return [content]
    return [leaf for value in content.values() for leaf in leaves(value)]


def test_every_text_is_there_in_all_four_languages() -> None:
    path = Path(bot.mail.message.__file__).with_name("texts.yml")
    texts = leaves(yaml.safe_load(path.read_text(encoding="utf-8")))

    assert len(texts) == 10
    assert all(set(text) == set(Language) and all(text.values()) for text in texts)


@pytest.mark.parametrize(
    ("language", "subject", "lines"),
    [
        (
            Language.EN,
            "Your appointment: Tuesday 24 November 2026 at 15:00",
            ("Acupuncture", "Tuesday 24 November 2026 at 15:00", "Reference: K78C52"),
        ),
        (
            Language.NL,
            "Uw afspraak: dinsdag 24 november 2026 om 15:00",
            ("Acupunctuur", "dinsdag 24 november 2026 om 15:00", "Referentie: K78C52"),
        ),
        (
            Language.ZH_HANT,
            "預約成功：2026年11月24日（星期二）15:00",
            ("針灸", "2026年11月24日（星期二）15:00", "預約編號：K78C52"),
        ),
        (
            Language.ZH_HANS,
            "预约成功：2026年11月24日（星期二）15:00",
            ("针灸", "2026年11月24日（星期二）15:00", "预约编号：K78C52"),
        ),
    ],
)
def test_a_confirmation_speaks_its_persons_language(
    writer: Writer, language: Language, subject: str, lines: tuple[str, ...]
) -> None:
    message = sent(writer, replace(MADE, language=language))
    text = body(message)

    assert (message["Subject"], message["Content-Language"]) == (subject, language)
    assert {*lines, writer.clinic.names[language], writer.clinic.address[language]} <= set(text.splitlines())
    assert "{" not in text


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("appointment", [MADE, MOVED, CANCELLED], ids=["booked", "moved", "cancelled"])
def test_every_mail_says_when_where_and_how_to_change(
    writer: Writer, appointment: Appointment, language: Language
) -> None:
    text = body(sent(writer, replace(appointment, language=language)))

    for fact in ("2026", "15:00", "K78C52", writer.clinic.phone, writer.clinic.names[language]):
        assert fact in text
    assert f"https://chat.example/appointments/K78C52/{MADE.uid}.ics" in text
    assert re.search(r"https://chat\.example(?!/)", text)


def test_each_state_has_a_subject_of_its_own(writer: Writer) -> None:
    subjects = [
        sent(writer, replace(appointment, language=language))["Subject"]
        for appointment in (MADE, MOVED, CANCELLED)
        for language in Language
    ]

    assert len(set(subjects)) == 12
    assert not [subject for subject in subjects if "Acup" in subject or "Anna" in subject or "針" in subject]


@pytest.mark.parametrize(
    ("appointment", "method"), [(MADE, "REQUEST"), (MOVED, "REQUEST"), (CANCELLED, "CANCEL")]
)
def test_the_calendar_file_is_attached_with_its_method(
    writer: Writer, appointment: Appointment, method: str
) -> None:
    (part,) = sent(writer, appointment).iter_attachments()

    assert (part.get_content_type(), part.get_filename()) == ("text/calendar", "appointment.ics")
    assert part.get_param("method") == method
    file = File.from_ical(part.get_payload(decode=True))
    (event,) = file.events
    assert (file["METHOD"], event["UID"], event["SEQUENCE"]) == (method, MADE.uid, appointment.sequence)
    assert (event["ORGANIZER"], event["ATTENDEE"]) == (
        "mailto:desk@clinic.example",
        "mailto:anna@example.com",
    )


def test_the_headers_say_from_whom_to_whom_and_that_nobody_wrote_it(writer: Writer) -> None:
    message = sent(writer, replace(MADE, language=Language.ZH_HANT))

    assert message["From"].addresses[0].addr_spec == "desk@clinic.example"
    assert message["From"].addresses[0].display_name == "Health Wise 中醫診所"
    assert message["To"].addresses[0].addr_spec == "anna@example.com"
    assert message["Date"].datetime == NOW
    assert message["Auto-Submitted"] == "auto-generated"


def test_the_message_id_is_the_same_for_each_attempt_and_another_after_each_change(writer: Writer) -> None:
    ids = [str(sent(writer, appointment)["Message-ID"]) for appointment in (MADE, MADE, MOVED, CANCELLED)]

    assert ids[0] == ids[1] == f"<{MADE.uid}.0@clinic.example>"
    assert len(set(ids)) == 3


@pytest.mark.parametrize(
    "domain", ["xn--fiqs8s.example", "a-very-long-name-of-a-clinic-of-chinese-medicine.example"]
)
def test_unusual_addresses_are_written_as_they_are(clinic_profile: ClinicProfile, domain: str) -> None:
    writer = Writer(clinic_profile, f"desk@{domain}", "https://chat.example")
    content = bytes(writer.write(replace(MADE, email=f"o'brien+{'x' * 30}@{domain}"), now=NOW)).decode()

    assert re.search(rf"^To: o'brien\+x{{30}}@{domain}\r$", content, re.MULTILINE)
    assert f"<{MADE.uid}.0@{domain}>" in content
    assert f"<desk@{domain}>" in content


def test_nothing_of_name_phone_or_note_is_sent(writer: Writer) -> None:
    noted = replace(MADE, note="bad knee")
    message = sent(writer, noted)
    (file,) = message.iter_attachments()
    told = body(message) + str(message.items()) + file.get_payload(decode=True).decode()

    assert not [word for word in ("Anna Chan", "+85291234567", "bad knee") if word in told]
