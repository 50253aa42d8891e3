"""``python -m bot evaluate-when`` against a small real server."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.evaluation.when import add_arguments, run
from bot.evaluation.when.command import PHRASES
from bot.evaluation.when.phrases import read_openings
from knowledge.language import Language
from tests.bot.evaluation.conftest import Handler, Serve

LANGUAGE_OF = {opening: language for language, opening in read_openings(PHRASES / "openings.yml").items()}


def evaluate(address: str, folder: Path, *options: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    named = ["--address", address, "--phrases", str(folder), "--thresholds", str(folder / "thresholds.yml")]
    return run(parser.parse_args([*named, *options]))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set with two phrases a language, of which an assistant that listens gets both right."""
    for language in Language:
        lines = "on Tuesday at four\t2026-11-24 16:00\nhow long is it?\tnone\n"
        (tmp_path / f"{language}.txt").write_text(lines, encoding="utf-8")
    (tmp_path / "thresholds.yml").write_text("phrases: 2\nright: 1\nwrong: 0\n", encoding="utf-8")
    return tmp_path


def reply(conversation: str, **shown: str) -> web.Response:
    draft = {"status": "draft", "service": "acupuncture", **shown}
    message = {"kind": "booking", "text": "Well?", "suggestions": [], "booking": draft}
    language = conversation.partition("_")[0]
    return web.json_response({"conversation": conversation, "language": language, "messages": [message]})


def an_assistant(hour: str) -> Handler:
    """It hears a phrase with "four" in it as this hour, once its language has opened a booking."""
    opened: set[str] = set()

    async def answer(request: web.Request) -> web.Response:
        fields: dict[str, Any] = await request.json()
        if "conversation" not in fields:
            opened.add(f"{LANGUAGE_OF[fields['text']]}_{len(opened)}")
            return reply(max(opened, key=lambda one: int(one.partition("_")[2])))
        assert fields["conversation"] in opened
        shown = {"date": "2026-11-24", "time": hour} if "four" in fields["text"] else {}
        return reply(fields["conversation"], **shown)

    return answer


def test_what_is_understood_reaches_every_threshold(
    serve: Serve, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(serve(an_assistant("16:00")), folder, "--show") == 0
    output = capsys.readouterr().out
    assert "Every threshold is reached." in output
    assert "on Tuesday" not in output


def test_what_is_taken_wrongly_exits_1_and_is_listed_on_request(
    serve: Serve, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    address = serve(an_assistant("04:00"))
    assert evaluate(address, folder) == 1
    output = capsys.readouterr().out
    assert f"MISSED  {folder.name}, nl: 50.0% right is under 100.0%" in output
    assert f"MISSED  {folder.name}, nl: 100.0% wrong among the accepted is above 0.0%" in output
    assert "on Tuesday" not in output
    assert evaluate(address, folder, "--show") == 1
    expected = "wrong  on Tuesday at four  ->  2026-11-24 04:00 (expected 2026-11-24 16:00)"
    assert capsys.readouterr().out.count(expected) == len(Language)


def test_an_opening_that_opens_no_booking_exits_2(
    serve: Serve, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def refuse(_: web.Request) -> web.Response:
        return web.json_response({"conversation": "c", "language": "en", "messages": []})

    assert evaluate(serve(refuse), folder) == 2
    assert "opens no booking" in capsys.readouterr().err


def test_an_assistant_that_is_away_exits_2(
    folder: Path, unused_tcp_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(f"http://127.0.0.1:{unused_tcp_port}", folder) == 2
    assert f"127.0.0.1:{unused_tcp_port}" in capsys.readouterr().err


@pytest.mark.parametrize("content", ["right: 1\nwrong: 0\n", "phrases: many\nright: 1\nwrong: 0\n"])
def test_thresholds_that_cannot_be_used_exit_2(
    folder: Path, content: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "thresholds.yml").write_text(content, encoding="utf-8")
    assert evaluate("http://127.0.0.1:9", folder) == 2
    assert "thresholds.yml, line 1" in capsys.readouterr().err
