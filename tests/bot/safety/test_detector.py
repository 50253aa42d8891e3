"""The detector as it is taught, kept and asked; how well it does is measured by evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.safety.detector import Detector
from bot.safety.evidence import EvidenceReader
from bot.safety.learning import fingerprint
from bot.safety.lexicon import Lexicon
from bot.safety.model import SafetyModel
from bot.safety.red_flag import RedFlag
from bot.safety.word_patterns import WordPatterns
from knowledge.examples import Example

DANGER = {
    "chest-pain": "I have a crushing pain in my chest since this morning",
    "suicide": "ik wil niet meer leven, ik wil dood",
    "bladder-bowel": "我由今朝開始屙唔到尿，忍唔住大便",
    "stroke": "突然半边脸歪了，说话不清楚",
}
HARMLESS = ["how long does a session take?", "hoeveel kost een behandeling", "你哋幾點開門", "拔罐疼吗"]


@pytest.mark.parametrize(("flag", "text"), DANGER.items(), ids=list(DANGER))
def test_a_plain_red_flag_raises_the_alarm(detector: Detector, flag: str, text: str) -> None:
    alarm = detector.detect(text)

    assert alarm is not None
    assert alarm.flag.id == flag


@pytest.mark.parametrize("text", HARMLESS)
def test_an_ordinary_question_raises_none(detector: Detector, text: str) -> None:
    assert detector.detect(text) is None


@pytest.mark.parametrize("text", DANGER.values(), ids=list(DANGER))
def test_harmless_sentences_around_a_red_flag_do_not_outweigh_it(detector: Detector, text: str) -> None:
    around = [f"{harmless}. " for harmless in HARMLESS]

    assert detector.detect("".join([*around, f"{text}! ", *around])) is not None


def test_what_is_plainly_harmless_is_not_read_further(model: SafetyModel, lexicon: Lexicon) -> None:
    reader = EvidenceReader(model.views, lexicon)

    assert reader.suspect("how long does a session take?") is None
    assert reader.suspect(DANGER["stroke"]) is not None
    assert reader.suspect("how long does a session take? " * 5) is not None


@pytest.mark.parametrize("text", ["", " ", "?", "\n", "🙂", "a" * 2000, "痛" * 2000, "no. " * 500])
def test_any_text_can_be_read(detector: Detector, text: str) -> None:
    detector.detect(text)


def test_an_all_clear_is_told_from_other_messages(detector: Detector) -> None:
    assert detector.is_all_clear("I'm fine, it was long ago")
    assert detector.is_all_clear("我沒事，那是很久以前的事")
    assert not detector.is_all_clear("how long does a session take?")


def test_what_was_learnt_comes_back_from_its_file(
    model: SafetyModel,
    lexicon: Lexicon,
    patterns: WordPatterns,
    flags: Mapping[str, RedFlag],
    detector: Detector,
    tmp_path: Path,
) -> None:
    model.save(tmp_path / "red-flags.npz")
    again = Detector(SafetyModel.load(tmp_path / "red-flags.npz", patterns), lexicon, flags)

    for text in (*DANGER.values(), *HARMLESS):
        assert again.detect(text) == detector.detect(text)


def test_the_fingerprint_follows_the_sentences(taught: list[Example]) -> None:
    assert fingerprint(taught) == fingerprint(taught[::-1])
    assert fingerprint(taught) != fingerprint(taught[1:])
