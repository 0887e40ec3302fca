"""Words that stand in course sheets of every kind, and so tell little of what a sheet is about.

Made by `tests/calibration/make_course_words.py` from the stems of 258 public course sheets of three
Flemish colleges; the function words and the small words are our own lists.
"""

from __future__ import annotations

from swcompetence.text import fold, stem

_PREPOSITIONS = """
aan achter af bij binnen boven buiten door doorheen in langs mee na naar naast om omheen omtrent
onder op over rond sinds tegen tegenover toe tot tussen uit van vanaf vanuit via volgens voor
voorbij
"""
_OTHER_FUNCTION_WORDS = """
aangaande al aldaar aldus alhoewel alle allebei allemaal alles als alsmede alsnog alsof alsook
altijd alvast alvorens andere anderen anders behoudens beide beneden betreffende bijgevolg bovendien
conform daarenboven daarentegen dan dankzij dat de degene degenen den der derhalve desondanks deze
dezelfde die diegene dit ditzelfde doch doordat dus echt echter een eens eerder eigen elk elkaar
elkaars elke en ene enige enkel enkele evenals eveneens evenmin evenzeer gedurende geen gewoon graag
haar heel hem hen het hetgeen hetzelfde hetzij hij hoe hoewel hoezeer hun ieder iedere iedereen
iemand iets ik immers indien intussen inzake je jegens jezelf jij jou jouw jouwe juist jullie louter
maar me mede meer meest meestal men met mezelf middels mij mijn mijne minder minst misschien mits
naarmate nabij nadat namelijk namens nauwelijks nergens niemand niet niets niettegenstaande noch
nochtans nog nogmaals nooit nu of ofwel omdat omstreeks ondanks ondertussen ons onszelf onze ooit
ook opdat opnieuw overal overeenkomstig overigens per qua reeds rondom samen sedert slechts sommige
sommigen soms steeds te telkens ten tenzij ter terug terwijl tevens thans tijdens toch toen totdat u
uiteraard uw uwe vaak vanwege vervolgens voldoende vooral voordat voorts voorzover waarom wanneer
want wat we wederom weer wegens wel welk welke wellicht wie wiens wij ze zeer zelf zich zichzelf zij
zijne zo zoals zodanig zodanige zodat zodra zonder zowel zulk zulke
"""
"""Further prepositions, conjunctions, pronouns and the adverbs that only order a sentence."""
_VERBS = """
behoeft behoeven behoort behoren ben bent beschikken beschikt bestaan bestaat bestond bleef bleek
bleken bleven blijf blijft blijken blijkt blijven bracht brachten brengen brengt deden deed dien
diende dienden dient doe doen doet ga gaan gaat gaf gaven gebleken gebleven gebracht gedaan geef
geeft gegaan gegeven gehad gehouden gekomen gekregen gekund gelaten gelegd gelegen gemaakt genomen
gestaan gesteld geven geweest geweten gewild geworden gezet gezeten gezorgd ging gingen had hadden
heb hebben hebt heeft heet heten hield hielden hoeft hoeven hou houd houden houdt is kan kom komen
komt kon konden kreeg kregen krijg krijgen krijgt kun kunnen kunt kwam kwamen laat lag lagen laten
leek leg legde legden leggen legt liet lieten lig liggen ligt lijken lijkt maak maakt maakte maakten
mag maken mocht mochten moest moesten moet moeten mogen nam neem neemt nemen pleegt plegen schijnen
schijnt sta staan staat stel stelde stelden stellen stelt stond stonden vallen valt viel vielen
waren was weet werd werden weten wil wilde wilden willen wilt wist wisten word worden wordt wou zal
zat zaten zet zette zetten zijn zit zitten zorgde zorgden zorgen zorgt zou zouden zullen zult
"""
"""Auxiliaries, and verbs that say nothing without their object, in the forms that are no noun."""
_PLACES = ("er", "hier", "daar", "waar")
_FUNCTION_WORDS = frozenset(
    (
        *f"{_PREPOSITIONS} {_OTHER_FUNCTION_WORDS} {_VERBS}".split(),
        *_PLACES,
        *(place + preposition for place in _PLACES for preposition in _PREPOSITIONS.split()),
    )
)
"""Words without a subject of their own, by their form: *zorgt* is one, *zorg* is not.

The pronominal adverbs (*ervan*, *hierbij*, *daarmee*, *waarop*) are made by the rule of Dutch.
"""
_SMALL_WORDS = """
aanbod aanpak aantal aard alleen ander basis behalve bepaald bepaalde best beter betere betreft
betrekking betrokken betrokkene betrokkenen bijzonder bijzondere dag deel delen eerst eerste ergens
ervaring ervaringen gebeuren gebeurt gebruikt geheel gericht goed goede groot grote heen helpen
helpt jaar juiste kern klein kleine kort lang manier mens mogelijk nodig passen passend passende
past personen persoon plaats plaatse reeks soort stap stappen tijd veel verder vinden vindt volgen
volgt vorm vormen vormt weinig wijze zelfs zien ziet zoeken zoekt
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


def tellingness(word: str) -> float:
    """Give how telling a word is in a course sheet, 0 (in all of them) up to 1 (in few).

    A function word tells nothing; of the others those with the same stem tell as much.
    """
    return 0.0 if fold(word) in _FUNCTION_WORDS else _WEIGHTS.get(stem(word), 1.0)
