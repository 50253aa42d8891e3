from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import Clock

MOMENT = "2026-03-02T08:30:00+08:00"
SLACK = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _no_clock_in_the_environment(monkeypatch):
    monkeypatch.delenv("MERIDIAN_NOW", raising=False)
    monkeypatch.delenv("MERIDIAN_CLOCK_OFFSET", raising=False)


@pytest.mark.parametrize("clock", [Clock(), Clock.starting_at(None), Clock.from_environment()])
def test_without_a_start_the_clock_is_the_systems(clock):
    before = datetime.now(UTC)

    assert before <= clock.now() <= datetime.now(UTC)


def test_the_clock_starts_at_the_chosen_moment_and_runs_on_in_utc():
    clock = Clock.starting_at(datetime.fromisoformat(MOMENT))

    first, second = clock.now(), clock.now()

    start = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
    assert start <= first <= second < start + SLACK
    assert first.tzinfo is UTC


def test_meridian_now_sets_the_start(monkeypatch):
    monkeypatch.setenv("MERIDIAN_NOW", MOMENT)

    assert abs(Clock.from_environment().now() - datetime.fromisoformat(MOMENT)) < SLACK


def test_a_process_started_later_shows_the_same_time_and_does_not_jump_back(monkeypatch):
    first = Clock.starting_at(datetime.fromisoformat(MOMENT) - timedelta(hours=5))
    monkeypatch.setenv("MERIDIAN_NOW", MOMENT)
    monkeypatch.setenv("MERIDIAN_CLOCK_OFFSET", str(first.offset.total_seconds()))

    assert Clock.from_environment().offset == first.offset


def test_durations_do_not_depend_on_the_chosen_start():
    real, moved = Clock(), Clock.starting_at(datetime.fromisoformat(MOMENT))

    assert abs(real.monotonic() - moved.monotonic()) < SLACK.total_seconds()
