"""Staff edit a topic's file while the assistant runs."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.language import Language
from tests.system.assistant import Assistant
from tests.system.chat import Visitor, told

pytestmark = pytest.mark.system

TOPIC = "prevention/high-heels"
LIVE_WITHIN = 5.0
_POLL = 0.1


class EditedTopic:
    """The file of one topic, and what the assistant answers from it."""

    def __init__(self, path: Path, assistant: Assistant, visitor: Visitor, written: Catalogue) -> None:
        self.path = path
        self.before = path.read_text(encoding="utf-8")
        self._assistant = assistant
        self._visitor = visitor
        self._questions = {language: topic.ask for language, topic in written.topics[TOPIC].languages.items()}

    def write(self, sentence: str) -> None:
        """Open the answer with this sentence in all languages."""
        answers = self.before.replace("  answer: |\n", f"  answer: |\n    {sentence}\n")
        assert answers.count(sentence) == len(Language)
        self.path.write_text(answers, encoding="utf-8")

    async def answer(self, language: Language) -> str:
        """What the topic's own question gets now."""
        reply = await self._visitor.conversation(locale=language).say(self._questions[language])
        [message] = told(reply)
        assert message["topic"] == TOPIC
        return str(message["text"])

    async def seconds_until(self, sentence: str, since: float) -> float:
        """How long it took from ``since`` until English answers open with this sentence."""
        while not (await self.answer(Language.EN)).startswith(sentence):
            assert time.monotonic() - since < 60, f"'{sentence}' never came"
            await asyncio.sleep(_POLL)
        return time.monotonic() - since

    async def refusal(self) -> str:
        """The reason for which the file was refused, once it has been."""
        known = self._refusals()
        deadline = time.monotonic() + 60
        while len(self._refusals()) == len(known):
            assert time.monotonic() < deadline, "the file was not refused"
            await asyncio.sleep(_POLL)
        return self._refusals()[-1]

    def _refusals(self) -> list[str]:
        lines = self._assistant.log("actions").splitlines()
        events = [json.loads(line) for line in lines if line.startswith("{")]
        return [event["reason"] for event in events if event["event"] == "knowledge.reload.refused"]


@pytest.fixture
def topic(assistant: Assistant, visitor: Visitor, written: Catalogue) -> Iterator[EditedTopic]:
    with assistant.edited(TOPIC) as path:
        yield EditedTopic(path, assistant, visitor, written)


async def test_a_new_answer_is_live_within_five_seconds_in_all_languages(topic: EditedTopic) -> None:
    topic.write("Edited 1111.")

    assert await topic.seconds_until("Edited 1111.", time.monotonic()) < LIVE_WITHIN
    for language in Language:
        assert (await topic.answer(language)).startswith("Edited 1111.")


async def test_a_broken_file_is_refused_and_the_old_answer_stays_until_it_is_repaired(
    topic: EditedTopic,
) -> None:
    before = await topic.answer(Language.EN)
    line = topic.before.splitlines().index("nl:") + 1
    broken = topic.before.replace("\nnl:\n", "\nnl: [\n", 1)
    assert broken != topic.before

    refused = asyncio.create_task(topic.refusal())
    topic.path.write_text(broken, encoding="utf-8")
    reason = await refused

    assert reason.startswith("high-heels.yml, line ")
    assert line <= int(reason.split("line ")[1].split(":")[0]) <= line + 2
    assert str(topic.path) in reason
    assert await topic.answer(Language.EN) == before

    topic.write("Edited 2222.")
    assert await topic.seconds_until("Edited 2222.", time.monotonic()) < LIVE_WITHIN


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("\nsources: [", "\nsources: [no-such-document, ", "source 'no-such-document' is unknown"),
        ("  answer: |\n", "  answer: |\n    {colour}\n", "unknown placeholder 'colour'"),
    ],
)
async def test_what_does_not_fit_the_rest_is_refused_with_its_reason(
    topic: EditedTopic, old: str, new: str, reason: str
) -> None:
    before = await topic.answer(Language.EN)

    refused = asyncio.create_task(topic.refusal())
    topic.path.write_text(topic.before.replace(old, new, 1), encoding="utf-8")

    assert reason in await refused
    assert await topic.answer(Language.EN) == before
