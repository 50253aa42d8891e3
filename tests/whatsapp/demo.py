"""``python -m tests.whatsapp.demo``: talk to the assistant as a WhatsApp user, without Meta."""

from __future__ import annotations

import argparse
import asyncio
import sys
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Final

import aiohttp

from bot.settings import Settings
from tests.whatsapp.assistant_process import NotStarted, running_assistant
from tests.whatsapp.fake_graph.graph import FakeGraph
from tests.whatsapp.fake_graph.handshake import HandshakeRefused
from tests.whatsapp.terminal import HELP, converse, typed_lines

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
            print(f"\nYou write from +{options.phone}. {HELP}\n")
            person = graph.person("you", phone=options.phone)
            await converse(person, typed_lines(), print)
            for refusal in graph.ledger.refusals:
                print(f"The fake Graph API refused {refusal.code}: {refusal.details}")


def _assistant(settings: dict[str, str], *, started_already: bool) -> AbstractAsyncContextManager[None]:
    return nullcontext() if started_already else running_assistant(settings, print)


def _parsed(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.whatsapp.demo", description=__doc__)
    parser.add_argument("--phone", default="85291234567", help="your number, digits only")
    parser.add_argument("--port", type=int, default=0, help="the fake Graph API's port; 0 is any")
    parser.add_argument("--webhook", help="of an assistant that runs already, instead of starting one")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
