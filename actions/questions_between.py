"""Questions in the middle of talking about an appointment."""

from __future__ import annotations

from typing import Final

from rasa_sdk.executor import CollectingDispatcher

from actions.answer_question import say
from actions.said import Said
from bot.booking.dialogue.draft import Asked, Draft
from bot.booking.dialogue.heard import Heard
from knowledge.retrieval import Answered, Retrieval, Torn
from knowledge.retriever import Retriever

# What a question that leans on nothing but the service is about.
_TOPICS: Final = {
    "acupuncture": "acupuncture/what-it-is",
    "tuina": "therapies/tuina",
    "cupping": "therapies/cupping",
    "herbal-consultation": "therapies/herbs",
    "initial-consultation": "session/first-visit",
}
# Where a question that means nothing by itself may belong besides.
_VISITS: Final = ("session/what-to-expect", "session/first-visit")


class QuestionsBetween:
    """Answers what has nothing to do with the booking itself, so that it can go on."""

    def __init__(self, retriever: Retriever) -> None:
        self._retriever = retriever

    def answer(
        self, draft: Draft, heard: Heard, said: Said, dispatcher: CollectingDispatcher
    ) -> Draft | None:
        """Answer a message and remember its topic; None when it is no question that is known here."""
        if not _may_ask(draft, heard, said):
            return None
        index = self._retriever.index
        found = self._found(draft, heard, said)
        if isinstance(found, Answered) or (isinstance(found, Torn) and heard.is_question):
            say(dispatcher, found, index, said.language)
            return draft.with_(topic=_last_topic(found), misses=0)
        if heard.is_question and heard.service is None and not wishes_day(draft, heard):
            say(dispatcher, found, index, said.language)
            return draft.with_(misses=draft.misses + 1)
        return None

    def _found(self, draft: Draft, heard: Heard, said: Said) -> Retrieval:
        found = self._retrieved(said, draft.topic or _TOPICS.get(draft.service or ""))
        # "What about Saturday?" leans on nothing that was answered.
        if isinstance(found, Answered) or not heard.is_question or wishes_day(draft, heard):
            return found
        others = [self._retrieved(said, topic) for topic in _VISITS]
        return next((one for one in others if isinstance(one, Answered)), found)

    def _retrieved(self, said: Said, about: str | None) -> Retrieval:
        leaning = said.intent == "follow_up"
        return self._retriever.retrieve(
            said.text, said.language, previous=about, leaning=leaning, packed=said.vector
        )


def wishes_day(draft: Draft, heard: Heard) -> bool:
    """Whether a message names a day or time where it was asked for one."""
    return draft.asked is Asked.WHEN and heard.has_when and not heard.when.problem


def _may_ask(draft: Draft, heard: Heard, said: Said) -> bool:
    is_about_topic = heard.is_question and heard.answer is None and said.intent.startswith("ask_")
    return heard.may_ask or (is_about_topic and not _names_time(draft, heard, said))


def _names_time(draft: Draft, heard: Heard, said: Said) -> bool:
    """Whether it answers when to come and nothing else, as "would half past four do?" does."""
    is_day = heard.when.date is not None and not said.sure_intent.startswith("ask_")
    return wishes_day(draft, heard) and (heard.when.time is not None or is_day)


def _last_topic(found: Answered | Torn) -> str:
    candidates = found.topics if isinstance(found, Answered) else found.candidates
    return candidates[-1].topic
