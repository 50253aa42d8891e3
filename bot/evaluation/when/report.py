"""The report of the when-phrases for a terminal: a table a language, a row a set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from bot.evaluation.table import percent, table
from bot.evaluation.when.scores import Scores, Thresholds
from bot.evaluation.when.verdict import Outcome, Verdict
from knowledge.language import Language

# The scores of each set's languages.
Sets = Mapping[str, Mapping[Language, Scores]]

_HEADER: Final = ("phrases", "right", "right %", "asked", "accepted", "wrong", "wrong %")
_LEGEND: Final = (
    "right: the draft shows the phrase's day and time. asked: not right, but nothing wrong was taken. wrong:",
    "a day or time that the phrase does not ask for was taken without asking; per cent of the accepted.",
)


def report(sets: Sets, thresholds: Thresholds, *, show: bool) -> Iterator[str]:
    """The report's lines; with ``show`` also the phrases that were not right."""
    for language in Language:
        of_language = {name: scores[language] for name, scores in sets.items()}
        yield f"== {language}"
        yield from table(("set", *_HEADER), [(name, *_cells(one)) for name, one in of_language.items()])
        if show:
            yield from (line for one in of_language.values() for line in _misread(one))
        yield ""
    yield from _LEGEND
    misses = missed(sets, thresholds)
    yield from (f"MISSED  {miss}" for miss in misses)
    yield f"{len(misses)} thresholds missed." if misses else "Every threshold is reached."


def missed(sets: Sets, thresholds: Thresholds) -> list[str]:
    """The thresholds that are missed, set by set."""
    return [
        f"{name}, {language}: {miss}"
        for name, languages in sets.items()
        for language, scores in languages.items()
        for miss in scores.missed(thresholds)
    ]


def _cells(scores: Scores) -> tuple[str, ...]:
    return (
        str(len(scores.outcomes)),
        str(scores.count(Verdict.RIGHT)),
        percent(scores.right),
        str(scores.count(Verdict.ASKED)),
        str(len(scores.accepted)),
        str(scores.count(Verdict.WRONG)),
        percent(scores.wrong),
    )


def _misread(scores: Scores) -> Iterator[str]:
    for outcome in scores.outcomes:
        if outcome.verdict is not Verdict.RIGHT:
            yield _line(outcome)


def _line(outcome: Outcome) -> str:
    phrase, shown = outcome.phrase, outcome.shown or "no draft"
    return f"  {outcome.verdict:5}  {phrase.text}  ->  {shown} (expected {phrase.expected.label})"
