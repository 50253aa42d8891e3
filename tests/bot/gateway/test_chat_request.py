"""Whatever bytes come in, the validator reads them or says what is wrong."""

from __future__ import annotations

import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.api_error import BadRequest
from bot.gateway.chat_request import MAX_TEXT, ChatRequest, parse_chat_request

ANY_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)
ANY_CHARACTER = st.characters(exclude_categories=[]) | st.sampled_from("\x00\r\n\t\ud800\udfff\u202e")


def parse(body: bytes) -> ChatRequest | None:
    try:
        return parse_chat_request(body)
    except BadRequest:
        return None


def is_clean(text: str) -> bool:
    text.encode("utf-8")
    controls = {character for character in text if unicodedata.category(character) == "Cc"}
    return controls <= {"\n", "\t"} and text == text.strip() and 1 <= len(text) <= MAX_TEXT


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    parse(body)


@given(ANY_JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    parse(json.dumps(value).encode())


@given(
    st.fixed_dictionaries({"text": ANY_JSON, "conversation": ANY_JSON, "locale": ANY_JSON, "id": ANY_JSON})
)
def test_any_types_are_read_or_refused(fields: dict[str, object]) -> None:
    request = parse(json.dumps(fields).encode())

    assert request is None or is_clean(request.text)


@given(st.text(ANY_CHARACTER, max_size=2100))
def test_a_text_that_is_let_in_can_be_stored(text: str) -> None:
    request = parse(json.dumps({"text": text}).encode())

    assert request is None or is_clean(request.text)


@given(st.text(min_size=1, max_size=2000).filter(is_clean))
def test_a_clean_text_is_let_in_unchanged(text: str) -> None:
    for escaped in (True, False):
        body = json.dumps({"text": text}, ensure_ascii=escaped).encode()
        assert parse(body) == ChatRequest(text=text)


@given(st.uuids(), st.from_regex(r"[A-Za-z0-9_-]{1,64}", fullmatch=True))
def test_ids_are_let_in(identifier: object, conversation: str) -> None:
    fields = {"text": "hi", "id": str(identifier).upper(), "conversation": conversation}

    request = parse(json.dumps(fields).encode())

    assert request == ChatRequest(text="hi", id=str(identifier), conversation=conversation)
