"""No webhook, however strange, makes reading it fail."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.whatsapp.events import StatusReported, UserEvent
from tests.bot.gateway.whatsapp.payload_files import NAMES, parsed, payload

_KEYS = sorted(
    {"from", "from_user_id", "id", "timestamp", "type", "text", "body", "system", "errors", "code"}
    | {"status", "interactive", "button_reply", "title", "edit", "message", "context", "group_id"}
)
_LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(10**20, 10**30)
    | st.floats()
    | st.text(st.characters(), max_size=20)
    | st.sampled_from(["text", "system", "1795257000", "-1", "٣", "HK.1", "85255500001", "\ud800"])
)
ANY_JSON = st.recursive(
    _LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text() | st.sampled_from(_KEYS), inner, max_size=5)
    ),
    max_leaves=20,
)


@given(ANY_JSON)
def test_any_json_is_read(body: object) -> None:
    assert parsed(body)[0] == []


@given(ANY_JSON)
def test_any_json_in_place_of_messages_statuses_and_errors_is_read(part: Any) -> None:
    body = payload("text")
    value = body["entry"][0]["changes"][0]["value"]
    value |= {"messages": [part, *_listed(part)], "statuses": part, "errors": part, "contacts": part}

    for event in parsed(body)[0]:
        assert event.id


@given(st.sampled_from(NAMES), st.data())
def test_a_recorded_payload_with_a_part_changed_or_missing_is_read(name: str, data: st.DataObject) -> None:
    body = payload(name)
    for _ in range(data.draw(st.integers(1, 4))):
        _change_somewhere(body, data)

    for event in parsed(body)[0]:
        assert event.at.tzinfo is not None
        assert len(event.key) <= 600
        assert isinstance(event, StatusReported) or not isinstance(event, UserEvent) or event.sender.key


def test_a_payload_nested_deeper_than_python_recurses_is_read() -> None:
    deep: Any = 1
    for _ in range(5000):
        deep = {"message": [deep]}
    body = payload("text_edited")
    body["entry"][0]["changes"][0]["value"]["messages"][0]["edit"] = deep

    assert len(parsed(body)[0]) == 1


def _listed(part: Any) -> list[Any]:
    return part if isinstance(part, list) else []


def _change_somewhere(body: Any, data: st.DataObject) -> None:
    places = list(_places(body))
    if not places:
        return
    container, key = data.draw(st.sampled_from(places))
    changes: list[Callable[[], None]] = [
        lambda: container.__delitem__(key),
        lambda: container.__setitem__(key, data.draw(ANY_JSON)),
        lambda: container.__setitem__(key, json.dumps(container[key])),
    ]
    data.draw(st.sampled_from(changes))()


def _places(part: Any) -> Any:
    keys = part.keys() if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
    for key in keys:
        yield part, key
        yield from _places(part[key])
