"""The whole assistant as a person starts it, on a copy of the project that a test may change."""

from __future__ import annotations

import os
import queue
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from bot.child_processes import rasa_python
from bot.settings import PROJECT, Settings

# A Monday on which the clinic is open until 18:00.
NOW: Final = "2026-11-23T09:30+08:00"
# What the processes run from; a colleague's edit of the project meanwhile changes nothing here.
_PROJECT_FILES: Final = (
    *("actions", "bot", "data", "domain", "knowledge", "requirements"),
    *("config.yml", "credentials.yml", "endpoints.yml"),
)
_TRAINED: Final = ("models", "knowledge.npz", "red-flags.npz", "when.npz", "vectors-*.npz", "trained*.txt")
_PORTS: Final = ("MERIDIAN_PORT", "MERIDIAN_ENGINE_PORT", "MERIDIAN_ACTIONS_PORT")
_START_SECONDS: Final = 300
_STOP_SECONDS: Final = 40


class Output:
    """What a command says, line by line, while it runs."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.lines: list[str] = []
        self._coming: queue.Queue[str] = queue.Queue()
        self._reader = threading.Thread(target=self._read, args=(process,), daemon=True)
        self._reader.start()

    def until(self, words: str, seconds: float) -> None:
        """Wait for a line with these words."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                line = self._coming.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                line = ""
            assert line, f"'{words}' was not said:\n" + "".join(self.lines)
            if words in line:
                return

    def rest(self) -> str:
        """All that was said, once the command has ended."""
        self._reader.join(10)
        return "".join(self.lines)

    def _read(self, process: subprocess.Popen[str]) -> None:
        assert process.stdout is not None
        with process.stdout as stream:
            for line in stream:
                self.lines.append(line)
                self._coming.put(line)
        self._coming.put("")


