"""Empty lists to fill in: of courses, and of a college's own learning outcomes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Literal, NamedTuple

from swcompetence.report.sheets.book import Book, Imprint, workbook_bytes
from swcompetence.report.sheets.sheet import Area, Cell, Head, Sheet, SheetColumn
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


class ListColumn(NamedTuple):
    """A column of the list."""

    name: str
    width: float
    about: str
    """What belongs in it; Dutch."""
    choices: tuple[str, ...] = ()
    look: Look = Look.CELL


class EmptyList(NamedTuple):
    """An empty list: one sheet with the columns and two examples, one that explains."""

    title: str
    """Title of the file; Dutch."""
    sheet: str
    """Name of the sheet to fill in."""
    about: str
    columns: Sequence[ListColumn]
    names: int
    """How many columns say what a row is about."""
    examples: Sequence[Sequence[Cell]]
    steps: Mapping[str, str]
    """Questions and answers on the sheet that explains."""
    paper: Literal["A4", "A3"] = "A4"


_COURSE_COLUMNS = (
    ListColumn(
        "Code", 14, "De code van het opleidingsonderdeel. Elke code komt maar één keer voor."
    ),
    ListColumn(
        "Opleidingsonderdeel", 36, "De titel. Deze kolom is de enige die niet mag ontbreken."
    ),
    ListColumn("Studiepunten", 13, "Een getal, zoals 4 of 4,5.", look=Look.CREDITS),
    ListColumn(
        "Fase", 10, "De fase, de trajectschijf of het jaar, in de woorden van uw opleiding."
    ),
    ListColumn(
        "Semester",
        11,
        "Kies 1, 2 of 1 en 2, of schrijf het zoals uw opleiding het noemt.",
        ("1", "2", "1 en 2"),
    ),
    ListColumn(
        "Traject", 18, "De afstudeerrichting of het traject; leeg als het voor iedereen is."
    ),
    ListColumn("Verplicht/keuze", 15, "Kies verplicht of keuze.", ("verplicht", "keuze")),
    ListColumn(
        "Taal",
        13,
        "De onderwijstaal. Enkel Nederlandse tekst geeft bewijs.",
        ("Nederlands", "Engels", "Frans"),
    ),
    ListColumn(
        "Leerresultaten", 52, "Wat studenten na afloop kunnen. Een regel per leerresultaat."
    ),
    ListColumn("Inhoud", 52, "Waarover het gaat: thema's, wetgeving, methodieken, praktijk."),
    ListColumn(
        "Werkvormen", 30, "Hoe er gewerkt wordt: hoorcollege, oefening, stage, werkveldbezoek."
    ),
    ListColumn("Evaluatie", 30, "Hoe en waarop geëvalueerd wordt."),
    ListColumn("Academiejaar", 14, "Bijvoorbeeld 2026-27."),
)
_OUTCOME_COLUMNS = (
    ListColumn(
        "Code",
        14,
        "De code van het leerresultaat, zoals OLR 1. Elke code komt maar één keer voor. Laat codes"
        " van jaar tot jaar gelijk: besluiten hangen eraan vast.",
    ),
    ListColumn(
        "Leerresultaat",
        70,
        "De tekst zoals de opleiding hem vaststelde. Deze kolom is de enige die niet mag ontbreken."
        " Een lange tekst mag: in rapporten staat dan het begin ervan als naam.",
    ),
    ListColumn(
        "Toelichting",
        60,
        "Wat het leerresultaat inhoudt, in uw eigen woorden; leeg als er niets toe te lichten is."
        " Hoe meer woorden uit fiches hier staan, hoe beter de voorstellen.",
    ),
    ListColumn(
        "Groep",
        30,
        "De groep of het domein waaronder het leerresultaat valt; of de code van een ander"
        " leerresultaat, als dit er een deel van is. Leeg als er geen groepen zijn.",
    ),
    ListColumn(
        "Opmerking", 30, "Een nota voor de lezers van het kader; ze telt niet mee bij het zoeken."
    ),
)


def render_course_template() -> bytes:
    """Write the empty list of courses (.xlsx): the same bytes every time."""
    return _rendered(
        EmptyList(
            title="Lege lijst van opleidingsonderdelen",
            sheet=COURSES,
            about="De lijst van opleidingsonderdelen",
            columns=_COURSE_COLUMNS,
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
            names=1,
            examples=_OUTCOMES,
            steps=_OUTCOME_STEPS,
        )
    )


def _rendered(parts: EmptyList) -> bytes:
    return workbook_bytes(Imprint(parts.title), _HEAD, partial(_write, parts))


def _write(parts: EmptyList, book: Book) -> None:
    sheet = book.sheet(parts.sheet, [column.width for column in parts.columns])
    # The header belongs on row 1, where every other program looks for it.
    sheet.row = 0
    columns = [SheetColumn(column.name, column.look) for column in parts.columns]
    sheet.table(parts.sheet.lower(), columns, parts.examples, parts.about)
    for place, column in enumerate(parts.columns):
        if column.choices:
            sheet.offer(
                Area(sheet.name, 1, _ROWS),
                place,
                list(column.choices),
                input_title=column.name,
                input_message=column.about,
                error_type="information",
                error_title=column.name,
                error_message="Dit staat niet in de keuzelijst. Het mag, als u het zo bedoelt.",
            )
    sheet.finish_table(0, parts.names, paper=parts.paper)
    _write_explanation(book.sheet(EXPLANATION, (30, 100)), parts)


def _write_explanation(sheet: Sheet, parts: EmptyList) -> None:
    sheet.title("Zo vult u de lijst in")
    for question, answer in parts.steps.items():
        sheet.pair(question, answer)
    sheet.row += 1
    sheet.heading("De kolommen")
    for column in parts.columns:
        # A bare name of a column would make this sheet look like a list.
        sheet.pair(f"In ‘{column.name}’ hoort:", column.about)
    sheet.finish(repeat=(0, 2))
