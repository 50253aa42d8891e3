"""What ``python -m bot`` says and with which code it ends; ``up`` is in tests/bot/supervisor."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from bot import __main__ as commands
from bot.settings import PROJECT
from bot.training.fingerprint import data_fingerprint, when_fingerprint
from bot.training.training import TrainingPlaces


@pytest.fixture(autouse=True)
def var(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("MERIDIAN_VAR", str(tmp_path))
    monkeypatch.delenv("MERIDIAN_ENCODER", raising=False)
    return tmp_path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch):
    """Runs one command in this process and gives its exit code."""

    def run_command(*arguments: str) -> int:
        monkeypatch.setattr(sys, "argv", ["bot", *arguments])
        return commands.main()

    return run_command


def test_help_lists_every_command():
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    for command in ("up", "train", "check", "evaluate", "evaluate-when", "evaluate-red-flags"):
        assert re.search(rf"^    {command}\s", done.stdout, re.MULTILINE)


def test_no_command_waits_for_what_only_another_needs():
    names = "torch", "spacy", "sklearn", "rasa"
    loaded = f"import sys; from bot import __main__; print(sys.modules.keys() & {{*{names}}})"
    done = subprocess.run(
        [sys.executable, "-c", loaded], cwd=PROJECT, capture_output=True, text=True, check=True
    )

    assert done.stdout == "set()\n"


@pytest.mark.parametrize("command", ["up", "train", "check", "evaluate", "evaluate-when"])
def test_each_command_explains_itself(run, capsys, command):
    with pytest.raises(SystemExit) as ended:
        run(command, "--help")

    assert ended.value.code == 0
    assert f"python -m bot {command}" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [(), ("dance",), ("train", "--quickly"), ("check", "now")])
def test_what_is_not_understood_ends_with_2_and_the_usage(run, capsys, arguments):
    with pytest.raises(SystemExit) as ended:
        run(*arguments)

    assert ended.value.code == 2
    assert capsys.readouterr().err.startswith("usage: python -m bot")


@pytest.mark.parametrize("command", ["up", "train"])
def test_a_setting_that_cannot_be_used_ends_with_2_and_one_line(run, capsys, monkeypatch, command):
    monkeypatch.setenv("MERIDIAN_PORT", "eighty")

    assert run(command) == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("MERIDIAN_PORT='eighty' cannot be used")


def test_a_training_that_fails_ends_with_2_and_one_line(run, capsys, monkeypatch):
    monkeypatch.setenv("MERIDIAN_RASA_PYTHON", "/no/such/python")

    assert run("train") == 2

    (line,) = capsys.readouterr().err.splitlines()
    assert "/no/such/python" in line


def test_training_if_needed_does_nothing_when_the_model_is_of_the_present_data(run, capsys, monkeypatch, var):
    monkeypatch.setenv("MERIDIAN_RASA_PYTHON", "/no/such/python")
    places = TrainingPlaces(var)
    places.rasa_model.parent.mkdir()
    places.rasa_model.write_text("a model")
    places.red_flags.write_text("what was learnt")
    places.when.write_text("what was learnt")
    places.stamp.write_text(data_fingerprint("embedded"))
    places.when_stamp.write_text(when_fingerprint())

    assert run("train", "--if-needed") == 0
    assert "nothing to train" in capsys.readouterr().out
    assert run("train") == 2


def test_training_if_needed_trains_when_there_is_no_model(run, capsys, monkeypatch):
    monkeypatch.setenv("MERIDIAN_RASA_PYTHON", "/no/such/python")

    assert run("train", "--if-needed") == 2


def test_check_ends_with_0_when_everything_can_be_used(run, capsys, monkeypatch):
    monkeypatch.setattr(commands, "check", list)

    assert run("check") == 0
    assert capsys.readouterr().out == "Everything can be used.\n"


def test_check_lists_what_is_to_be_mended_and_ends_with_1(run, capsys, monkeypatch):
    monkeypatch.setattr(commands, "check", lambda: ["length.yml, line 3: …", "session/length [nl]: …"])

    assert run("check") == 1
    assert capsys.readouterr().out.splitlines() == [
        "length.yml, line 3: …",
        "session/length [nl]: …",
        "2 to mend.",
    ]


def test_an_error_of_the_program_itself_is_not_hidden(run, monkeypatch):
    def broken() -> list[str]:
        raise ZeroDivisionError

    monkeypatch.setattr(commands, "check", broken)

    with pytest.raises(ZeroDivisionError):
        run("check")
