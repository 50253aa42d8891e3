"""``python -m bot up`` in a process of its own, with stand-ins for the three servers and for training."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.settings import PROJECT

NAMES = ("gateway", "actions", "rasa")
STAND_IN = Path(__file__).with_name("stand_in.py")
# The command itself runs in the real interpreter; only what it starts is the stand-in.
DRIVER = """
import sys
sys.executable = sys.argv.pop(1)
from bot.__main__ import main
sys.exit(main())
"""

Start = Callable[..., Awaitable[Process]]


@pytest.fixture
def var(tmp_path: Path) -> Path:
    (tmp_path / "var" / "models").mkdir(parents=True)
    return tmp_path / "var"


@pytest.fixture
def ports(free_ports: list[int]) -> dict[str, str]:
    variables = ("MERIDIAN_PORT", "MERIDIAN_ACTIONS_PORT", "MERIDIAN_ENGINE_PORT")
    return dict(zip(variables, map(str, free_ports), strict=True))


@pytest_asyncio.fixture
async def up(tmp_path: Path, var: Path, ports: dict[str, str]) -> AsyncIterator[Start]:
    """Starts the command; whatever still runs after the test is ended."""
    interpreter = tmp_path / "python"
    interpreter.write_text(f'#!/bin/sh\nexec "{sys.executable}" -IS "{STAND_IN}" "$@"\n', encoding="utf-8")
    interpreter.chmod(0o755)
    started: list[Process] = []

    async def start(**environment: str) -> Process:
        own = {"MERIDIAN_VAR": str(var), "MERIDIAN_RASA_PYTHON": str(interpreter), **ports}
        command = [sys.executable, "-c", DRIVER, str(interpreter), "up"]
        process = await asyncio.create_subprocess_exec(
            *command, cwd=PROJECT, env={**os.environ, **own, **environment}, stdout=PIPE, stderr=PIPE
        )
        started.append(process)
        return process

    yield start
    for process in started:
        if process.returncode is None:
            process.terminate()
            await process.communicate()


async def read_until(process: Process, words: str) -> str:
    """What the command prints up to the line with these words."""
    assert process.stdout is not None
    lines: list[str] = []
    while not lines or words not in lines[-1]:
        line = (await asyncio.wait_for(process.stdout.readline(), 30)).decode()
        assert line, "".join(lines)
        lines.append(line)
    return "".join(lines)


async def ended(process: Process) -> tuple[str, str]:
    """The rest of what the command prints, once it has ended."""
    out, err = await asyncio.wait_for(process.communicate(), 30)
    return out.decode(), err.decode()


def report(var: Path, name: str) -> dict[str, Any]:
    """What a stand-in wrote down about itself."""
    content: dict[str, Any] = json.loads((var / f"{name}.json").read_text())
    return content


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("request_to_stop", [signal.SIGINT, signal.SIGTERM])
async def test_it_trains_starts_all_prints_the_address_and_stops_all(up, var, ports, request_to_stop):
    process = await up()

    said = await read_until(process, "Meridian answers at")
    assert "Training the assistant" in said
    assert (
        said.rstrip()
        .splitlines()[-1]
        .startswith(f"Meridian answers at http://127.0.0.1:{ports['MERIDIAN_PORT']} ")
    )
    assert all(is_alive(report(var, name)["pid"]) for name in NAMES)

    process.send_signal(request_to_stop)
    out, err = await ended(process)

    assert out == "Stopped.\n"
    assert process.returncode == 0, err
    assert not any(is_alive(report(var, name)["pid"]) for name in NAMES)


async def test_a_server_that_dies_is_told_in_the_log_and_ends_no_other(up, var):
    process = await up()
    await read_until(process, "Meridian answers at")
    before = {name: report(var, name)["pid"] for name in NAMES}

    os.kill(before["rasa"], signal.SIGKILL)
    assert process.stderr is not None
    told = json.loads(await asyncio.wait_for(process.stderr.readline(), 30))
    process.send_signal(signal.SIGINT)
    await ended(process)

    assert told["event"] == "process.ended"
    assert told["name_of"] == "rasa"
    assert process.returncode == 0
    assert {name: report(var, name)["pid"] for name in ("gateway", "actions")} == {
        name: before[name] for name in ("gateway", "actions")
    }


@pytest.mark.parametrize("refusing", NAMES)
async def test_a_server_that_refuses_to_start_ends_all_with_one_line(up, var, refusing):
    (var / "mood.json").write_text(json.dumps({refusing: "hours.yml, line 3: no such day"}))
    process = await up()

    _, err = await ended(process)

    assert process.returncode == 2
    log = var / "logs" / f"{refusing}.log"
    assert err == f"{refusing} could not start: hours.yml, line 3: no such day ({log})\n"
    assert not any(is_alive(report(var, name)["pid"]) for name in NAMES if (var / f"{name}.json").exists())


async def test_an_assistant_that_does_not_answer_a_question_is_not_left_running(up, var):
    (var / "mood.json").write_text(json.dumps({"kind": "fallback"}))
    process = await up()

    out, err = await ended(process)

    assert process.returncode == 2
    assert err == "the engine is up but does not answer a plain question\n"
    assert "Meridian answers at" not in out
    assert not any(is_alive(report(var, name)["pid"]) for name in NAMES)


@pytest.mark.parametrize("variable", ["MERIDIAN_PORT", "MERIDIAN_ENGINE_PORT", "MERIDIAN_ACTIONS_PORT"])
async def test_a_port_in_use_is_said_in_one_line_before_anything_is_started(up, var, ports, variable):
    with socket.create_server(("127.0.0.1", int(ports[variable]))):
        process = await up()
        out, err = await ended(process)

    assert process.returncode == 2
    assert out == ""
    assert len(err.splitlines()) == 1
    assert f"Port {ports[variable]} on 127.0.0.1 is in use" in err
    assert variable in err
    assert sorted(path.name for path in var.iterdir()) == ["models"]


async def test_all_processes_get_the_same_clock_and_folder(up, var):
    process = await up(MERIDIAN_NOW="2026-03-02T08:30:00+08:00")
    await read_until(process, "Meridian answers at")
    process.send_signal(signal.SIGINT)
    await ended(process)

    environments = [report(var, name)["environment"] for name in NAMES]
    for name in ("MERIDIAN_CLOCK_OFFSET", "MERIDIAN_VAR"):
        assert len({environment[name] for environment in environments}) == 1
    assert report(var, "rasa")["environment"]["RASA_TELEMETRY_ENABLED"] == "false"
