"""Many people who write at once, to put the assistant under load."""

from __future__ import annotations

import asyncio
import random
import time

from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.person import Person


def gather_crowd(graph: FakeGraph, size: int) -> list[Person]:
    """New people; a third each has a phone number, a BSUID and both."""
    return [_someone(graph, position) for position in range(size)]


async def write_all(
    crowd: list[Person], messages: int, *, per_second: float, seed: int = 0
) -> dict[str, list[str]]:
    """Have a crowd write so many messages, ``<name> <number>`` each; the texts by name, in order.

    Everybody writes about as much; who is next is drawn from ``seed``.
    """
    texts: dict[str, list[str]] = {person.name: [] for person in crowd}
    turns = [crowd[position % len(crowd)] for position in range(messages)]
    random.Random(seed).shuffle(turns)
    began = time.monotonic()
    for position, person in enumerate(turns):
        said = texts[person.name]
        said.append(f"{person.name} {len(said) + 1}")
        person.say(said[-1])
        await asyncio.sleep(began + (position + 1) / per_second - time.monotonic())
    return texts


def _someone(graph: FakeGraph, position: int) -> Person:
    phone = f"8529{position:07}" if position % 3 != 1 else None
    user = f"HK.{position:016}" if position % 3 else None
    return graph.person(f"person-{position}", phone=phone, user=user)
