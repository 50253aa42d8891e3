"""Intents from two views of a message: its sentence vector and its character n-grams."""

from __future__ import annotations

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.classifiers.classifier import IntentClassifier
from rasa.nlu.featurizers.featurizer import Featurizer
from rasa.shared.nlu.constants import (
    FEATURE_TYPE_SENTENCE,
    INTENT,
    INTENT_NAME_KEY,
    INTENT_RANKING_KEY,
    PREDICTED_CONFIDENCE_KEY,
    TEXT,
)
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.encoder import FloatMatrix
from knowledge.margin import MarginClassifier
from knowledge.ngrams import NgramVectorizer
from knowledge.softmax import SoftmaxClassifier, softmax

_RANKED: Final = 10
_PARTS: Final = ("ngrams", "by_vector", "by_ngram")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class TwoViewIntentClassifier(IntentClassifier, GraphComponent):  # type: ignore[misc]
    """A logistic regression over vectors joined with a support vector machine over n-grams.

    docs/nlu.md compares it with DIET and with Rasa's LogisticRegressionClassifier.
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """What must come before this component."""
        return [Featurizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """How strongly each view is regularised (larger is weaker) and how long it is learnt."""
        return {"vector_c": 20.0, "vector_iterations": 50, "ngram_c": 1.0}

    def __init__(self, config: dict[str, Any], model_storage: ModelStorage, resource: Resource) -> None:
        self._config = config
        self._model_storage = model_storage
        self._resource = resource
        self._ngrams = NgramVectorizer()
        self._by_vector: SoftmaxClassifier | None = None
        self._by_ngram: MarginClassifier | None = None

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> TwoViewIntentClassifier:
        """A new untrained component, as Rasa's graph asks for it."""
        return cls(config, model_storage, resource)

    def train(self, training_data: TrainingData) -> Resource:
        """Learn the intents of all examples and keep what was learnt."""
        examples = [e for e in training_data.intent_examples if e.get(TEXT) and e.get(INTENT)]
        texts = [example.get(TEXT) for example in examples]
        intents = [example.get(INTENT) for example in examples]
        self._by_vector = SoftmaxClassifier.fit(
            _vectors(examples),
            intents,
            inverse_regularization=self._config["vector_c"],
            iterations=self._config["vector_iterations"],
        )
        self._by_ngram = MarginClassifier.fit(
            self._ngrams.fit_transform(texts),
            intents,
            inverse_regularization=self._config["ngram_c"],
        )
        self._persist()
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and its ranking on each message."""
        for message in messages:
            ranking = self._rank(message)
            message.set(INTENT, ranking[0], add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Set nothing: no later component learns from predicted intents."""
        return training_data

    def _rank(self, message: Message) -> list[dict[str, Any]]:
        if self._by_vector is None or self._by_ngram is None or not message.get(TEXT):
            return [{INTENT_NAME_KEY: None, PREDICTED_CONFIDENCE_KEY: 0.0}]
        by_vector = self._by_vector.log_probabilities(_vectors([message]))
        by_ngram = self._by_ngram.margins_of(*self._ngrams.weigh(message.get(TEXT)))
        confidence = softmax(by_vector[0] / 2 + 3 * by_ngram)
        return [
            {INTENT_NAME_KEY: self._by_vector.labels[i], PREDICTED_CONFIDENCE_KEY: float(confidence[i])}
            for i in np.argsort(-confidence)[:_RANKED]
        ]

    def _persist(self) -> None:
        if self._by_vector is None or self._by_ngram is None:
            raise RuntimeError("the intent classifier was asked to keep what it has not learnt")
        with self._model_storage.write_to(self._resource) as folder:
            for name, part in zip(_PARTS, (self._ngrams, self._by_vector, self._by_ngram), strict=True):
                np.savez(folder / f"{name}.npz", **part.state())

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> TwoViewIntentClassifier:
        """The component as it was trained."""
        component = cls(config, model_storage, resource)
        with model_storage.read_from(resource) as folder:
            states = {name: dict(np.load(folder / f"{name}.npz", allow_pickle=False)) for name in _PARTS}
        component._ngrams = NgramVectorizer.from_state(states["ngrams"])
        component._by_vector = SoftmaxClassifier.from_state(states["by_vector"])
        component._by_ngram = MarginClassifier.from_state(states["by_ngram"])
        return component


def _vectors(messages: list[Message]) -> FloatMatrix:
    """The sentence vectors of messages, of shape (messages, dimensions)."""
    return np.asarray([_vector(message) for message in messages], dtype=np.float32)


def _vector(message: Message) -> NDArray[np.float32]:
    """The vector of the one featurizer; Rasa's way of joining those of several takes its time."""
    found = (one for one in message.features if one.attribute == TEXT and one.type == FEATURE_TYPE_SENTENCE)
    return np.asarray(next(found).features[0])
