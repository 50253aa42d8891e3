from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.evaluation.outcome import Outcome
from bot.evaluation.questions import Question
from knowledge.language import Language

Make = Callable[..., Outcome]
Handler = Callable[[web.Request], Awaitable[web.Response]]
Serve = Callable[[Handler], str]


@pytest.fixture
def outcome() -> Make:
    """Makes outcomes of English questions: asked (None: out of scope), given (None: no answer)."""

    def make(asked: str | None, given: str | None, confidence: float = 0.9, **changes: Any) -> Outcome:
        question = Question(
            text=changes.pop("text", "how long is it"),
            language=Language.EN,
            manner=changes.pop("manner", "plain"),
            topic=asked,
        )
        fields: dict[str, Any] = {
            "language": "en",
            "kinds": ("notice", "answer" if given else "fallback"),
            "topic": given,
            "confidence": confidence if given else None,
            "seconds": 0.01,
        }
        return Outcome(question, **{**fields, **changes})

    return make


@pytest.fixture
def questions_folder(tmp_path: Path) -> Path:
    """A folder with two questions a language and thresholds that perfect answers reach."""
    for language in Language:
        text = "鍼灸一次要多久呢" if language.is_chinese else "how long does it take"
        lines = f"# session/length\nplain| {text}\n\n# out_of_scope\nshort| weather {text}\n"
        (tmp_path / f"{language}.txt").write_text(lines, encoding="utf-8")
    thresholds = "accuracy: 1\nprecision: 1\nout_of_scope: 1\nlanguage: 1\nspread: 0\n"
    (tmp_path / "thresholds.yml").write_text(thresholds, encoding="utf-8")
    return tmp_path


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts a server with one handler in a thread of its own, and gives its address."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever)
    thread.start()
    runners: list[web.ServerRunner] = []

    def start(handler: Handler) -> str:
        return asyncio.run_coroutine_threadsafe(_start(handler, runners), loop).result(10)

    yield start
    for runner in runners:
        asyncio.run_coroutine_threadsafe(runner.cleanup(), loop).result(10)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()


async def _start(handler: Handler, runners: list[web.ServerRunner]) -> str:
    async def handle(request: web.BaseRequest) -> web.StreamResponse:
        assert isinstance(request, web.BaseRequest)
        return await handler(request)  # type: ignore[arg-type]

    runner = web.ServerRunner(web.Server(handle))
    await runner.setup()
    runners.append(runner)
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return f"http://127.0.0.1:{runner.addresses[0][1]}"
