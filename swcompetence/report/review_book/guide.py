"""The sheet *Lees mij* of a review workbook: what to do, what words mean, what happens with it."""

from __future__ import annotations

from typing import NamedTuple

from swcompetence.model import Part
from swcompetence.model.mapping import LEVELS
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.sheet import HEAD_ROWS

_WELCOME = {
    "Fijn dat u meekijkt": "Een computerprogramma las de fiches van de opleidingsonderdelen en"
    " stelt voor welke items uit de kaders erin aan bod komen. Het telt woorden en begrijpt geen"
    " onderwijs: u weet beter wat er in de les gebeurt. Pas als u ‘akkoord’ kiest, telt een"
    " koppeling als bevestigd."
}
_STEPS = {
    "1. Zoek uw rijen": "Ga naar het blad Koppelingen en filter op Code of Opleidingsonderdeel"
    " (pijltje in de kop). Bovenaan staan de voorstellen, die over OCMW-praktijk eerst; wat"
    " ‘mogelijk’ heet, staat eronder en hoeft u niet na te kijken.",
    "2. Lees het bewijs": "In de kolom Bewijs staat de zin uit de fiche, met de »woorden« die"
    " telden. ‘Gedeelde tekst’ is een zin die woord voor woord in drie of meer fiches staat. Wat"
    " het item inhoudt, verschijnt naast de cel Besluit; de link in de kolom Kader brengt u naar de"
    " volledige omschrijving, de titel naar de fiche als uw lijst haar adres geeft.",
    "3. Kies een besluit": "Kies of typ in de gele kolom Besluit: akkoord (a) als het een onderwerp"
    " van het opleidingsonderdeel is, terloops (t) als het er enkel in voorkomt, niet akkoord (n)"
    " of twijfel (?). ‘Niet akkoord’ is even waardevol: de koppeling wordt niet opnieuw"
    " voorgesteld. De andere kolommen zijn welkom, niet verplicht.",
    "4. Vul aan wat ontbreekt": "Onderaan staan lege gele rijen. Een code en de naam van een item"
    " volstaan: zo’n rij telt als akkoord. Past er voor een opleidingsonderdeel niets uit een"
    " kader, kies dan het kader en de naam ‘niets uit dit kader past’.",
    "5. Zet uw naam en bewaar": "Vul bij wat u besliste Nagekeken door en Datum in (naar beneden"
    " doortrekken mag), bewaar het bestand onder dezelfde naam, als .xlsx of .ods, en geef het"
    " terug aan wie het u bezorgde.",
}
_COLUMNS = {
    "Ook voor": "Varianten met dezelfde tekst, die dit besluit meekrijgen. Geldt het niet voor een"
    " ervan, wis dan die code, of geef ze onderaan een eigen rij.",
    "Inschatting": "Wat het programma denkt. onderwerp of terloops: hoe de fiche het item"
    " behandelt. in OCMW-context, lokaal bestuur of algemeen: of de fiche een thema van"
    " OCMW-praktijk daar plaatst. context niet bepaald: dat is niet nagegaan.",
    "Zekerheid": "Hoe zeker het programma is: hoog, midden of laag; bij een onderwerp met een getal"
    " tussen 0 en 1."
    " Staat er ‘zekerheid niet gemeten’, dan is nog niet getoetst hoe vaak het programma bij dit"
    " kader gelijk heeft.",
    "Status": "Hoe het stond toen dit bestand gemaakt werd. voorstel: wacht op u. mogelijk: een"
    " zwakke aanwijzing. bevestigd, verworpen, twijfel: eerder beslist. tegenspraak: lesgevers"
    " verschillen. bevestigd, mate verschilt: akkoord tegenover terloops. opnieuw te bekijken: de"
    " fiche veranderde sinds het vorige besluit.",
    "Gewijzigd": "Bij tegenspraak: wie wat zei. Bij opnieuw te bekijken: het vorige besluit, en"
    " wat er sindsdien aan de fiche veranderde. leeggemaakt: een besluit dat iemand introk.",
    "OCMW-context": "Enkel bij OCMW-praktijk: ja als het thema in dit opleidingsonderdeel over het"
    " OCMW of het lokale bestuur gaat, nee als het algemeen aan bod komt.",
    "Niveau": "",  # letters and words differ, see `write_readme`
    "Geëvalueerd": "ja als studenten hierop beoordeeld worden in dit opleidingsonderdeel, anders"
    " nee.",
    "Definitief": "Enkel als lesgevers verschillen: ja zegt dat dit het besluit is na overleg. Tot"
    " dan blijft de tegenspraak open.",
}
_CARE = {
    "Niets gaat verloren": "Sorteren en filteren mag, op de hele tabel. Laat de kopregel en de"
    " verborgen kolommen staan. Wat niet begrepen of niet gelezen wordt, krijgt u terug als vraag,"
    " met de cel erbij; er wordt niets geraden.",
    "Een besluit intrekken": "Maak de cel Besluit leeg, of schrap de rij: het besluit dat er stond,"
    " telt dan niet meer en de koppeling staat weer open. Een melding zegt hoeveel het er zijn.",
    "Staat er al een naam?": "Kijkt u na een collega, zet dan uw eigen naam en datum in de rij."
    " Het besluit van uw collega blijft bewaard naast het uwe. In een kolom ‘Besluit’"
    " met een naam erachter staan de besluiten van die lezer.",
    "Uw naam": "Namen, data en opmerkingen zijn persoonsgegevens. Ze staan enkel in dit bestand"
    " en in wat ermee gemaakt wordt op de computer van uw opleiding; er wordt niets verstuurd."
    " Initialen mogen ook. Schrijf in Opmerking niets over studenten.",
    "Het verborgen blad": "Alle gegevens van de koppelingen zitten ook in een verborgen blad,"
    " zodat dit bestand op zichzelf staat. U hoeft er niets mee te doen.",
    "Wat dit niet zegt": "Staat er geen koppeling, dan is het item niet aangetroffen in de fiche."
    " Dat betekent niet dat het niet aan bod komt.",
}
_TAKEN_FROM = {
    "Waar een zoekwoord vandaan komt": "Een kader in dit werkboek heeft niet overal eigen"
    " zoekwoorden. ‘woord van het item zelf’ zegt dat een woord uit de naam of omschrijving van het"
    " item telde; ‘geleend van’ dat het zoekwoord overgenomen is van een item dat erop lijkt, uit"
    " het kader dat erachter staat."
}
_BLIND = {
    "Blind nakijken": "U ziet niet wat het programma voorstelde, hoe zeker het was of wat een"
    " collega vond: voorstellen en zwakke aanwijzingen staan door elkaar. Zo oordeelt u los van het"
    " programma en kan uw opleiding meten hoe goed lezers het eens zijn. Kijk daarom elke rij na en"
    " overleg pas achteraf."
}
_WHEN_BLIND = {
    "1. Zoek uw rijen": "Ga naar het blad Koppelingen. De rijen staan met opzet door elkaar;"
    " filteren op Code of Opleidingsonderdeel (pijltje in de kop) mag.",
    "Zekerheid": "Verborgen, omdat u blind nakijkt.",
    "Status": "te beoordelen: wacht op u. Meer staat er niet, omdat u blind nakijkt.",
    "Gewijzigd": "Leeg, omdat u blind nakijkt.",
}
_WHEN_ITEMS = {
    "Fijn dat u meekijkt": "Een computerprogramma vergeleek de woorden van twee kaders en stelt"
    " voor welke items elkaar raken. Pas als u ‘akkoord’ kiest, komt een paar in de crosswalk"
    " (het verband tussen de twee kaders).",
    "3. Kies een besluit": "Kies in de gele kolom Besluit: akkoord (a), niet akkoord (n) of twijfel"
    " (?). Kies bij akkoord ook een Niveau; leeg telt als verwant."
    " Geëvalueerd gebruikt u hier niet.",
    "Geëvalueerd": "Niet nodig als u kaders vergelijkt.",
    "Wat dit niet zegt": "Staat er geen koppeling, dan vond het programma te weinig"
    " gemeenschappelijke woorden. Dat betekent niet dat de twee items niets met elkaar te maken"
    " hebben.",
}
_LEVEL = "Hoe ver het opleidingsonderdeel hiermee gaat"
_RELATION = (
    "Hoe het eerste item zich tot het tweede verhoudt; leeg telt als verwant. Het eerste item is"
)


