"""Talking to an assistant over WhatsApp in the terminal."""

from __future__ import annotations

import asyncio
import os
import pty
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import pytest
import pytest_asyncio

from bot.settings import PROJECT
from tests.whatsapp.assistant_process import NotStarted, running_assistant
from tests.whatsapp.conftest import buttons, rows
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.number import CLINIC
from tests.whatsapp.terminal import HELP, PROMPT, converse
from tests.whatsapp.webhook_server import WebhookServer


@dataclass
class Echo:
    """An assistant that repeats what it is told and offers three buttons, or a list when asked."""

    graph_url: str
    session: aiohttp.ClientSession

    async def react(self, value: dict[str, Any]) -> None:
        for message in value.get("messages", []):
            content = _echo(message)
            payload = {"messaging_product": "whatsapp", "to": message["from"], **content}
            headers = {"Authorization": f"Bearer {CLINIC.token}"}
            url = f"{self.graph_url}/{CLINIC.phone_number_id}/messages"
            async with self.session.post(url, json=payload, headers=headers) as response:
                assert response.status == 200, await response.text()


def _echo(message: dict[str, Any]) -> dict[str, Any]:
    match message["type"]:
        case "text" if message["text"]["body"] == "list":
            return rows("10:00", "11:00")
        case "text":
            return buttons("Book", "Ask", "Bye", body=f"You said {message['text']['body']}.")
        case "interactive":
            kind = message["interactive"]["type"]
            return buttons("Book", body=f"{kind}: {message['interactive'][kind]['id']}")
        case kind:
            return {"type": "text", "text": {"body": f"You sent a {kind}."}}


@dataclass
class Terminal:
    """Types a line, waits for what is printed, types the next."""

    script: list[str]
    printed: list[str] = field(default_factory=list)
    _answered: asyncio.Event = field(default_factory=asyncio.Event)

    def show(self, text: str) -> None:
        self.printed.append(text)
        self._answered.set()

    async def lines(self) -> AsyncIterator[str]:
        for line in self.script:
            self._answered.clear()
            yield line
            await self._answered.wait()


@pytest_asyncio.fixture
async def graph(webhook: WebhookServer) -> AsyncIterator[FakeGraph]:
    async with FakeGraph() as graph, aiohttp.ClientSession() as session:
        webhook.react = Echo(graph.url, session).react
        await graph.subscribe(webhook.url)
        yield graph


async def printed(graph: FakeGraph, *script: str) -> list[str]:
    terminal = Terminal(list(script))
    await converse(graph.person("you", phone="85291234567"), terminal.lines(), terminal.show, quiet=0.01)
    return terminal.printed


async def test_a_reply_is_printed_with_its_buttons(graph: FakeGraph) -> None:
    assert await printed(graph, "hello") == [
        "clinic> You said hello.\n   [1] Book\n   [2] Ask\n   [3] Bye",
    ]


async def test_the_number_of_a_button_presses_it(graph: FakeGraph) -> None:
    assert (await printed(graph, "hello", "2"))[1] == "clinic> button_reply: id Ask\n   [1] Book"


async def test_the_number_of_a_row_chooses_it(graph: FakeGraph) -> None:
    said = await printed(graph, "list", "2")

    assert said[0] == "clinic> Which one?\n   [1] 10:00\n   [2] 11:00"
    assert said[1].startswith("clinic> list_reply: id 11:00")


async def test_another_number_is_a_message(graph: FakeGraph) -> None:
    assert (await printed(graph, "7", "hello", "7"))[2].startswith("clinic> You said 7.")


async def test_things_that_are_not_text_can_be_sent(graph: FakeGraph) -> None:
    said = await printed(graph, "/voice", "/location", "/contacts", "/what")

    assert said == [
        "clinic> You sent a audio.",
        "clinic> You sent a location.",
        "clinic> You sent a contacts.",
        f"There is no /what.\n{HELP}",
    ]


async def test_quitting_waits_for_nothing(graph: FakeGraph) -> None:
    assert await printed(graph, "/quit", "hello") == []


