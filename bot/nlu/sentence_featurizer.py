"""The encoder's sentence vectors as Rasa features."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.constants import FEATURIZER_CLASS_ALIAS
from rasa.nlu.featurizers.dense_featurizer.dense_featurizer import DenseFeaturizer
from rasa.nlu.tokenizers.tokenizer import Tokenizer
from rasa.shared.nlu.constants import FEATURE_TYPE_SENTENCE, FEATURE_TYPE_SEQUENCE, TEXT
from rasa.shared.nlu.training_data.features import Features
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.known_vector import vector_of
from knowledge.encoder import EMBEDDED, FloatMatrix
from knowledge.encoder_cache import CachedEncoder
from knowledge.late_encoder import LateEncoder
from knowledge.sentence_vector import SENTENCE_VECTOR, pack_vector


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class SentenceEncoderFeaturizer(DenseFeaturizer, GraphComponent):  # type: ignore[misc]
    """Adds the vector of the whole sentence; ``MERIDIAN_ENCODER`` names the encoder.

    Rasa expects a sequence feature too: the sentence's vector stands for its one "token".
    """

    @classmethod
    def required_components(cls) -> list[type]:
        """What must come before this component."""
        return [Tokenizer]

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default configuration."""
        return {**DenseFeaturizer.get_default_config(), "cache": "var"}

    def __init__(self, config: dict[str, Any], name: str) -> None:
        super().__init__(name, config)
        self._encoder = LateEncoder(os.environ.get("MERIDIAN_ENCODER") or EMBEDDED)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SentenceEncoderFeaturizer:
        """A new component; one of a trained model is ready before the first message comes."""
        featurizer = cls(config, execution_context.node_name)
        if execution_context.model_id:
            featurizer._encoder.load()
        return featurizer

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the vectors of incoming messages, also for the actions, which need not encode again."""
        vectors = np.stack([self._vector(message.get(TEXT) or "") for message in messages])
        self._add(messages, vectors)
        for message, vector in zip(messages, vectors, strict=True):
            message.set(SENTENCE_VECTOR, pack_vector(self._encoder.name, vector), add_to_output=True)
        return messages

    def _vector(self, text: str) -> NDArray[np.float32]:
        known = vector_of(text, self._encoder.name)
        return self._encoder.encode([text])[0] if known is None else known

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Add the vectors of all training examples, in one batch and from the cache."""
        examples = [example for example in training_data.training_examples if example.get(TEXT)]
        folder = Path(os.environ.get("MERIDIAN_VAR") or self._config["cache"])
        encoder = CachedEncoder(self._encoder, folder)
        self._add(examples, encoder.encode([example.get(TEXT) for example in examples]))
        return training_data

    def _add(self, messages: list[Message], vectors: FloatMatrix) -> None:
        for message, vector in zip(messages, vectors, strict=True):
            for kind in (FEATURE_TYPE_SEQUENCE, FEATURE_TYPE_SENTENCE):
                row = np.expand_dims(vector, 0)
                message.add_features(Features(row, kind, TEXT, self._config[FEATURIZER_CLASS_ALIAS]))

    @classmethod
    def validate_config(cls, config: dict[str, Any]) -> None:
        """Nothing to check: both settings have defaults."""
