from __future__ import annotations

import pytest

from knowledge.language import Language

EN, NL, HANT, HANS = Language.EN, Language.NL, Language.ZH_HANT, Language.ZH_HANS
MESSAGES = [
    (EN, "How long does one session take?"),
    (EN, "do the needles hurt when they go in"),
    (EN, "My mother fell last winter and her lower back has been stiff since. Can you help her?"),
    (EN, "waht are spinal discs made for shock absorbsion??"),
    (EN, "cold damp back"),
    (EN, "r u opne on saturdays pls"),
    (EN, "can doctor see me now ah, very pain"),
    (EN, "I'd like to know whether Zheng Hong Hua You is safe"),
    (NL, "Hoe lang duurt een behandeling?"),
    (NL, "doen die naalden zeer als ze erin gaan"),
    (NL, "Mijn moeder is gevallen en haar rug is sindsdien stijf. Kunnen jullie haar helpen?"),
    (NL, "wat zyn tussenwervelschijve en wat doen die"),
    (NL, "wervels en organen TCM"),
    (NL, "zyn jullie zaterdag ope aub"),
    (NL, "Heeft het zin om m'n zitpositie te veranderen?"),
    (NL, "Ik zou gaarne vernemen of uw praktijk op feestdagen gesloten is."),
    (HANT, "請問針灸療程需要多長時間？"),
    (HANT, "支針入嗰陣會唔會好痛㗎"),
    (HANT, "抽煙對脊椎不好嗎"),
    (HANT, "壓力大搞到背脊好緊 係咪肝既問題"),
    (HANT, "瞓醒條腰好攰"),
    (HANT, "著波鞋返工會唔會好啲"),
    (HANS, "请问针灸一次需要多长时间？"),
    (HANS, "拔罐会不会疼啊"),
    (HANS, "把火罐对腰肌劳孙有没有用"),
    (HANS, "点解会腰痛"),
    (HANS, "做一次要几耐"),
    (HANS, "唔系好痛"),
    (HANS, "怎么搬重物才不伤腰"),
]


@pytest.mark.parametrize(("language", "text"), MESSAGES)
def test_a_whole_message_tells_its_own_language(decide, language, text):
    assert decide(text) == decide(text, language) == decide(text, locale=language.value)
    assert decide(text).language is language
    assert not decide(text).unsupported


@pytest.mark.parametrize("remembered", Language)
@pytest.mark.parametrize(("language", "text"), MESSAGES)
def test_a_whole_message_switches_from_any_other_language(decide, remembered, language, text):
    assert decide(text, remembered).language is language
    assert decide(text, locale=remembered.value).language is language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (EN, "session length"),
        (EN, "opening hours"),
        (EN, "why"),
        (EN, "hello"),
        (NL, "hoi"),
        (NL, "rugpijn"),
        (NL, "hoe lang"),
        (NL, "openingstijden"),
        (HANT, "針灸"),
        (HANS, "针灸"),
        (HANS, "疼"),
    ],
)
def test_a_short_clear_word_decides_where_nothing_is_known(decide, language, text):
    assert decide(text).language is language


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (NL, "Kan je me de basic anatomy van de rug uitleggen"),
        (NL, "Wat is cold damp precies en waarom is mijn rug dan zo heavy?"),
        (NL, "推拿, doen jullie dat ook, en is het goed voor een stijve rug?"),
        (EN, "脊椎 is made up of what exactly?"),
        (EN, "My 腰 has been aching for weeks, what are the main reasons?"),
        (EN, "Is acupuncture gefährlich or is it okay to try?"),
        (EN, "Wie lange does one session dauern? I only have 45 minutes"),
        (EN, "How do I say 안녕하세요 in English"),
        (EN, "診所喺邊度? Is it near the ferry pier?"),
        (HANT, "做acupuncture session有咩to expect？"),
        (HANT, "Tell me about你哋間clinic，有冇award？"),
        (HANT, "WhatsApp 得唔得"),
        (HANS, "我的back pain一般是什么cause啊？"),
        (HANS, "最近 KPI 压得我 emo，背部肌肉一直 spasm，跟肝气有关吗"),
    ],
)
def test_the_grammar_words_of_a_mixed_message_decide(decide, language, text):
    assert decide(text).language is language
    assert not decide(text).unsupported
