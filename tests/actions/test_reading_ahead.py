"""What the action server does with a message that is announced to it."""

from __future__ import annotations

import json

import pytest
from sanic import HTTPResponse, Request, Sanic
from sanic.compat import Header

from actions.prepare import prepare
from knowledge.language import Language
from knowledge.library import Library
from knowledge.retriever import Retriever
from knowledge.sentence_vector import pack_vector

_TEXT = "Wat kost een behandeling ongeveer, en hoelang duurt die?"


@pytest.fixture
def retriever(library: Library) -> Retriever:
    """A retriever that has read nothing yet."""
    return Retriever(library.retriever.index, library.retriever._encoder)


async def announce(retriever: Retriever, body: bytes) -> HTTPResponse:
    """What is answered to a body that was posted."""
    app = Sanic.get_app("announcements", force_create=True)
    request = Request(b"/prepare", Header(), "1.1", "POST", None, app)  # type: ignore[arg-type]
    request.body = body
    return await prepare(retriever, request)


async def test_a_message_that_is_announced_is_read_before_it_is_asked(retriever: Retriever) -> None:
    vector = pack_vector("embedded", retriever._encoder.encode([_TEXT])[0])

    response = await announce(retriever, json.dumps({"text": _TEXT, "vector": vector}).encode())
    read = dict(retriever._readings)
    retriever.retrieve(_TEXT, Language.NL)

    assert response.status == 204
    assert len(read) == 1
    assert dict(retriever._readings) == read


@pytest.mark.parametrize(
    "body", [b"[]", b"{}", b'{"text": 1}', b"null", b'{"text": null, "vector": 3}', b"no json", b"", b"\xff"]
)
async def test_an_announcement_that_says_nothing_is_refused(retriever: Retriever, body: bytes) -> None:
    assert (await announce(retriever, body)).status == 400
    assert not retriever._readings


@pytest.mark.parametrize("vector", [None, 3, {"encoder": "embedded", "float32": "!"}, {"encoder": "other"}])
async def test_a_vector_that_cannot_be_used_is_worked_out_here(retriever: Retriever, vector: object) -> None:
    body = json.dumps({"text": _TEXT, "vector": vector}).encode()

    assert (await announce(retriever, body)).status == 204
    assert retriever._readings
