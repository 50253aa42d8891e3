"""What a process writes to its log, in a process of its own: logging is set up once for each."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from bot.logs import PRIVATE_KEYS, drop_private_values
from bot.settings import PROJECT

SECRET = "my back hurts, call 5550100, 我叫陳大文"


def log_lines(statements: str, level: str = "info") -> list[dict[str, object]]:
    """The log of a process that runs these statements with ``log`` at hand."""
    program = f"""
import structlog
from bot.logs import configure_logs
configure_logs("gateway", {level!r})
log = structlog.get_logger()
{statements}
"""
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout == ""
    return [json.loads(line) for line in done.stderr.splitlines()]


def test_a_line_is_json_with_event_process_level_and_utc_time():
    (line,) = log_lines("log.warning('engine.request.failed', method='POST')")

    assert line["event"] == "engine.request.failed"
    assert line["process"] == "gateway"
    assert line["level"] == "warning"
    assert line["method"] == "POST"
    assert str(line["timestamp"]).endswith("Z")


def test_no_private_value_reaches_the_log():
    private = dict.fromkeys(PRIVATE_KEYS, SECRET)

    (line,) = log_lines(f"log.error('chat.failed', code=500, **{private!r})")

    assert line["code"] == 500
    assert {line[key] for key in PRIVATE_KEYS} == {"[private]"}
    assert SECRET not in json.dumps(line, ensure_ascii=False)


def test_a_private_value_bound_earlier_is_dropped_too():
    (line,) = log_lines(f"structlog.contextvars.bind_contextvars(text={SECRET!r}); log.error('chat.failed')")

    assert line["text"] == "[private]"


@pytest.mark.parametrize(
    ("level", "written"),
    [
        ("debug", ["debug", "info", "warning", "error"]),
        ("info", ["info", "warning", "error"]),
        ("warning", ["warning", "error"]),
        ("error", ["error"]),
    ],
)
def test_only_lines_at_or_above_the_level_are_written(level, written):
    statements = "\n".join(f"log.{name}('{name}')" for name in ("debug", "info", "warning", "error"))

    assert [line["event"] for line in log_lines(statements, level)] == written


@pytest.mark.parametrize("key", sorted(PRIVATE_KEYS))
def test_each_private_key_is_replaced_and_the_rest_kept(key):
    assert drop_private_values(None, "info", {key: SECRET, "code": 1}) == {key: "[private]", "code": 1}
