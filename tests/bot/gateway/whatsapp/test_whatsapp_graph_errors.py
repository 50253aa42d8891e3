"""Which of Meta's errors asks for which deed."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from bot.gateway.whatsapp import graph_errors
from bot.gateway.whatsapp.errors import (
    FAMILY,
    AccountBlocked,
    GraphError,
    NotDeliverable,
    OurBug,
    Retry,
    TokenRefused,
    Unreachable,
    WindowClosed,
)
from bot.gateway.whatsapp.events import ApiError
from bot.gateway.whatsapp.graph_errors import error_of_answer, error_of_report

DOCUMENTED: dict[type[GraphError], list[int]] = {
    Retry: [4, 80007, 130429, 131016, 131056, 131057],
    WindowClosed: [131047],
    NotDeliverable: [131021, 131026, 131030, 131062],
    TokenRefused: [0, 3, 10, 190, 200, 250, 299],
    AccountBlocked: [368, 130497, 131031, 131042, 131048],
    OurBug: [100, 131008, 131009, 131051, 131052, 131053, 132000, 132001, 132012, 132015, 132016],
}


def answer(code: int, message: str = "(#1) Sorry") -> dict[str, Any]:
    details = {"messaging_product": "whatsapp", "details": "85255500001 wrote it"}
    error = {"message": message, "type": "OAuthException", "code": code, "error_data": details}
    return {"error": {**error, "fbtrace_id": "A1b2"}}


@pytest.mark.parametrize(
    ("family", "code"), [(family, code) for family, codes in DOCUMENTED.items() for code in codes]
)
@pytest.mark.parametrize("status", [400, 401, 429, 500])
def test_a_documented_code_decides_whatever_the_http_status(
    family: type[GraphError], code: int, status: int
) -> None:
    error = error_of_answer(status, answer(code))

    assert type(error) is family
    assert error.code == code


@pytest.mark.parametrize(
    ("status", "family"),
    [
        (400, OurBug),
        (404, OurBug),
        (401, TokenRefused),
        (403, TokenRefused),
        (429, Retry),
        (408, Unreachable),
        (500, Unreachable),
        (502, Unreachable),
        (504, Unreachable),
        (302, Unreachable),
    ],
)
@pytest.mark.parametrize("body", [None, "<html>", {"error": "?"}, answer(987654)])
def test_without_a_known_code_the_http_status_decides(
    status: int, family: type[GraphError], body: object
) -> None:
    assert type(error_of_answer(status, body)) is family


def test_only_the_pair_rate_holds_back_only_one_user() -> None:
    limits = {code: error_of_answer(429, answer(code), after=7) for code in (131056, 130429)}

    assert {code: error.pair for code, error in limits.items() if isinstance(error, Retry)} == {
        131056: True,
        130429: False,
    }
    assert [error.after for error in limits.values() if isinstance(error, Retry)] == [7, 7]


def test_a_status_with_an_error_is_judged_alike_and_final_where_the_code_is_new() -> None:
    assert type(error_of_report(ApiError(131047))) is WindowClosed
    assert type(error_of_report(ApiError(987654))) is NotDeliverable


def test_an_error_tells_its_code_but_nothing_of_what_was_sent() -> None:
    error = error_of_answer(400, answer(131009, "(#131009) 'I am Els' is not valid"))

    assert str(error) == "HTTP 400, code 131009"
    assert "Els" not in repr(error) + repr(error.error)
    assert "85255500001" not in repr(error) + repr(error.error)


def test_no_code_stands_in_two_families_and_no_family_is_unknown() -> None:
    table = graph_errors._read()
    codes = Counter(code for name in FAMILY for code in graph_errors._codes(table[name]))

    assert set(table) == {*FAMILY, "pair"}
    assert [code for code, times in codes.items() if times > 1] == []
    assert set(table["pair"]) <= set(table["retry"])
