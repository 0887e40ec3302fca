"""The sheet *Leeswijzer*: what the file is, how to read it and what it cannot tell."""

from __future__ import annotations

from swcompetence.report.gap_report import GapReport
from swcompetence.report.sheet import HEAD_ROWS, Sheet
from swcompetence.report.wording import NO_NORM

__all__ = ["GUIDE", "GUIDE_WIDTHS", "write_guide"]

GUIDE = "Leeswijzer"
GUIDE_WIDTHS = (34, 112)

_READING = (
    (
        "Wat is dit bestand?",
        (
            "Een overzicht van wat de fiches van uw opleidingsonderdelen laten zien over de"
            " kaders van het sociaal werk, met de OCMW-praktijk voorop: wat bevestigd is, wat"
            " enkel voorgesteld is, wat terloops vermeld is en wat niet aangetroffen is in de"
            " fiches."
        ),
    ),
    (
        "Voor wie?",
        (
            "Voor de opleidingscommissie en haar voorzitter: om samen te bespreken waar de"
            " opleiding sterk staat, wat nog nagekeken moet worden en waar een gesprek met"
            " lesgevers nodig is."
        ),
    ),
    (
        "Waar begin ik?",
        (
            "Lees de Samenvatting (één pagina). Bekijk daarna OCMW per thema, en neem Hiaten"
            " mee naar de vergadering: daar kunt u een eigenaar en een stand invullen."
        ),
    ),
    (
        "Van wie komen de voorstellen?",
        (
            "Van een computerprogramma dat de tekst van de fiches vergelijkt met de woorden van"
            " elk kader. Het begrijpt geen onderwijs en kan zich vergissen, in beide richtingen."
            " Een voorstel telt pas mee als bevestigd nadat een lesgever het bevestigd heeft."
        ),
    ),
    (
        "Wat is er niet gelezen?",
        (
            "Stageplaatsen, literatuur en lespraktijk. Ook wat in cursussen, toetsen of"
            " gastlessen gebeurt maar niet in de fiche staat, is hier onzichtbaar."
        ),
    ),
    (
        "Wat betekent een hiaat?",
        (
            "‘Niet aangetroffen in de fiches’ is niet hetzelfde als ‘wordt niet onderwezen’."
            " Het is een vraag aan de lesgevers: zit dit onderwerp er wel in, en hoort het dan"
            " in de fiche? ‘Terloops vermeld’ is dezelfde vraag met een spoor: een duidelijke term"
            " staat in minstens één fiche, maar te weinig om een koppeling voor te stellen."
        ),
    ),
    (
        "Wat betekenen de cijfers?",
        (
            "Bevestigd en voorgesteld staan altijd naast elkaar en worden nooit opgeteld."
            " Studiepunten zijn de volle studiepunten (ECTS) van elk opleidingsonderdeel dat het"
            f" item raakt, niet de tijd die eraan besteed wordt. {NO_NORM} De regel achter elk"
            " cijfer staat op het blad Verantwoording."
        ),
    ),
    (
        "Mag ik iets wijzigen?",
        (
            "Ja. De totalen zijn formules en rekenen mee met de letters in de Matrix."
            " Beslissingen over koppelingen neemt u beter in het nakijkbestand: enkel die worden"
            " bewaard."
        ),
    ),
)
_LEGEND = (
    ("B = bevestigd", "Een lesgever keek de koppeling na en bevestigde ze."),
    (
        "V = voorgesteld",
        "Het programma stelt de koppeling voor; er is nog geen (eensgezinde) beslissing.",
    ),
    (
        "T = terloops vermeld",
        (
            "Een duidelijke term staat in de titel of de leerstof, te weinig om een koppeling voor"
            " te stellen. Telt niet mee in studiepunten of aandelen."
        ),
    ),
    (
        "· = mogelijk",
        "Enkel algemene woorden, of woorden buiten de leerstof. Telt nergens mee.",
    ),
    ("leeg", "Geen aanwijzing in de fiche van dit opleidingsonderdeel."),
    ("enkel voorgesteld", "Minstens één voorstel, maar nog geen enkele bevestiging."),
    ("terloops vermeld", "Geen bevestiging en geen open voorstel, wel minstens één T."),
    (
        "niet aangetroffen in de fiches",
        (
            "Geen bevestiging, geen open voorstel en geen enkele duidelijke term in de hele lijst"
            " van opleidingsonderdelen."
        ),
    ),
)
_SHEETS = (
    ("Samenvatting", "De stand van zaken op één pagina."),
    ("OCMW", "Elk thema uit de OCMW-praktijk: bevinding, opleidingsonderdelen en citaten."),
    ("Matrix", "Alle kaderitems tegenover alle opleidingsonderdelen (afdrukken op A3)."),
    ("Hiaten", "Werklijst voor de commissie, met eigenaar en stand."),
    ("Ingelezen", "Wat er gelezen is uit uw lijst, en wat er moeilijk liep."),
    ("Verantwoording", "Kaders, bronnen, versies en de regel achter elk cijfer."),
)


def write_guide(sheet: Sheet, report: GapReport) -> None:
    """Fill the sheet."""
    sheet.title("Hiatenrapport: leeswijzer")
    for heading, pairs in (
        ("Lezen", _READING),
        ("Legende", _LEGEND),
        ("Bladen in dit bestand", _SHEETS),
    ):
        sheet.heading(heading)
        for question, answer in pairs:
            sheet.pair(question, answer)
        sheet.row += 1
    if report.ocmw_share is None:
        sheet.pair("Let op", "Het kader OCMW-praktijk maakt geen deel uit van dit rapport.")
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=(0, HEAD_ROWS - 1))
