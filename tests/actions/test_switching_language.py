"""The conversation goes on in the language that the user asks for."""

from __future__ import annotations

import pytest

from actions.switch_language import SwitchLanguage
from knowledge.language import Language
from tests.actions.rasa_side import Turn, perform, responses, tracker


async def switch(*named: str, language: Language = Language.EN) -> Turn:
    return await perform(SwitchLanguage(), tracker("another language please", language, named=named))


@pytest.mark.parametrize("wished", Language)
@pytest.mark.parametrize("present", Language)
async def test_a_named_language_is_switched_to(present: Language, wished: Language) -> None:
    turn = await switch(str(wished), language=present)

    assert turn.effects == {"language": str(wished)}
    assert turn.slots == {"language": str(wished), "wished_language": "known"}
    assert turn.messages == []


@pytest.mark.parametrize(
    ("present", "wished"),
    [
        (Language.EN, Language.ZH_HANT),
        (Language.NL, Language.ZH_HANT),
        (Language.ZH_HANT, Language.ZH_HANT),
        (Language.ZH_HANS, Language.ZH_HANS),
    ],
)
async def test_chinese_is_the_script_that_the_user_writes(present: Language, wished: Language) -> None:
    turn = await switch("zh", language=present)
    assert turn.effects == {"language": str(wished)}


@pytest.mark.parametrize("named", [(), ("Klingon",), ("",)])
async def test_an_unknown_language_is_asked_for(named: tuple[str, ...]) -> None:
    turn = await switch(*named)

    assert turn.effects == {}
    assert turn.slots == {"wished_language": "unknown"}


async def test_the_language_that_is_named_last_is_meant() -> None:
    assert (await switch("nl", "en")).effects == {"language": "en"}
    assert (await switch("en", "zh", "nl")).effects == {"language": "nl"}
    assert (await switch("nl", "Klingon")).effects == {"language": "nl"}


@pytest.mark.parametrize("language", Language)
def test_the_question_which_language_offers_all_four(language: Language) -> None:
    (asked,) = (one for one in responses()["utter_ask_language"] if _language_of(one) is language)
    assert [button["title"] for button in asked["buttons"]] == [one.own_name for one in Language]


def _language_of(variation: dict[str, list[dict[str, str]]]) -> Language:
    condition = variation.get("condition")
    return Language(condition[0]["value"]) if condition else Language.EN
