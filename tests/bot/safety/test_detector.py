"""The detector as it is taught, kept and asked; how well it does is measured by evaluation."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from bot.safety.detector import Detector
from bot.safety.learning import fingerprint
from bot.safety.lexicon import Lexicon
from bot.safety.model import SafetyModel
from bot.safety.red_flag import RedFlag
from knowledge.encoder import Encoder
from knowledge.examples import Example

DANGER = {
    "chest-pain": "I have a crushing pain in my chest since this morning",
    "suicide": "ik wil niet meer leven, ik wil dood",
    "bladder-bowel": "我由今朝開始屙唔到尿，忍唔住大便",
    "stroke": "突然半边脸歪了，说话不清楚",
}
HARMLESS = ["how long does a session take?", "hoeveel kost een behandeling", "你哋幾點開門", "拔罐疼吗"]


@pytest.mark.parametrize(("flag", "text"), DANGER.items(), ids=list(DANGER))
def test_a_plain_red_flag_raises_the_alarm(
    detector: Detector, encoder: Encoder, flag: str, text: str
) -> None:
    alarm = detector.detect(text, encoder.encode([text]))

    assert alarm is not None
    assert alarm.flag.id == flag


@pytest.mark.parametrize("text", HARMLESS)
def test_an_ordinary_question_raises_none(detector: Detector, encoder: Encoder, text: str) -> None:
    assert detector.detect(text, encoder.encode([text])) is None


@pytest.mark.parametrize(("flag", "text"), DANGER.items(), ids=list(DANGER))
@pytest.mark.parametrize(
    "around", ["{}", "Hello, can I book for Thursday? {} Thank you!", "謝謝。{}", "{}\n\nhoeveel kost dat?"]
)
def test_harmless_words_around_hide_nothing(
    detector: Detector, encoder: Encoder, around: str, flag: str, text: str
) -> None:
    message = around.format(text)

    assert detector.detect(message, encoder.encode([message])) is not None


def test_an_all_clear_is_told_from_other_messages(detector: Detector, encoder: Encoder) -> None:
    def is_all_clear(text: str) -> bool:
        return detector.is_all_clear(text, encoder.encode([text]))

    assert is_all_clear("I'm fine, it was long ago")
    assert is_all_clear("我沒事，那是很久以前的事")
    assert not is_all_clear("how long does a session take?")


def test_what_was_learnt_comes_back_from_its_file(
    model: SafetyModel,
    lexicon: Lexicon,
    encoder: Encoder,
    flags: Mapping[str, RedFlag],
    detector: Detector,
    tmp_path: Path,
) -> None:
    model.save(tmp_path / "red-flags.npz")
    again = Detector(SafetyModel.load(tmp_path / "red-flags.npz"), lexicon, encoder, flags)

    for text in (*DANGER.values(), *HARMLESS):
        vector = encoder.encode([text])
        assert again.detect(text, vector) == detector.detect(text, vector)


def test_the_fingerprint_follows_sentences_and_encoder(taught: list[Example]) -> None:
    assert fingerprint(taught, "a") == fingerprint(taught[::-1], "a")
    assert fingerprint(taught, "a") != fingerprint(taught, "b")
    assert fingerprint(taught, "a") != fingerprint(taught[1:], "a")
