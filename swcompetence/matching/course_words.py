"""Words that stand in course sheets of every kind, and so tell little of what a sheet is about.

Made by `tests/calibration/make_course_words.py` from the stems of 258 public course sheets of three
Flemish colleges; the small words are our own list.
"""

from __future__ import annotations

from swcompetence.text import stem

_SMALL_WORDS = """
aanbod aanpak aantal aard al alleen alles altijd ander anders basis behalve beide bepaald bepaalde
best beter betere betreft betrekking betrokken betrokkene betrokkenen bijzonder bijzondere blijft
blijven brengen brengt daar daarbij daarna daarop daarvoor dag dan deel delen dus eerst eerste elk
elke enkel eraan ergens erop ervaring ervaringen ervoor gebeuren gebeurt gebruikt geeft gegeven
geheel gemaakt gericht goed goede groot grote had hebben heeft heen helpen helpt hier hoe hoewel
ieder iedere iemand iets jaar juist juiste kern klein kleine komt kort krijgen krijgt laat lang
laten leggen legt liggen ligt maakt maar mag manier mee meer meest mens minder moet moeten mogelijk
mogen neemt niets nodig nog nooit omdat ook passen passend passende past personen persoon plaats
plaatse reeks soms soort staan staat stap stappen steeds stellen stelt ten ter terug terwijl tijd
tijdens toch toe vaak vallen valt veel verder vinden vindt volgen volgens volgt vorm vormen vormt
waarbij waarin waarom waarvan wanneer want weet weinig wel welk welke weten wie wijze wil willen zal
zelf zelfs zet zetten zien ziet zit zitten zodat zodra zoeken zoekt zonder zullen
"""
_STEMS_BY_WEIGHT = {
    0.0: """
contex kader ler maatschap ontwikkel opleidingsonderdel organisati praktijk professionel thema
""",
    0.15: """
aandach actuel benader bod gan groep handel inhoud inzich kennis kritisch oefen ons rol specifiek
toepas verken werkveld
""",
    0.5: """
actief algemen analys aspec begeleid begrip belang belangrijk beleid bied bouw bred clien
communicati concret cultur cursus dienstverlen diver doel doelgroep focus functi gesprek hand
hulpverlen individuel inleid international inzet juridisch kenmerk kerntak kijk les method
methodisch model omgan onderzoek opdrach opleid perspectief politiek praktijkervar proces rech
reflecter reflecti relevan samenlef situati slag theoretisch theori toekoms uitdag uitvoer vaardig
verdiep verwerf visi volgend vrag waard wetenschap
""",
    0.85: """
actor actualiteit agogisch alternatief and armoed basishoud begrijp behandel behandeld beinvloed
belangheb belangrijks belgisch bepal beroep besprek bestat bested bestuder betekenis bewus bron
casus central coach collectief communicer competenti complex concep culturel daarnas definiti denk
dien digital docen doorhen economi economisch eeuw essentiel ethisch evoluti extern factor feedback
formuler gedrag gemeenschap gesprekstechniek gespreksvoer groei grondig hanter hierbij historiek
historisch houding identiteit impac individuen informati integrati interventi introducti invalshoek
invloed jonger kennismak klassiek lef link meerwaard methodiek middel modul onderdel ondersteun
ongelijk onlin ontstan open opgedan ouder overleg overzich participati positi positioner presentati
principes problem professional psychologisch realiser rechten relati rond ruim samenwerk
schriftelijk sector semester situer stag stand sterk structur system tak team techniek tendens teven
toegepas training trajec twe uitgediep uitwerk valkuil verander verbind verhoud versterk vertrek
vervolgen verwerk vlak voer voorbeeld voorbereid voorzien vraagstuk waarop welzijn werking werkvorm
wetgef zeker zowel
""",
}
"""Stems in 22 % of the sheets or more, in 13 %, in 7 %, and in 4 %."""
_WEIGHTS = {root: weight for weight, text in _STEMS_BY_WEIGHT.items() for root in text.split()} | {
    stem(word): 0.0 for word in _SMALL_WORDS.split()
}


def tellingness(root: str) -> float:
    """Give how telling a stem is in a course sheet, 0 (in all of them) up to 1 (in few)."""
    return _WEIGHTS.get(root, 1.0)