@dataclass
class Assistant:
    """``python -m bot up`` on a copy of the project, with a folder for its data and ports of its own."""

    project: Path
    var: Path
    ports: dict[str, int]
    database_url: str
    settings: dict[str, str] = field(default_factory=dict)
    """Settings besides those that every test needs."""
    texts: set[str] = field(default_factory=set)
    """Every text that a test sent, so that the logs can be searched for them."""
    process: subprocess.Popen[str] | None = None
    output: Output | None = None

    @classmethod
    def installed_in(cls, folder: Path, database_url: str = "") -> Assistant:
        """A copy in ``folder``, with the trained model of the project if there is one.

        Appointments and messages go to a file of its own unless ``database_url`` names a place.
        """
        project, var = folder / "project", folder / "var"
        for name in _PROJECT_FILES:
            source = PROJECT / name
            copy: Callable[[Path, Path], object] = shutil.copytree if source.is_dir() else shutil.copy2
            project.mkdir(exist_ok=True)
            copy(source, project / name)
        _take_over_training(Settings.from_environment().var, var)
        return cls(project, var, free_ports(), database_url or f"sqlite:///{var / 'meridian.db'}")

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.ports['MERIDIAN_PORT']}"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its commands; settings of the person who runs the tests do not count."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("MERIDIAN_")}
        return {
            **kept,
            "DATABASE_URL": self.database_url,
            **{name: str(port) for name, port in self.ports.items()},
            "MERIDIAN_VAR": str(self.var),
            "MERIDIAN_NOW": NOW,
            "MERIDIAN_RATE_LIMIT": "off",
            "MERIDIAN_LOG_LEVEL": "debug",
            "MERIDIAN_RASA_PYTHON": rasa_python(),
            **self.settings,
        }

    def command(self, *arguments: str) -> subprocess.Popen[str]:
        """Run ``python -m bot ...`` with its settings."""
        return subprocess.Popen(
            [sys.executable, "-m", "bot", *arguments],
            cwd=self.project,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def start(self) -> None:
        """Start everything; returns once it says that it answers."""
        self.process = self.command("up")
        self.output = Output(self.process)
        self.output.until("Meridian answers at", _START_SECONDS)

    @contextmanager
    def running(self) -> Iterator[Assistant]:
        """Started, and stopped afterwards however that went."""
        try:
            self.start()
            yield self
        finally:
            self.stop()

    def interrupt(self) -> int:
        """Press Ctrl-C; returns the exit code."""
        assert self.process is not None
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(_STOP_SECONDS)

    def stop(self) -> None:
        """Stop everything, by force what does not stop when asked."""
        if self.process is None or self.process.poll() is not None:
            return
        children = self.children()
        with suppress(subprocess.TimeoutExpired):
            self.interrupt()
        for pid in (*children.values(), self.process.pid):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait()

    def children(self) -> dict[str, int]:
        """The process ids of gateway, actions and rasa, as far as they run."""
        assert self.process is not None
        names = {"bot.gateway": "gateway", "actions": "actions", "rasa": "rasa"}
        found = {}
        for pid in _children(self.process.pid):
            arguments = _arguments(pid)
            found.update({name: pid for module, name in names.items() if _runs(arguments, module)})
        return found

    def log(self, name: str) -> str:
        """The log of one process so far."""
        return (self.var / "logs" / f"{name}.log").read_text(encoding="utf-8")

    def logs(self) -> str:
        """Everything that was logged or printed so far."""
        written = [path.read_text(encoding="utf-8") for path in (self.var / "logs").iterdir()]
        return "\n".join([*written, *(self.output.lines if self.output else [])])

    def stored(self) -> str:
        """All rows of the gateway's database and of Rasa's tracker store, as SQL."""
        return "\n".join(_dump(self.var / name) for name in ("meridian.db", "tracker.db"))

    def events(self, conversation: str) -> list[str]:
        """What Rasa remembers of a conversation, as the JSON of its events in their order."""
        self._settle()
        statement = "SELECT data FROM events WHERE sender_id = ? ORDER BY id"
        return [row[0] for row in self.rows("tracker.db", statement, conversation)]

    def _settle(self) -> None:
        """Rasa writes a turn once its answer is on its way; it is written when Rasa answers again."""
        with suppress(urllib.error.URLError), urllib.request.urlopen(f"{self.address}/readyz", timeout=10):
            pass

    def rows(self, database: str, statement: str, *values: str) -> list[tuple[Any, ...]]:
        """Rows of ``meridian.db`` or ``tracker.db``."""
        with closing(_open(self.var / database)) as connection:
            return connection.execute(statement, values).fetchall()

    @contextmanager
    def edited(self, topic: str) -> Iterator[Path]:
        """A topic's file of the copy, put back as it was afterwards."""
        path = self.project / "knowledge" / "answers" / f"{topic}.yml"
        before = path.read_text(encoding="utf-8")
        try:
            yield path
        finally:
            path.write_text(before, encoding="utf-8")


def free_ports() -> dict[str, int]:
    """Three ports that were free a moment ago."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in _PORTS]
    numbers = [server.getsockname()[1] for server in sockets]
    for server in sockets:
        server.close()
    return dict(zip(_PORTS, numbers, strict=True))


def is_alive(pid: int) -> bool:
    """Whether there is a process with this id."""
    return Path(f"/proc/{pid}").exists()


def _take_over_training(trained: Path, var: Path) -> None:
    # Whether it belongs to the data is for the command itself to find out.
    var.mkdir()
    for pattern in _TRAINED:
        for path in trained.glob(pattern):
            copy: Callable[[Path, Path], object] = shutil.copytree if path.is_dir() else shutil.copy2
            copy(path, var / path.name)


def _children(pid: int) -> list[int]:
    lists = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    return [int(child) for listed in lists for child in listed.split()]


def _arguments(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().split("\0")
    except (FileNotFoundError, ProcessLookupError):
        return []


def _runs(arguments: list[str], module: str) -> bool:
    return ("-m", module) in pairwise(arguments)


def _dump(path: Path) -> str:
    with closing(_open(path)) as connection:
        return "\n".join(connection.iterdump())


def _open(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{path}?mode=ro", uri=True)
