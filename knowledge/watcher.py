"""Noticing that staff changed a file of the clinic's knowledge."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Final

import structlog

from knowledge.library import Library
from knowledge.topic_file import KNOWLEDGE

log = structlog.get_logger()

_INTERVAL: Final = 1.0  # seconds between two looks


class Watcher:
    """A thread that has the library read its files again when they change."""

    def __init__(self, library: Library, folder: Path = KNOWLEDGE, interval: float = _INTERVAL) -> None:
        self._library = library
        self._folder = folder
        self._interval = interval
        self._seen = snapshot(folder)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="knowledge-watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def stop(self) -> None:
        """Stop watching; returns once the thread has ended its present look."""
        self._stopped.set()
        self._thread.join()

    def look(self) -> bool:
        """Take over what changed since the last look; whether anything did."""
        now = snapshot(self._folder)
        if now == self._seen:
            return False
        self._seen = now
        if self._library.reload():
            threading.Thread(target=self._library.learn, name="knowledge-learning", daemon=True).start()
        return True

    def _watch(self) -> None:
        while not self._stopped.wait(self._interval):
            try:
                self.look()
            except Exception as error:  # the thread must outlive whatever a file holds
                log.error("knowledge.watch.failed", error=type(error).__name__)


def snapshot(folder: Path) -> dict[Path, tuple[int, int]]:
    """Every file that answers come from, with its time of change and size."""
    found = {}
    for pattern in ("answers/*/*.yml", "documents/*.md", "clinic.yml"):
        for path in folder.glob(pattern):
            status = path.stat()
            found[path] = (status.st_mtime_ns, status.st_size)
    return found
