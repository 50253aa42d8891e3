"""Kinds tell flags from each other, so that what stands with all of them speaks for none."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from scipy import sparse

from bot.safety.kinds import Kinds
from bot.safety.red_flag import NONE

# The columns: "since Monday", which stands with every flag, and a sign of each flag.
SINCE, FEVER, NUMB, PRICE = range(4)
_ROWS = [[SINCE, FEVER]] * 20 + [[SINCE, NUMB]] * 20 + [[PRICE]] * 100
_LABELS = ["fever"] * 20 + ["numbness"] * 20 + [NONE] * 100


def weighed(*texts: Sequence[int]) -> sparse.csr_matrix:
    rows = np.zeros((len(texts), 4), dtype=np.float32)
    for row, columns in zip(rows, texts, strict=True):
        row[list(columns)] = len(columns) ** -0.5
    return sparse.csr_matrix(rows)


@pytest.fixture(scope="module")
def kinds() -> Kinds:
    return Kinds.fit(weighed(*_ROWS), _LABELS, ["fever", "numbness"])


def test_the_likeliest_flag_is_named_though_something_harmless_is_likelier(kinds: Kinds) -> None:
    margins = kinds.margins(weighed([SINCE, FEVER], [SINCE, NUMB], [PRICE, NUMB]))

    assert [kinds.flag(each) for each in margins] == ["fever", "numbness", "numbness"]


def test_what_stands_with_every_flag_speaks_less_for_danger_than_a_sign(kinds: Kinds) -> None:
    since, fever = (kinds.evidence(kinds.margins(weighed([column]))) for column in (SINCE, FEVER))

    assert since[0] < 0 < fever[0]


def test_evidence_is_of_the_whole_and_of_the_likeliest_part(kinds: Kinds) -> None:
    whole_and_part = weighed([PRICE], [SINCE, FEVER])

    flag, likeliest, harmless, least, lead = kinds.evidence(kinds.margins(whole_and_part))

    assert flag < likeliest
    assert harmless > least
    assert lead == pytest.approx(likeliest - least, abs=1e-5)


def test_its_state_gives_the_same_again(kinds: Kinds) -> None:
    again = Kinds.from_state(kinds.state())

    texts = weighed([SINCE], [PRICE])
    assert again.margins(texts).tolist() == kinds.margins(texts).tolist()
    assert again.flag(again.margins(texts)[0]) == kinds.flag(kinds.margins(texts)[0])
