"""One supervised process: real children that crash, hang or refuse."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
import structlog

from bot.supervisor import process as supervised
from bot.supervisor.process import ProcessFailed, SupervisedProcess

STAY = "signal.pause()"
CRASH = "sys.exit(1)"

Make = Callable[..., SupervisedProcess]


@pytest.fixture(autouse=True)
def short_delays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervised, "_FIRST_DELAY", 0.01)


@pytest.fixture
def log_file(tmp_path: Path) -> Path:
    return tmp_path / "logs" / "engine.log"


@pytest.fixture
def make(switchboard, log_file: Path) -> Make:
    """Makes a supervised process that calls the switchboard and then does this."""

    def make_process(then: str) -> SupervisedProcess:
        return SupervisedProcess("engine", switchboard.command(then), {"MOOD": "calm"}, log_file)

    return make_process


@contextlib.asynccontextmanager
async def kept_running(process: SupervisedProcess) -> AsyncIterator[asyncio.Task[None]]:
    task = asyncio.create_task(process.keep_running())
    yield task
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("death", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
async def test_a_process_that_dies_is_started_again(make, switchboard, death):
    async with kept_running(make(STAY)):
        first = await switchboard.next_child()
        os.kill(first.pid, death)
        second = await switchboard.next_child()

        assert second.pid != first.pid
        assert is_alive(second.pid)
    assert not is_alive(second.pid)


@pytest.mark.parametrize("code", [0, 1, 3])
async def test_a_process_that_ends_by_itself_is_started_again(make, switchboard, code):
    async with kept_running(make(f"sys.exit({code})")):
        first, second = await switchboard.next_child(), await switchboard.next_child()

    assert first.pid != second.pid


async def test_each_crash_in_a_row_waits_twice_as_long_up_to_a_bound(make, switchboard, monkeypatch):
    monkeypatch.setattr(supervised, "_LONGEST_DELAY", 0.03)
    with structlog.testing.capture_logs() as lines:
        async with kept_running(make(CRASH)):
            for _ in range(5):
                await switchboard.next_child()

    ended = [line for line in lines if line["event"] == "process.ended"]
    assert [line["restart_in"] for line in ended][:4] == [0.01, 0.02, 0.03, 0.03]
    assert {(line["name_of"], line["code"]) for line in ended} == {("engine", 1)}


async def test_after_a_steady_while_the_first_delay_counts_again(make, switchboard, monkeypatch):
    monkeypatch.setattr(supervised, "_STEADY_SECONDS", 0.0)
    with structlog.testing.capture_logs() as lines:
        async with kept_running(make(CRASH)):
            for _ in range(4):
                await switchboard.next_child()

    assert {line["restart_in"] for line in lines if line["event"] == "process.ended"} == {0.01}


async def test_exit_code_2_is_reported_with_the_last_line_and_not_tried_again(make, log_file):
    process = make("print('reading', flush=True); print('MERIDIAN_PORT cannot be used'); sys.exit(2)")

    with pytest.raises(ProcessFailed) as caught:
        await asyncio.wait_for(process.keep_running(), 20)

    assert str(caught.value) == f"engine could not start: MERIDIAN_PORT cannot be used ({log_file})"
    assert log_file.read_text() == "reading\nMERIDIAN_PORT cannot be used\n"
    assert process.pid is None


async def test_exit_code_2_without_a_word_is_reported_too(make):
    with pytest.raises(ProcessFailed, match="engine could not start: it said nothing"):
        await asyncio.wait_for(make("sys.exit(2)").keep_running(), 20)


async def test_a_last_line_that_is_not_utf_8_is_still_reported(make):
    with pytest.raises(ProcessFailed, match="port taken"):
        await asyncio.wait_for(make("os.write(2, b'\\xff\\xfe port taken'); sys.exit(2)").keep_running(), 20)


async def test_all_output_of_all_starts_is_in_the_log(make, switchboard, log_file):
    async with kept_running(
        make("print('out', os.getpid(), flush=True); os.write(2, b'err\\n'); sys.exit(1)")
    ):
        first = await switchboard.next_child()
        second = await switchboard.next_child()
        await second.ended()

    assert log_file.read_text().startswith(f"out {first.pid}\nerr\nout {second.pid}\nerr\n")


async def test_stopping_asks_the_process_to_end_and_waits_until_it_has(make, switchboard, log_file):
    process = make(
        "signal.signal(signal.SIGTERM, lambda *_: (print('finishing'), sys.exit(0)));"
        "line.sendall(b'ready'); signal.pause()"
    )
    async with kept_running(process):
        child = await switchboard.next_child()
        assert await child.line.readexactly(5) == b"ready"

    assert not is_alive(child.pid)
    assert process.pid is None
    assert log_file.read_text() == "finishing\n"


async def test_a_process_that_does_not_listen_is_killed(make, switchboard, monkeypatch):
    monkeypatch.setattr(supervised, "_STOP_SECONDS", 0.05)
    process = make("signal.signal(signal.SIGTERM, signal.SIG_IGN); line.sendall(b'deaf!'); signal.pause()")
    async with kept_running(process):
        child = await switchboard.next_child()
        assert await child.line.readexactly(5) == b"deaf!"

    assert not is_alive(child.pid)


async def test_stopping_while_it_waits_to_start_again_is_at_once(make, switchboard, monkeypatch):
    monkeypatch.setattr(supervised, "_FIRST_DELAY", 3600.0)
    async with kept_running(make(CRASH)):
        child = await switchboard.next_child()
        assert await child.ended()


async def test_ctrl_c_at_the_terminal_reaches_the_supervisor_alone(make, switchboard):
    async with kept_running(make(STAY)):
        child = await switchboard.next_child()

        assert os.getpgid(child.pid) == child.pid != os.getpgid(0)


async def test_a_process_gets_exactly_the_environment_that_it_is_given(make, switchboard, log_file):
    async with kept_running(make("print(sorted(os.environ), os.environ['MOOD'], flush=True); sys.exit(1)")):
        child = await switchboard.next_child()
        await child.ended()

    names, mood = log_file.read_text().splitlines()[0].rsplit(" ", 1)
    assert mood == "calm"
    assert "PATH" not in names
