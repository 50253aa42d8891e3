"""The topics' questions as Rasa training data, so that nothing is written twice."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, Final

from rasa.shared.core.domain import Domain
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.core.training_data.structures import StoryGraph
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.quick_archive import install_quick_archive
from bot.nlu.training_data import install_reading_once
from bot.nlu.training_without_cache import install_training_without_cache
from bot.nlu.yaml_once import install_yaml_once
from knowledge.examples import question_examples
from knowledge.topic import Topic
from knowledge.topic_file import read_topic, topic_paths

ANSWER_QUESTION: Final = "action_answer_question"


def intent_of(topic: str) -> str:
    """The intent of a topic's questions: what family of things the user asks about."""
    return "ask_" + topic.split("/", maxsplit=1)[0].replace("-", "_")


class KnowledgeImporter(TrainingDataImporter):  # type: ignore[misc]
    """Reads knowledge/answers: an intent for each family, and the rule that answers it."""

    def __init__(
        self,
        config_file: str | None = None,
        domain_path: str | None = None,
        training_data_paths: list[str] | str | None = None,
    ) -> None:
        """Take what Rasa passes to every importer; the topics' place is fixed.

        This is also where Rasa loads our corrections of how it trains.
        """
        install_reading_once()
        install_yaml_once()
        install_training_without_cache()
        install_quick_archive()

    @cached_property
    def _topics(self) -> list[Topic]:
        return [read_topic(path) for path in topic_paths()]

    @property
    def _intents(self) -> list[str]:
        return sorted({intent_of(topic.id) for topic in self._topics})

    def get_nlu_data(self, language: str | None = "en") -> TrainingData:
        """Every question of every topic, labelled with its family's intent."""
        return TrainingData(training_examples=list(_messages(self._topics)))

    def get_domain(self) -> Domain:
        """The families' intents and the action that answers them."""
        intents = [{intent: {"use_entities": []}} for intent in self._intents]
        return Domain.from_dict({"version": "3.1", "intents": intents, "actions": [ANSWER_QUESTION]})

    def get_stories(self, exclusion_percentage: int | None = None) -> StoryGraph:
        """One rule a family: its questions are answered, whatever went before."""
        rules = [
            {"rule": f"answer {intent}", "steps": [{"intent": intent}, {"action": ANSWER_QUESTION}]}
            for intent in self._intents
        ]
        steps = YAMLStoryReader().read_from_parsed_yaml({"version": "3.1", "rules": rules})
        return StoryGraph(steps)

    def get_conversation_tests(self) -> StoryGraph:
        """None: conversations are tested over the chat API."""
        return StoryGraph([])

    def get_config(self) -> dict[str, Any]:
        """Nothing: the configuration is config.yml's."""
        return {}

    def get_config_file_for_auto_config(self) -> str | None:
        """None: nothing is configured automatically."""
        return None


def _messages(topics: Iterable[Topic]) -> Iterable[Message]:
    for topic in topics:
        for example in question_examples(topic):
            yield Message.build(text=example.text, intent=intent_of(topic.id))
