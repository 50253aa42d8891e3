"""Learnt parts in one file of arrays, with the fingerprint of what they were learnt from."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from knowledge.examples import Example

Arrays = Mapping[str, NDArray[Any]]


def write_parts(path: Path, parts: Mapping[str, Arrays], fingerprint: str) -> None:
    """Write the parts to one file, in place of the one that was there."""
    arrays = {f"{part}.{name}": array for part, state in parts.items() for name, array in state.items()}
    arrays["fingerprint"] = np.asarray(fingerprint)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(f".{os.getpid()}.npz")
    np.savez(partial, allow_pickle=False, **arrays)
    partial.replace(path)


def read_parts(path: Path) -> tuple[dict[str, dict[str, NDArray[Any]]], str]:
    """The parts by their names, and the fingerprint.

    Raises:
        FileNotFoundError: when there is no file: ``python -m bot train`` makes it.
    """
    with np.load(path, allow_pickle=False) as file:
        arrays = {name: file[name] for name in file.files}
    fingerprint = str(arrays.pop("fingerprint"))
    parts: dict[str, dict[str, NDArray[Any]]] = {}
    for key, array in arrays.items():
        part, _, name = key.partition(".")
        parts.setdefault(part, {})[name] = array
    return parts, fingerprint


def kept_fingerprint(path: Path) -> str | None:
    """The fingerprint alone, which tells whether the rest is of a form that can be read.

    None when there is no file.
    """
    if not path.exists():
        return None
    with np.load(path, allow_pickle=False) as file:
        return str(file["fingerprint"])


def examples_fingerprint(form: int, examples: Sequence[Example], encoder: str) -> str:
    """What tells whether a learnt model belongs to these examples, this encoder and this form of file."""
    content = json.dumps([form, encoder, sorted((e.label, e.text) for e in examples)])
    return hashlib.sha256(content.encode()).hexdigest()
