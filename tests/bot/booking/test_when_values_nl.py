"""Dutch: words for days and times cut short, mistyped or said aloud, and numbers that are neither."""

from __future__ import annotations

import pytest

from knowledge.language import Language
from tests.bot.booking.when_reader import said


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("vrijd. 10u", "11-27 10:00"),
        ("woensd om 11u", "11-25 11:00"),
        ("dins half 3", "11-24 14:30"),
        ("dinsd. namid.", "11-24 afternoon"),
        ("zaterd. 12 dec kwart voor 10", "12-12 09:45"),
        ("volgende week dond. om half 11", "12-03 10:30"),
        ("dond. 26/11 3u", "11-26 15:00"),
        ("vr 4 dec v.m.", "12-04 morning"),
        ("vrijdag n.m.", "11-27 afternoon"),
        ("woe namid", "11-25 afternoon"),
    ],
)
def test_days_and_parts_may_be_cut_short(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("donderdach om hlaf vier", "11-26 15:30"),
        ("morgen haf 1", "11-24 12:30"),
        ("kwat over 10 vrijdag", "11-27 10:15"),
        ("dinsdag kwrt vor 11", "11-24 10:45"),
        ("vrijdag om zeve uur", "11-27 19:00"),
        ("vrijdag om tein uru", "11-27 10:00"),
        ("vrijdag nammiddag", "11-27 afternoon"),
        ("zaterdag vormiddag", "11-28 morning"),
        ("smorgns liefst", "? morning"),
        ("de achtiende om 10u", "12-18 10:00"),
        ("tweentwintig december", "12-22"),
        ("morgen kwart over3", "11-24 15:15"),
        ("2 dec 15u.30", "12-02 15:30"),
        ("2 dec 15,30 u", "12-02 15:30"),
        ("2 dec 15;30", "12-02 15:30"),
        ("2 dec om 15 30", "12-02 15:30"),
    ],
)
def test_mistyped_words_are_read_as_what_they_stand_for(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    "text", ["hier is de kaart, 3 keer gestempeld", "er zweven zwevende vlekken", "vandaar mijn vraag"]
)
def test_words_that_only_look_mistyped_stay_what_they_are(text):
    assert not said(text, Language.NL)


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("vrijdag om eh 10", "11-27 10:00"),
        ("de zestiende ja december euh om elf uur", "12-16 11:00"),
        ("twee en twintig december om 10u", "12-22 10:00"),
        ("de vijf-en-twintigste om 10u", "11-25 10:00"),
        ("op den twaalfden om 10u", "12-12 10:00"),
        ("vijftiende om tien", "12-15 10:00"),
        ("de eerste van de twaalfde", "12-01"),
        ("de 15de v/d 12de om 14u", "12-15 14:00"),
        ("morgen om negen dertig", "11-24 09:30"),
        ("vrijdag dertien uur vijf", "11-27 13:05"),
        ("vrijdag kwart óver elf", "11-27 11:15"),
        ("vrijdag even na drieën", "11-27 15:00"),
        ("vrijdag iets voor 11", "11-27 11:00"),
        ("vrijdag rond 3en", "11-27 15:00"),
        ("vrijdag +/- 3 uur", "11-27 15:00"),
    ],
)
def test_numbers_are_read_as_they_are_said_aloud(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("18 jan 27, voormiddag", "2027-01-18 morning"),
        ("8 jan. 27 om 10u", "2027-01-08 10:00"),
        ("8 januari '27 half 11", "2027-01-08 10:30"),
        ("31 december '26 10u", "12-31 10:00"),
        ("8 jan, 27 patiënten", "2027-01-08"),
        ("20 of 27 jan", "ambiguous"),
    ],
)
def test_a_year_may_have_two_digits(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Driekoningen om 10u", "2027-01-06 10:00"),
        ("de dag na Driekoningen", "2027-01-07"),
        ("na Driekoningen graag", "ambiguous"),
        ("Valentijnsdag om 14u", "2027-02-14 14:00"),
        ("2e kerstdag", "12-26"),
        ("op nieuwjaar", "2027-01-01"),
        ("de laatste zaterdag voor kerst, 12 uur", "12-19 12:00"),
        ("laatste maandag voor nieuwjaar", "12-28"),
    ],
)
def test_feasts_are_days(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("over precies drie weken om 2 uur", "12-14 14:00"),
        ("donderdag over exact 2 weken", "12-10"),
        ("donderdag binnen 14 dagen", "12-10"),
        ("2 weken vanaf nu", "12-07"),
        ("over anderhalve week", "ambiguous"),
        ("deze voormiddag", "11-23 morning"),
    ],
)
def test_days_are_counted_from_today(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("vrijdag tussen het ontbijt en de lunch", "11-27 morning"),
        ("zaterdag de 12e, liefst vroeg", "12-12 morning"),
        ("morgen vroegjes", "11-24 morning"),
        ("zo vroeg als u kunt op vrijdag", "11-27 morning"),
        ("vrijdag in alle vroegte", "11-27 morning"),
        ("zaterdag voornoen", "11-28 morning"),
        ("vrijdag na schooltijd", "11-27 afternoon"),
        ("ik moet vroeg opstaan, vrijdag 10u", "11-27 10:00"),
        ("donderdag zodra jullie opendoen", "11-26 09:00"),
        ("donderdag bij het openen", "11-26 09:00"),
    ],
)
def test_early_late_and_mealtimes_are_parts_of_the_day(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("moet ik naar de 4e of naar de 14e verdieping, vrijdag 10u?", "11-27 10:00"),
        ("is het de zesde etage of de zestiende? vrijdag 10u", "11-27 10:00"),
        ("neem ik bus 11 of de 15? vrijdag 10u", "11-27 10:00"),
        ("sinds mijn 48e last van opvliegers, 10 per nacht. Vrijdag 10u", "11-27 10:00"),
        ("ik ben in mijn 34e week, vrijdag 10u", "11-27 10:00"),
        ("dit was de 3e van de 5 behandelingen, vrijdag 10u", "11-27 10:00"),
        ("70 procent beter, vrijdag 10u", "11-27 10:00"),
        ("mijn bloeddruk is 14/9, vrijdag 10u", "11-27 10:00"),
        ("tensie 15 over 8, vrijdag 10u", "11-27 10:00"),
        ("24/7 pijn, vrijdag 10u", "11-27 10:00"),
        ("ik slaap dan maar 4 uur, vrijdag 10u", "11-27 10:00"),
        ("mag het 1,5 uur duren, vrijdag 10u", "11-27 10:00"),
        ("een uur stijf in bed, vrijdag 10u", "11-27 10:00"),
        ("mevrouw Zondag hier, kan ik vrijdag om 10u?", "11-27 10:00"),
        ("u spreekt met meneer Van Maart, vrijdag 10u", "11-27 10:00"),
        ("Donderdag is mijn achternaam, vrijdag 10u", "11-27 10:00"),
        ("beste mevrouw, zondag 6 december", "12-06"),
    ],
)
def test_floors_buses_ages_lengths_and_names_are_no_days_and_times(text, understood):
    assert said(text, Language.NL) == understood
