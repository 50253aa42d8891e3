"""A conversation in the terminal: what is typed goes out as WhatsApp messages, what comes is printed."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable
from typing import Final

from tests.whatsapp.fake_graph.person import Person
from tests.whatsapp.fake_graph.received import Received

HELP: Final = """\
Type a message in English, Dutch or Chinese, or the number of a button to press it.
/voice /image /video /sticker /document /audio /location /contacts send such a thing; /quit or Ctrl-D ends."""
PROMPT: Final = "you> "
_MEDIA: Final = ("voice", "image", "video", "sticker", "document", "audio")
# After the last line of a script its reply is still to come; a person who ends has seen it.
_QUIET_SECONDS: Final = 10.0
_QUIET_SECONDS_OF_A_PERSON: Final = 0.2


async def converse_here(person: Person) -> None:
    """Converse in this terminal, or by what is piped into it."""
    if not sys.stdin.isatty():
        await converse(person, typed_lines(), print)
        return
    print(PROMPT, end="", flush=True)
    await converse(person, typed_lines(), show_above_prompt, _QUIET_SECONDS_OF_A_PERSON)


def show_above_prompt(text: str) -> None:
    """Print a text where the prompt was, and the prompt below it."""
    print(f"\r{text}\n\n{PROMPT}", end="", flush=True)


async def converse(
    person: Person, lines: AsyncIterator[str], show: Callable[[str], None], quiet: float = _QUIET_SECONDS
) -> None:
    """Send each line and show each reply; after the last line, until none came for ``quiet`` seconds."""
    printing = asyncio.create_task(_print_replies(person, show, None))
    async for line in lines:
        if line == "/quit":
            printing.cancel()
            return
        act(person, line, show)
    printing.cancel()
    await _print_replies(person, show, quiet)


def act(person: Person, line: str, show: Callable[[str], None]) -> None:
    """Do what a typed line asks for."""
    command = line.removeprefix("/")
    if command == line:
        _say_or_press(person, line)
    elif command in _MEDIA:
        person.send_media(command)
    elif command == "location":
        person.send_location()
    elif command == "contacts":
        person.send_contacts()
    else:
        show(f"There is no {line}.\n{HELP}")


def shown(message: Received) -> str:
    """A message with its numbered choices."""
    lines = [f"clinic> {message.text}"]
    for number, choice in enumerate(message.choices, start=1):
        described = f" - {choice.description}" if choice.description else ""
        lines.append(f"   [{number}] {choice.title}{described}")
    return "\n".join(lines)


async def typed_lines() -> AsyncIterator[str]:
    """The lines that are typed, until the end of the input.

    They are read in a thread that ends with the process: a read of a terminal cannot be interrupted.
    """
    loop, lines = asyncio.get_running_loop(), asyncio.Queue[str | None]()
    threading.Thread(target=_read, args=(loop, lines), daemon=True).start()
    while (line := await lines.get()) is not None:
        if line:
            yield line


def _read(loop: asyncio.AbstractEventLoop, lines: asyncio.Queue[str | None]) -> None:
    for line in sys.stdin:
        loop.call_soon_threadsafe(lines.put_nowait, line.strip())
    loop.call_soon_threadsafe(lines.put_nowait, None)


def _say_or_press(person: Person, line: str) -> None:
    offering = next((message for message in reversed(person.received) if message.choices), None)
    if offering and line.isdecimal() and 1 <= int(line) <= len(offering.choices):
        person.press(offering, offering.choices[int(line) - 1])
    elif line:
        person.say(line)


async def _print_replies(person: Person, show: Callable[[str], None], quiet: float | None) -> None:
    while True:
        try:
            async with asyncio.timeout(quiet):
                message = await person.inbox.get()
        except TimeoutError:
            return
        show(shown(message))
