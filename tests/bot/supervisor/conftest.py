from __future__ import annotations

import asyncio
import random
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio

# A child that calls the test, tells its process id, and keeps the line open for as long as it lives.
_CALL = """
import os, signal, socket, sys
line = socket.create_connection(("127.0.0.1", {port}))
line.sendall(b"%d\\n" % os.getpid())
"""


@dataclass(frozen=True)
class Child:
    """A child process that called."""

    pid: int
    line: asyncio.StreamReader

    async def ended(self) -> bool:
        """Wait until it is gone."""
        return await asyncio.wait_for(self.line.read(), 20) == b""


class Switchboard:
    """Takes the calls of child processes, so that a test knows when one started and ended."""

    def __init__(self) -> None:
        self._children: asyncio.Queue[Child] = asyncio.Queue()
        self._lines: list[asyncio.StreamWriter] = []
        self.port = 0

    async def take(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Put one call into the queue."""
        self._lines.append(writer)
        self._children.put_nowait(Child(int(await reader.readline()), reader))

    def command(self, then: str) -> list[str]:
        """A command that calls and then does this."""
        return [sys.executable, "-IS", "-c", _CALL.format(port=self.port) + then]

    async def next_child(self) -> Child:
        """The next child that starts."""
        return await asyncio.wait_for(self._children.get(), 20)

    def close(self) -> None:
        """Hang up."""
        for line in self._lines:
            line.close()


@pytest_asyncio.fixture
async def switchboard() -> AsyncIterator[Switchboard]:
    board = Switchboard()
    server = await asyncio.start_server(board.take, "127.0.0.1", 0)
    board.port = server.sockets[0].getsockname()[1]
    yield board
    board.close()
    server.close()
    await server.wait_closed()


@pytest.fixture
def free_ports() -> list[int]:
    """Three ports that nobody listens on, below those that Linux gives to connections."""
    found: list[int] = []
    for port in random.sample(range(20_000, 32_000), 1_000):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                found.append(port)
        if len(found) == 3:
            return found
    pytest.fail("no free ports")
