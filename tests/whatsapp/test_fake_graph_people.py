"""What simulated users send and receive."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.whatsapp.conftest import Desk, buttons, rows, text
from tests.whatsapp.fake_graph.crowd import gather_crowd, write_all
from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.received import Choice
from tests.whatsapp.webhook_server import WebhookServer


async def told(desk: Desk, webhook: WebhookServer, send: Callable[[Person], str]) -> dict[str, Any]:
    """The message in the webhook that follows what Ann does."""
    await desk.graph.subscribe(webhook.url)
    wamid = send(desk.ann)
    await desk.graph.settled()
    (message,) = webhook.messages
    assert message.pop("id") == wamid
    assert message.pop("from") == "31600000001"
    assert message.pop("timestamp").isdecimal()
    return message


async def test_a_typed_message(desk: Desk, webhook: WebhookServer) -> None:
    assert await told(desk, webhook, lambda ann: ann.say("Hello?")) == {
        "type": "text",
        "text": {"body": "Hello?"},
    }
    assert webhook.values[0]["contacts"] == [{"profile": {"name": "Ann"}, "wa_id": "31600000001"}]


async def test_a_reply_names_what_it_answers(desk: Desk, webhook: WebhookServer) -> None:
    await desk.send(text("Which day?"))
    question = await desk.ann.next_message()

    message = await told(desk, webhook, lambda ann: ann.say("Tuesday", replying_to=question))

    assert message["context"] == {"from": desk.graph.number.phone, "id": question.wamid}


async def test_a_pressed_button(desk: Desk, webhook: WebhookServer) -> None:
    await desk.send(buttons("Yes", "No"))
    question = await desk.ann.next_message()
    assert question.text == "Which one?"
    assert question.choices == [Choice("id Yes", "Yes"), Choice("id No", "No")]

    message = await told(desk, webhook, lambda ann: ann.press(question, question.choices[1]))

    assert message["interactive"] == {
        "type": "button_reply",
        "button_reply": {"id": "id No", "title": "No"},
    }
    assert message["context"]["id"] == question.wamid


async def test_a_chosen_row(desk: Desk, webhook: WebhookServer) -> None:
    question = rows("10:00", "11:00")
    question["interactive"]["action"]["sections"][0]["rows"][1]["description"] = "with Dr Chan"
    await desk.send(question)
    received = await desk.ann.next_message()

    message = await told(desk, webhook, lambda ann: ann.press(received, received.choices[1]))

    reply = {"id": "id 11:00", "title": "11:00", "description": "with Dr Chan"}
    assert message["interactive"] == {"type": "list_reply", "list_reply": reply}


@pytest.mark.parametrize(
    ("send", "kind"),
    [
        (lambda ann: ann.send_media("image"), "image"),
        (lambda ann: ann.send_media("video"), "video"),
        (lambda ann: ann.send_media("document"), "document"),
        (lambda ann: ann.send_media("sticker"), "sticker"),
        (lambda ann: ann.send_media("audio"), "audio"),
        (lambda ann: ann.send_location(), "location"),
        (lambda ann: ann.send_contacts(), "contacts"),
    ],
)
async def test_what_is_not_text(
    desk: Desk, webhook: WebhookServer, send: Callable[[Person], str], kind: str
) -> None:
    message = await told(desk, webhook, send)

    assert message["type"] == kind
    assert message[kind]


async def test_a_voice_message_is_an_audio_file_that_says_so(desk: Desk, webhook: WebhookServer) -> None:
    message = await told(desk, webhook, lambda ann: ann.send_media("voice"))

    assert (message["type"], message["audio"]["voice"]) == ("audio", True)


async def test_what_meta_does_not_hand_on(desk: Desk, webhook: WebhookServer) -> None:
    message = await told(desk, webhook, lambda ann: ann.send_unsupported())

    assert (message["type"], message["errors"][0]["code"]) == ("unsupported", 131051)


async def test_a_reaction_and_its_end(desk: Desk, webhook: WebhookServer) -> None:
    await desk.graph.subscribe(webhook.url)
    await desk.send(text())
    message = await desk.ann.next_message()

    desk.ann.react(message, "👍")
    desk.ann.react(message, None)
    await desk.graph.settled()

    reactions = sorted((told["reaction"] for told in webhook.messages), key=len)
    assert reactions == [
        {"message_id": message.wamid},
        {"message_id": message.wamid, "emoji": "👍"},
    ]


async def test_an_edited_message_names_the_first_one(desk: Desk, webhook: WebhookServer) -> None:
    message = await told(desk, webhook, lambda ann: ann.edit("wamid.first", "Tuesday"))

    assert message == {
        "type": "edit",
        "edit": {
            "original_message_id": "wamid.first",
            "message": {"type": "text", "text": {"body": "Tuesday"}},
        },
    }


async def test_a_deleted_message_names_the_first_one(desk: Desk, webhook: WebhookServer) -> None:
    message = await told(desk, webhook, lambda ann: ann.delete("wamid.first"))

    assert message == {"type": "revoke", "revoke": {"original_message_id": "wamid.first"}}


async def test_a_pressed_template_button(desk: Desk, webhook: WebhookServer) -> None:
    await desk.send(text())
    received = await desk.ann.next_message()

    message = await told(desk, webhook, lambda ann: ann.press_template(received, "Confirm"))

    assert message["button"] == {"payload": "Confirm", "text": "Confirm"}


async def test_a_user_name_user_is_known_by_a_bsuid_alone(desk: Desk, webhook: WebhookServer) -> None:
    await desk.graph.subscribe(webhook.url)
    desk.graph.person("Bo", user="HK.ab12").say("Hello?")

    await desk.graph.settled()

    (value,) = webhook.values
    assert value["contacts"] == [{"profile": {"name": "Bo"}, "user_id": "HK.ab12"}]
    assert "from" not in value["messages"][0]
    assert value["messages"][0]["from_user_id"] == "HK.ab12"


async def test_a_changed_number_is_told_from_the_old_one(desk: Desk, webhook: WebhookServer) -> None:
    await desk.graph.subscribe(webhook.url)
    desk.graph.people.move(desk.ann, "31600000002")
    await desk.graph.settled()

    (value,) = webhook.values
    (message,) = value["messages"]
    assert "contacts" not in value
    assert (message["from"], message["type"]) == ("31600000001", "system")
    assert message["system"]["type"] == "user_changed_number"
    assert message["system"]["wa_id"] == "31600000002"
    assert await desk.refusal(text()) == 0
    _, answer = await desk.post({"messaging_product": "whatsapp", "to": "31600000001", **text()})
    assert answer["error"]["code"] == 131026


async def test_time_stamps_of_one_user_are_all_different(desk: Desk, webhook: WebhookServer) -> None:
    await desk.graph.subscribe(webhook.url)
    for number in range(5):
        desk.ann.say(f"Message {number}.")

    await desk.graph.settled()

    stamps = sorted(int(message["timestamp"]) for message in webhook.messages)
    assert stamps == list(range(stamps[0], stamps[0] + 5))


@pytest.mark.parametrize(
    ("name", "known_by"),
    [("Ann", {"phone": "85290000001"}), ("Bo", {"phone": "31600000001"}), ("Bo", {})],
)
async def test_people_are_told_apart(desk: Desk, name: str, known_by: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=f"{name}|Ann"):
        desk.graph.person(name, **known_by)


async def test_a_crowd_writes_about_as_much_each(desk: Desk, webhook: WebhookServer) -> None:
    await desk.graph.subscribe(webhook.url)
    crowd = gather_crowd(desk.graph, 7)

    texts = await write_all(crowd, 100, per_second=10_000)
    await desk.graph.settled()

    assert sorted(len(said) for said in texts.values()) == [14] * 5 + [15] * 2
    came = {message["text"]["body"] for message in webhook.messages}
    assert came == {text for said in texts.values() for text in said}
    assert {(person.phone is None, person.user is None) for person in crowd} == {
        (False, True),
        (True, False),
        (False, False),
    }
