"""The memory of running processes, as Linux counts it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from pathlib import Path
from typing import Final

from benchmarks.processes import descendants

_PROC: Final = Path("/proc")
_MAX_NAME: Final = 40


@dataclass(frozen=True)
class ProcessMemory:
    """A process's memory in bytes: ``rss`` counts shared pages in full, ``pss`` its part of them."""

    name: str
    rss: int
    pss: int


def memory_of(pid: int) -> list[ProcessMemory]:
    """The memory of a process and of all that it started; those that end meanwhile are left out."""
    return [memory for each in (pid, *descendants(pid)) if (memory := _memory(each))]


def _memory(pid: int) -> ProcessMemory | None:
    folder = _PROC / str(pid)
    try:
        words = [word.decode(errors="replace") for word in (folder / "cmdline").read_bytes().split(b"\0")]
        rollup = (folder / "smaps_rollup").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    sizes = dict(line.split(":", 1) for line in rollup.splitlines()[1:])
    return ProcessMemory(process_name(words), _bytes(sizes["Rss"]), _bytes(sizes["Pss"]))


def process_name(words: Sequence[str]) -> str:
    """What a command line runs: the module or program and its first words, up to an option."""
    program = words[words.index("-m") + 1 :] if "-m" in words else _without_interpreter(words)
    named = list(takewhile(lambda word: word and not word.startswith("-"), program))
    if not named:
        return " ".join(words).strip()[:_MAX_NAME]
    return " ".join([Path(named[0]).name, *named[1:]])[:_MAX_NAME]


def _without_interpreter(words: Sequence[str]) -> Sequence[str]:
    return words[1:] if words and Path(words[0]).name.startswith("python") else words


def _bytes(size: str) -> int:
    number, unit = size.split()
    if unit != "kB":
        raise ValueError(f"expected a size in kB, found {size!r}")
    return int(number) * 1024
