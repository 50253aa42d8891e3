"""Texts that people hear and cannot be used are refused at the door, with file, line and reason."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bot import check as checking
from bot.settings import PROJECT
from bot.text_checks import text_problems
from bot.text_checks.files import CHECKS

DIALOGUE = "bot/booking/dialogue/texts.yml"
WORDS = "bot/booking/dialogue/words.yml"
MAIL = "bot/mail/texts.yml"
NOTICES = "bot/gateway/whatsapp/notices.yml"
WHATSAPP = "bot/gateway/whatsapp/texts.yml"
REMINDERS = "bot/gateway/whatsapp/reminders.yml"
WISHES = "bot/gateway/whatsapp/wishes.yml"
PRIVACY = "bot/gateway/privacy.yml"
GATEWAY = "bot/gateway/texts.yml"
LOCALES = "bot/gateway/whatsapp/phone_locales.yml"
ERRORS = "bot/gateway/whatsapp/graph_errors.yml"
CALENDAR = "bot/booking/calendar_file.yml"

CHANGES = [
    (DIALOGUE, '  nl: "Welke dag schikt u? Deze zijn vrij:"\n', "", "the key 'nl' is missing"),
    (DIALOGUE, "ask_day:\n", "ask_dya:\n", "unknown key 'ask_dya'"),
    (DIALOGUE, 'nl: "Op welke naam mag ik het zetten?"', 'nl: " "', "expected a text, found nothing"),
    (DIALOGUE, 'nl: "Op welke naam mag ik het zetten?"', "nl: nee", None),
    (DIALOGUE, 'nl: "Op welke naam mag ik het zetten?"', "nl: no", "YAML does not read no as a text"),
    (DIALOGUE, "Hoe laat op {day}?", "Hoe laat op {dag}?", "unknown placeholder {dag}; known: day, hours"),
    (DIALOGUE, "Hoe laat op {day}?", "Hoe laat?", "the nl text has no {day}, unlike the en text"),
    (DIALOGUE, "Hoe laat op {day}?", "Hoe laat op {day} ({hours})?", "the nl text alone has {hours}"),
    (DIALOGUE, "Hoe laat op {day}?", "Hoe laat op {day?", "a brace is left open"),
    (DIALOGUE, 'title: "Met iemand praten"', 'title: "Met een medewerker praten"', "at most 20"),
    (DIALOGUE, "maandag, dinsdag, woensdag", "maandag, dinsdag", "6 names; there are 7"),
    (DIALOGUE, 'evening: "\'s avonds"', 'evening: "\'s avonds, na het eten, bij ons"', "at most 24"),
    (WORDS, "    - go ahead\n", "    - go (ahead\n", "is no regular expression"),
    (WORDS, "    - go ahead\n", "    - (go ahead)?\n", "is found in every text"),
    (WORDS, "chinese: [但, 不過, 不过, 唔係, 不是]", "chinese: []", "found nothing"),
    (MAIL, 'nl: "Uw afspraak: {when}"', 'nl: "Uw afspraak: {when}, {name}"', "unknown placeholder {name}"),
    (MAIL, 'nl: "Deze afspraak is afgezegd:"', 'nl: ""', "found nothing"),
    (MAIL, "    Referentie: {ref}\n", "", "the nl text has no {ref}"),
    (CALENDAR, '"Referentie: {reference}\\n', '"Referentie: {ref}\\n', "unknown placeholder {ref}"),
    (NOTICES, "of bel {phone} ({hours})", "of bel {phone}", "the nl text has no {hours}"),
    (NOTICES, "  resumed: Welkom terug. Waarmee kan ik u helpen?\n", "", "the key 'resumed' is missing"),
    (WHATSAPP, "choose: Kiezen", "choose: Kiest u een van allen", "has 21 characters"),
    (REMINDERS, "referentie {{3}}", "referentie {{5}}", "expected each of {{1}}"),
    (REMINDERS, "referentie {{3}}", "referentie {{1}}", "expected each of {{1}}"),
    (WISHES, "nl: [start, starten,", "nl: [stop, starten,", "'stop' cannot be both stop and start"),
    (PRIVACY, "na {days} dagen gewist", "na {dagen} dagen gewist", "unknown placeholder {dagen}"),
    (
        PRIVACY,
        '  title: Privacy\n  text:\n    - "Als',
        '  title: Privacy\n  text:\n    - "…"\n    - "Als',
        "4 para",
    ),
    (GATEWAY, "ask_for: Nederlands graag", "ask_for: Nederlands graag, {name}", "unknown placeholder {name}"),
    (LOCALES, '"31": nl-NL', '"31": Dutch', "'Dutch' is no locale"),
    (LOCALES, "  BE: nl-BE", "  Belgium: nl-BE", "'Belgium' does not belong to countries"),
    (ERRORS, "  - 200-299", "  - 200 to 299", "'200 to 299' is neither a code nor a range"),
]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in CHECKS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(PROJECT / name, tmp_path / name)
    return tmp_path


def test_the_texts_in_the_repository_can_be_used() -> None:
    assert list(text_problems()) == []


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"), CHANGES, ids=[f"{name}: {reason}" for name, _, _, reason in CHANGES]
)
def test_a_text_that_cannot_be_used_is_named(
    project: Path, name: str, old: str, new: str, reason: str | None
) -> None:
    content = (project / name).read_text(encoding="utf-8")
    assert old in content
    (project / name).write_text(content.replace(old, new, 1), encoding="utf-8")

    problems = list(text_problems(project))

    if reason is None:
        assert problems == []
        return
    (problem,) = problems
    assert reason in problem
    assert str(project / name) in problem


def test_the_line_is_that_of_the_text(project: Path) -> None:
    lines = (project / DIALOGUE).read_text(encoding="utf-8").splitlines()
    number = next(number for number, line in enumerate(lines, 1) if "Hoe laat op {day}?" in line)
    lines[number - 1] = lines[number - 1].replace("{day}", "{dag}")
    (project / DIALOGUE).write_text("\n".join(lines), encoding="utf-8")

    (problem,) = text_problems(project)

    assert problem.startswith(f"texts.yml, line {number}: unknown placeholder {{dag}}")


def test_each_file_tells_its_own_problem(project: Path) -> None:
    for name in (MAIL, PRIVACY):
        (project / name).write_text("en: [", encoding="utf-8")

    assert len(list(text_problems(project))) == 2


def test_a_missing_file_is_a_problem(project: Path) -> None:
    (project / MAIL).unlink()

    (problem,) = text_problems(project)

    assert "texts.yml, line 1: the file cannot be read" in problem


def test_every_table_of_these_folders_is_checked() -> None:
    folders = ("bot/booking/dialogue", "bot/mail", "bot/gateway", "bot/gateway/whatsapp")
    written = {
        path.relative_to(PROJECT).as_posix() for name in folders for path in (PROJECT / name).glob("*.yml")
    }

    assert written <= set(CHECKS)


def test_make_check_tells_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "text_problems", lambda: iter(["texts.yml, line 1: …"]))
    monkeypatch.setattr(checking, "load_catalogue", load_nothing)

    problems = checking.check()

    assert problems == ["texts.yml, line 1: …", "nothing.yml, line 1: gone (nothing.yml)"]


def load_nothing() -> None:
    raise checking.SourceError(Path("nothing.yml"), 1, "gone")
