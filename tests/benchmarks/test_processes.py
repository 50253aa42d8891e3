from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

import pytest

from benchmarks.memory import memory_of, process_name
from benchmarks.processes import Program, ProgramError, descendants, wait_until_ready
from benchmarks.system import environment

SLEEP = "import time; time.sleep(60)"
PARENT = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEP!r}])"


def program(folder: Path, *words: str) -> Program:
    return Program([sys.executable, *words], os.environ, folder, folder / "program.log")


def test_a_program_is_stopped_with_its_children(tmp_path: Path) -> None:
    async def has_child() -> bool:
        return bool(descendants(process.pid))

    parent = program(tmp_path, "-c", PARENT)
    with parent.started() as process:
        asyncio.run(wait_until_ready(parent, process, has_child))
        pids = [process.pid, *descendants(process.pid)]
        assert len(memory_of(process.pid)) == 2
    assert [pid for pid in pids if memory_of(pid)] == []


def test_a_program_that_fails_shows_the_end_of_its_log(tmp_path: Path) -> None:
    with pytest.raises(ProgramError, match=r"(?s)ended with 3; its log ends with:.*no model"):
        program(tmp_path, "-c", "import sys; print('no model'); sys.exit(3)").run()


def test_a_program_that_ends_is_not_waited_for(tmp_path: Path) -> None:
    async def never() -> bool:
        return False

    ending = program(tmp_path, "-c", "print('bye')")
    with ending.started() as process, pytest.raises(ProgramError, match="before it was ready"):
        asyncio.run(wait_until_ready(ending, process, never))


def test_the_memory_of_this_process_is_read() -> None:
    own = memory_of(os.getpid())[0]
    assert own.rss >= own.pss > 1_000_000


@pytest.mark.parametrize(
    ("words", "name"),
    [
        (["/v/bin/python", "-m", "bot", "up", ""], "bot up"),
        (["/v/bin/python", "-W", "ignore", "-m", "rasa", "run", "--quiet"], "rasa run"),
        (["/v/bin/python", "/v/bin/rasa", "run", "--model", "m"], "rasa run"),
        (["/v/bin/python", "-c", "pass"], "/v/bin/python -c pass"),
    ],
)
def test_a_process_is_named_by_what_it_runs(words: list[str], name: str) -> None:
    assert process_name(words) == name


def test_settings_of_the_caller_reach_no_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://clinic")
    monkeypatch.setenv("MERIDIAN_VAR", "/srv/meridian")
    monkeypatch.setenv("MERIDIAN_ENCODER", "embedded")
    passed = environment(MERIDIAN_PORT="1")
    assert "DATABASE_URL" not in passed
    assert "MERIDIAN_VAR" not in passed
    assert (passed["MERIDIAN_ENCODER"], passed["MERIDIAN_PORT"]) == ("embedded", "1")
    assert passed["RASA_TELEMETRY_ENABLED"] == "false"
