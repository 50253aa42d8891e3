from __future__ import annotations

from pathlib import Path

import pytest

from bot.settings import PROJECT
from bot.training.fingerprint import data_fingerprint, when_fingerprint

TRAINED_FROM = [
    "config.yml",
    "domain/intents.yml",
    "domain/responses/smalltalk.yml",
    "data/nlu/en/smalltalk.yml",
    "data/nlu/nl/smalltalk.yml",
    "data/nlu/zh-Hant/smalltalk.yml",
    "data/nlu/zh-Hans/smalltalk.yml",
    "data/stories/questions.yml",
    "data/when/nl/short.txt",
    "knowledge/answers/session/length.yml",
    "knowledge/cantonese.yml",
    "knowledge/encoder.py",
    "bot/nlu/tokenizer.py",
    "requirements/rasa.txt",
]
WHEN_TRAINED_FROM = [
    "data/when/circumstances.yml",
    "data/when/en/short.txt",
    "bot/booking/when/wishes.py",
    "bot/booking/when/en.yml",
    "bot/booking/when/judge/features.py",
    "knowledge/opening_hours.py",
]
NOT_TRAINED_FROM = ["README.md", "bot/gateway/app.py", "knowledge/clinic.yml", "tests/evaluation/en.txt"]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in [*TRAINED_FROM, *WHEN_TRAINED_FROM, *NOT_TRAINED_FROM]:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"this is {name}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("name", TRAINED_FROM)
def test_it_changes_with_every_file_that_a_model_is_trained_from(project, name):
    before = data_fingerprint("embedded", project)
    path = project / name
    path.write_text(path.read_text(encoding="utf-8") + "針灸\n", encoding="utf-8")

    assert data_fingerprint("embedded", project) != before


@pytest.mark.parametrize("name", WHEN_TRAINED_FROM)
def test_the_judge_of_days_has_its_own_which_its_rules_change_too(project, name):
    when = when_fingerprint(project)
    (project / name).write_text("changed", encoding="utf-8")

    assert when_fingerprint(project) != when


@pytest.mark.parametrize("name", ["data/nlu/en/smalltalk.yml", "bot/nlu/tokenizer.py", *NOT_TRAINED_FROM])
def test_what_the_judge_of_days_does_not_learn_from_leaves_its_own(project, name):
    when = when_fingerprint(project)
    (project / name).write_text("changed", encoding="utf-8")

    assert when_fingerprint(project) == when


@pytest.mark.parametrize(
    "name", [name for name in WHEN_TRAINED_FROM if name.endswith((".py", ".yml")) and "knowledge" not in name]
)
def test_a_rule_about_days_makes_nothing_else_stale(project, name):
    before = data_fingerprint("embedded", project)
    (project / name).write_text("changed", encoding="utf-8")

    assert data_fingerprint("embedded", project) == before


@pytest.mark.parametrize("name", NOT_TRAINED_FROM)
def test_it_stays_when_other_files_change(project, name):
    before = data_fingerprint("embedded", project)
    (project / name).write_text("changed", encoding="utf-8")

    assert data_fingerprint("embedded", project) == before


def test_it_changes_when_a_file_comes_goes_or_moves(project):
    seen = {data_fingerprint("embedded", project)}
    topic = project / "knowledge/answers/session/length.yml"
    new = topic.with_name("price.yml")
    new.write_text("new", encoding="utf-8")
    seen.add(data_fingerprint("embedded", project))
    new.unlink()
    topic.rename(topic.with_name("duration.yml"))
    seen.add(data_fingerprint("embedded", project))
    topic.with_name("duration.yml").unlink()
    seen.add(data_fingerprint("embedded", project))

    assert len(seen) == 4


def test_it_changes_with_the_encoder(project):
    assert data_fingerprint("embedded", project) != data_fingerprint("models/e5", project)


def test_writing_a_file_anew_without_a_change_keeps_it(project):
    before = data_fingerprint("embedded", project)
    path = project / "config.yml"
    content = path.read_bytes()
    path.unlink()
    path.write_bytes(content)

    assert data_fingerprint("embedded", project) == before


@pytest.mark.parametrize("name", [*TRAINED_FROM, *WHEN_TRAINED_FROM])
def test_the_files_that_it_watches_exist(name):
    assert (PROJECT / name).is_file()
