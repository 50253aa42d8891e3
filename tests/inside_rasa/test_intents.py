from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.intent_classifier import TwoViewIntentClassifier
from knowledge.language import Language

EXAMPLES = {
    "greet": [
        "hello there",
        "good morning to you",
        "hallo daar",
        "goedemorgen allemaal",
        "你好呀",
        "早晨，你好",
        "您好",
        "早上好",
    ],
    "ask_price": [
        "what does a treatment cost",
        "how much money is one visit",
        "wat kost een behandeling",
        "hoeveel geld is één bezoek",
        "做一次治療幾多錢",
        "收費是多少",
        "做一次治疗多少钱",
        "收费标准是多少",
    ],
    "ask_place": [
        "where is your clinic",
        "which street are you in",
        "waar is jullie kliniek",
        "in welke straat zitten jullie",
        "診所喺邊度",
        "你們的地址是哪裡",
        "诊所在哪里",
        "你们的地址是什么",
    ],
}
UNSEEN = [
    (Language.EN, "how much is a treatment", "ask_price"),
    (Language.EN, "where can I find the clinic", "ask_place"),
    (Language.EN, "hello and good morning", "greet"),
    (Language.NL, "hoeveel kost één behandeling", "ask_price"),
    (Language.NL, "waar vind ik de kliniek", "ask_place"),
    (Language.NL, "hallo, goedemorgen", "greet"),
    (Language.ZH_HANT, "治療要幾多錢", "ask_price"),
    (Language.ZH_HANT, "請問診所地址", "ask_place"),
    (Language.ZH_HANT, "你好，早晨", "greet"),
    (Language.ZH_HANS, "治疗要多少钱", "ask_price"),
    (Language.ZH_HANS, "请问诊所地址", "ask_place"),
    (Language.ZH_HANS, "你好，早上好", "greet"),
]
CONFIG = TwoViewIntentClassifier.get_default_config()


@pytest.fixture
def training_data(featurizer, monkeypatch, tmp_path) -> TrainingData:
    monkeypatch.setenv("MERIDIAN_VAR", str(tmp_path))
    messages = [
        Message.build(text=text, intent=intent) for intent, texts in EXAMPLES.items() for text in texts
    ]
    return featurizer.process_training_data(TrainingData(messages))


@pytest.fixture
def trained(training_data, storage, resource, context) -> TwoViewIntentClassifier:
    classifier = TwoViewIntentClassifier.create(CONFIG, storage, resource, context)
    assert classifier.train(training_data) == resource
    return classifier


@pytest.fixture
def ask(featurizer, incoming):
    """Gives what a classifier makes of a text."""

    def parse(classifier: TwoViewIntentClassifier, text: str) -> Message:
        (message,) = classifier.process(featurizer.process([incoming(text)]))
        return message

    return parse


def confidences(message: Message) -> dict[str, float]:
    return {ranked["name"]: ranked["confidence"] for ranked in message.get(INTENT_RANKING_KEY)}


@pytest.mark.parametrize(("language", "text", "intent"), UNSEEN)
def test_an_unseen_sentence_gets_the_intent_of_its_like(trained, ask, language, text, intent):
    assert ask(trained, text).get(INTENT)["name"] == intent


def test_the_ranking_is_a_distribution_with_the_intent_at_its_head(trained, ask):
    message = ask(trained, "how much is a treatment")

    ranking = message.get(INTENT_RANKING_KEY)
    assert ranking[0] == message.get(INTENT)
    assert {ranked["name"] for ranked in ranking} == set(EXAMPLES)
    falling = [ranked["confidence"] for ranked in ranking]
    assert falling == sorted(falling, reverse=True)
    assert sum(falling) == pytest.approx(1)


def test_intent_and_ranking_are_part_of_rasas_output(trained, ask):
    output = ask(trained, "hello").as_dict(only_output_properties=True)

    assert output[INTENT]["name"] == "greet"
    assert output[INTENT_RANKING_KEY]


def test_what_was_learnt_is_the_same_after_loading(trained, ask, storage, resource, context):
    loaded = TwoViewIntentClassifier.load(CONFIG, storage, resource, context)

    for _, text, _ in UNSEEN:
        before, after = ask(trained, text), ask(loaded, text)
        assert confidences(after) == pytest.approx(confidences(before), abs=1e-6)


def test_a_message_without_text_has_no_intent(trained, featurizer):
    (message,) = trained.process(featurizer.process([Message({"text": ""})]))

    assert message.get(INTENT) == {"name": None, "confidence": 0.0}


def test_before_training_there_is_no_intent(ask, storage, resource, context):
    untrained = TwoViewIntentClassifier.create(CONFIG, storage, resource, context)

    assert ask(untrained, "hello").get(INTENT)["name"] is None
