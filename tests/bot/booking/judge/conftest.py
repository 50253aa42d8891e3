"""A judge that learns from a few phrases."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from bot.booking.when.judge.judge import LearntJudge
from bot.booking.when.judge.model import JudgeModel
from bot.booking.when.judge.phrases import Circumstances
from bot.booking.when.judge.traits import NAMES
from bot.booking.when.labelled import Phrase, read_expected
from bot.booking.when.message import Message
from bot.booking.when.wishes import Wishes, wishes
from knowledge.language import Language
from tests.bot.booking.when_reader import HOURS, NOW

ONLY_SCORES = np.array([1.0, *[0.0] * (len(NAMES) - 1)])
RULES_TRUSTED = np.array([9.0 if name.startswith("rules' mentions") else 0.0 for name in NAMES])


def found(text: str, language: Language = Language.EN) -> tuple[Message, Wishes]:
    """A message as its rules read it."""
    message = Message.scan(text, language, now=NOW, hours=HOURS)
    return message, wishes(message.scanned, message.tables)


def phrase(text: str, label: str) -> Phrase:
    return Phrase(text, Language.EN, read_expected(label))


@pytest.fixture
def circumstances() -> Circumstances:
    return Circumstances(NOW, HOURS)


class Scored(JudgeModel):
    """A model that gives mentions the scores it was told, whatever their features are."""

    def __init__(self, scores: list[float], traits: np.ndarray) -> None:
        super().__init__(np.zeros(2**18, np.float32), 0.0, traits, "")
        object.__setattr__(self, "told", np.array(scores))

    def scores(self, features):
        return self.told


@pytest.fixture
def judge() -> Callable[..., LearntJudge]:
    """A judge to whom so much speaks for each of the mentions, by place."""

    def made(*scores: float, traits: np.ndarray = ONLY_SCORES) -> LearntJudge:
        return LearntJudge(Scored([*scores], traits))

    return made
