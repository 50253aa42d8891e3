"""What goes on with a message while it is being stored."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.engine.engine import Engine
from bot.gateway.red_flag_reader import RedFlagReader
from knowledge.sentence_vector import PackedVector

if TYPE_CHECKING:
    from bot.safety.detector import Alarm


@dataclass(frozen=True)
class FirstReading:
    """The red flag that the message may hold, and its vector, which the engine works out."""

    alarm: asyncio.Task[Alarm | None]
    vector: asyncio.Task[PackedVector | None]


@contextmanager
def first_reading(text: str, engine: Engine, reader: RedFlagReader) -> Iterator[FirstReading]:
    """Begin to read a message; what is not waited for by the end is given up."""
    vector = asyncio.create_task(engine.read_ahead(text))
    alarm = asyncio.create_task(reader.read(text))
    try:
        yield FirstReading(alarm, vector)
    finally:
        alarm.cancel()
        vector.cancel()
