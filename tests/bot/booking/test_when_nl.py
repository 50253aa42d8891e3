"""Dutch: which day and time a message asks for."""

from __future__ import annotations

import pytest

from knowledge.language import Language
from tests.bot.booking.when_reader import GIVEN, said


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("morgen om half elf", "11-24 10:30"),
        ("overmorgen 10 uur", "11-25 10:00"),
        ("vandaag om kwart over drie", "11-23 15:15"),
        ("vanmiddag", "11-23 afternoon"),
        ("vanavond 7 uur", "11-23 19:00"),
        ("morgenochtend om 9", "11-24 09:00"),
        ("komende vrijdag om 14.30 uur", "11-27 14:30"),
        ("volgende vrijdag", "ambiguous [11-27] [12-04]"),
        ("volgende week dinsdag 11:00", "12-01 11:00"),
        ("dinsdag volgende week om kwart voor 4", "12-01 15:45"),
        ("aanstaande vrijdag", "11-27"),
        ("deze week donderdag", "11-26"),
        ("over drie dagen", "11-26"),
        ("over een week", "11-30"),
        ("dinsdag over een week om 3 uur", "12-01 15:00"),
        ("3 december om 15u", "12-03 15:00"),
        ("3-12 om tien voor half vier", "12-03 15:20"),
        ("de derde om twee uur", "12-03 14:00"),
        ("de 3e", "12-03"),
        ("vijf over half drie morgen", "11-24 14:35"),
        ("morgen 's middags", "11-24 afternoon"),
        ("12 uur 's middags op woensdag", "11-25 12:00"),
        ("woensdag 14u30", "11-25 14:30"),
        ("morgen tussen de middag", "11-24 afternoon"),
        ("donderdag begin van de middag", "11-26 afternoon"),
        ("mogen om 3 uur", "11-24 15:00"),
        ("dinsag 10 uur", "11-24 10:00"),
        ("woensdg om 10", "11-25 10:00"),
        ("sinds maandag pijn, kan ik donderdag om 10 uur komen?", "11-26 10:00"),
        ("nee woensdag", "11-25"),
        ("niet dinsdag maar woensdag", "11-25"),
        ("maandag kan ik niet, dinsdag wel", "11-24"),
        ("goedemorgen, kan ik morgen terecht?", "11-24"),
        ("Morgen! Kan ik dinsdag om 3 uur?", "11-24 15:00"),
        ("na 4 uur op dinsdag", "11-24 afternoon"),
        ("dinsdag voor 12 uur", "11-24 morning"),
        ("tussen 2 en 4 op vrijdag", "11-27 afternoon"),
        (
            "Graag een afspraak voor dinsdagmiddag 3 uur, mijn nummer is 06 12345678 en ik ben 34 jaar",
            "11-24 15:00",
        ),
        ("di 24 nov 15.00", "11-24 15:00"),
        ("vrijdag om half één", "11-27 12:30"),
        ("morgen vroeg", "11-24 morning"),
        ("verzet mijn afspraak van dinsdag naar woensdag 3 uur", "11-25 15:00"),
        ("Ik ben maandag gevallen en wil graag donderdag langskomen", "11-26"),
        ("over twee weken op dinsdag", "12-08"),
        ("een uur of drie morgen", "11-24 15:00"),
        ("morgen rond een uur of 3", "11-24 15:00"),
        ("morgen na vieren", "11-24 afternoon"),
        ("vrijdag 4 december 2026 om 16.15", "12-04 16:15"),
        ("3 december om 10 voor 3", "12-03 14:50"),
        ("waarom niet dinsdag om 10 uur", "11-24 10:00"),
        ("woensdagochtend", "11-25 morning"),
        ("dinsdag morgen 10 uur", "11-24 10:00"),
        ("dinsdag niet, woensdag om 10 uur wel", "11-25 10:00"),
        ("over een uur", "11-23 10:30"),
        ("over een half uur", "11-23 10:00"),
        ("eind van de middag donderdag", "11-26 afternoon"),
        ("tomorrow om 3 uur", "11-24 15:00"),
        ("een afspraak voor vrijdag kwart over 2", "11-27 14:15"),
        ("Kan ik de 5e om 11 uur komen?", "12-05 11:00"),
        ("ik heb al 3 weken rugpijn, kan het overmorgen", "11-25"),
        ("Kan ik donderdag 3 december om kwart voor elf terecht?", "12-03 10:45"),
        ("morgenmiddag om 4 uur", "11-24 16:00"),
        ("vrijdagmiddag half drie", "11-27 14:30"),
        ("overmorgenochtend", "11-25 morning"),
        ("zaterdagochtend om tien uur", "11-28 10:00"),
        ("woensdag 25 november, 14:15 uur", "11-25 14:15"),
        ("3/12/2026 om 9.30", "12-03 09:30"),
        ("de 27e om 3 uur", "11-27 15:00"),
        ("volgende week woensdagmiddag om 2 uur", "12-02 14:00"),
        ("woensdag over twee weken", "12-09"),
        ("over veertien dagen", "12-07"),
        ("dinsdag om 12 uur", "11-24 12:00"),
        ("tien over half twaalf vrijdag", "11-27 11:40"),
        ("vrijdag kwart over negen", "11-27 09:15"),
        ("vijf voor twaalf morgen", "11-24 11:55"),
        ("morgen om 16u", "11-24 16:00"),
        ("morgen 16 h", "11-24 16:00"),
        ("liever donderdag", "11-26"),
        ("nee, toch liever vrijdag om 3 uur", "11-27 15:00"),
        ("in plaats van dinsdag graag woensdag", "11-25"),
        ("dinsdag om 3 uur, nee 4 uur", "11-24 16:00"),
        ("niet om 3 uur maar om 4 uur", "? 16:00"),
        ("tussen 10 en 12 uur donderdag", "11-26 morning"),
        ("dinsdag na 15.00", "11-24 afternoon"),
        ("vanaf 3 uur donderdag", "11-26 afternoon"),
        (
            "ik ben 45 jaar en heb sinds vorige week last van mijn rug, kan ik woensdag om half tien komen?",
            "11-25 09:30",
        ),
        ("afgelopen maandag begon het, graag een afspraak op vrijdag 15:30", "11-27 15:30"),
        ("mijn nummer is 0612345678, vrijdag 10 uur", "11-27 10:00"),
        ("ma 30 nov om 11 uur", "11-30 11:00"),
        ("vr 27/11 10u", "11-27 10:00"),
        ("do 3 dec 15u30", "12-03 15:30"),
        ("twee december om tien uur", "12-02 10:00"),
        ("eerste kerstdag", "12-25"),
        ("de eerste december", "12-01"),
        ("Ik wil morgen graag langskomen rond elven", "11-24 11:00"),
        ("donderdag tegen drieën", "11-26 15:00"),
        ("over 3 dagen om 10 uur", "11-26 10:00"),
        ("op maandagen werk ik, dinsdag dan?", "11-24"),
        ("kan ik vanmiddag nog langskomen?", "11-23 afternoon"),
        ("goedemiddag, ik wil een afspraak maken voor 3 december om 2 uur", "12-03 14:00"),
        ("het duurt toch 45 minuten? dan graag morgen om 11", "11-24 11:00"),
        ("half één morgen", "11-24 12:30"),
        ("morgen om een uur", "11-24 13:00"),
        ("om één uur morgen", "11-24 13:00"),
        ("morgen 1 uur", "11-24 13:00"),
        ("deze vrijdag", "11-27"),
        ("vrijdag 4 uur 's middags", "11-27 16:00"),
        ("morgen om 7", "11-24 19:00"),
        ("8 uur 's avonds morgen", "11-24 20:00"),
        ("9 uur 's ochtends overmorgen", "11-25 09:00"),
        ("zaterdag 5 december 's morgens", "12-05 morning"),
        ("vrijdag vroeg in de middag", "11-27 afternoon"),
        ("morgen laat in de middag", "11-24 afternoon"),
        ("ik kan niet op woensdag, wel op donderdag om 2", "11-26 14:00"),
        ("maandagochtend 8 uur", "11-30 08:00"),
        ("volgende maandag 10 uur", "11-30 10:00"),
        ("dinsdag 1 dec 10.45u", "12-01 10:45"),
        ("12.30 uur woensdag", "11-25 12:30"),
        ("1-12 10:15", "12-01 10:15"),
        ("01-12-2026 10.15 uur", "12-01 10:15"),
        ("Zou ik donderdag rond lunchtijd kunnen komen?", "11-26 afternoon"),
        ("Overmorgen, liefst eind van de middag", "11-25 afternoon"),
        ("donderdagmiddag, een uur of half vier", "11-26 15:30"),
        ("vandaag over een week om 10 uur", "11-30 10:00"),
        ("morgen over een week om 2 uur", "12-01 14:00"),
        ("vrijdag over drie weken, half tien", "12-18 09:30"),
        ("komende zaterdag om tien voor tien", "11-28 09:50"),
        ("2 december 's avonds", "12-02 evening"),
        ("op 4 december om tien over half elf", "12-04 10:40"),
        ("4 dec. 10u45", "12-04 10:45"),
        ("05-12-2026 11:30", "12-05 11:30"),
        ("kwart over tien op de 8ste", "12-08 10:15"),
        ("vrijdag meteen 's ochtends", "11-27 morning"),
        ("woensdag klokslag 9 uur", "11-25 09:00"),
        ("vrijdag voor elven", "11-27 morning"),
        ("vrijdag niet eerder dan 14 uur", "11-27 afternoon"),
        ("woensdag tussen tien en twaalf", "11-25 morning"),
        ("donderdag van 10 tot 11", "11-26 morning"),
        ("morgen 09.00", "11-24 09:00"),
        ("mrgen 9:15", "11-24 09:15"),
        ("woensdaag om 3 uur", "11-25 15:00"),
        ("dinsdag, niet in de ochtend", "11-24"),
        ("niet morgen maar overmorgen om 3 uur", "11-25 15:00"),
        ("Dinsdag ben ik bezet. Donderdag 14 uur?", "11-26 14:00"),
        ("Oeps, vrijdag om tien uur bedoel ik", "11-27 10:00"),
        ("sorry, ik bedoelde 5 uur en niet 4 uur", "? 17:00"),
        ("Doe maar de 4e om 3 uur", "12-04 15:00"),
        ("volgende zondag om 11", "ambiguous ? 11:00 [11-29 11:00] [12-06 11:00]"),
        ("Kan vrijdag om zes uur?", "11-27 18:00"),
        ("vandaag om 4 uur", "11-23 16:00"),
        ("vanavond half zes", "11-23 17:30"),
        ("vanavond 20 uur", "11-23 20:00"),
        ("Ik ben 2 dagen geleden door mijn rug gegaan, kan ik vandaag om 2 uur?", "11-23 14:00"),
        ("Sinds afgelopen vrijdag heb ik een stijve nek. Woensdag half vijf?", "11-25 16:30"),
        ("Ik ben geboren op 3 mei 1980 en wil graag vrijdag om 2 uur", "11-27 14:00"),
        ("vrijdag 4 december", "12-04"),
        ("maandag 30 november 9:30", "11-30 09:30"),
        ("23 november om 4 uur", "11-23 16:00"),
        ("over tien dagen", "12-03"),
        ("over 2 uur", "11-23 11:30"),
        ("Hallo, ik ben Mei, kan ik dinsdag om 3 uur?", "11-24 15:00"),
        ("we zijn met 2, vrijdag om 11.15", "11-27 11:15"),
        ("mijn pijn is een 7, is morgen om 2 uur goed?", "11-24 14:00"),
        ("do 3 om 16 uur", "12-03 16:00"),
        ("25 november kwart voor drie", "11-25 14:45"),
        ("verplaatsen van donderdag 14 uur naar vrijdag 15 uur graag", "11-27 15:00"),
        ("twaalf uur 's middags donderdag", "11-26 12:00"),
        ("donderdag 12u", "11-26 12:00"),
        ("donderdag half 1", "11-26 12:30"),
        ("na het werk op donderdag", "11-26"),
        ("morgenochtend kwart voor negen", "11-24 08:45"),
        ("kwart voor 9 morgenochtend", "11-24 08:45"),
        ("morgen elf uur dertig", "11-24 11:30"),
        ("Woensdag de vijfentwintigste om drie uur", "11-25 15:00"),
        ("de 25ste om 3", "11-25 15:00"),
        ("woensdag aanstaande om 15:30", "11-25 15:30"),
        ("a.s. donderdag 11 uur", "11-26 11:00"),
        ("maandag a.s. om 10 uur", "11-30 10:00"),
        ("Boek me in voor dinsdag 24 november om 14:00 uur alstublieft", "11-24 14:00"),
        ("Graag de eerstvolgende dinsdag 10 uur", "11-24 10:00"),
        ("vrijdagnamiddag om 4 uur", "11-27 16:00"),
        ("morgenvroeg om 9 uur", "11-24 09:00"),
        ("donderdag 's morgens om half elf", "11-26 10:30"),
        ("kan ik woensdag komen om twintig over drie", "11-25 15:20"),
        ("vijf over twaalf morgen", "11-24 12:05"),
        ("morgen om vijf voor half elf", "11-24 10:25"),
        ("25 over 3 morgen", "11-24 15:25"),
        ("donderdag 16.45", "11-26 16:45"),
        ("Kan het ook op zaterdag 28-11?", "11-28"),
        ("zaterdag 28/11 rond 11u", "11-28 11:00"),
        ("over anderhalf uur", "11-23 11:00"),
        ("volgende maand de 3e om 10 uur", "12-03 10:00"),
        ("ik heb om 2 uur een vergadering dinsdag, dus woensdag om 2 uur graag", "11-25 14:00"),
        ("dinsdagavond 7 uur", "11-24 19:00"),
        ("overmorgen in de namiddag", "11-25 afternoon"),
        ("dinsdag kwart voor één", "11-24 12:45"),
        ("dinsdag 3", "11-24 15:00"),
        ("5 januari volgend jaar 10 uur", "2027-01-05 10:00"),
        ("niet dinsdag of woensdag, donderdag graag", "11-26"),
        ("donderdag lukt, elf uur?", "11-26 11:00"),
        ("afspraak op 1 dec om half 3", "12-01 14:30"),
        ("ik kan alleen 's avonds, donderdag half zes", "11-26 17:30"),
        ("deze donderdag kwart over 3", "11-26 15:15"),
        ("eerstvolgende woensdag om tien uur", "11-25 10:00"),
        ("vrijdag na de lunch", "11-27 afternoon"),
        ("vrijdag voor de lunch", "11-27 morning"),
        ("de 9e van volgende maand om 4 uur", "12-09 16:00"),
        ("iets op de 30e in de ochtend?", "11-30 morning"),
        ("over vier dagen om 14.15 uur", "11-27 14:15"),
        ("donderdag om 1400 uur", "11-26 14:00"),
        ("donderdag 14 u", "11-26 14:00"),
        ("dinsdag 1 december @ 9.15", "12-01 09:15"),
        ("8 dec", "12-08"),
        ("di 8/12 17u15", "12-08 17:15"),
        ("8.12.2026 om 11 uur", "12-08 11:00"),
        ("8 december tussen de middag", "12-08 afternoon"),
        ("niet woensdag. Donderdag om 2 uur", "11-26 14:00"),
        ("Maak er maar 15:45 van", "? 15:45"),
        ("ik dacht aan donderdag 3 uur", "11-26 15:00"),
        ("Heb je zaterdag om 10 uur iets?", "11-28 10:00"),
        ("kan ik vandaag om 12 uur langskomen?", "11-23 12:00"),
        ("vandaag half zes", "11-23 17:30"),
        ("om 10 uur", "? 10:00"),
        ("half negen 's ochtends op vrijdag", "11-27 08:30"),
        ("zeven uur 's avonds vrijdag", "11-27 19:00"),
        ("dinsdag om 13 uur", "11-24 13:00"),
        ("donderdag.", "11-26"),
        ("Woensdag graag. Mijn nummer is 06-12 34 56 78.", "11-25"),
        ("donderdag de hele dag", "11-26"),
        ("'s ochtends", "? morning"),
        ("volgende week vrijdag, 3 uur", "12-04 15:00"),
        ("woensdag 9 december om 10 over 10", "12-09 10:10"),
        ("mijn laatste bezoek was op 3 november, kan ik op 3 december om 3 uur komen?", "12-03 15:00"),
        ("Het doet al 5 dagen pijn. Kan ik over 2 dagen komen?", "11-25"),
        ("overmorgen rond het middaguur", "11-25 12:00"),
        ("ik heb donderdag vrij, kan ik om 11 uur komen", "11-26 11:00"),
        ("Zou het donderdag kunnen rond de klok van vier?", "11-26 16:00"),
        ("vrijdag om 5 voor half 4", "11-27 15:25"),
        ("om tien voor twee op woensdag", "11-25 13:50"),
        ("morgen om tien over negen", "11-24 09:10"),
        ("morgen 10 over half 2", "11-24 13:40"),
        ("woensdag twaalf uur dertig", "11-25 12:30"),
        ("woensdag 12u30", "11-25 12:30"),
        ("ma 14 december 9.00", "12-14 09:00"),
        ("14 dec. rond de middag", "12-14 afternoon"),
        ("maandag de 30ste", "11-30"),
        ("volgende maandag", "11-30"),
        ("komende maandag 9.30 uur", "11-30 09:30"),
        ("maandag volgende week", "11-30"),
        ("zondag over een week", "12-06"),
        ("over 2 weken", "12-07"),
        ("over 2 weken donderdag om 11", "12-10 11:00"),
        ("niet morgen, overmorgen", "11-25"),
        ("nee, niet dinsdag, woensdag", "11-25"),
        ("woensdag in plaats van dinsdag", "11-25"),
        ("liever om 11 uur", "? 11:00"),
        ("kan het wat later, om 5 uur?", "? 17:00"),
        ("vanmiddag 3 uur", "11-23 15:00"),
        ("vanochtend 11 uur", "11-23 11:00"),
        ("morgenavond 6 uur", "11-24 18:00"),
        ("zeven 's avonds morgen", "11-24 19:00"),
        ("morgen om half negen 's avonds", "11-24 20:30"),
    ],
)
def test_a_day_and_a_time_are_read_in_nl(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("maandag over een week", "ambiguous [11-30] [12-07]"),
        ("dinsdag of woensdag", "ambiguous [11-24] [11-25]"),
        ("31 februari", "impossible"),
        ("gisteren 3 uur", "past 11-22 15:00"),
        ("volgende week", "ambiguous"),
        ("vóór vrijdag", "ambiguous"),
        ("25 uur morgen", "impossible 11-24"),
        ("uiterlijk vrijdag", "ambiguous"),
        ("eind volgende week", "ambiguous"),
        ("dit weekend", "ambiguous [11-28] [11-29]"),
        ("31 november", "impossible"),
        ("vandaag 9 uur", "past 11-23 09:00"),
        ("een week later", "ambiguous"),
        ("kan het een uur later", "ambiguous"),
        ("maandag", "ambiguous [11-23] [11-30]"),
        ("deze week nog", "ambiguous"),
        ("woensdag om 10 uur of 11 uur", "ambiguous 11-25 [11-25 10:00] [11-25 11:00]"),
        ("donderdag of vrijdag rond 3 uur", "ambiguous ? 15:00 [11-26 15:00] [11-27 15:00]"),
        ("vrijdag 5 december", "ambiguous [11-27] [12-05]"),
        ("29 februari om 10 uur", "impossible ? 10:00"),
        ("24.30 uur morgen", "impossible 11-24"),
        ("10 of 11 uur op vrijdag", "ambiguous 11-27 [11-27 10:00] [11-27 11:00]"),
        ("wo of do, 3 uur", "ambiguous ? 15:00 [11-25 15:00] [11-26 15:00]"),
        ("ergens volgende week", "ambiguous"),
        ("in het weekend", "ambiguous [11-28] [11-29]"),
        ("eind november", "ambiguous"),
        ("dinsdag of misschien woensdag", "ambiguous [11-24] [11-25]"),
        ("tweede week van december", "ambiguous"),
        ("twee weken na dinsdag", "ambiguous"),
        ("donderdag 3", "ambiguous"),
        ("over 2 of 3 dagen", "ambiguous"),
        ("4 of 5 december", "ambiguous"),
        ("volgende donderdag of vrijdag", "ambiguous [11-26] [11-27] [12-03]"),
        ("donderdagochtend of -middag", "ambiguous 11-26 [11-26 morning] [11-26 afternoon]"),
        ("31 november om 10 uur", "impossible ? 10:00"),
        ("morgen om 15.60 uur", "impossible 11-24"),
        ("eind van de week", "ambiguous"),
        ("begin volgende week", "ambiguous"),
        ("vanochtend 8 uur", "past 11-23 08:00"),
    ],
)
def test_what_cannot_be_taken_says_why_in_nl(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("om half 11", "12-03 10:30"),
        ("10.30", "12-03 10:30"),
        ("14.30 graag", "12-03 14:30"),
        ("drie uur", "12-03 15:00"),
        ("om drie uur", "12-03 15:00"),
        ("half vier", "12-03 15:30"),
        ("dezelfde dag om 4 uur", "12-03 16:00"),
        ("'s middags", "12-03 afternoon"),
        ("een dag later", "12-04"),
        ("ja", ""),
        ("11", "12-03 11:00"),
        ("kwart over 2 graag", "12-03 14:15"),
    ],
)
def test_the_day_already_chosen_is_kept_in_nl(text, understood):
    assert said(text, Language.NL, GIVEN) == understood


