from __future__ import annotations

from itertools import pairwise

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from bot.nlu.tokenizer import MultilingualTokenizer
from knowledge.language import Language

SENTENCES = {
    Language.EN: "I can't bend over, doctor; is it the 3rd disc?",
    Language.NL: "Doet 't pijn als ik foto's van m'n rug laat maken?",
    Language.ZH_HANT: "腰骨痛咗成個星期，針灸會唔會好啲？",
    Language.ZH_HANS: "腰疼了一个星期，针灸会不会好一点？",
}
TRICKY = [
    "我想 book 星期五 10:30am，OK 嗎？",
    "can I do 拔罐 and 針灸 on the same day?",
    "doet 針灸 pijn?",
    "my back hurts 😭😭 help 🙏🏽",
    "👩‍⚕️🇭🇰 針灸👍",
    "cafe\u0301 naïve \u200bzero\u200bwidth",
    "  two  spaces\tand\na new line　全形",
    "𨋢壞咗，𠝹親手",
    "http://example.test/a?b=1&c=針灸#x",
    '<b>bold</b> {"x": 1} /greet',
    "שלום 針灸 مرحبا",
    "！？。，…",
    "1.500,00 euro of HK$1,500",
    "x" * 2000,
    "針" * 2000,
]


def tokens(tokenizer, text: str, language: str | None = None):
    metadata = {"language": language} if language else None
    return tokenizer.tokenize(Message({TEXT: text, "metadata": metadata}), TEXT)


def texts(tokenizer, text: str, language: str | None = None) -> list[str]:
    return [token.text for token in tokens(tokenizer, text, language)]


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("text", [*SENTENCES.values(), *TRICKY])
def test_every_token_stands_where_it_says_and_no_character_is_lost(tokenizer, text, language):
    found = tokens(tokenizer, text, language)

    assert all(text[token.start : token.end] == token.text for token in found)
    assert all(first.end <= second.start for first, second in pairwise(found))
    assert "".join(token.text for token in found) == "".join(text.split())


@pytest.mark.parametrize("language", [Language.ZH_HANT, Language.ZH_HANS])
def test_chinese_is_not_left_in_one_piece(tokenizer, language):
    sentence = SENTENCES[language]

    assert len(texts(tokenizer, sentence, language)) > len(sentence) / 2


@pytest.mark.parametrize("language", Language)
def test_latin_words_stay_whole_in_every_language(tokenizer, language):
    assert texts(tokenizer, "needle naald", language) == ["needle", "naald"]


@pytest.mark.parametrize("language", Language)
def test_mixed_scripts_are_each_cut_their_own_way(tokenizer, language):
    assert texts(tokenizer, "book針灸today", language) == ["book", "針", "灸", "today"]


def test_the_messages_language_decides_how_an_apostrophe_is_read(tokenizer):
    assert "foto's" in texts(tokenizer, "mijn foto's", Language.NL)
    assert texts(tokenizer, "I can't", Language.EN) == ["I", "ca", "n't"]


def test_without_a_language_a_message_is_read_as_english(tokenizer):
    assert texts(tokenizer, "I can't") == texts(tokenizer, "I can't", Language.EN)


@pytest.mark.parametrize("text", ["", " ", "\n\t"])
def test_a_text_without_words_has_one_token_as_rasa_expects(tokenizer, text):
    assert len(tokens(tokenizer, text)) == 1


@pytest.mark.parametrize("wanted", [True, False])
def test_examples_of_training_have_tokens_where_something_learns_from_them(wanted):
    config = {**MultilingualTokenizer.get_default_config(), "training_data": wanted}
    example = Message.build(text="hoelang duurt het", intent="ask_session")

    MultilingualTokenizer(config).process_training_data(TrainingData([example]))

    assert (example.get("text_tokens") is not None) is wanted
