"""``python -m bot evaluate`` against a small real server."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.evaluation import add_arguments, run
from tests.bot.evaluation.conftest import Serve


def evaluate(address: str, folder: Path, *options: str) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    return run(parser.parse_args(["--address", address, "--questions", str(folder), *options]))


def reply(text: str, topic: str = "session/length") -> dict[str, Any]:
    """What an assistant answers that knows one topic, and Chinese only where it is traditional."""
    message = {"kind": "answer", "text": "…", "topic": topic, "confidence": 0.9, "sources": []}
    if "weather" in text:
        message = {"kind": "fallback", "text": "…", "confidence": 0.1}
    language = "zh-Hant" if "鍼" in text else "en"
    return {
        "conversation": "c",
        "language": language,
        "messages": [{"kind": "notice", "text": "…"}, message],
    }


async def answer(request: web.Request) -> web.Response:
    fields = await request.json()
    assert set(fields) == {"text", "id"}
    return web.json_response(reply(fields["text"]))


async def answer_in_the_folders_languages(request: web.Request) -> web.Response:
    fields = await request.json()
    text, _, language = fields["text"].partition(" @")
    return web.json_response({**reply(text), "language": language})


@pytest.fixture
def tagged_folder(questions_folder: Path) -> Path:
    """The questions with their language written into each, so that a small server can get all right."""
    for path in questions_folder.glob("*.txt"):
        lines = path.read_text(encoding="utf-8").splitlines()
        tagged = [f"{line} @{path.stem}" if "|" in line else line for line in lines]
        path.write_text("\n".join(tagged), encoding="utf-8")
    return questions_folder


def test_perfect_answers_reach_every_threshold(
    serve: Serve, tagged_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written = tmp_path / "scores.json"
    address = serve(answer_in_the_folders_languages)
    assert evaluate(address, tagged_folder, "--json", str(written)) == 0
    assert "Every threshold is reached." in capsys.readouterr().out
    scores = json.loads(written.read_text(encoding="utf-8"))
    assert scores["languages"]["zh-Hant"]["measures"]["accuracy"] == 1
    assert scores["calibration"]["expected_error"] == pytest.approx(0.1)
    assert scores["missed"] == []


def test_a_missed_threshold_is_said_and_exits_1(
    serve: Serve, questions_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(serve(answer), questions_folder) == 1
    output = capsys.readouterr().out
    assert "MISSED  nl: language 0.00% is under 100.0%" in output
    assert "MISSED  en" not in output
    assert "2 thresholds missed." in output


def test_texts_are_listed_only_on_request(
    serve: Serve, tagged_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def confuse(request: web.Request) -> web.Response:
        fields = await request.json()
        return web.json_response(reply(fields["text"], topic="session/first-visit"))

    address = serve(confuse)
    assert evaluate(address, tagged_folder) == 1
    output = capsys.readouterr().out
    assert "1  session/length -> session/first-visit" in output
    assert "how long" not in output
    assert evaluate(address, tagged_folder, "--show-texts") == 1
    assert "plain| how long does it take" in capsys.readouterr().out


def test_an_assistant_that_is_away_exits_2(
    questions_folder: Path, unused_tcp_port: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(f"http://127.0.0.1:{unused_tcp_port}", questions_folder) == 2
    assert f"127.0.0.1:{unused_tcp_port}" in capsys.readouterr().err


def test_an_unusable_reply_exits_2(
    serve: Serve, questions_folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async def deny(_: web.Request) -> web.Response:
        return web.json_response({"language": "en"})

    assert evaluate(serve(deny), questions_folder) == 2
    assert "not as the chat API has it" in capsys.readouterr().err


def test_an_unusable_file_exits_2(questions_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (questions_folder / "nl.txt").write_text("# no/such-topic\nplain| a", encoding="utf-8")
    assert evaluate("http://127.0.0.1:9", questions_folder) == 2
    assert "nl.txt, line 1: 'no/such-topic'" in capsys.readouterr().err


def test_a_busy_assistant_is_asked_again_with_the_same_id(serve: Serve, tagged_folder: Path) -> None:
    seen: list[str] = []

    async def busy_at_first(request: web.Request) -> web.Response:
        fields = await request.json()
        seen.append(fields["id"])
        if len(seen) == 1:
            return web.json_response({}, status=503, headers={"Retry-After": "0"})
        return await answer_in_the_folders_languages(request)

    assert evaluate(serve(busy_at_first), tagged_folder, "--concurrency", "1") == 0
    assert (len(seen), len(set(seen)), seen[0]) == (9, 8, seen[1])
