"""The clinic's knowledge as it stands in the files now, ready to be asked."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import structlog

from knowledge.array_file import kept_fingerprint
from knowledge.catalogue import Catalogue, load_catalogue
from knowledge.encoder import Encoder
from knowledge.encoder_cache import CachedEncoder
from knowledge.examples import NLU_DATA, Example, all_examples
from knowledge.index import Index, LearntModel, fingerprint
from knowledge.retriever import Retriever
from knowledge.source_file import SourceError
from knowledge.topic_file import KNOWLEDGE

log = structlog.get_logger()

MODEL_FILE: Final = "knowledge.npz"


class Library:
    """Loads the catalogue, answers from it, and takes over what staff change in the files."""

    def __init__(
        self, encoder: Encoder, var: Path, folder: Path = KNOWLEDGE, nlu_data: Path = NLU_DATA
    ) -> None:
        """Load everything; what is learnt is read from ``var`` where it belongs to these files.

        Raises:
            SourceError: with file, line and reason, when a file cannot be used.
        """
        self._folder, self._nlu_data, self._var = folder, nlu_data, var
        self._sentences = CachedEncoder(encoder, var)
        catalogue, self._examples = self._read()
        self._model = load_or_fit(var / MODEL_FILE, self._examples, self._sentences)
        index = Index.build(catalogue, self._examples, self._model, self._sentences)
        self.retriever = Retriever(index, encoder)
        self._learning = threading.Lock()
        self._changing = threading.Lock()  # else learning could put an older catalogue back

    def reload(self) -> bool:
        """Read the files again and answer from them; the old answers stay when one is broken.

        New questions count at once by likeness; ``learn`` fits the classifiers to them.
        """
        with self._changing:
            try:
                catalogue, examples = self._read()
            except (SourceError, OSError) as error:
                log.error("knowledge.reload.refused", reason=str(error))
                return False
            index = self.retriever.index
            self.retriever.index = index.updated(catalogue, examples, self._model, self._sentences)
            self._examples = examples
        log.info("knowledge.reload.done", topics=len(catalogue.topics), examples=len(examples))
        return True

    def learn(self) -> None:
        """Fit the classifiers to the present examples, if they have changed since."""
        with self._learning:
            if self._model.fingerprint == fingerprint(self._examples, self._sentences.name):
                return
            self._model = load_or_fit(self._var / MODEL_FILE, self._examples, self._sentences)
            with self._changing:
                catalogue = self.retriever.index.catalogue
                self.retriever.index = Index.build(catalogue, self._examples, self._model, self._sentences)
            log.info("knowledge.learn.done", examples=len(self._examples))

    def _read(self) -> tuple[Catalogue, list[Example]]:
        catalogue = load_catalogue(self._folder)
        return catalogue, all_examples(catalogue, self._nlu_data)


def load_or_fit(path: Path, examples: Sequence[Example], encoder: Encoder) -> LearntModel:
    """The learnt model that belongs to these examples: from its file, or learnt and kept there."""
    if kept_fingerprint(path) == fingerprint(examples, encoder.name):
        return LearntModel.load(path)
    model = LearntModel.fit(examples, encoder)
    model.save(path)
    return model
