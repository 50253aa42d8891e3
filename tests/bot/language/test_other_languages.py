from __future__ import annotations

import pytest

from knowledge.language import Language

OTHERS = [
    "Wie lange dauert eine Sitzung?",
    "Ich habe seit zwei Wochen Rückenschmerzen",
    "Combien de temps dure une séance ?",
    "J'ai mal au dos depuis deux semaines",
    "¿Cuánto dura una sesión?",
    "me duele la espalda desde hace dos semanas",
    "Quanto costa il trattamento?",
    "Buongiorno, vorrei prendere un appuntamento",
    "Estou com dor nas costas há duas semanas",
    "vocês abrem aos sábados",
    "Bolą mnie plecy od dwóch tygodni",
    "Bir seans ne kadar sürüyor?",
    "Berapa lama satu sesi akupunktur?",
    "Magkano po ang isang session?",
    "Jag har ont i ryggen",
    "Tôi bị đau lưng hai tuần rồi",
    "腰痛に効きますか",
    "カッピング",
    "예약하고 싶어요",
    "ฝังเข็มเจ็บไหม",
    "Сколько стоит сеанс?",
    "спасибо",
    "كم تستغرق الجلسة؟",
    "मेरी पीठ में दर्द है",
    "Πόσο κοστίζει η θεραπεία;",
    "כמה זמן נמשך טיפול",
]


@pytest.mark.parametrize("text", OTHERS)
def test_another_language_is_unsupported_and_keeps_the_language_of_the_conversation(decide, text):
    assert decide(text).unsupported
    assert decide(text).language is Language.EN
    assert decide(text, locale="nl-NL").language is Language.NL
    assert decide(text, Language.ZH_HANS, "nl-NL").language is Language.ZH_HANS


@pytest.mark.parametrize(
    "text",
    [
        *("Gracias", "Guten Tag", "Bonjour", "merci", "да", "の", "ciao bella"),
        "Is it possible to cut my Schmerzmittel down if I do acupuncture?",
        "For the première visite, is it consultation plus treatment together?",
        "Safe ba talaga ang acupuncture? I'm scared of serious complications",
        "Ik rook van die clopes al sinds mijn zestiende, is da slecht voor mijn rug?",
        "Qigong, c'est comme du tai chi? En wordt mijn rug daar soepeler van?",
        "優の良品 係咩嚟㗎，食咗會唔會好啲",
        "What does спасибо mean",
        "lorem ipsum blah blah",
        "qwe asdf zxcv",
        "Łukasz Müller, Peña",
        "Agnieszka Wiśniewska 5321 0099",
    ],
)
@pytest.mark.parametrize("remembered", [None, *Language])
def test_a_little_of_another_language_is_not_unsupported(decide, text, remembered):
    assert not decide(text, remembered).unsupported
