"""When a message may go out: the 24-hour window, templates, and how many at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.whatsapp.conftest import Desk, text
from tests.whatsapp.fake_graph.behaviour import Behaviour
from tests.whatsapp.fake_graph.templates import Templates

pytestmark = pytest.mark.asyncio

DAY = 24 * 3600
REMINDER = ("appointment_reminder", "nl")


def template(*parameters: str, name: str = REMINDER[0], language: str = REMINDER[1]) -> dict[str, Any]:
    body = {"type": "body", "parameters": [{"type": "text", "text": text} for text in parameters]}
    content = {"name": name, "language": {"code": language}, "components": [body]}
    return {"type": "template", "template": content}


async def test_the_window_closes_a_day_after_the_last_message(desk: Desk) -> None:
    desk.clock.now += DAY
    assert await desk.refusal(text()) == 0

    desk.clock.now += 1
    assert await desk.refusal(text()) == 131047

    desk.ann.say("One more thing.")
    assert await desk.refusal(text()) == 0


async def test_the_window_is_closed_for_who_never_wrote(desk: Desk) -> None:
    bo = desk.graph.person("Bo", phone="85291111111")

    assert await desk.refusal(text(), to=bo) == 131047


@pytest.fixture
def behaviour() -> Behaviour:
    return Behaviour(templates=Templates({REMINDER: 2}))


@pytest.mark.parametrize(
    ("sent", "code"),
    [
        (template("Ann", "10:00"), 0),
        (template("Ann"), 132000),
        (template("Ann", "10:00", language="zh_HK"), 132001),
        (template("Ann", "10:00", name="sale"), 132001),
    ],
)
async def test_only_an_approved_template_goes_out_of_the_window(
    desk: Desk, sent: dict[str, Any], code: int
) -> None:
    desk.clock.now += 2 * DAY

    assert await desk.refusal(sent) == code


async def test_a_user_gets_a_burst_of_45_then_one_in_six_seconds(desk: Desk) -> None:
    assert [await desk.refusal(text()) for _ in range(46)] == [0] * 45 + [131056]

    bo = desk.graph.person("Bo", phone="85291111111")
    bo.say("Hello?")
    assert await desk.refusal(text(), to=bo) == 0
    desk.clock.now += 5.9
    assert await desk.refusal(text()) == 131056
    desk.clock.now += 0.2
    assert [await desk.refusal(text()) for _ in range(2)] == [0, 131056]


async def test_the_number_passes_80_messages_a_second_both_ways(desk: Desk) -> None:
    desk.clock.now += 1
    crowd = [desk.graph.person(f"person {n}", phone=f"8529{n:07}") for n in range(50)]
    for person in crowd:
        person.say("Hello?")

    assert [await desk.refusal(text(), to=person) for person in crowd] == [0] * 30 + [130429] * 20

    desk.clock.now += 1
    assert await desk.refusal(text(), to=crowd[-1]) == 0


async def test_what_was_refused_counts_against_no_limit(desk: Desk) -> None:
    for _ in range(100):
        await desk.refusal({"type": "poll"})

    assert await desk.refusal(text()) == 0
