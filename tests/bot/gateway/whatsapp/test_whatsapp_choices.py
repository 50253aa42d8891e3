"""Suggestions become buttons where they fit and a list where not, and come back as what they say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.whatsapp.choices import Choice, interactive, offered_choices
from bot.gateway.whatsapp.length import length

Message = dict[str, Any]


def offering(*titles: str) -> Message:
    return {"text": "?", "suggestions": [{"title": title, "text": f"say {title}"} for title in titles]}


def titles(*messages: Message) -> list[str]:
    return [choice.title for choice in offered_choices(messages)]


def shown(*messages: Message) -> dict[str, Any]:
    return interactive("Which?", offered_choices(messages), "Choose")


def test_three_short_suggestions_are_buttons() -> None:
    assert shown(offering("Yes", "No", "Talk to a person")) == {
        "type": "button",
        "body": {"text": "Which?"},
        "action": {
            "buttons": [
                {"type": "reply", "reply": {"id": "say Yes", "title": "Yes"}},
                {"type": "reply", "reply": {"id": "say No", "title": "No"}},
                {"type": "reply", "reply": {"id": "say Talk to a person", "title": "Talk to a person"}},
            ]
        },
    }


def test_four_are_a_list() -> None:
    assert shown(offering("A", "B", "C", "D")) == {
        "type": "list",
        "body": {"text": "Which?"},
        "action": {
            "button": "Choose",
            "sections": [{"rows": [{"id": f"say {title}", "title": title} for title in "ABCD"]}],
        },
    }


def test_one_that_no_button_holds_makes_a_list_and_stands_whole_in_its_description() -> None:
    content = shown(offering("Yes", "Initial consultation with treatment"))

    assert content["action"]["sections"][0]["rows"] == [
        {"id": "say Yes", "title": "Yes"},
        {
            "id": "say Initial consultation with treatment",
            "title": "Initial consultation wi…",
            "description": "Initial consultation with treatment",
        },
    ]


def test_two_with_the_same_title_are_a_list_as_meta_refuses_such_buttons() -> None:
    same = {
        "text": "?",
        "suggestions": [{"title": "Yes", "text": "Yes, today"}, {"title": "Yes", "text": "Yes, tomorrow"}],
    }

    assert shown(same)["type"] == "list"


def test_a_list_has_ten_rows_at_most() -> None:
    assert titles(offering(*"ABCDEFGHIJKLM")) == list("ABCDEFGHIJ")


def test_the_last_message_asks_and_earlier_ones_fill_free_buttons_only() -> None:
    answer = offering("Price", "Side effects and what they are", "Length", "Safety")

    assert titles(answer, offering("Morning", "Afternoon", "Evening")) == ["Morning", "Afternoon", "Evening"]
    assert titles(answer, offering("Yes", "No")) == ["Yes", "No", "Price"]
    assert titles(answer, {"text": "Bye"}) == ["Price", "Side effects and what they are", "Length", "Safety"]
    assert titles(offering("Yes"), offering("Yes")) == ["Yes"]
    assert titles(answer, offering("Side effects and what they are")) == ["Side effects and what they are"]


@pytest.mark.parametrize(
    "suggestions",
    [None, [], [{"title": " ", "text": "a"}], [{"title": "a", "text": " "}]],
)
def test_nothing_to_press_is_no_choice(suggestions: object) -> None:
    assert offered_choices([{"text": "?", "suggestions": suggestions}]) == []


def test_the_same_suggestion_is_offered_once() -> None:
    assert titles(offering("Yes", "No", "Yes")) == ["Yes", "No"]


def test_a_chosen_id_says_what_its_suggestion_says() -> None:
    texts = ["是", "x" * 200, "y" * 201, "two\nlines", " spaced", "𠮷" * 101]
    message = {"text": "?", "suggestions": [{"title": text[:20], "text": text} for text in texts]}
    offered = {choice.id: choice.text for choice in offered_choices([message])}
    ids = list(offered)

    assert ids[:2] == texts[:2]
    assert all(made.startswith("#") for made in ids[2:])
    assert list(offered.values()) == texts


@given(st.lists(st.builds(Choice, st.text(min_size=1), st.text(min_size=1)), min_size=1, max_size=10))
def test_whatever_is_offered_keeps_to_metas_limits(choices: list[Choice]) -> None:
    content = interactive("Which?", choices, "Choose")

    for choice in choices:
        assert 0 < length(choice.id) <= 200
    if content["type"] == "button":
        replies = [button["reply"] for button in content["action"]["buttons"]]
        assert len(replies) <= 3
        assert len({reply["title"] for reply in replies}) == len(replies)
        assert all(length(reply["title"]) <= 20 for reply in replies)
    else:
        rows = content["action"]["sections"][0]["rows"]
        assert all(length(row["title"]) <= 24 for row in rows)
        assert all(length(row.get("description", "")) <= 72 for row in rows)
