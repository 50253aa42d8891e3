"""What Meta demands of reply buttons and lists."""

from __future__ import annotations

from typing import Final

from tests.whatsapp.fake_graph.graph_errors import Refused
from tests.whatsapp.fake_graph.shapes import (
    JSONObject,
    a_list,
    a_text,
    all_different,
    an_id,
    an_object,
    exactly,
    only_keys,
)

_BODY: Final = 1024
_HEADER_AND_FOOTER: Final = 60
_ROWS_IN_TOTAL: Final = 10


def check_interactive(value: object) -> None:
    """Refuse an interactive message that Meta would refuse.

    Source: Meta's pages on reply buttons and interactive lists (May and July 2026).
    """
    interactive = an_object(value, "interactive")
    only_keys(interactive, "interactive", "type", "header", "body", "footer", "action")
    _check_words(interactive)
    action = an_object(interactive.get("action"), "interactive.action")
    match interactive.get("type"):
        case "button":
            _check_buttons(action)
        case "list":
            _check_list(action)
        case other:
            raise Refused(131009, f"interactive.type must be 'button' or 'list', not {other!r}")


def _check_words(interactive: JSONObject) -> None:
    body = an_object(interactive.get("body"), "interactive.body")
    only_keys(body, "interactive.body", "text")
    a_text(body.get("text"), "interactive.body.text", _BODY)
    if "header" in interactive:
        header = an_object(interactive["header"], "interactive.header")
        exactly(header.get("type"), "interactive.header.type", "text")
        a_text(header.get("text"), "interactive.header.text", _HEADER_AND_FOOTER)
    if "footer" in interactive:
        footer = an_object(interactive["footer"], "interactive.footer")
        a_text(footer.get("text"), "interactive.footer.text", _HEADER_AND_FOOTER)


def _check_buttons(action: JSONObject) -> None:
    only_keys(action, "interactive.action", "buttons")
    buttons = a_list(action.get("buttons"), "interactive.action.buttons", 3)
    replies = [_reply(button) for button in buttons]
    all_different([reply["id"] for reply in replies], "the ids of buttons")
    all_different([reply["title"] for reply in replies], "the titles of buttons")


def _reply(value: object) -> JSONObject:
    button = an_object(value, "button")
    only_keys(button, "button", "type", "reply")
    exactly(button.get("type"), "button.type", "reply")
    reply = an_object(button.get("reply"), "button.reply")
    only_keys(reply, "button.reply", "id", "title")
    an_id(reply.get("id"), "button.reply.id", 256)
    a_text(reply.get("title"), "button.reply.title", 20)
    return reply


def _check_list(action: JSONObject) -> None:
    only_keys(action, "interactive.action", "button", "sections")
    a_text(action.get("button"), "interactive.action.button", 20)
    sections = a_list(action.get("sections"), "interactive.action.sections", 10)
    rows = [row for section in sections for row in _rows(section, titled=len(sections) > 1)]
    if len(rows) > _ROWS_IN_TOTAL:
        raise Refused(131009, f"a list has at most {_ROWS_IN_TOTAL} rows in total, this one {len(rows)}")
    all_different([row["id"] for row in rows], "the ids of rows")


def _rows(value: object, *, titled: bool) -> list[JSONObject]:
    section = an_object(value, "section")
    only_keys(section, "section", "title", "rows")
    if titled or "title" in section:
        a_text(section.get("title"), "section.title", 24)
    return [_row(row) for row in a_list(section.get("rows"), "section.rows", _ROWS_IN_TOTAL)]


def _row(value: object) -> JSONObject:
    row = an_object(value, "row")
    only_keys(row, "row", "id", "title", "description")
    an_id(row.get("id"), "row.id", 200)
    a_text(row.get("title"), "row.title", 24)
    if "description" in row:
        a_text(row["description"], "row.description", 72)
    return row
