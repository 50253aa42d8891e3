"""``python -m tests.whatsapp.demo``: talk to the assistant as a WhatsApp user, without Meta."""

from __future__ import annotations

import argparse
import asyncio
import re
import sys
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Final

import aiohttp

from bot.settings import Settings
from tests.whatsapp.assistant_process import NotStarted, running_assistant
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.handshake import HandshakeRefused
from tests.whatsapp.terminal import HELP, converse_here

_WEBHOOK: Final = "/whatsapp/webhook"


def main(arguments: list[str] | None = None) -> int:
    """Run the demo; the exit code."""
    try:
        asyncio.run(_demo(_parsed(arguments)))
    except (NotStarted, HandshakeRefused, aiohttp.ClientError) as error:
        print(f"The demo ends: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        pass
    return 0


async def _demo(options: argparse.Namespace) -> None:
    async with FakeGraph(port=options.port) as graph:
        settings = graph.number.settings(graph.url)
        async with _assistant(settings, started_already=bool(options.webhook)):
            await graph.subscribe(options.webhook or Settings.from_environment().address + _WEBHOOK)
            print(
                f"\nYou write from +{options.phone}; PHONE=31612345678 makes it a number of another country."
            )
            print(f"{HELP}\n")
            await converse_here(graph.person("you", phone=options.phone))
            print("\nStopping ...")
            for refusal in graph.ledger.refusals:
                print(f"The fake Graph API refused {refusal.code}: {refusal.details}")


def _assistant(settings: dict[str, str], *, started_already: bool) -> AbstractAsyncContextManager[None]:
    return nullcontext() if started_already else running_assistant(settings, print)


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.whatsapp.demo", description=__doc__)
    parser.add_argument("--phone", type=_digits, default="85291234567", help="your number with its country")
    parser.add_argument("--port", type=int, default=0, help="the fake Graph API's port; 0 is any")
    parser.add_argument("--webhook", help="of an assistant that runs already, instead of starting one")
    return parser.parse_args(arguments)


def _digits(written: str) -> str:
    digits = re.sub(r"[\s+()-]", "", written)
    if not re.fullmatch(r"[1-9][0-9]{6,14}", digits):
        raise argparse.ArgumentTypeError(
            f"{written} is no phone number with its country, such as 31612345678"
        )
    return digits


if __name__ == "__main__":
    sys.exit(main())
