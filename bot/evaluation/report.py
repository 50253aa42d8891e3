"""The evaluation's report for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from bot.evaluation.calibration import Calibration
from bot.evaluation.measures import Measures, confusions, refusals
from bot.evaluation.questions import OUT_OF_SCOPE
from bot.evaluation.scores import LanguageScores, Scores
from bot.evaluation.table import milliseconds, percent, table
from bot.evaluation.thresholds import Miss
from knowledge.language import Language

_HEADER: Final = (
    "on topic",
    "accuracy",
    "no answer",
    "precision",
    "+ out of scope",
    "out of scope",
    "refused",
    "language",
    "of long",
    "p50 ms",
    "p95 ms",
)
_LEGEND: Final = (
    "Shares in per cent. accuracy: the first answer is the right topic's. no answer: questions on a topic",
    "that got none. precision: right ones of the answers to questions on a topic; + out of scope: of all",
    "answers. refused: out-of-scope messages that got no answer. language: the reply is in the question's",
    "language; of long: of messages of three words (four Chinese characters) or more. behind: points of",
    "accuracy behind the best language.",
)


def report(scores: Scores, misses: Sequence[Miss], *, limit: int, show_texts: bool) -> Iterator[str]:
    """The report's lines, with at most ``limit`` confusions a language."""
    for language, of_language in scores.languages.items():
        yield from _language(language, of_language, limit, show_texts)
    yield from _summary(scores)
    yield from _calibration(scores.calibration)
    yield ""
    yield from (f"MISSED  {miss}" for miss in misses)
    yield f"{len(misses)} thresholds missed." if misses else "Every threshold is reached."


def _language(language: Language, scores: LanguageScores, limit: int, show_texts: bool) -> Iterator[str]:
    rows = {"all": scores.measures, **scores.manners}
    yield f"== {language}: {len(scores.outcomes)} questions"
    yield from table(("manner", *_HEADER), [(name, *_cells(measures)) for name, measures in rows.items()])
    yield from _confusions(scores, limit, show_texts)
    yield from _refusals(scores, limit)
    yield ""


def _cells(measures: Measures) -> tuple[str, ...]:
    return (
        str(measures.on_topic),
        percent(measures.accuracy),
        percent(measures.abstention),
        percent(measures.precision),
        percent(measures.precision_with_out_of_scope),
        str(measures.out_of_scope),
        percent(measures.out_of_scope_refused),
        percent(measures.language),
        percent(measures.language_of_long),
        milliseconds(measures.latency_p50),
        milliseconds(measures.latency_p95),
    )


def _confusions(scores: LanguageScores, limit: int, show_texts: bool) -> Iterator[str]:
    yield "worst confusions (asked -> answered):"
    for (topic, given), count in confusions(scores.outcomes).most_common(limit):
        yield f"  {count:>3}  {topic or OUT_OF_SCOPE} -> {given}"
        if show_texts:
            yield from (f"         {text}" for text in _texts(scores, topic, given))


def _texts(scores: LanguageScores, topic: str | None, given: str) -> Iterator[str]:
    for outcome in scores.outcomes:
        if (outcome.question.topic, outcome.topic) == (topic, given):
            yield f"{outcome.question.manner}| {outcome.question.text}"


def _refusals(scores: LanguageScores, limit: int) -> Iterator[str]:
    yield "most often not answered (asked: what came instead):"
    for (topic, kind), count in refusals(scores.outcomes).most_common(limit):
        yield f"  {count:>3}  {topic}: {kind}"


def _summary(scores: Scores) -> Iterator[str]:
    rows = [
        (language, *_cells(of_language.measures), percent(scores.lags[language]), *_errors(of_language))
        for language, of_language in scores.languages.items()
    ]
    yield "== all languages"
    yield from table(("language", *_HEADER, "behind", "ECE", "Brier"), rows)
    yield f"spread between the languages: {percent(scores.spread)} points of accuracy"
    yield from _LEGEND


def _errors(scores: LanguageScores) -> tuple[str, str]:
    calibration = scores.calibration
    if calibration is None:
        return "-", "-"
    return f"{calibration.expected_error:.3f}", f"{calibration.brier_score:.3f}"


def _calibration(calibration: Calibration | None) -> Iterator[str]:
    yield ""
    if calibration is None:
        yield "== calibration: no answer was given"
        return
    yield (
        f"== calibration of {calibration.answers} given answers (out of scope counts as wrong): expected"
        f" calibration error {calibration.expected_error:.3f}, Brier score {calibration.brier_score:.3f}"
    )
    rows = [
        (f"{each.low:.1f}-{each.high:.1f}", str(each.count), percent(each.confidence), percent(each.accuracy))
        for each in calibration.bins
    ]
    yield from table(("confidence", "answers", "mean", "right"), rows)