@pytest.mark.parametrize(
    "text",
    [
        "duurt 45 minuten",
        "alle dagen behalve vrijdag",
        "de eerste mogelijkheid",
        "zo snel mogelijk",
        "elke dag behalve dinsdag",
        "van de week",
    ],
)
def test_what_is_no_wish_is_left_alone_in_nl(text):
    assert said(text, Language.NL) == ""


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("ik stop om 16u, dus vijf uur op dinsdag", "11-24 17:00"),
        ("eten om 7 uur dus liefst 4 uur morgen", "11-24 16:00"),
        ("woensdag 10u (ik moet om 12u weer op het werk zijn)", "11-25 10:00"),
        ("donderdag om 15u dus niet 16u", "11-26 15:00"),
        ("meestal kom ik om 3, deze keer graag vrijdag om 4", "11-27 16:00"),
        ("mijn man heeft vrijdag om 10u, kan ik dan om 10u45", "11-27 10:45"),
        ("u zei 4 en 5 waren vrij, dan neem ik 5", "? 17:00"),
        ("mijn examen is 4 december dus liefst 3 december 17u", "12-03 17:00"),
        ("dinsdag 15u is goed, kan woensdag ook?", "ambiguous ? 15:00 [11-24 15:00] [11-25 15:00]"),
        ("liefst voor kerst, bijvoorbeeld de 18e om 14u", "12-18 14:00"),
        ("de dag voor kerst, 24 december dus", "12-24"),
    ],
)
def test_reasons_and_other_plans_are_no_wish(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    "text",
    [
        "mag ik 2u vooraf nog eten",
        "mag ik 2 uur voor de behandeling nog eten?",
        "gaan jullie om 8u open?",
        "heb vanmorgen om 6u 2 dafalgans genomen, kan dat kwaad?",
        "bel me na 17u",
        "mag ik de dag erna sporten?",
    ],
)
def test_times_of_other_things_are_no_wish(text):
    assert said(text, Language.NL) == ""


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("kwart v 3 morgen", "11-24 14:45"),
        ("kwart ov 3 morgen", "11-24 15:15"),
        ("om kwart na de tien vrijdag", "11-27 10:15"),
        ("begin van de middag aub, in de ochtend lig ik nog in bed", "? afternoon"),
        ("eerste maandag v december", "12-07"),
        ("1e maandag vd maand", "12-07"),
        ("oudjaarsdag snochtends", "12-31 morning"),
        ("om 10 uur dertig op maandag de 30ste", "11-30 10:30"),
        ("top, tot donderdag om 3 uur!", "11-26 15:00"),
        ("vrijdag 17 uur na mijn werk", "11-27 17:00"),
        ("zondag rond de noen", "11-29 12:00"),
        ("dus morgen 10 dan", "11-24 10:00"),
    ],
)
def test_unusual_but_common_forms_are_read(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 wordt het", "? 10:00"),
        ("kerstavond, dus de 24e, om 9 uur", "12-24 09:00"),
        ("een dagje later graag, donderdag 26 om 3", "11-26 15:00"),
        ("de 2e om half twaalf s ochtends", "12-02 11:30"),
        ("vergeet de 3e, doe de 4e om 2 uur", "12-04 14:00"),
        ("di nm", "11-24 afternoon"),
        ("de operatie was op 3 maart. 3 december 15u graag", "12-03 15:00"),
    ],
)
def test_the_wish_is_found_beside_what_is_said_around_it_in_nl(text, expected):
    assert said(text, Language.NL) == expected


