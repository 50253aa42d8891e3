"""Texts that mean the same are compared in one spelling."""

from __future__ import annotations

import opencc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from knowledge.normalization import _cantonese, normalize

# Characters of written Cantonese that the encoder does not know, or knows as something else.
_UNKNOWN = set("㗎哋嚟嘢瞓攰喺痠痹唔嘅咗冇啲佢嗰")


@pytest.mark.parametrize(
    ("written", "normal"),
    [
        ("  Is It\tSAFE?\n", "is it safe?"),
        ("ＡＢＣ１２３？", "abc123?"),
        ("three\u3000wide\u00a0spaces", "three wide spaces"),
        ("caf\u0065\u0301", "café"),
        ("Één sessie", "één sessie"),
        ("ﬁne needles", "fine needles"),
        ("", ""),
        ("  \n ", ""),
        ("Kun Lun & Shen Shu", "kun lun & shen shu"),
    ],
)
def test_width_case_and_spaces_are_folded(written: str, normal: str) -> None:
    assert normalize(written) == normal


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("針灸療程需時多久？", "针灸疗程需时多久？"),
        ("腰椎間盤突出", "腰椎间盘突出"),
        ("背痛應該點樣預防", "背痛应该怎样预防"),
    ],
)
def test_both_scripts_have_one_spelling(traditional: str, simplified: str) -> None:
    assert normalize(traditional) == normalize(simplified)


@pytest.mark.parametrize(
    ("cantonese", "written"),
    [
        ("點解會痛", "为什么会痛"),
        ("痛唔痛", "痛不痛"),
        ("使唔使食藥", "要不要吃药"),
        ("邊度有", "哪里有"),
        ("邊個醫師", "谁医师"),
        ("做咗幾耐", "做了多久"),
        ("有冇副作用㗎", "有没有副作用"),
        ("我哋瞓覺", "我们睡觉"),
        ("Dr Sing 喺邊度呀", "dr sing 在哪里呀"),
    ],
)
def test_cantonese_becomes_standard_written_chinese(cantonese: str, written: str) -> None:
    assert normalize(cantonese) == written


def test_longer_cantonese_words_go_before_their_parts() -> None:
    assert normalize("幾點") == "几点"
    assert normalize("一點") == "一点"
    assert normalize("點") == "怎么"


@pytest.mark.parametrize("word", sorted(_cantonese()[1]))
def test_every_cantonese_word_ends_in_characters_that_the_encoder_knows(word: str) -> None:
    written = normalize(word)
    assert not _UNKNOWN & set(written)
    assert opencc.OpenCC("t2s").convert(written) == written


def test_cantonese_words_are_left_alone_without_chinese() -> None:
    assert normalize("ok la, thanks") == "ok la, thanks"


@given(st.text(st.characters(max_codepoint=0x33FF, exclude_categories=["Cs"])))
@settings(max_examples=200, deadline=None)
def test_single_spaces_stand_between_words_only(text: str) -> None:
    normal = normalize(text)
    assert normal == " ".join(normal.split())


@given(st.text())
@settings(max_examples=100, deadline=None)
def test_text_in_no_language_at_all_is_no_error(text: str) -> None:
    assert "\n" not in normalize(f"痛 {text}")
