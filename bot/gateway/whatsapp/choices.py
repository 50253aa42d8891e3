"""A reply's suggestions as WhatsApp's reply buttons or list, and back from what was chosen."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from bot.gateway.whatsapp.length import length, shortened

MOST_BUTTONS: Final = 3
MOST_ROWS: Final = 10
LONGEST_BUTTON: Final = 20
LONGEST_ROW: Final = 24
LONGEST_DESCRIPTION: Final = 72
# A button's id may have 256 characters, a row's 200; one limit gives a suggestion one id in both.
LONGEST_ID: Final = 200

_PLAIN: Final = re.compile(r"\S+( \S+)*")


@dataclass(frozen=True)
class Choice:
    """Something to press: ``title`` is what is read, ``text`` what pressing it says."""

    title: str
    text: str

    @property
    def id(self) -> str:
        """The text itself where it can be an id, else a digest of it."""
        if length(self.text) <= LONGEST_ID and _PLAIN.fullmatch(self.text):
            return self.text
        return "#" + hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def fits_button(self) -> bool:
        """Whether the whole title can stand on a button."""
        return length(self.title) <= LONGEST_BUTTON


def offered_choices(messages: Sequence[Mapping[str, Any]]) -> list[Choice]:
    """What one turn offers, each once: the last message's choices, then earlier ones for free buttons.

    The last message is the one that asks. An earlier one's suggestions only show what else could
    be asked, which is not worth turning buttons into a list.
    """
    turn = [choices for message in messages if (choices := _choices(message))]
    chosen = turn[-1][:MOST_ROWS] if turn else []
    if not all(choice.fits_button for choice in chosen):
        return chosen
    for choice in (choice for choices in turn[:-1] for choice in choices if choice.fits_button):
        if len(chosen) < MOST_BUTTONS and _is_new(choice, chosen):
            chosen.append(choice)
    return chosen


def interactive(body: str, choices: Sequence[Choice], open_list: str) -> dict[str, Any]:
    """A message's ``interactive`` object: buttons where all fit, else a list opened by ``open_list``."""
    if len(choices) <= MOST_BUTTONS and all(choice.fits_button for choice in choices) and _differ(choices):
        buttons = [{"type": "reply", "reply": {"id": one.id, "title": one.title}} for one in choices]
        return {"type": "button", "body": {"text": body}, "action": {"buttons": buttons}}
    rows = [_row(choice) for choice in choices[:MOST_ROWS]]
    action = {"button": open_list, "sections": [{"rows": rows}]}
    return {"type": "list", "body": {"text": body}, "action": action}


def _row(choice: Choice) -> dict[str, str]:
    row = {"id": choice.id, "title": shortened(choice.title, LONGEST_ROW)}
    if row["title"] != choice.title:
        row["description"] = shortened(choice.title, LONGEST_DESCRIPTION)
    return row


def _choices(message: Mapping[str, Any]) -> list[Choice]:
    read: list[Choice] = []
    for suggestion in message.get("suggestions") or ():
        choice = Choice(" ".join(suggestion["title"].split()), suggestion["text"])
        if choice.title and choice.text.strip() and _is_new(choice, read):
            read.append(choice)
    return read


def _is_new(choice: Choice, chosen: Iterable[Choice]) -> bool:
    return all(choice.text != other.text for other in chosen)


def _differ(choices: Sequence[Choice]) -> bool:
    # Meta refuses two buttons of the same title.
    return len({choice.title for choice in choices}) == len(choices)
