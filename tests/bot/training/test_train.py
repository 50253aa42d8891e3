"""Training with stand-ins for both interpreters, so that it ends as a test wants it to."""

from __future__ import annotations

import json
import os
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import PROJECT, Settings
from bot.training import training
from bot.training.training import TrainingError, TrainingPlaces, is_trained, train

PYTHON = sys.executable
# What "rasa train" does in the end: it puts the model where --out and --fixed-model-name say.
WRITE_MODEL = """
from pathlib import Path
def argument(name):
    return sys.argv[sys.argv.index(name) + 1]
model = Path(argument("--out"), argument("--fixed-model-name") + ".tar.gz")
model.parent.mkdir(parents=True, exist_ok=True)
model.write_text("new model")
"""
WRITE_RED_FLAGS = """
from pathlib import Path
Path(os.environ["MERIDIAN_VAR"], "red-flags.npz").write_text("new flags")
"""
WRITE_WHEN = """
from pathlib import Path
Path(os.environ["MERIDIAN_VAR"], "when.npz").write_text("new wishes")
"""
FAIL = "print('no such intent: ask_nothing'); sys.exit(3)"
WAIT = "signal.pause()"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(var=tmp_path / "var", encoder="embedded", safety=True, actions_port=5999)


@pytest.fixture
def stand_in(tmp_path: Path):
    """Makes an interpreter that runs these statements, whatever it is asked to run."""

    def make(name: str, statements: str) -> str:
        script = tmp_path / name
        script.write_text(f"#!{PYTHON} -IS\nimport os, signal, sys\n{statements}\n", encoding="utf-8")
        script.chmod(0o755)
        return str(script)

    return make


@pytest.fixture
def interpreters(monkeypatch: pytest.MonkeyPatch, stand_in):
    """Has Rasa's training and the knowledge's run these statements."""

    def use(
        rasa: str = WRITE_MODEL,
        knowledge: str = "",
        red_flags: str = WRITE_RED_FLAGS,
        vectors: str = "",
        when: str = WRITE_WHEN,
    ) -> None:
        monkeypatch.setenv("MERIDIAN_RASA_PYTHON", stand_in("rasa-python", rasa))
        parts = [f"if 'bot.training.knowledge' in sys.argv:\n    pass\n{indented(knowledge)}"]
        parts.append(f"if 'bot.training.vectors' in sys.argv:\n    pass\n{indented(vectors)}")
        parts.append(f"if 'bot.training.red_flags' in sys.argv:\n    pass\n{indented(red_flags)}")
        parts.append(f"if 'bot.training.when' in sys.argv:\n    pass\n{indented(when)}")
        monkeypatch.setattr(training.sys, "executable", stand_in("python", "\n".join(parts)))

    return use


def indented(statements: str) -> str:
    return textwrap.indent(statements, "    ")


async def failure(settings: Settings) -> str:
    with pytest.raises(ExceptionGroup) as caught:
        await train(settings)
    error, *_ = caught.value.exceptions  # what is stopped meanwhile may fail as well
    assert isinstance(error, TrainingError)
    return str(error)


async def test_what_was_trained_belongs_to_the_present_data(settings, interpreters):
    interpreters()
    assert not is_trained(settings)

    seconds = await train(settings)

    assert seconds > 0
    assert is_trained(settings)
    assert TrainingPlaces(settings.var).rasa_model.read_text() == "new model"


async def test_another_encoder_or_other_data_need_another_training(settings, interpreters, monkeypatch):
    interpreters()
    await train(settings)

    assert not is_trained(replace(settings, encoder="models/e5"))
    monkeypatch.setattr(training, "data_fingerprint", lambda encoder: "of other data")
    assert not is_trained(settings)


async def test_other_rules_about_days_need_nothing_but_another_judge(settings, interpreters, monkeypatch):
    interpreters()
    await train(settings)
    monkeypatch.setattr(training, "when_fingerprint", lambda: "of other rules")
    interpreters(rasa=FAIL, knowledge=FAIL, red_flags=FAIL)
    assert not is_trained(settings)

    await train(settings, only_stale=True)

    assert is_trained(settings)


async def test_other_data_need_more_than_another_judge(settings, interpreters, monkeypatch):
    interpreters()
    await train(settings)
    monkeypatch.setattr(training, "data_fingerprint", lambda encoder: "of other data")
    interpreters(rasa=FAIL)

    with pytest.raises(ExceptionGroup):
        await train(settings, only_stale=True)


@pytest.mark.parametrize("lost", ["rasa_model", "red_flags", "when", "stamp", "when_stamp"])
async def test_a_lost_file_means_not_trained(settings, interpreters, lost):
    interpreters()
    await train(settings)
    getattr(TrainingPlaces(settings.var), lost).unlink()

    assert not is_trained(settings)


