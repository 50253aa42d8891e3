"""Ctrl-C, and starting where something else runs already."""

from __future__ import annotations

import socket
import uuid
from collections.abc import Iterator

import pytest

from knowledge.language import Language
from tests.system.assistant import Assistant, is_alive
from tests.system.chat import Conversation, topics
from tests.system.sentences import SENTENCES

pytestmark = pytest.mark.system


@pytest.fixture
def started_again(assistant: Assistant) -> Iterator[Assistant]:
    """The assistant, which runs again after the test."""
    yield assistant
    if assistant.process is None or assistant.process.poll() is not None:
        assistant.start()


async def test_ctrl_c_stops_every_process_and_the_next_start_goes_on(
    started_again: Assistant, conversation: Conversation
) -> None:
    assistant, texts, message = started_again, SENTENCES[Language.ZH_HANS], str(uuid.uuid4())
    reply = await conversation.say(texts.cupping, id=message)
    children = assistant.children()

    code = assistant.interrupt()

    assert code == 0
    assert assistant.output is not None
    assert assistant.output.rest().splitlines()[-1] == "Stopped."
    assert sorted(children) == ["actions", "gateway", "rasa"]
    assert not any(is_alive(pid) for pid in children.values())
    for port in assistant.ports.values():
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(("127.0.0.1", port))

    assistant.start()

    assert await conversation.say(texts.cupping, id=message) == reply
    leaning = await conversation.say(texts.leaning)
    assert topics(leaning) == ["therapies/cupping"]
    assert [shown["kind"] for shown in leaning["messages"]] == ["answer"]  # the notice came before


def test_a_second_start_says_which_port_is_in_use_and_leaves_the_first_alone(assistant: Assistant) -> None:
    children = assistant.children()

    second = assistant.command("up")
    said, _ = second.communicate(timeout=60)

    assert second.returncode == 2
    port = assistant.ports["MERIDIAN_PORT"]
    reason = f"Port {port} on 127.0.0.1 is in use. Stop the program that uses it"
    assert said == f"{reason}, or set MERIDIAN_PORT to another.\n"
    assert assistant.children() == children
