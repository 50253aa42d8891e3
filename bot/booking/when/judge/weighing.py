"""Learning how the traits of a candidate weigh: the right ones of a phrase shall be probable among all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

_RIDGE: Final = 1.0


@dataclass(frozen=True)
class Choices:
    """A phrase's candidates: their traits, of shape (candidates, traits), and which of them are right."""

    traits: NDArray[np.float64]
    right: NDArray[np.bool_]


def weigh(phrases: Sequence[Choices]) -> NDArray[np.float64]:
    """The weights of the traits; at first the score of the mentions alone counts."""
    known = [each for each in phrases if each.right.any()]
    start = np.zeros(known[0].traits.shape[1])
    start[0] = 1.0
    loss = _Loss(known, start)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 200})
    return np.asarray(found.x)


class _Loss:
    """Minus the logarithm of the probability of all right candidates together, and its gradient."""

    def __init__(self, phrases: Sequence[Choices], start: NDArray[np.float64]) -> None:
        sizes = [len(each.right) for each in phrases]
        self._traits = np.concatenate([each.traits for each in phrases])
        self._right = np.concatenate([each.right for each in phrases])
        self._phrase = np.repeat(np.arange(len(phrases)), sizes)
        self._begin = np.cumsum([0, *sizes[:-1]])
        self._start = start

    def __call__(self, weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = self._traits @ weights
        scores -= np.maximum.reduceat(scores, self._begin)[self._phrase]
        every, every_sum = self._shares(np.exp(scores))
        right, right_sum = self._shares(np.exp(scores) * self._right + 1e-300)
        off = weights - self._start
        loss = np.log(every_sum).sum() - np.log(right_sum).sum() + _RIDGE * (off @ off) / 2
        return float(loss), self._traits.T @ (every - right) + _RIDGE * off

    def _shares(self, masses: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Each candidate's share of its phrase's mass, and that mass."""
        sums = np.add.reduceat(masses, self._begin)
        return masses / sums[self._phrase], sums
