"""What the action server does with a message that it is told of before Rasa asks."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sanic import HTTPResponse, Request, Sanic
from sanic.compat import Header

from actions.prepare import prepare
from knowledge.language import Language
from knowledge.library import Library
from knowledge.retriever import Retriever
from knowledge.sentence_vector import unpack_vector

_TEXT = "Wat kost een behandeling ongeveer, en hoelang duurt die?"


class Posted(Request):
    """A request that records what is sent while it is still being handled."""

    sent: list[tuple[dict[str, Any], int]]
    retriever: Retriever

    async def respond(self, answer: HTTPResponse, **_: Any) -> Posted:  # type: ignore[override]
        """Begin the answer."""
        self.answer = answer
        return self

    async def send(self, *, end_stream: bool) -> None:
        """Send the whole answer, and note how many messages had been read by then."""
        assert end_stream
        self.sent.append((json.loads(self.answer.body or b""), len(self.retriever._readings)))


@pytest.fixture
def retriever(library: Library) -> Retriever:
    """A retriever that has read nothing yet."""
    return Retriever(library.retriever.index, library.retriever._encoder)


def posted(retriever: Retriever, body: bytes) -> Posted:
    """A request with this body."""
    app = Sanic.get_app("announcements", force_create=True)
    request = Posted(b"/prepare", Header(), "1.1", "POST", None, app)  # type: ignore[arg-type]
    request.body, request.sent, request.retriever = body, [], retriever
    return request


async def test_the_vector_is_sent_before_the_message_is_read(retriever: Retriever) -> None:
    request = posted(retriever, json.dumps({"text": _TEXT}).encode())

    assert await prepare(retriever, request) is None

    ((answer, read_by_then),) = request.sent
    vector = unpack_vector(answer["vector"], retriever._encoder.name)
    assert vector is not None
    assert vector.tolist() == retriever._encoder.encode([_TEXT])[0].tolist()
    assert (read_by_then, len(retriever._readings)) == (0, 1)


async def test_a_message_is_read_once(retriever: Retriever) -> None:
    await prepare(retriever, posted(retriever, json.dumps({"text": _TEXT}).encode()))
    read = dict(retriever._readings)

    retriever.retrieve(_TEXT, Language.NL)

    assert dict(retriever._readings) == read


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"text": 1}', b"null", b'{"text": null, "vector": 3}', b"no json", b"", b"\xff"]
)
async def test_what_says_nothing_is_refused(retriever: Retriever, body: bytes) -> None:
    answer = await prepare(retriever, posted(retriever, body))

    assert answer is not None
    assert answer.status == 400
    assert not retriever._readings
