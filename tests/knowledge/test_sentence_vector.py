"""A vector comes out of JSON as it went in, or not at all."""

from __future__ import annotations

import json

import numpy as np
import pytest

from knowledge.sentence_vector import pack_vector, unpack_vector

VECTOR = np.linspace(-1, 1, 512, dtype=np.float32)


def test_a_vector_comes_back_exactly():
    packed = json.loads(json.dumps(pack_vector("embedded", VECTOR)))

    unpacked = unpack_vector(packed, "embedded")

    assert unpacked is not None
    assert unpacked.dtype == np.float32
    assert np.array_equal(unpacked, VECTOR)


@pytest.mark.parametrize(
    "packed",
    [
        None,
        "text",
        [],
        {},
        {"encoder": "embedded"},
        {"encoder": "embedded", "float32": None},
        {"encoder": "embedded", "float32": 3},
        {"encoder": "embedded", "float32": "no base64!"},
        {"encoder": "embedded", "float32": "AAA="},
        pack_vector("another encoder", VECTOR),
    ],
)
def test_what_is_no_vector_of_this_encoder_is_none(packed):
    assert unpack_vector(packed, "embedded") is None
