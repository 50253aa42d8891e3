"""A sentence's vector as JSON, to be handed from the process that encoded it to the next."""

from __future__ import annotations

import base64
import binascii
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

SENTENCE_VECTOR: Final = "sentence_vector"
PackedVector = dict[str, str]
_FORMAT: Final = "<f4"


def pack_vector(encoder: str, vector: NDArray[np.float32]) -> PackedVector:
    """The vector with the name of the encoder that it is of."""
    content = vector.astype(_FORMAT).tobytes()
    return {"encoder": encoder, "float32": base64.b64encode(content).decode("ascii")}


def unpack_vector(packed: Any, encoder: str) -> NDArray[np.float32] | None:
    """The vector; None when there is none, or one that is no vector of this encoder."""
    if not isinstance(packed, dict) or packed.get("encoder") != encoder:
        return None
    try:
        content = base64.b64decode(packed["float32"], validate=True)
        return np.frombuffer(content, dtype=_FORMAT).astype(np.float32)
    except (KeyError, TypeError, ValueError, binascii.Error):
        return None