async def test_data_that_change_during_training_are_not_taken_for_trained(
    settings, interpreters, monkeypatch
):
    interpreters()
    fingerprints = iter(["before", "after"])
    monkeypatch.setattr(training, "data_fingerprint", lambda encoder: next(fingerprints))

    await train(settings)

    assert not is_trained(settings)


@pytest.mark.parametrize("name", ["rasa", "knowledge", "red_flags", "when"])
async def test_a_failure_names_the_training_its_code_and_its_log(settings, interpreters, name):
    interpreters(**{name: FAIL})

    message = await failure(settings)

    log = settings.var / "logs" / f"train-{name}.log"
    assert message == f"training {name} failed with exit code 3; see {log}"
    assert "no such intent: ask_nothing" in log.read_text()
    assert not is_trained(settings)


async def test_what_cannot_be_encoded_is_not_learnt(settings, interpreters):
    interpreters(vectors=FAIL, rasa=WAIT)  # Rasa waits for the vectors that it needs

    assert (await failure(settings)).startswith("training vectors failed with exit code 3")
    assert not TrainingPlaces(settings.var).rasa_model.exists()


@pytest.mark.parametrize("data_changed", [False, True])
async def test_after_a_failure_the_old_model_stays(settings, interpreters, monkeypatch, data_changed):
    interpreters()
    await train(settings)
    places = TrainingPlaces(settings.var)
    places.rasa_model.write_text("old model")
    if data_changed:
        monkeypatch.setattr(training, "data_fingerprint", lambda encoder: "of other data")
    interpreters(rasa=FAIL)

    await failure(settings)

    assert places.rasa_model.read_text() == "old model"
    assert is_trained(settings) is not data_changed


@pytest.mark.parametrize(("failing", "waiting"), [("rasa", "knowledge"), ("knowledge", "rasa")])
async def test_when_one_training_fails_the_other_is_stopped(
    settings, interpreters, tmp_path, failing, waiting
):
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    # Opening a pipe waits for the other end, so one fails only once the other runs.
    interpreters(
        **{
            waiting: f"open({str(fifo)!r}, 'w').write(str(os.getpid())); {WAIT}",
            failing: f"open({str(tmp_path / 'pid')!r}, 'w').write(open({str(fifo)!r}).read()); sys.exit(1)",
        }
    )

    assert f"training {failing} failed" in await failure(settings)

    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


async def test_an_interpreter_that_is_not_there_is_named(settings, interpreters, monkeypatch):
    interpreters()
    monkeypatch.setenv("MERIDIAN_RASA_PYTHON", "/no/such/python")

    with pytest.raises(TrainingError, match="/no/such/python"):
        await train(settings)


async def test_rasa_trains_the_projects_files_quietly_and_without_telemetry(settings, interpreters):
    interpreters(
        rasa=f"{WRITE_MODEL}\nimport json; print(json.dumps([os.getcwd(), sys.argv, dict(os.environ)]))"
    )

    await train(settings)

    folder, arguments, environment = json.loads((settings.var / "logs" / "train-rasa.log").read_text())
    assert folder == str(PROJECT)
    for option in ("--config", "--domain", "--data"):
        assert (PROJECT / arguments[arguments.index(option) + 1]).exists()
    expected = {
        "RASA_TELEMETRY_ENABLED": "false",
        "MERIDIAN_VAR": str(settings.var),
        "MERIDIAN_ENCODER": "embedded",
        "MERIDIAN_ACTIONS_PORT": "5999",
        "MERIDIAN_TRACKER_DB": str(settings.var / "tracker.db"),
    }
    assert {name: environment[name] for name in expected} == expected


async def test_progress_is_shown_while_it_trains(settings, interpreters, monkeypatch, capsys):
    monkeypatch.setattr(training, "_PROGRESS_SECONDS", 0.02)
    interpreters(rasa=f"{WRITE_MODEL}\nimport select; select.select([], [], [], 0.1)")

    await train(settings)

    lines = capsys.readouterr().out.splitlines()
    done = next(place for place, line in enumerate(lines) if line.startswith("  training rasa: done in"))
    assert "  training rasa: 0 s" in lines[:done]


def test_the_interpreter_of_rasa_is_the_projects_own_unless_named(monkeypatch):
    monkeypatch.delenv("MERIDIAN_RASA_PYTHON", raising=False)
    assert training.rasa_python() == str(PROJECT / ".venv-rasa" / "bin" / "python")

    monkeypatch.setenv("MERIDIAN_RASA_PYTHON", "/usr/bin/python3.11")
    assert training.rasa_python() == "/usr/bin/python3.11"


async def test_red_flags_are_learnt_only_where_they_are_looked_for(settings, interpreters):
    interpreters(red_flags=FAIL)
    settings = replace(settings, safety=False)

    await train(settings)

    assert is_trained(settings)
    assert not is_trained(replace(settings, safety=True))
