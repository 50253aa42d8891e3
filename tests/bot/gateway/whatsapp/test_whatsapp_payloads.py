"""Every shape of a webhook becomes the event that it is."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.gateway.whatsapp.events import (
    ApiError,
    ChoiceReceived,
    ErrorReported,
    Event,
    MediaKind,
    MediaReceived,
    MessageDeleted,
    MessageEdited,
    NumberChanged,
    ReactionReceived,
    StatusReported,
    TextReceived,
    UnsupportedReceived,
)
from bot.gateway.whatsapp.payload import parse
from bot.gateway.whatsapp.sender import Sender
from bot.gateway.whatsapp.status import Status
from tests.bot.gateway.whatsapp.payload_files import NAMES, NOW, OUR_NUMBER, parsed, payload

USER, PHONE = "HK.7301945582016634", "85255500001"
WONG = Sender(USER, PHONE, "Wong Siu Ming")
BASE: dict[str, Any] = {
    "id": "wamid.IN",
    "at": datetime.fromtimestamp(1795257000, UTC),
    "sender": WONG,
}
HELLO = "針灸痛唔痛？"
TEXT = TextReceived(**BASE, body=HELLO)
CHOICE = ChoiceReceived(
    **BASE, choice_id="I want to book acupuncture", title="Acupuncture", replied_to="wamid.OUT"
)


def media(kind: MediaKind, caption: str | None = None) -> MediaReceived:
    return MediaReceived(**BASE, kind=kind, caption=caption)


def status(status: Status, **fields: Any) -> StatusReported:
    at = datetime.fromtimestamp(1795257003, UTC)
    return StatusReported(id="wamid.OUT", message="wamid.OUT", at=at, status=status, **fields)


EXPECTED: dict[str, Event] = {
    "text": TEXT,
    "text_in_reply": TextReceived(**BASE, body=HELLO, replied_to="wamid.OUT"),
    "text_forwarded": TEXT,
    "text_from_an_advertisement": TEXT,
    "text_of_a_linked_account": TEXT,
    "text_without_contacts": TextReceived(**BASE | {"sender": Sender(None, PHONE)}, body=HELLO),
    "text_with_a_hidden_phone_number": TextReceived(
        **BASE | {"sender": Sender(USER, None, "Wong")}, body=HELLO
    ),
    "text_with_the_user_only_in_contacts": TextReceived(
        **BASE | {"sender": Sender(USER, None, "Wong")}, body=HELLO
    ),
    "text_without_a_time": TextReceived(**BASE | {"at": NOW}, body=HELLO),
    "button_reply": CHOICE,
    "list_reply": CHOICE,
    "list_reply_with_description": CHOICE,
    "interactive_missing": UnsupportedReceived(**BASE),
    "form_reply": UnsupportedReceived(**BASE),
    "template_quick_reply": ChoiceReceived(
        **BASE, choice_id="confirm", title="Ik kom", replied_to="wamid.OUT"
    ),
    "template_quick_reply_without_context": ChoiceReceived(**BASE, choice_id="confirm", title="Ik kom"),
    "image": media(MediaKind.IMAGE),
    "image_with_caption": media(MediaKind.IMAGE, "Is dit normaal na cupping?"),
    "video": media(MediaKind.VIDEO),
    "video_with_caption": media(MediaKind.VIDEO, "Is dit normaal na cupping?"),
    "document": media(MediaKind.DOCUMENT),
    "document_with_caption": media(MediaKind.DOCUMENT, "Is dit normaal na cupping?"),
    "sticker": media(MediaKind.STICKER),
    "animated_sticker": media(MediaKind.STICKER),
    "audio": media(MediaKind.AUDIO),
    "audio_without_voice": media(MediaKind.AUDIO),
    "voice": media(MediaKind.VOICE),
    "location": media(MediaKind.LOCATION),
    "location_with_name": media(MediaKind.LOCATION),
    "contacts": media(MediaKind.CONTACTS),
    "order": media(MediaKind.OTHER),
    "reaction": ReactionReceived(**BASE),
    "reaction_taken_back": ReactionReceived(**BASE),
    "reaction_without_emoji": ReactionReceived(**BASE),
    "unsupported": UnsupportedReceived(**BASE),
    "unsupported_with_kind": UnsupportedReceived(**BASE),
    "unsupported_edit": UnsupportedReceived(**BASE),
    "type_of_the_future": UnsupportedReceived(**BASE),
    "number_changed": NumberChanged(**BASE | {"sender": Sender(None, PHONE)}, new_phone="85255500009"),
    "number_changed_as_it_was_told_before": NumberChanged(
        **BASE | {"sender": Sender(USER, PHONE)}, new_phone="85255500009"
    ),
    "user_id_changed": NumberChanged(**BASE | {"sender": Sender(USER, None)}, new_user="NL.9900112233445566"),
    "text_edited": MessageEdited(**BASE, original="wamid.BEFORE", body="針灸會唔會痛？"),
    "caption_edited": MessageEdited(**BASE, original="wamid.BEFORE", body="Is this normal?"),
    "message_deleted": MessageDeleted(**BASE, original="wamid.BEFORE"),
    "status_sent": status(Status.SENT),
    "status_sent_with_opaque": status(Status.SENT, opaque="b1f1f0de-5c3f-4c3e-9b7e-0c6f6e3b2a10"),
    "status_delivered": status(Status.DELIVERED),
    "status_read": status(Status.READ),
    "status_played": status(Status.PLAYED),
    "status_failed": status(
        Status.FAILED,
        errors=(
            ApiError(
                131047,
                "Re-engagement message",
                "More than 24 hours have passed since the recipient last replied.",
            ),
        ),
    ),
    "status_failed_of_a_hidden_phone_number": status(
        Status.FAILED,
        opaque="b1f1f0de-5c3f-4c3e-9b7e-0c6f6e3b2a10",
        errors=(ApiError(131016, "Service unavailable"),),
    ),
    "status_failed_without_details": status(
        Status.FAILED, errors=(ApiError(131026, "Message undeliverable"),)
    ),
}

LEFT_OUT = {
    "text_without_a_sender": "message_without_sender",
    "text_without_an_id": "message_without_id",
    "text_in_a_group": "message_not_to_us",
    "identity_changed": "message_not_to_us",
    "chat_opened": "message_not_to_us",
    "status_of_the_future": "status_unknown",
    "other_field": "other_field",
    "other_number": "other_number",
}

IN_TESTS_OF_THEIR_OWN = {"errors", "several_at_once"}


def test_every_recorded_payload_is_expected_to_be_something() -> None:
    assert {*EXPECTED, *LEFT_OUT, *IN_TESTS_OF_THEIR_OWN} == set(NAMES)


@pytest.mark.parametrize("name", EXPECTED)
def test_a_payload_is_the_event_that_it_tells(name: str) -> None:
    assert parsed(payload(name)) == ([EXPECTED[name]], [])


@pytest.mark.parametrize("name", LEFT_OUT)
def test_what_is_no_event_for_us_is_left_out_and_counted(name: str) -> None:
    assert parsed(payload(name)) == ([], [LEFT_OUT[name]])


def test_several_messages_and_statuses_come_in_their_order_with_their_own_senders() -> None:
    events, skipped = parsed(payload("several_at_once"))

    assert [event.key for event in events] == [
        "message:wamid.IN",
        "message:wamid.IN2",
        "status:read:wamid.OUT",
        "status:delivered:wamid.OUT",
    ]
    assert [event.sender for event in events if isinstance(event, TextReceived)] == [
        WONG,
        Sender(None, "31655500002", "Els Jansen"),
    ]
    assert not skipped


def test_an_error_that_comes_again_has_the_same_key_until_the_next_hour() -> None:
    def key(now: datetime) -> str:
        [event] = parse(payload("errors"), phone_number_id=OUR_NUMBER, now=now)
        assert isinstance(event, ErrorReported)
        assert [error.code for error in event.errors] == [130429]
        return event.key

    assert key(NOW) == key(NOW + timedelta(minutes=30)) != key(NOW + timedelta(hours=1))


@pytest.mark.parametrize("written", [HELLO + "\x00\ud800", f" {HELLO}\r\n"])
def test_what_no_database_keeps_is_taken_out_of_a_text(written: str) -> None:
    body = payload("text")
    body["entry"][0]["changes"][0]["value"]["messages"][0]["text"]["body"] = written

    [event] = parsed(body)[0]

    assert isinstance(event, TextReceived)
    assert event.body in (HELLO, HELLO + "\ufffd")


@pytest.mark.parametrize("written", ["", " \n", "\x00", None, 7])
def test_a_text_that_says_nothing_is_unsupported(written: object) -> None:
    body = payload("text")
    body["entry"][0]["changes"][0]["value"]["messages"][0]["text"]["body"] = written

    assert parsed(body)[0] == [UnsupportedReceived(**BASE)]


def test_no_event_shows_a_person_when_it_is_written_to_a_log() -> None:
    shown = " ".join(repr(event) for event in EXPECTED.values())

    for private in (USER, PHONE, "Wong", HELLO, "cupping", "acupuncture", "85255500009", "NL.99"):
        assert private not in shown
