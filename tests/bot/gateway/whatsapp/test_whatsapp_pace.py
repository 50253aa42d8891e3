"""No more messages than Meta takes, and none held back that it would take."""

from __future__ import annotations

import asyncio
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.gateway.whatsapp.pace import NUMBER_LIMIT, PAIR_BURST, PAIR_SECONDS, Pace, back_off


class Time:
    """A clock that moves when someone sleeps."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def pace(time: Time) -> Pace:
    return Pace(time, time.sleep)


async def test_to_one_user_a_burst_goes_at_once_then_one_in_six_seconds(time: Time, pace: Pace) -> None:
    for _ in range(PAIR_BURST):
        await pace.wait("HK.1")
    assert time.now == 100

    waits = [await wait(time, pace, "HK.1") for _ in range(3)]

    assert waits == pytest.approx([PAIR_SECONDS] * 3)


async def test_one_users_burst_holds_back_no_other(time: Time, pace: Pace) -> None:
    for _ in range(PAIR_BURST):
        await pace.wait("HK.1")

    assert pace.take("HK.1") > 0
    assert pace.take("HK.2") == 0


async def test_after_a_pause_the_burst_is_there_again(time: Time, pace: Pace) -> None:
    for _ in range(PAIR_BURST):
        await pace.wait("HK.1")
    time.now += PAIR_BURST * PAIR_SECONDS

    assert [pace.take("HK.1") for _ in range(PAIR_BURST)] == [0] * PAIR_BURST
    assert pace.take("HK.1") > 0


async def test_eighty_go_in_a_second_and_the_next_a_second_after_the_first(time: Time, pace: Pace) -> None:
    for user in range(NUMBER_LIMIT):
        await pace.wait(f"HK.{user}")
    assert time.now == 100

    assert await wait(time, pace, "HK.81") == pytest.approx(1)


async def test_messages_that_came_in_count_with_those_that_go_out(time: Time, pace: Pace) -> None:
    for _ in range(NUMBER_LIMIT):
        pace.count_received()

    assert pace.take("HK.1") == pytest.approx(1)


async def test_many_who_wait_at_once_keep_to_the_limits_together(time: Time, pace: Pace) -> None:
    went: list[tuple[float, str]] = []

    async def send(user: str) -> None:
        await pace.wait(user)
        went.append((time.now, user))

    await asyncio.gather(*(send(f"HK.{number % 5}") for number in range(300)))

    assert len(went) == 300
    assert_within_limits(went)


@given(st.lists(st.tuples(st.integers(0, 3), st.floats(0, 3)), max_size=400))
def test_whatever_is_let_through_is_within_the_limits(asked: list[tuple[int, float]]) -> None:
    time = Time()
    pace = Pace(time)
    went = []
    for number, pause in asked:
        time.now += pause / 20
        if pace.take(f"HK.{number}") == 0:
            went.append((time.now, f"HK.{number}"))

    assert_within_limits(went)


def test_it_remembers_no_more_users_than_its_capacity(time: Time) -> None:
    pace = Pace(time, capacity=3)
    for number in range(50):
        pace.take(str(number))

    assert len(pace) == 3


def test_each_failure_in_a_row_waits_four_times_as_long_up_to_an_hour() -> None:
    assert [back_off(failures) for failures in (1, 2, 3)] == [4, 16, 64]
    assert back_off(6) == back_off(10**9) == 3600


async def wait(time: Time, pace: Pace, user: str) -> float:
    before = time.now
    await pace.wait(user)
    return time.now - before


def assert_within_limits(went: list[tuple[float, str]]) -> None:
    moments = sorted(moment for moment, _ in went)
    later = zip(moments, moments[NUMBER_LIMIT:], strict=False)
    assert all(last - first >= 1 - 1e-5 for first, last in later)
    for user in Counter(user for _, user in went):
        own = sorted(moment for moment, sent_to in went if sent_to == user)
        for first in range(len(own)):
            for last in range(first, len(own)):
                allowed = PAIR_BURST + (own[last] - own[first]) / PAIR_SECONDS
                assert last - first + 1 <= allowed + 1e-5
