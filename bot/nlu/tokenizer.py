"""One tokenizer for all four languages, over spaCy's blank pipelines."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any, Final

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_HAN: Final = re.compile(r"[\u3400-\u9fff]+")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class MultilingualTokenizer(Tokenizer):  # type: ignore[misc]
    """Chinese runs go to spaCy's Chinese pipeline, all else to the message's language.

    Rasa's own tokenizers each refuse half of our users: Jieba cuts up Dutch, Whitespace leaves
    Chinese in one piece.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The component's default configuration.

        ``training_data: false`` leaves the examples of training whole, where no later component
        learns from their tokens: Rasa takes longer to fingerprint tokens than to learn.
        """
        return {"intent_tokenization_flag": False, "intent_split_symbol": "_", "training_data": True}

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MultilingualTokenizer:
        """A new component; one of a trained model is ready before the first message comes."""
        tokenizer = cls(config)
        if execution_context.model_id:
            tokenizer._pipelines  # noqa: B018 - made with the first look
        return tokenizer

    @cached_property
    def _pipelines(self) -> dict[str, Any]:
        from bot.spacy_without_torch import blank  # spaCy takes a second all the same

        return {code: blank(code) for code in ("en", "nl", "zh")}

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """The examples with their tokens, unless the configuration says that nothing needs them."""
        if not self._config["training_data"]:
            return training_data
        return super().process_training_data(training_data)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of one attribute, with their places in its text."""
        text = message.get(attribute)
        latin = "nl" if (message.get("metadata") or {}).get("language") == "nl" else "en"
        tokens = [
            Token(token.text, start + token.idx)
            for start, run, code in _runs(text, latin)
            for token in self._pipelines[code].tokenizer(run)
            if not token.is_space
        ]
        return self._apply_token_pattern(tokens or [Token(text, 0)])


def _runs(text: str, latin: str) -> Iterator[tuple[int, str, str]]:
    """The text in runs of one script: where each starts, its characters, its pipeline."""
    end = 0
    for match in _HAN.finditer(text):
        if match.start() > end:
            yield end, text[end : match.start()], latin
        yield match.start(), match.group(), "zh"
        end = match.end()
    if end < len(text):
        yield end, text[end:], latin
