"""The clinic's own profile, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from knowledge.catalogue import Catalogue
from knowledge.clinic import read_clinic
from knowledge.language import Language
from knowledge.source_file import SourceError

_FILE = Path(__file__).parent / "small_clinic" / "knowledge" / "clinic.yml"


def test_the_profile_holds_what_the_clinic_says_of_itself() -> None:
    clinic = read_clinic(_FILE)

    assert clinic.names[Language.ZH_HANT] == "小診所"
    assert (clinic.phone, clinic.whatsapp) == ("(852) 1234 5678", "(852) 8765 4321")
    assert clinic.address[Language.NL] == "Teststraat 1"
    assert clinic.country == "HK"
    assert clinic.emergency_numbers == {"HK": "999", "NL": "112"}
    assert clinic.services["cupping"].minutes == 30
    assert clinic.services["cupping"].names[Language.ZH_HANS] == "拔罐"
    assert str(clinic.hours.zone) == "Asia/Hong_Kong"


@pytest.mark.parametrize("language", Language)
def test_placeholders_become_facts_in_the_language(language: Language) -> None:
    clinic = read_clinic(_FILE)
    text = clinic.fill("{clinic}|{phone}|{whatsapp}|{address}|{hours}", language)

    assert text.split("|") == [
        clinic.names[language],
        clinic.phone,
        clinic.whatsapp,
        clinic.address[language],
        clinic.hours.texts[language],
    ]


def test_a_text_without_placeholders_stays_as_it_is() -> None:
    assert read_clinic(_FILE).fill("100 % 'so'\n", Language.EN) == "100 % 'so'\n"


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ("zh-Hans: 小诊所}", "fr: Clinique}", 2, "the key 'zh-Hans' is missing"),
        ("nl: Teststraat 1, ", "", 8, "the key 'nl' is missing"),
        ("country: HK\n", "", 2, "the key 'country' is missing"),
        (
            "time_zone: Asia/Hong_Kong",
            "time_zone: Hong Kong time",
            4,
            "'Hong Kong time' is no IANA time zone",
        ),
        ("time_zone: Asia/Hong_Kong", "time_zone: ../etc/passwd", 4, "is no IANA time zone"),
        ("  phone: (852) 1234 5678\n", "", 6, "the key 'phone' is missing"),
        ("  whatsapp: (852) 8765 4321", "  whatsapp:", 7, "found nothing"),
        ("minutes: 45", "minutes: an hour", 22, "expected minutes, 5 to 480"),
        ("minutes: 45", "minutes: 4", 22, "expected minutes, 5 to 480"),
        ("minutes: 45", "minutes: 481", 22, "expected minutes, 5 to 480"),
        ('{HK: "999", NL: "112"}', "[999, 112]", 27, "expected 'key: value' lines"),
        (
            'monday: "09:00-18:00"',
            'monday: "9-18"',
            11,
            "'9-18' are no opening hours; expected '09:00-18:00'",
        ),
        ('monday: "09:00-18:00"', 'monday: "09:00-24:00"', 11, "are no opening hours"),
        ('monday: "09:00-18:00"', 'monday: "18:00-09:00"', 11, "closes before it opens"),
        ('monday: "09:00-18:00"', 'monday: "09:00-09:00"', 11, "closes before it opens"),
        ("    sunday: closed\n", "", 11, "the key 'sunday' is missing"),
        ("sunday: closed", "sunday: shut", 17, "'shut' are no opening hours"),
        ("public_holidays: HK", "public_holidays: Narnia", 18, "public holidays of 'Narnia' are unknown"),
        ("nl: werkdagen en zaterdagochtend, ", "", 19, "the key 'nl' is missing"),
    ],
)
def test_a_broken_profile_is_refused(old: str, new: str, line: int, reason: str, tmp_path: Path) -> None:
    content = _FILE.read_text(encoding="utf-8")
    assert old in content
    path = tmp_path / "clinic.yml"
    path.write_text(content.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(SourceError) as caught:
        read_clinic(path)
    assert reason in caught.value.reason
    assert (caught.value.path, caught.value.line) == (path, line)


def test_the_real_profile_holds_the_documents_facts(catalogue: Catalogue) -> None:
    clinic = catalogue.clinic

    assert (clinic.phone, clinic.whatsapp) == ("(852) 2526 7908", "(852) 9855 2840")
    assert "50 Wellington Street" in clinic.address[Language.EN]
    assert set(clinic.services) >= {
        "acupuncture",
        "tuina",
        "cupping",
        "herbal-consultation",
        "initial-consultation",
    }
    assert clinic.services["initial-consultation"].minutes == 60
    assert clinic.emergency_numbers["HK"] == "999"
