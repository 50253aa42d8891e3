"""``python -m bot check``: everything in the files that staff edit that is wrong or thin."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from bot.booking.when.judge.phrases import read_circumstances, read_phrases
from bot.safety.advice import read_advice
from bot.safety.complaints import read_complaints
from bot.safety.red_flag import read_red_flags, read_sentences
from bot.safety.word_patterns import WordPatterns
from bot.text_checks import text_problems
from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.clinic import read_clinic
from knowledge.examples import intent_examples
from knowledge.language import Language
from knowledge.source_file import SourceError
from knowledge.topic import MANNERS, Topic
from knowledge.topic_file import KNOWLEDGE

# Dutch is the encoder's weakest language and gets more; see docs/data.md.
FEWEST_QUESTIONS: Final = {language: 45 if language is Language.NL else 30 for language in Language}


def check() -> list[str]:
    """What is to be mended, a line each; empty when everything can be used."""
    return [*text_problems(), *_knowledge_problems()]


def _knowledge_problems() -> list[str]:
    try:
        catalogue = load_catalogue()
        list(intent_examples())
        check_red_flags()
        read_phrases()
        read_circumstances()
    except SourceError as error:
        return [str(error)]
    return [problem for topic in catalogue.topics.values() for problem in topic_problems(catalogue, topic)]


def check_red_flags() -> None:
    """Read every file of the red flags.

    Raises:
        SourceError: with file, line and reason, when one cannot be used.
    """
    from bot.safety.lexicon import Lexicon  # spaCy takes seconds, which other commands need not wait

    flags = read_red_flags()
    read_sentences(flags)
    Lexicon(flags)
    WordPatterns.read()
    read_complaints()
    read_advice(read_clinic(KNOWLEDGE / "clinic.yml"), flags)


def topic_problems(catalogue: Catalogue, topic: Topic) -> Iterator[str]:
    """What is thin or out of bounds in one topic."""
    for language, localized in topic.languages.items():
        where = f"{topic.id} [{language}]"
        if problem := length_problem(catalogue.answer(topic.id, language), language):
            yield f"{where}: {problem}"
        count = sum(len(questions) for questions in localized.questions.values())
        if count < FEWEST_QUESTIONS[language]:
            yield f"{where}: {count} questions, at least {FEWEST_QUESTIONS[language]} are needed"
        if missing := [manner for manner in MANNERS if not localized.questions.get(manner)]:
            yield f"{where}: no questions of the manner {', '.join(missing)}"


def length_problem(answer: str, language: Language) -> str | None:
    """What is wrong with an answer's length: 60 to 130 words, or 100 to 220 characters in Chinese."""
    if language.is_chinese:
        count, unit, least, most = len(re.sub(r"\s", "", answer)), "characters", 100, 220
    else:
        count, unit, least, most = len(answer.split()), "words", 60, 130
    return None if least <= count <= most else f"the answer has {count} {unit}; expected {least} to {most}"
