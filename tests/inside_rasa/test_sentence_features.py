from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.known_vector import known_vector
from bot.nlu.sentence_featurizer import SentenceEncoderFeaturizer
from knowledge.language import Language
from knowledge.sentence_vector import SENTENCE_VECTOR, pack_vector, unpack_vector

QUESTION = {
    Language.EN: "how much does one treatment cost",
    Language.NL: "wat kost één behandeling",
    Language.ZH_HANT: "做一次治療幾多錢",
    Language.ZH_HANS: "做一次治疗多少钱",
}
ELSEWHERE = "my bicycle has a flat tyre"


class Mute:
    """An encoder that must not be asked."""

    name = "embedded"

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        raise AssertionError(f"{len(texts)} texts are encoded again")


def vector(message: Message) -> np.ndarray:
    """The sentence's vector, which stands for the sequence too."""
    sequence, sentence = message.get_dense_features(TEXT)
    assert sequence.features.shape == sentence.features.shape == (1, 512)
    assert np.array_equal(sequence.features, sentence.features)
    return sentence.features[0]


def examples() -> TrainingData:
    return TrainingData([Message.build(text=text, intent="ask_price") for text in QUESTION.values()])


@pytest.mark.parametrize("language", Language)
def test_a_message_gets_one_vector_of_unit_length(featurizer, incoming, language):
    (message,) = featurizer.process([incoming(QUESTION[language], language)])

    assert np.linalg.norm(vector(message)) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("language", [language for language in Language if language is not Language.EN])
def test_the_same_question_in_another_language_is_nearer_than_another_sentence(
    featurizer, incoming, language
):
    messages = [incoming(text) for text in (QUESTION[Language.EN], QUESTION[language], ELSEWHERE)]
    question, translated, elsewhere = map(vector, featurizer.process(messages))

    assert question @ translated > question @ elsewhere + 0.2


def test_each_of_several_messages_gets_its_own_vector(featurizer, incoming):
    together = [vector(m) for m in featurizer.process([incoming(text) for text in QUESTION.values()])]
    alone = [vector(featurizer.process([incoming(text)])[0]) for text in QUESTION.values()]

    assert np.allclose(together, alone, atol=1e-4)


def test_a_message_without_text_gets_a_vector_too(featurizer):
    (message,) = featurizer.process([Message({TEXT: ""})])

    assert np.isfinite(vector(message)).all()


def test_training_examples_get_the_vectors_that_messages_get(featurizer, incoming, monkeypatch, tmp_path):
    monkeypatch.setenv("MERIDIAN_VAR", str(tmp_path))

    trained = featurizer.process_training_data(examples()).training_examples

    asked = featurizer.process([incoming(text) for text in QUESTION.values()])
    assert np.allclose([vector(m) for m in trained], [vector(m) for m in asked], atol=1e-4)


def test_the_next_training_encodes_only_what_is_new(featurizer, monkeypatch, tmp_path):
    monkeypatch.setenv("MERIDIAN_VAR", str(tmp_path))
    first = featurizer.process_training_data(examples()).training_examples
    another = SentenceEncoderFeaturizer(SentenceEncoderFeaturizer.get_default_config(), "another")
    monkeypatch.setattr(another, "_encoder", Mute())

    second = another.process_training_data(examples()).training_examples
    assert np.array_equal([vector(m) for m in first], [vector(m) for m in second])

    with pytest.raises(AssertionError, match="1 texts"):
        another.process_training_data(
            TrainingData([*examples().training_examples, Message({TEXT: ELSEWHERE})])
        )


def test_examples_without_text_are_passed_over(featurizer, monkeypatch, tmp_path):
    monkeypatch.setenv("MERIDIAN_VAR", str(tmp_path))
    silent = Message({"intent": "ask_price"})

    featurizer.process_training_data(TrainingData([*examples().training_examples, silent]))

    assert not silent.features


def test_a_vector_that_came_with_the_message_is_not_made_again(featurizer, incoming, monkeypatch):
    known = np.linspace(-1, 1, 512, dtype=np.float32)
    monkeypatch.setattr(featurizer, "_encoder", Mute())

    with known_vector("how long?", pack_vector("embedded", known)):
        (message,) = featurizer.process([incoming("how long?")])

    assert np.array_equal(vector(message), known)


@pytest.mark.parametrize(
    ("text", "encoder"), [("something else", "embedded"), ("how long?", "another encoder")]
)
def test_a_vector_of_another_text_or_encoder_is_not_taken(featurizer, incoming, text, encoder):
    with known_vector(text, pack_vector(encoder, np.zeros(512, dtype=np.float32))):
        (message,) = featurizer.process([incoming("how long?")])

    assert np.linalg.norm(vector(message)) == pytest.approx(1, abs=1e-3)


def test_a_vector_is_known_for_its_own_message_only(featurizer, incoming):
    with known_vector("how long?", pack_vector("embedded", np.zeros(512, dtype=np.float32))):
        pass
    (message,) = featurizer.process([incoming("how long?")])

    assert np.linalg.norm(vector(message)) == pytest.approx(1, abs=1e-3)


def test_the_vector_goes_on_to_the_actions(featurizer, incoming):
    (message,) = featurizer.process([incoming("how long?")])

    output = message.as_dict(only_output_properties=True)
    assert np.array_equal(unpack_vector(output[SENTENCE_VECTOR], "embedded"), vector(message))