@pytest.mark.parametrize(
    "text",
    [
        "een factuurtje van de sessie van 9 november",
        "duurt dat lang, een uur of anderhalf?",
        "heb vrijdag mijn sjaal laten liggen",
        "twee keer afgerekend op 12 nov",
    ],
)
def test_what_has_passed_and_what_lasts_is_no_wish_in_nl(text):
    assert said(text, Language.NL) == ""


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("op 15 december verhuis ik, graag de vrijdag daarvoor om 14.45 uur", "12-11 14:45"),
        ("deze donderdag niet, maar de donderdag daarop wel, 11u", "12-03 11:00"),
        ("ik land op 5 december. De maandag erna om half drie graag", "12-07 14:30"),
        ("de maandag na onze verhuizing van 4 december om 10 uur", "12-07 10:00"),
        ("de 10e heb ik een presentatie, de dag daarvoor in de middag graag", "12-09 afternoon"),
        ("ik ben 4 januari terug, daags nadien om 14 uur", "2027-01-05 14:00"),
        ("mijn vlucht is 12 december om 8 uur. Graag twee dagen ervoor, om 16 uur", "12-10 16:00"),
        ("twee dagen na 3 december, om 10 uur", "12-05 10:00"),
        ("ik wil twee dagen voor mijn vlucht op 10 december komen, om 15 uur", "12-08 15:00"),
        ("drie dagen eerder dan 10 december, 14 uur", "12-07 14:00"),
        ("twee weken na aanstaande woensdag, kwart over één", "12-09 13:15"),
        ("de dag na zondag 17 januari, om 10 uur", "2027-01-18 10:00"),
        ("drie dagen voor kerst, 11 uur", "12-22 11:00"),
        ("de dag na nieuwjaar, om 10 uur", "2027-01-02 10:00"),
    ],
)
def test_a_day_is_counted_from_another_in_nl(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("niet volgende week maar de week erna op donderdag om 2 uur", "12-10 14:00"),
        ("niet volgende week maar die erna, dinsdag 10 uur", "12-08 10:00"),
        ("ik ben op 9 december terug. De vrijdag van die week om 15 uur?", "12-11 15:00"),
        ("niet deze maar volgende vrijdag, half vijf", "12-04 16:30"),
        ("deze week zit ik vol, volgende donderdag om 3 uur graag", "12-03 15:00"),
    ],
)
def test_a_week_is_counted_from_another_in_nl(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("3 december of de vrijdag erna", "ambiguous [12-03] [12-04]"),
        ("vrijdag 4 december en de vrijdag erna", "ambiguous [12-04] [12-11]"),
        ("de week voor kerst op dinsdag", "ambiguous"),
        ("een paar dagen voor kerst", "ambiguous"),
        ("zodra u opengaat", "ambiguous"),
    ],
)
def test_what_is_counted_from_another_day_is_asked_where_it_is_unclear_in_nl(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("laten we de zeventiende nemen, kwart over tien", "12-17 10:15"),
        ("zou het vrijdag de achttiende kunnen", "12-18"),
        ("dinsdag de 29e, 14 uur?", "12-29 14:00"),
        ("over-overmorgen in de namiddag", "11-26 afternoon"),
        ("de laatste dag van het jaar om 10 uur", "12-31 10:00"),
        ("eerste maandag van het nieuwe jaar, half 10", "2027-01-04 09:30"),
        ("wo niet, do wel, 10.30", "11-26 10:30"),
        ("zet mij op 11.45 donderdag", "11-26 11:45"),
        ("9 december om 14:30 voor 1 persoon", "12-09 14:30"),
        ("donderdag een ochtendplekje", "11-26 morning"),
        ("ik ga over op middagen", "? afternoon"),
        ("donderdag meteen als u opengaat", "11-26 09:00"),
    ],
)
def test_more_words_for_a_day_or_time_are_read_in_nl(text, understood):
    assert said(text, Language.NL) == understood


@pytest.mark.parametrize(
    "text",
    [
        "mag ik daags nadien alcohol drinken?",
        "mag ik twee dagen ervoor nog sporten",
        "twee dagen voor de operatie",
    ],
)
def test_advice_on_the_days_around_a_treatment_is_no_wish(text):
    assert said(text, Language.NL) == ""


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        ("Kan ik 3 december om 10 uur? De dag daarvoor heb ik een presentatie.", "12-03 10:00"),
        ("Kan ik 3 december om 10 uur? De maandag erna heb ik een proefwerk.", "12-03 10:00"),
        ("10 december om 14u graag, daags nadien vertrek ik naar Gent", "12-10 14:00"),
    ],
)
def test_plans_for_the_day_beside_the_one_wished_are_no_wish(text, understood):
    assert said(text, Language.NL) == understood
