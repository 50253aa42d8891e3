from __future__ import annotations

import pytest
from rasa.core.actions.action import ActionExtractSlots
from rasa.core.channels.channel import CollectingOutputChannel
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.shared.core.events import SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import ENTITIES

from bot.nlu.language_entity import LanguageEntity
from knowledge.language import Language

TEXT = "OK 👍 謝謝"


@pytest.mark.parametrize("language", Language)
def test_the_gateways_language_becomes_an_entity_over_the_whole_message(incoming, language):
    (message,) = LanguageEntity().process([incoming(TEXT, language)])

    (entity,) = message.get(ENTITIES)
    assert entity == {"entity": "language", "value": language, "start": 0, "end": len(TEXT)}
    assert message.as_dict(only_output_properties=True)[ENTITIES] == [entity]


def test_a_message_without_a_language_gets_no_entity(incoming):
    (message,) = LanguageEntity().process([incoming(TEXT)])

    assert not message.get(ENTITIES)


def test_entities_that_were_found_before_stay(incoming):
    message = incoming("in English please", Language.NL)
    wished = {"entity": "requested_language", "value": "en", "start": 3, "end": 10}
    message.set(ENTITIES, [wished])

    LanguageEntity().process([message])

    assert [entity["entity"] for entity in message.get(ENTITIES)] == ["requested_language", "language"]
    assert message.get(ENTITIES)[0] == wished


@pytest.mark.parametrize("language", Language)
async def test_the_entity_fills_the_slot_by_which_responses_are_worded(incoming, domain, language):
    (message,) = LanguageEntity().process([incoming(TEXT, language)])
    tracker = DialogueStateTracker.from_events("c", [], slots=domain.slots)
    tracker.update(UserUttered(TEXT, {"name": "thank"}, message.get(ENTITIES)), domain)

    events = await ActionExtractSlots(None).run(
        CollectingOutputChannel(), TemplatedNaturalLanguageGenerator({}), tracker, domain
    )

    assert SlotSet("language", str(language)) in events