class Guide(NamedTuple):
    """What sets this workbook apart from others."""

    levels: dict[str, str] = LEVELS
    is_blind: bool = False
    is_bare: bool = False
    """Whether items of some edition are known by their own words, see `Framework.is_bare`."""
    part: Part | None = None
    items_of: str | None = None
    """Title of the edition whose items stand where courses do; None for courses."""


def write_readme(book: Book, guide: Guide) -> None:
    """Add the sheet."""
    sheet = book.sheet("Lees mij", (26, 112))
    named = ", ".join(f"{letter} ({word})" for letter, word in guide.levels.items())
    instead = {
        "Niveau": f"{_LEVEL if guide.items_of is None else _RELATION}: {named}.",
        **(_WHEN_ITEMS if guide.items_of is not None else {}),
        **(_WHEN_BLIND if guide.is_blind else {}),
    }
    about = {**_about_part(guide.part), **(_BLIND if guide.is_blind else {})}
    if guide.is_bare and not guide.is_blind:
        about |= _TAKEN_FROM
    if guide.items_of is not None:
        about["Twee kaders naast elkaar"] = (
            "Waar in dit werkboek ‘opleidingsonderdeel’ of ‘fiche’ staat, leest u: een item van"
            f" ‘{guide.items_of}’. Het kaderitem ernaast komt uit het andere kader. Akkoord zegt"
            " dat de twee elkaar raken; in Niveau kiest u hoe."
        )
    sheet.title("Lees mij: in vijf stappen klaar")
    for heading, answers in (
        ("Welkom", _WELCOME),
        *([("Dit werkboek", about)] if about else []),
        ("Wat u doet", _STEPS),
        ("Wat de kolommen betekenen", _COLUMNS),
        ("Goed om te weten", _CARE),
    ):
        sheet.heading(heading)
        for question, answer in answers.items():
            sheet.pair(question, instead.get(question, answer))
        sheet.row += 1
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=(0, HEAD_ROWS - 2))


def _about_part(part: Part | None) -> dict[str, str]:
    if part is None:
        return {}
    names = {part.names[number - 1] for number in part.numbers}
    rest = ", ".join(name for name in part.names if name not in names)
    numbers = " en ".join(str(number) for number in part.numbers)
    return {
        f"Deel {numbers} van {part.of}": f"Dit is het deel ‘{part.name}’ van een lijst met"
        f" {len(part.all_courses)} opleidingsonderdelen; het blad Opleidingsonderdelen toont de"
        f" uwe. De andere delen: {rest or 'geen'}. Wie de delen uitdeelde, brengt ze weer samen"
        " met ‘swcompetence review’, dat ook zegt welk deel nog ontbreekt."
    }