async def test_the_command_talks_to_an_assistant_that_runs_already(
    webhook: WebhookServer, unused_tcp_port: int
) -> None:
    async with aiohttp.ClientSession() as session:
        webhook.react = Echo(f"http://127.0.0.1:{unused_tcp_port}/v26.0", session).react
        demo = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.whatsapp.demo"),
            *("--webhook", webhook.url, "--port", str(unused_tcp_port), "--phone", "+31 6 1234-5678"),
            cwd=PROJECT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        assert demo.stdin
        assert demo.stdout
        demo.stdin.write(b"goedemiddag\n")
        said = (await demo.stdout.readuntil(b"[3] Bye\n")).decode()
        demo.stdin.write(b"/quit\n")
        await demo.communicate()

    assert "You write from +31612345678;" in said
    assert PROMPT not in said
    assert "clinic> You said goedemiddag." in said
    assert demo.returncode == 0


async def test_in_a_terminal_there_is_a_prompt_and_the_end_of_input_ends_it_at_once(
    webhook: WebhookServer, unused_tcp_port: int
) -> None:
    ours, its = pty.openpty()
    async with aiohttp.ClientSession() as session:
        webhook.react = Echo(f"http://127.0.0.1:{unused_tcp_port}/v26.0", session).react
        demo = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.whatsapp.demo"),
            *("--webhook", webhook.url, "--port", str(unused_tcp_port)),
            cwd=PROJECT,
            stdin=its,
            stdout=asyncio.subprocess.PIPE,
        )
        os.close(its)
        assert demo.stdout
        await demo.stdout.readuntil(PROMPT.encode())
        os.write(ours, b"hello\n")
        said = (await demo.stdout.readuntil(PROMPT.encode())).decode()
        os.write(ours, b"\x04")
        async with asyncio.timeout(5):
            rest, _ = await demo.communicate()
    os.close(ours)

    assert said == f"\rclinic> You said hello.\n   [1] Book\n   [2] Ask\n   [3] Bye\n\n{PROMPT}"
    assert rest.decode() == "\nStopping ...\n"


async def test_what_is_no_phone_number_is_refused() -> None:
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.whatsapp.demo", "--phone", "hello"),
        cwd=PROJECT,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await demo.communicate()

    assert demo.returncode == 2
    assert "hello is no phone number" in said.decode()


async def test_the_command_says_why_it_ends(webhook: WebhookServer) -> None:
    webhook.number = type(CLINIC)(verify_token="another")
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.whatsapp.demo", "--webhook", webhook.url),
        cwd=PROJECT,
        stdin=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    _, said = await demo.communicate()

    assert demo.returncode == 1
    assert said.decode().startswith("The demo ends: http://127.0.0.1:")


READY = "import os, signal; print('Meridian answers at', os.environ['GREETING'], flush=True); "


async def test_the_assistant_is_started_with_the_settings_and_stopped_at_the_end() -> None:
    said: list[str] = []
    waiting = READY + "signal.sigwait([signal.SIGINT]); print('stopped')"
    blocked = "import signal; signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT]); " + waiting

    async with running_assistant({"GREETING": "hello"}, said.append, (sys.executable, "-c", blocked)):
        assert said == ["Meridian answers at hello"]

    assert said == ["Meridian answers at hello", "stopped"]


async def test_an_assistant_that_does_not_start_ends_the_demo() -> None:
    said: list[str] = []

    with pytest.raises(NotStarted):
        async with running_assistant({}, said.append, (sys.executable, "-c", "print('no port is free')")):
            pytest.fail("it did not start")

    assert said == ["no port is free"]


def test_the_settings_name_everything_that_the_assistant_needs() -> None:
    assert set(CLINIC.settings("http://127.0.0.1:1/v26.0")) == {
        f"MERIDIAN_WHATSAPP_{name}"
        for name in ("TOKEN", "PHONE_NUMBER_ID", "APP_SECRET", "VERIFY_TOKEN", "GRAPH_URL")
    }
