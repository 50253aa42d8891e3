"""The channel in Rasa's own server (Sanic), asked by the gateway's client over loopback."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest
from aiohttp import ClientSession
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from yarl import URL

from bot.engine.engine import EngineUnavailable, Reply, Turn
from bot.engine.rasa_client import RasaClient
from bot.settings import Settings
from knowledge.language import Language
from tests.inside_rasa.served_channel import StandInAgent, agent, say_hello

TURN = Turn("c-1", "how long is it?", Language.EN)


async def test_what_was_said_comes_back_with_its_effects(serve):
    async def say(message: UserMessage) -> None:
        await say_hello(message)
        await message.output_channel.send_response(
            message.sender_id, {"custom": {"text": "OK", "kind": "handoff"}}
        )
        await message.output_channel.send_response(
            message.sender_id, {"custom": {"effects": {"handoff": True}}}
        )

    client = await serve(StandInAgent(say))

    assert await client.answer(TURN) == Reply(
        [{"text": "Hello", "kind": "smalltalk", "suggestions": []}, {"text": "OK", "kind": "handoff"}],
        {"handoff": True},
    )


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (Language.EN, "is it safe? 🙂"),
        (Language.NL, "is het veilig, één keer?"),
        (Language.ZH_HANT, "針灸安唔安全㗎？"),
        (Language.ZH_HANS, "针灸安全吗？"),
    ],
)
async def test_rasa_gets_text_language_and_conversation(serve, language, text):
    stand_in = StandInAgent(say_hello)
    client = await serve(stand_in)

    await client.answer(Turn("c_42", text, language))

    (message,) = stand_in.heard
    assert (message.text, message.sender_id) == (text, "c_42")
    assert message.metadata == {"language": language.value}
    assert message.input_channel == "meridian"


async def test_an_intent_typed_by_a_user_reaches_rasa_as_text(serve):
    stand_in = StandInAgent(say_hello)
    client = await serve(stand_in)

    await client.answer(Turn("c-1", '/greet{"x": 1}', Language.EN))

    assert stand_in.heard[0].text == '\uff0fgreet{"x": 1}'


async def test_an_error_inside_rasa_is_no_silence_and_leaks_no_text(serve, capfd):
    async def fail(message: UserMessage) -> None:
        await say_hello(message)
        raise ValueError(f"could not handle {message.text}")

    client = await serve(StandInAgent(fail))
    address = client._base

    with pytest.raises(EngineUnavailable, match="500"):
        await client.answer(Turn("c-1", "my secret", Language.EN))
    async with ClientSession() as session:
        body = {"conversation": "c-1", "text": "my secret", "language": "en"}
        async with session.post(f"{address}/messages", json=body) as response:
            assert await response.json() == {"error": "ValueError"}
    captured = capfd.readouterr()
    assert "secret" not in captured.out + captured.err


async def test_an_action_that_rasa_swallowed_is_a_failure_and_no_silence(serve):
    async def say_nothing(message: UserMessage) -> None:
        await message.output_channel.send_response(
            message.sender_id, {"custom": {"effects": {"erase": True}}}
        )

    client = await serve(StandInAgent(say_nothing))

    with pytest.raises(EngineUnavailable, match="500"):
        await client.answer(TURN)


async def test_the_next_message_after_an_error_is_answered(serve):
    async def fail_first(message: UserMessage) -> None:
        if message.text == "first":
            raise ValueError
        await say_hello(message)

    client = await serve(StandInAgent(fail_first))
    with pytest.raises(EngineUnavailable):
        await client.answer(Turn("c-1", "first", Language.EN))

    assert [message["text"] for message in (await client.answer(TURN)).messages] == ["Hello"]


async def test_a_message_that_comes_again_waits_for_the_turn_that_it_began(serve):
    may_end = asyncio.Event()

    async def say_late(message: UserMessage) -> None:
        await may_end.wait()
        await say_hello(message)

    stand_in = StandInAgent(say_late)
    client = await serve(stand_in)
    turn = replace(TURN, message=7)
    async with RasaClient(Settings(engine_port=URL(client._base).port, engine_timeout=0.2)) as impatient:
        with pytest.raises(EngineUnavailable):
            await impatient.answer(turn)
    again = asyncio.create_task(client.answer(turn))
    may_end.set()

    assert [message["text"] for message in (await again).messages] == ["Hello"]
    assert (await client.answer(turn)) == again.result()
    assert len(stand_in.heard) == 1


async def test_another_message_acts_though_it_says_the_same(serve):
    stand_in = StandInAgent(say_hello)
    client = await serve(stand_in)
    for turn in (TURN, TURN, replace(TURN, message=1), replace(TURN, message=2), replace(TURN, text="and?")):
        await client.answer(turn)

    assert len(stand_in.heard) == 5


async def test_what_failed_is_taken_anew_when_it_comes_again(serve):
    async def fail_first(message: UserMessage) -> None:
        if len(stand_in.heard) == 1:
            raise ValueError
        await say_hello(message)

    stand_in = StandInAgent(fail_first)
    client = await serve(stand_in)
    with pytest.raises(EngineUnavailable):
        await client.answer(replace(TURN, message=1))

    assert (await client.answer(replace(TURN, message=1))).messages[0]["text"] == "Hello"


async def test_what_was_said_is_forgotten_with_its_conversation(serve, store, actions):
    real = agent(store, actions.port)
    stand_in = StandInAgent(say_hello)
    real.handle_message = stand_in.handle_message
    client = await serve(real)
    await client.answer(replace(TURN, message=1))
    await client.forget(TURN.conversation)
    await client.answer(replace(TURN, message=1))

    assert len(stand_in.heard) == 2


async def test_conversations_at_the_same_time_get_their_own_replies(serve):
    all_heard = asyncio.Event()

    async def echo(message: UserMessage) -> None:
        if len(stand_in.heard) == 8:
            all_heard.set()
        await all_heard.wait()
        await message.output_channel.send_response(message.sender_id, {"text": message.text})

    stand_in = StandInAgent(echo)
    client = await serve(stand_in)

    replies = await asyncio.gather(
        *(client.answer(Turn(f"c-{number}", f"text {number}", Language.EN)) for number in range(8))
    )

    assert [reply.messages[0]["text"] for reply in replies] == [f"text {number}" for number in range(8)]


async def test_forgetting_deletes_that_conversation_and_no_other(serve, store, actions):
    for conversation in ("mine", "another"):
        tracker = DialogueStateTracker.from_events(conversation, [UserUttered("my back hurts")])
        await store.save(tracker)
    client = await serve(agent(store, actions.port))

    await client.forget("mine")

    assert await store.retrieve("mine") is None
    kept = await store.retrieve("another")
    assert [event.text for event in kept.events if isinstance(event, UserUttered)] == ["my back hurts"]
    await client.forget("mine")
    await client.forget("never-seen")


async def test_it_is_ready_with_a_model_and_an_action_server(serve, store, actions):
    assert await (await serve(agent(store, actions.port))).is_ready()


async def test_it_is_not_ready_without_a_model(serve, store, actions):
    assert not await (await serve(agent(store, actions.port, with_model=False))).is_ready()
    assert not await (await serve(None)).is_ready()


async def test_it_is_not_ready_while_the_action_server_is_away(serve, store, actions):
    port = actions.port
    client = await serve(agent(store, port))
    await actions.close()

    assert not await client.is_ready()
