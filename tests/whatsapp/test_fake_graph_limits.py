"""What the fake Graph API accepts and refuses, as Meta documents it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.whatsapp.conftest import Desk, buttons, rows, text
from tests.whatsapp.fake_graph.graph_errors import error_kinds

pytestmark = pytest.mark.asyncio


def changed(payload: dict[str, Any], path: str, value: Any) -> dict[str, Any]:
    """The payload with another value at a place like ``interactive.action.buttons.0.reply.title``."""
    *way, last = path.split(".")
    place: Any = payload
    for step in way:
        place = place[int(step)] if step.isdecimal() else place[step]
    place[int(last) if last.isdecimal() else last] = value
    return payload


BUTTON = "interactive.action.buttons.0.reply"
ROW = "interactive.action.sections.0.rows.0"

AT_THE_LIMIT: dict[str, dict[str, Any]] = {
    "text": text("針" * 4096),
    "preview": changed(text(), "text.preview_url", True),
    "opaque id": text(biz_opaque_callback_data="x" * 512),
    "quoted message": text(context={"message_id": "wamid.x"}),
    "three buttons": buttons("a", "b", "c", body="針" * 1024),
    "button title": changed(buttons("a"), f"{BUTTON}.title", "x" * 20),
    "button id": changed(buttons("a"), f"{BUTTON}.id", "x" * 256),
    "footer": changed(buttons("a"), "interactive.footer", {"text": "x" * 60}),
    "header": changed(buttons("a"), "interactive.header", {"type": "text", "text": "x" * 60}),
    "ten rows": rows(*"abcdefghij"),
    "row title": changed(rows("a"), f"{ROW}.title", "x" * 24),
    "row id": changed(rows("a"), f"{ROW}.id", "x" * 200),
    "row description": changed(rows("a"), f"{ROW}.description", "x" * 72),
    "list button": rows("a", button="x" * 20),
    "section title": changed(rows("a"), "interactive.action.sections.0.title", "x" * 24),
}

BEYOND: dict[str, tuple[dict[str, Any], int]] = {
    "text too long": (text("針" * 4097), 131009),
    "text empty": (text(" "), 131009),
    "text missing": ({"type": "text"}, 131008),
    "text not a text": (changed(text(), "text.body", 5), 131009),
    "preview not a boolean": (changed(text(), "text.preview_url", "yes"), 131009),
    "unknown key": (text(emoji="x"), 100),
    "unknown type": ({"type": "poll"}, 131051),
    "group": (text(recipient_type="group"), 131009),
    "opaque id too long": (text(biz_opaque_callback_data="x" * 513), 131009),
    "four buttons": (buttons("a", "b", "c", "d"), 131009),
    "no buttons": (buttons(), 131009),
    "buttons alike": (buttons("a", "a"), 131009),
    "body too long": (buttons("a", body="x" * 1025), 131009),
    "button title too long": (changed(buttons("a"), f"{BUTTON}.title", "x" * 21), 131009),
    "button id too long": (changed(buttons("a"), f"{BUTTON}.id", "x" * 257), 131009),
    "button id with a space": (changed(buttons("a"), f"{BUTTON}.id", " a"), 131009),
    "footer too long": (changed(buttons("a"), "interactive.footer", {"text": "x" * 61}), 131009),
    "header too long": (
        changed(buttons("a"), "interactive.header", {"type": "text", "text": "x" * 61}),
        131009,
    ),
    "eleven rows": (rows(*"abcdefghijk"), 131009),
    "eleven rows in two sections": (
        rows(
            "x",
            sections=[
                {"title": t, "rows": rows(*r)["interactive"]["action"]["sections"][0]["rows"]}
                for t, r in (("one", "abcdef"), ("two", "ghijk"))
            ],
        ),
        131009,
    ),
    "two sections, one without title": (
        rows(
            "x",
            sections=[
                {"title": "one", "rows": [{"id": "a", "title": "a"}]},
                {"rows": [{"id": "b", "title": "b"}]},
            ],
        ),
        131008,
    ),
    "row ids alike": (rows("a", "a"), 131009),
    "row title too long": (changed(rows("a"), f"{ROW}.title", "x" * 25), 131009),
    "row id too long": (changed(rows("a"), f"{ROW}.id", "x" * 201), 131009),
    "row description too long": (changed(rows("a"), f"{ROW}.description", "x" * 73), 131009),
    "list button too long": (rows("a", button="x" * 21), 131009),
    "list button missing": (rows("a", button=None), 131008),
    "section title too long": (
        changed(rows("a"), "interactive.action.sections.0.title", "x" * 25),
        131009,
    ),
    "neither buttons nor list": (changed(buttons("a"), "interactive.type", "carousel"), 131009),
}


@pytest.mark.parametrize("case", AT_THE_LIMIT)
async def test_what_is_just_within_the_limits_is_accepted(desk: Desk, case: str) -> None:
    status, answer = await desk.send(AT_THE_LIMIT[case])

    assert (status, answer.get("error")) == (200, None)


@pytest.mark.parametrize("case", BEYOND)
async def test_what_is_beyond_the_limits_is_refused_and_not_recorded(desk: Desk, case: str) -> None:
    payload, code = BEYOND[case]

    assert await desk.refusal(payload) == code

    assert desk.graph.ledger.accepted == []
    assert [refusal.code for refusal in desk.graph.ledger.refusals] == [code]


async def test_an_acceptance_has_the_documented_shape(desk: Desk) -> None:
    status, answer = await desk.send(text("Good morning."))

    (accepted,) = desk.graph.ledger.accepted
    assert status == 200
    assert answer == {
        "messaging_product": "whatsapp",
        "contacts": [{"input": "31600000001", "wa_id": "31600000001"}],
        "messages": [{"id": accepted.wamid}],
    }
    assert accepted.wamid.startswith("wamid.")
    assert accepted.message.text == "Good morning."


async def test_an_error_has_the_documented_shape(desk: Desk) -> None:
    status, answer = await desk.send(text("x" * 4097))

    assert status == 400
    assert set(answer["error"]) == {"message", "type", "code", "error_data", "fbtrace_id"}
    assert answer["error"]["message"] == "(#131009) Parameter value is not valid"
    assert answer["error"]["error_data"] == {
        "messaging_product": "whatsapp",
        "details": "text.body must be a text of 1 to 4096 characters",
    }


async def test_a_wrong_token_is_refused_before_anything_else(desk: Desk) -> None:
    status, answer = await desk.post({"nonsense": True}, token="stolen")

    assert (status, answer["error"]["code"]) == (401, 190)


async def test_another_numbers_address_is_refused(desk: Desk) -> None:
    status, answer = await desk.post(
        {"messaging_product": "whatsapp", "to": "31600000001", **text()}, number="1"
    )

    assert (status, answer["error"]["code"]) == (400, 100)


@pytest.mark.parametrize("content", [None, [], "text", {}, {"messaging_product": "sms"}])
async def test_every_request_names_the_product(desk: Desk, content: Any) -> None:
    status, answer = await desk.post(content)

    assert (status, answer["error"]["code"]) == (400, 100)


@pytest.mark.parametrize(
    ("recipient", "code"),
    [
        ({}, 131008),
        ({"to": "31600000001", "recipient": "NL.abc"}, 131009),
        ({"to": "not a number"}, 131009),
        ({"to": 31600000001}, 131009),
        ({"recipient": "31600000001"}, 131009),
        ({"to": "85220000000"}, 131021),
        ({"to": "31699999999"}, 131026),
        ({"to": "+31600000001"}, 0),
    ],
)
async def test_a_message_has_one_recipient_who_has_whatsapp(
    desk: Desk, recipient: dict[str, Any], code: int
) -> None:
    _, answer = await desk.post({"messaging_product": "whatsapp", **text(), **recipient})

    assert answer.get("error", {}).get("code", 0) == code


async def test_a_user_without_a_phone_number_is_reached_by_bsuid(desk: Desk) -> None:
    bo = desk.graph.person("Bo", user="HK.ab12")
    bo.say("Hello?")

    assert await desk.refusal(text(), to=bo) == 0
    assert (await bo.next_message()).text == "Hello."


async def test_a_read_mark_is_recorded(desk: Desk) -> None:
    wamid = desk.ann.say("Are you there?")
    mark = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid}

    status, answer = await desk.post({**mark, "typing_indicator": {"type": "text"}})
    await desk.post(mark)

    assert (status, answer) == (200, {"success": True})
    assert [(seen.wamid, seen.typing) for seen in desk.graph.ledger.read_marks] == [
        (wamid, True),
        (wamid, False),
    ]


@pytest.mark.parametrize(
    "wrong",
    [{"message_id": "wamid.nobody"}, {"status": "delivered"}, {"typing_indicator": {"type": "audio"}}],
)
async def test_a_read_mark_needs_a_message_of_a_user(desk: Desk, wrong: dict[str, Any]) -> None:
    wamid = desk.ann.say("Are you there?")

    mark = {"messaging_product": "whatsapp", "status": "read", "message_id": wamid, **wrong}
    _, answer = await desk.post(mark)

    assert answer["error"]["code"] == 131009


async def test_every_documented_error_has_a_status_and_words() -> None:
    kinds = error_kinds()

    assert {kind.status for kind in kinds.values()} <= {400, 401, 403, 404, 500, 503}
    assert all(kind.title and kind.details for kind in kinds.values())
