"""Webhooks that nobody would send: random bytes, and recorded payloads with parts that are wrong."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, Final

from tests.bot.gateway.whatsapp.payload_files import NAMES, payload

_RECORDED: Final = [json.dumps(payload(name)).encode() for name in NAMES]
_WORDS: Final = (
    *(
        "",
        " ",
        "text",
        "system",
        "edit",
        "revoke",
        "messages",
        "failed",
        "read",
        "wamid.OUT",
        "HK.1",
        "NL.ENT.2",
    ),
    *(
        "85255500001",
        "+31655500002",
        "-1",
        "1795257000",
        "99999999999999999999",
        "٣",
        "\x00",
        "\ud800",
        "\u202e",
    ),
    *(
        "針灸",
        "👩🏽‍⚕️" * 40,
        "a" * 5000,
        "STOP",
        "%s",
        "{}",
        "'; DROP TABLE whatsapp_users; --",
        "<b>",
        "/restart",
    ),
)
_NUMBERS: Final = (0, -1, 1, 0.5, 1e308, -1e308, 2**31, 2**63, 2**64, 10**30, float("nan"), float("inf"))
_DEEPEST: Final = 3


def strange_body(drawn: Random) -> bytes:
    """One body, drawn at random; about half are payloads that still tell something."""
    make: Callable[[Random], bytes] = drawn.choice((_noise, _broken, _changed, _changed, _changed))
    return make(drawn)


def _noise(drawn: Random) -> bytes:
    return drawn.randbytes(drawn.choice((0, 1, 2, 10, 100, 1000)))


def _broken(drawn: Random) -> bytes:
    """A recorded payload of which some bytes are others, or missing."""
    body = bytearray(drawn.choice(_RECORDED))
    for _ in range(drawn.randint(1, 8)):
        at = drawn.randrange(len(body))
        match drawn.randrange(4):
            case 0:
                body[at] = drawn.randrange(256)
            case 1:
                del body[at : at + drawn.randint(1, 20)]
            case 2:
                body[at:at] = drawn.randbytes(drawn.randint(1, 4))
            case _:
                body[at:at] = body[at : at + 200]
        body = body or bytearray(b"x")
    return bytes(body)


def _changed(drawn: Random) -> bytes:
    """A recorded payload with parts that are others, missing, twice, or from another payload."""
    body = json.loads(drawn.choice(_RECORDED))
    for _ in range(drawn.randint(1, 4)):
        places = list(_places(body))
        if places:
            _change(drawn, *drawn.choice(places))
    if drawn.random() < 0.02:
        return b'{"entry":' + b"[" * 3000 + b"]" * 3000 + b"}"
    return json.dumps(body, ensure_ascii=drawn.random() < 0.5).encode("utf-8", "surrogatepass")


def _change(drawn: Random, container: Any, key: Any) -> None:
    match drawn.randrange(5):
        case 0:
            del container[key]
        case 1:
            container[key] = _value(drawn)
        case 2:
            container[key] = [container[key]] * drawn.randint(1, 3)
        case 3:
            container[key] = json.dumps(container[key])
        case _:
            container[key] = drawn.choice(
                [part for _, _, part in _parts(json.loads(drawn.choice(_RECORDED)))]
            )


def _value(drawn: Random, depth: int = 0) -> Any:
    kind = drawn.randrange(4 if depth < _DEEPEST else 3)
    if kind == 0:
        return drawn.choice(_WORDS)
    if kind == 1:
        return drawn.choice(_NUMBERS)
    if kind == 2:
        return drawn.choice((None, True, False))
    inner = [_value(drawn, depth + 1) for _ in range(drawn.randrange(4))]
    return inner if drawn.random() < 0.5 else {drawn.choice(_WORDS): value for value in inner}


def _places(part: Any) -> Iterator[tuple[Any, Any]]:
    for container, key, _ in _parts(part):
        yield container, key


def _parts(part: Any) -> Iterator[tuple[Any, Any, Any]]:
    keys = list(part) if isinstance(part, dict) else range(len(part)) if isinstance(part, list) else ()
    for key in keys:
        yield part, key, part[key]
        yield from _parts(part[key])
