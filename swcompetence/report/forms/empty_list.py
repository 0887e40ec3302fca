"""Empty lists to fill in: of courses, and of a college's own learning outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from swcompetence.report.sheets.book import Book, Imprint, workbook_bytes
from swcompetence.report.sheets.sheet import Area, Cell, Head, SheetColumn
from swcompetence.report.sheets.style import Look

EXPLANATION = "Uitleg"
COURSES = "Opleidingsprogramma"
OUTCOMES = "Leerresultaten"
_ROWS = 500
"""Rows below the header that have dropdowns."""
_HEAD = Head(
    programme="Lege lijst van swcompetence",
    banner="De twee voorbeeldrijen zijn verzonnen. Wis ze voor u begint.",
    is_done=False,
    date="",
)
_COURSES: tuple[tuple[Cell, ...], ...] = (
    (
        "VOORBEELD-1",
        "Verzonnen voorbeeld: budgetbegeleiding",
        4.0,
        "Fase 2",
        "1",
        "Maatschappelijk werk",
        "verplicht",
        "Nederlands",
        (
            "De student stelt samen met een cliënt een budgetplan op.\n"
            "De student onderhandelt met schuldeisers over een afbetalingsplan."
        ),
        "We oefenen budgetbegeleiding, schuldbemiddeling en het sociaal onderzoek van het OCMW.",
        "Oefening met gesimuleerde cliënten",
        "Een gesprek en een verslag",
        "2026-27",
    ),
    (
        "VOORBEELD-2",
        "Verzonnen voorbeeld: groepswerk in de buurt",
        3.0,
        "Fase 3",
        "2",
        None,
        "keuze",
        "Nederlands",
        "De student begeleidt een groep buurtbewoners.",
        "Hoe ontstaat een groep en hoe begeleid je haar, met bezoek aan een buurthuis.",
        "Werkcollege en werkveldbezoek",
        "Een portfolio",
        "2026-27",
    ),
)
_COURSE_STEPS = {
    "Wat is dit?": "Een lege lijst voor een opleidingsprogramma: per rij één opleidingsonderdeel.",
    "Hoe vult u ze in?": f"Wis op het blad {COURSES} de twee voorbeeldrijen; ze zijn verzonnen. Typ"
    " of plak daarna uw eigen onderdelen. Wat u niet weet, laat u leeg. Extra kolommen mogen: ze"
    " worden genoemd en niet ingelezen.",
    "Wat schrijft u niet?": "Namen van lesgevers. Ze zijn niet nodig en worden nooit ingelezen.",
    "Hoe noemt u het bestand?": "Naar de opleiding, bijvoorbeeld"
    " bachelor-sociaal-werk-2026-27.xlsx: de naam en de omvang van de opleiding komen daaruit.",
    "En dan?": "Kijk na wat er gelezen wordt met ‘swcompetence inspect BESTAND’ en maak de"
    " koppelingen met ‘swcompetence map BESTAND’.",
}
_OUTCOMES: tuple[tuple[Cell, ...], ...] = (
    (
        "VOORBEELD-1",
        "Verzonnen voorbeeld: de student bouwt een werkrelatie op met mensen in armoede.",
        "Aanklampend en op tempo van de cliënt werken, ook in een gezin of bij huisbezoek.",
        "Werken met mensen",
        None,
    ),
    (
        "VOORBEELD-2",
        "Verzonnen voorbeeld: de student signaleert drempels in de toegang tot sociale rechten.",
        "Onderbescherming herkennen, rechten verkennen en knelpunten aankaarten bij het bestuur.",
        "Werken aan de samenleving",
        None,
    ),
)
_OUTCOME_STEPS = {
    "Wat is dit?": "Een lege lijst voor de opleidingsspecifieke leerresultaten (OLR) van uw"
    " opleiding: per rij één leerresultaat.",
    "Hoe vult u ze in?": f"Wis op het blad {OUTCOMES} de twee voorbeeldrijen; ze zijn verzonnen."
    " Typ of plak daarna uw eigen leerresultaten. Wat u niet weet, laat u leeg. Extra kolommen"
    " mogen: ze worden genoemd en niet ingelezen.",
    "Wat komt eruit?": "Een kader van uw instelling waaraan u fiches kunt koppelen, net als aan"
    " de meegeleverde kaders. Er hoort geen woordenlijst bij: voorstellen steunen op de woorden"
    " van label en toelichting, en de zekerheid ervan is niet gemeten.",
    "Hoe noemt u het bestand?": "Naar de opleiding en het academiejaar, bijvoorbeeld"
    " olr-sociaal-werk-2026-27.xlsx: het academiejaar wordt de versie van het kader, als u geen"
    " andere opgeeft.",
    "Wat schrijft u niet?": "Namen van lesgevers of studenten. Ze horen niet in een kader.",
}


class EmptyList(NamedTuple):
    """An empty list: one sheet with the columns and two examples, one that explains."""

    title: str
    """Title of the file; Dutch."""
    sheet: str
    """Name of the sheet to fill in."""
    about: str
    columns: Mapping[str, str]
    """What belongs in each column."""
    widths: Sequence[float]
    names: int
    """How many columns say what a row is about."""
    examples: Sequence[Sequence[Cell]]
    steps: Mapping[str, str]
    """Questions and answers on the sheet that explains."""
    paper: Literal["A4", "A3"] = "A4"


_COURSE_COLUMNS = {
    "Code": "De code van het opleidingsonderdeel. Elke code komt maar één keer voor.",
    "Opleidingsonderdeel": "De titel. Deze kolom is de enige die niet mag ontbreken.",
    "Studiepunten": "Een getal, zoals 4 of 4,5.",
    "Fase": "De fase, de trajectschijf of het jaar, in de woorden van uw opleiding.",
    "Semester": "Kies 1, 2 of 1 en 2, of schrijf het zoals uw opleiding het noemt.",
    "Traject": "De afstudeerrichting of het traject; leeg als het voor iedereen is.",
    "Verplicht/keuze": "Kies verplicht of keuze.",
    "Taal": "De onderwijstaal. Enkel Nederlandse tekst geeft bewijs.",
    "Leerresultaten": "Wat studenten na afloop kunnen. Een regel per leerresultaat.",
    "Inhoud": "Waarover het gaat: thema's, wetgeving, methodieken, praktijk.",
    "Werkvormen": "Hoe er gewerkt wordt: hoorcollege, oefening, stage, werkveldbezoek.",
    "Evaluatie": "Hoe en waarop geëvalueerd wordt.",
    "Academiejaar": "Bijvoorbeeld 2026-27.",
}
_OUTCOME_COLUMNS = {
    "Code": "De code van het leerresultaat, zoals OLR 1. Elke code komt maar één keer voor. Laat"
    " codes van jaar tot jaar gelijk: besluiten hangen eraan vast.",
    "Leerresultaat": "De tekst zoals de opleiding hem vaststelde. Deze kolom is de enige die niet"
    " mag ontbreken. Een lange tekst mag: in rapporten staat dan het begin ervan als naam.",
    "Toelichting": "Wat het leerresultaat inhoudt, in uw eigen woorden; leeg als er niets toe te"
    " lichten is. Hoe meer woorden uit fiches hier staan, hoe beter de voorstellen.",
    "Groep": "De groep of het domein waaronder het leerresultaat valt; of de code van een ander"
    " leerresultaat, als dit er een deel van is. Leeg als er geen groepen zijn.",
    "Opmerking": "Een nota voor de lezers van het kader; ze telt niet mee bij het zoeken.",
}
_CHOICES = {
    "Semester": ("1", "2", "1 en 2"),
    "Verplicht/keuze": ("verplicht", "keuze"),
    "Taal": ("Nederlands", "Engels", "Frans"),
}


def render_course_template() -> bytes:
    """Write the empty list of courses (.xlsx): the same bytes every time."""
    return _rendered(
        EmptyList(
            title="Lege lijst van opleidingsonderdelen",
            sheet=COURSES,
            about="De lijst van opleidingsonderdelen",
            columns=_COURSE_COLUMNS,
            widths=(14, 36, 13, 10, 11, 18, 15, 13, 52, 52, 30, 30, 14),
            names=2,
            examples=_COURSES,
            steps=_COURSE_STEPS,
            paper="A3",
        )
    )


def render_outcome_template() -> bytes:
    """Write the empty list of learning outcomes (.xlsx): the same bytes every time."""
    return _rendered(
        EmptyList(
            title="Lege lijst van leerresultaten",
            sheet=OUTCOMES,
            about="De lijst van leerresultaten",
            columns=_OUTCOME_COLUMNS,
            widths=(14, 70, 60, 30, 30),
            names=1,
            examples=_OUTCOMES,
            steps=_OUTCOME_STEPS,
        )
    )


def _rendered(parts: EmptyList) -> bytes:
    def write(book: Book) -> None:
        sheet = book.sheet(parts.sheet, parts.widths)
        # The header belongs on row 1, where every other program looks for it.
        sheet.row = 0
        columns = [
            SheetColumn(name, Look.CREDITS if name == "Studiepunten" else Look.CELL)
            for name in parts.columns
        ]
        sheet.table(parts.sheet.lower(), columns, parts.examples, parts.about)
        for place, (name, about) in enumerate(parts.columns.items()):
            if name in _CHOICES:
                sheet.offer(
                    Area(sheet.name, 1, _ROWS),
                    place,
                    list(_CHOICES[name]),
                    input_title=name,
                    input_message=about,
                    error_type="information",
                    error_title=name,
                    error_message="Dit staat niet in de keuzelijst. Het mag, als u het zo bedoelt.",
                )
        sheet.finish_table(0, parts.names, paper=parts.paper)
        sheet = book.sheet(EXPLANATION, (30, 100))
        sheet.title("Zo vult u de lijst in")
        for question, answer in parts.steps.items():
            sheet.pair(question, answer)
        sheet.row += 1
        sheet.heading("De kolommen")
        for name, about in parts.columns.items():
            # A bare name of a column would make this sheet look like a list.
            sheet.pair(f"In ‘{name}’ hoort:", about)
        sheet.finish(repeat=(0, 2))

    return workbook_bytes(Imprint(parts.title), _HEAD, write)
