"""The files that Rasa is started with name what exists."""

from __future__ import annotations

import pytest
from rasa.core.run import create_http_input_channels
from rasa.engine.recipes.recipe import Recipe
from rasa.engine.validation import validate
from rasa.shared.core.domain import Domain
from rasa.shared.data import TrainingType
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.utils.io import read_config_file
from rasa.utils.endpoints import EndpointConfig, read_endpoint_config

from bot.engine.rasa.channel import GatewayChannel
from bot.nlu.importer import KnowledgeImporter
from bot.nlu.intent_classifier import TwoViewIntentClassifier
from bot.nlu.language_entity import LanguageEntity
from bot.nlu.sentence_featurizer import SentenceEncoderFeaturizer
from bot.nlu.tokenizer import MultilingualTokenizer
from bot.settings import PROJECT
from knowledge.language import Language

OURS = {MultilingualTokenizer, SentenceEncoderFeaturizer, TwoViewIntentClassifier, LanguageEntity}


def test_every_component_loads_and_gets_what_it_needs():
    config = read_config_file(str(PROJECT / "config.yml"))
    recipe = Recipe.recipe_for_name(config["recipe"])

    graph = recipe.graph_config_for_recipe(config, {}, TrainingType.BOTH)

    validate(graph)
    assert {node.uses for node in graph.predict_schema.nodes.values()} >= OURS


def test_the_knowledge_is_among_the_importers(project: TrainingDataImporter):
    importers = read_config_file(str(PROJECT / "config.yml"))["importers"]

    assert f"{KnowledgeImporter.__module__}.{KnowledgeImporter.__name__}" in [i["name"] for i in importers]


@pytest.mark.usefixtures("unpatched")
def test_the_gateways_channel_is_the_only_way_in():
    rasas_own = EndpointConfig.session

    (channel,) = create_http_input_channels(None, str(PROJECT / "credentials.yml"))

    assert isinstance(channel, GatewayChannel)
    assert channel.url_prefix() == "meridian"
    assert EndpointConfig.session is not rasas_own


def test_the_endpoints_are_where_the_supervisor_says(monkeypatch):
    monkeypatch.setenv("MERIDIAN_ACTIONS_PORT", "5999")
    monkeypatch.setenv("MERIDIAN_TRACKER_DB", "/somewhere/tracker.db")
    endpoints = str(PROJECT / "endpoints.yml")

    assert read_endpoint_config(endpoints, "action_endpoint").url == "http://127.0.0.1:5999/webhook"
    assert read_endpoint_config(endpoints, "tracker_store").kwargs["db"] == "/somewhere/tracker.db"


def test_the_slot_of_the_language_knows_the_four_languages(domain: Domain):
    (slot,) = [slot for slot in domain.slots if slot.name == "language"]

    assert [value for value in slot.values if value != "__other__"] == [
        str(language).lower() for language in Language
    ]
