"""Bad input answers as the contract says, and the next message works."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.bot.gateway.conftest import Gateway

pytestmark = pytest.mark.asyncio

UUID = "0b5e5c9e-2f65-4f5c-9a53-0f4f5c1b2a3d"

BAD_BODIES: dict[str, tuple[bytes, str]] = {
    "no body": (b"", "invalid_json"),
    "no JSON": (b"{text: hello}", "invalid_json"),
    "cut off": (b'{"text": "hel', "invalid_json"),
    "not UTF-8": (b'{"text": "\xff\xfe"}', "invalid_json"),
    "nested without end": (b"[" * 60_000, "invalid_json"),
    "a number too long to read": (b"1" * 5_000, "invalid_json"),
    "a list": (b'["hello"]', "invalid_body"),
    "a string": (b'"hello"', "invalid_body"),
    "null": (b"null", "invalid_body"),
    "no text": (b"{}", "invalid_text"),
    "text null": (b'{"text": null}', "invalid_text"),
    "text a number": (b'{"text": 5}', "invalid_text"),
    "text a list": (b'{"text": ["a"]}', "invalid_text"),
    "text an object": (b'{"text": {"a": 1}}', "invalid_text"),
    "text true": (b'{"text": true}', "invalid_text"),
    "empty": (b'{"text": ""}', "invalid_text"),
    "only spaces": (b'{"text": " \\n\\t \\u3000"}', "invalid_text"),
    "only control characters": (b'{"text": "\\u0000\\u0007\\u009f"}', "invalid_text"),
    "2,001 characters": (b'{"text": "' + b"a" * 2001 + b'"}', "invalid_text"),
    "a lone surrogate": (b'{"text": "hi \\ud800"}', "invalid_text"),
    "a lone low surrogate": (b'{"text": "\\udc00 hi"}', "invalid_text"),
    "conversation a number": (b'{"text": "hi", "conversation": 7}', "invalid_conversation"),
    "conversation empty": (b'{"text": "hi", "conversation": ""}', "invalid_conversation"),
    "conversation with a space": (b'{"text": "hi", "conversation": "a b"}', "invalid_conversation"),
    "conversation with a line end": (b'{"text": "hi", "conversation": "a\\n"}', "invalid_conversation"),
    "conversation with NUL": (b'{"text": "hi", "conversation": "a\\u0000"}', "invalid_conversation"),
    "conversation too long": (
        b'{"text": "hi", "conversation": "' + b"a" * 65 + b'"}',
        "invalid_conversation",
    ),
    "id no UUID": (b'{"text": "hi", "id": "1234"}', "invalid_id"),
    "id a number": (b'{"text": "hi", "id": 1234}', "invalid_id"),
    "id in braces": (b'{"text": "hi", "id": "{' + UUID.encode() + b'}"}', "invalid_id"),
    "locale a number": (b'{"text": "hi", "locale": 1}', "invalid_locale"),
}


@pytest.mark.parametrize("name", BAD_BODIES)
async def test_it_is_refused_with_400_and_the_next_message_works(gateway: Gateway, name: str) -> None:
    body, code = BAD_BODIES[name]

    response = await gateway.client.post("/api/v1/chat", data=body)

    assert response.status == 400
    error = (await response.json())["error"]
    assert error["code"] == code
    assert error["message"]
    assert gateway.engine.turns == []
    await gateway.chat("the next message")


async def test_100_kb_is_too_much(gateway: Gateway) -> None:
    response = await gateway.post(text="a" * 100_000)

    assert response.status == 413
    assert (await response.json())["error"]["code"] == "too_large"
    await gateway.chat("the next message")


async def test_2000_characters_fit_however_they_are_escaped(gateway: Gateway) -> None:
    body = json.dumps({"text": "𠮷" * 2000, "id": UUID}).encode("ascii")

    response = await gateway.client.post("/api/v1/chat", data=body)

    assert response.status == 200
    assert gateway.engine.turns[0].text == "𠮷" * 2000


@pytest.mark.parametrize(
    ("sent", "read"),
    [
        ("a\x00b\x07c\x1bd\x7fe\x85f", "abcdef"),
        ("one\r\ntwo\tthree", "one\ntwo\tthree"),
        ("  trimmed \n", "trimmed"),
        ("a" * 2000 + "   ", "a" * 2000),
        ("a" * 2000 + "\x00" * 50, "a" * 2000),
    ],
)
async def test_control_characters_and_outer_spaces_are_removed(
    gateway: Gateway, sent: str, read: str
) -> None:
    await gateway.chat(sent)

    assert gateway.engine.turns[0].text == read


@pytest.mark.parametrize("locale", ["", "not a locale", "x" * 60, "\x00", "\ud800", None, "tlh"])
async def test_a_locale_that_is_none_is_ignored(gateway: Gateway, locale: str | None) -> None:
    assert (await gateway.chat(locale=locale))["language"] == "en"


async def test_unknown_fields_are_ignored(gateway: Gateway) -> None:
    await gateway.chat(metadata={"a": 1}, x=[1])


@pytest.mark.parametrize("content_type", ["text/plain", "application/json; charset=big5", "", "nonsense"])
async def test_the_content_type_does_not_matter(gateway: Gateway, content_type: str) -> None:
    body = json.dumps({"text": "腰痛"}, ensure_ascii=False).encode()

    response = await gateway.client.post("/api/v1/chat", data=body, headers={"Content-Type": content_type})

    assert response.status == 200
    assert gateway.engine.turns[0].text == "腰痛"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/v1/chat", 405, "method_not_allowed"),
        ("DELETE", "/", 405, "method_not_allowed"),
        ("GET", "/nothing", 404, "not_found"),
        ("GET", "/static/1/nothing.js", 404, "not_found"),
        ("GET", "/static/1/..%2f..%2fkeys.py", 404, "not_found"),
    ],
)
async def test_other_addresses_and_methods_have_the_same_error_shape(
    gateway: Gateway, method: str, path: str, status: int, code: str
) -> None:
    response = await gateway.client.request(method, path)

    assert response.status == status
    body: dict[str, Any] = await response.json()
    assert body["error"]["code"] == code
    assert (status != 405) or "Allow" in response.headers


async def test_a_bug_becomes_500_without_details(
    gateway: Gateway, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(turn: object) -> Any:
        raise RuntimeError(f"cannot handle {turn}")

    gateway.engine.replies = broken

    response = await gateway.post(text="private words")

    assert response.status == 500
    assert (await response.json())["error"]["code"] == "internal_error"
    assert "private words" not in "".join(capsys.readouterr())


async def test_no_log_line_holds_what_was_written(
    gateway: Gateway, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    await gateway.chat("private words")
    await gateway.post(text="private words", id="private words")
    gateway.engine.down = True
    await gateway.post(text="private words")

    assert "private words" not in "".join(capsys.readouterr()) + caplog.text
