"""The sheet *Leeswijzer*: what the file is, how to read it and what it cannot tell."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import FALLIBLE, NO_NORM, NO_PRACTICE, UNSEEN
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.sheet import Sheet

_READING = {
    "Wat is dit bestand?": "Een overzicht van wat de fiches van uw opleidingsonderdelen laten"
    " zien over de kaders van het sociaal werk, met de OCMW-praktijk voorop: wat bevestigd is,"
    " wat enkel voorgesteld is, wat terloops vermeld is en wat niet aangetroffen is in de fiches.",
    "Voor wie?": "Voor de opleidingscommissie en haar voorzitter: om samen te bespreken waar de"
    " opleiding sterk staat, wat nog nagekeken moet worden en waar een gesprek met lesgevers"
    " nodig is.",
    "Waar begin ik?": "Tien minuten: lees de Samenvatting (één pagina). Een half uur: bekijk"
    " daarna OCMW per thema en Spreiding. Op de vergadering: Hiaten, met Aanknopingspunten"
    " ernaast als plek om een gesprek te beginnen.",
    "Van wie komen de voorstellen?": "Van een computerprogramma dat de tekst van de fiches"
    f" vergelijkt met de woorden van elk kader. {FALLIBLE} Een voorstel telt pas mee als bevestigd"
    " nadat een lesgever het bevestigd heeft.",
    "Wat is er niet gelezen?": f"Stageplaatsen, literatuur en lespraktijk. {UNSEEN}",
    "Wat betekent een hiaat?": "‘Niet aangetroffen in de fiches’ is niet hetzelfde als ‘wordt"
    " niet onderwezen’. Het is een vraag aan de lesgevers: zit dit onderwerp er wel in, en hoort"
    " het dan in de fiche? ‘Terloops vermeld’ is dezelfde vraag met een spoor: een duidelijke"
    " term staat in minstens één fiche, maar te weinig om een koppeling voor te stellen.",
    "Wat betekenen laag, verwacht en hoog?": "Studiepunten (ECTS) naar tekst: van een"
    " opleidingsonderdeel tellen enkel de zinnen over het onderwerp, niet de tijd die eraan"
    " besteed wordt. Laag = bevestigd; verwacht = bevestigd en elk open voorstel maal zijn"
    " zekerheid; hoog = met alle voorstellen en zwakkere aanwijzingen. Wat het programma miste,"
    " zit ook niet in hoog. Ze staan naast elkaar en worden nooit opgeteld. Ver uit elkaar"
    " betekent: er is nog veel na te kijken.",
    "Waarom is er geen streefcijfer?": f"{NO_NORM} Aandelen staan daarom naast een referentie die"
    " bij naam genoemd wordt; ook die is een afspraak of een inschatting. De regel achter elk"
    " cijfer staat op het blad Verantwoording.",
    "Mag ik iets wijzigen?": "Ja. Aantallen per kader, per kaderitem en per thema zijn formules"
    " en rekenen mee met de letters in de Matrix; studiepunten naar tekst, oordelen en zinnen"
    " niet. Besluiten over koppelingen neemt u beter in het nakijkbestand: enkel die worden"
    " bewaard.",
}
_LEGEND = {
    "B = bevestigd": "Een lesgever keek de koppeling na en bevestigde ze.",
    "V = voorgesteld": "Het programma stelt de koppeling voor; er is nog geen (eensgezind)"
    " besluit.",
    "T = terloops vermeld": "Een duidelijke term staat in de titel of de leerstof, te weinig om"
    " een koppeling voor te stellen. Telt niet mee in laag of verwacht, wel in hoog.",
    "· = mogelijk": "Enkel algemene woorden, of woorden buiten de leerstof. Telt niet mee in"
    " bevindingen, laag of verwacht; wel in hoog, als de woorden in de leerstof staan.",
    "leeg": "Geen aanwijzing in de fiche van dit opleidingsonderdeel.",
    "I, V en B in de kolom Niveau": "Introductie, verdieping en beheersing; niet de letters van"
    " de Matrix.",
    "enkel voorgesteld": "Minstens één voorstel, maar nog geen enkele bevestiging.",
    "terloops vermeld": "Geen bevestiging en geen open voorstel, wel minstens één T.",
    "niet aangetroffen in de fiches": "Geen bevestiging, geen open voorstel en geen enkele"
    " duidelijke term in de hele lijst van opleidingsonderdelen.",
}
_SHEETS = {
    "Samenvatting": "De stand van zaken op één pagina, met hiaten om mee te beginnen.",
    "OCMW": "OCMW-praktijk per cluster en per thema: studiepunten, aandeel, referentie en"
    " oordeel; en de plaats van het lokaal bestuur tussen de werkvelden.",
    "Spreiding": "Waar in de opleiding OCMW-praktijk zit: fase, traject, verplicht of keuze,"
    " soort opleidingsonderdeel.",
    "Aanknopingspunten": "Voor wat ontbreekt of weinig aan bod komt: de opleidingsonderdelen die"
    " er het dichtst bij komen, met de zinnen die dat tonen.",
    "Matrix": "Alle kaderitems tegenover alle opleidingsonderdelen (afdrukken op A3).",
    "Hiaten": "Werklijst voor de commissie: wat elke controle vond, met eigenaar en status.",
    "Wel onderwezen": "Hier verklaart de commissie wat wel onderwezen wordt maar niet in de fiche"
    " staat.",
    "Per kaderitem": "Elk kaderitem met zijn opleidingsonderdelen en het bewijs uit de fiches.",
    "Per opleidingsonderdeel": "Elk opleidingsonderdeel met zijn kaderitems.",
    "Leerlijn": "Op welk niveau elk kaderitem terugkomt, fase na fase.",
    "Vergelijking": "Deze opleiding naast andere academiejaren of hogescholen.",
    "Ingelezen": "Wat er gelezen is uit uw lijst, en wat er moeilijk liep.",
    "Verantwoording": "Kaders, bronnen, versies, referentie en de regel achter elk cijfer.",
}


def guide_sheet(book: Book) -> Sheet:
    """Begin the sheet, which stands before those that it tells about."""
    return book.sheet("Leeswijzer", (34, 112))


def write_guide(sheet: Sheet, report: GapReport, sheets: Sequence[str]) -> None:
    """Fill the sheet; `sheets` are the names of those in the file, in their order."""
    sheet.title("Hiatenrapport: leeswijzer")
    sheet.answers("Lezen", _READING)
    sheet.answers("Legende", _LEGEND)
    sheet.answers(
        "Bladen in dit bestand", {name: _SHEETS[name] for name in sheets if name in _SHEETS}
    )
    if report.practice is None:
        sheet.pair("Let op", NO_PRACTICE)
    sheet.finish_text(is_one_page=True)
