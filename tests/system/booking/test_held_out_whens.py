"""Held-out days and times, over the chat API, at the clock for which they were labelled."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

import pytest

from bot.evaluation.when import add_arguments, run
from tests.system.assistant import Assistant

pytestmark = [pytest.mark.system, pytest.mark.proof]


@pytest.fixture
def just_started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """An assistant with an empty calendar, whose clock has not run far: "in three hours" is soon another."""
    with Assistant.installed_in(tmp_path_factory.mktemp("whens")).running() as started:
        yield started


def test_they_are_understood_as_often_as_is_required(just_started: Assistant) -> None:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    assert run(parser.parse_args(["--address", just_started.address, "--show"])) == 0
