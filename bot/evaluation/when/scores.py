"""How many phrases of a group were right, asked about again, and taken wrongly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from bot.evaluation.measures import share
from bot.evaluation.thresholds import ROUNDING, read_share
from bot.evaluation.when.verdict import Outcome, Verdict
from knowledge.source_file import Entry, read_yaml


@dataclass(frozen=True)
class Thresholds:
    """What a set needs in each language: so many phrases, a share right, and at most a share wrong."""

    phrases: int
    right: float
    wrong: float


@dataclass(frozen=True)
class Scores:
    """The scores of one language's phrases of one set."""

    outcomes: Sequence[Outcome]

    @cached_property
    def accepted(self) -> list[Outcome]:
        """Those of which a day or time was taken without asking."""
        return [outcome for outcome in self.outcomes if outcome.is_accepted]

    @property
    def right(self) -> float | None:
        """The share of phrases that were understood."""
        return share(outcome.verdict is Verdict.RIGHT for outcome in self.outcomes)

    @property
    def wrong(self) -> float | None:
        """The share of wrong ones among the accepted."""
        return share(outcome.verdict is Verdict.WRONG for outcome in self.accepted)

    def count(self, verdict: Verdict) -> int:
        """How many phrases got this verdict."""
        return sum(outcome.verdict is verdict for outcome in self.outcomes)

    def missed(self, thresholds: Thresholds) -> list[str]:
        """The thresholds that are missed, in words."""
        found = []
        if len(self.outcomes) < thresholds.phrases:
            found.append(f"{len(self.outcomes)} phrases, at least {thresholds.phrases} are needed")
        if (self.right or 0.0) < thresholds.right - ROUNDING:
            found.append(f"{self.right or 0.0:.1%} right is under {thresholds.right:.1%}")
        if (self.wrong or 0.0) > thresholds.wrong + ROUNDING:
            found.append(f"{self.wrong or 0.0:.1%} wrong among the accepted is above {thresholds.wrong:.1%}")
        return found


def read_thresholds(path: Path) -> Thresholds:
    """Read and check the thresholds.

    Raises:
        SourceError: with file, line and reason, when one is missing, unknown or cannot be used.
    """
    found = read_yaml(path).exactly([field.name for field in fields(Thresholds)])
    return Thresholds(_count(found["phrases"]), read_share(found["right"]), read_share(found["wrong"]))


def _count(entry: Entry) -> int:
    text = entry.text()
    if not text.isdecimal():
        raise entry.error(f"'{text}' is no whole number")
    return int(text)
