"""Empty lists to fill in: of courses, and of a college's own learning outcomes."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from typing import NamedTuple

from swcompetence.report.sheets.archive import new_workbook
from swcompetence.report.sheets.sheet import HEAD_ROWS, Cell, Column, Head, Sheet
from swcompetence.report.sheets.style import Look, Style

EXPLANATION = "Uitleg"
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_HEAD = Head(
    programme="Lege lijst van swcompetence",
    banner="De twee voorbeeldrijen zijn verzonnen. Wis ze voor u begint.",
    is_done=False,
    date="",
)


class ListColumn(NamedTuple):
    """A column of the list."""

    name: str
    width: float
    about: str
    """What belongs in it; Dutch."""


class EmptyList(NamedTuple):
    """What an empty list is made of."""

    title: str
    """Title of the file; Dutch."""
    sheet: str
    """Name of the sheet to fill in."""
    columns: Sequence[ListColumn]
    steps: Sequence[tuple[str, str]]
    """Questions and answers on the sheet that explains."""


def render_empty_list(parts: EmptyList, write: Callable[[Sheet], None]) -> bytes:
    """Write the workbook (.xlsx): the same bytes every time.

    Args:
        parts: titles, columns and explanation.
        write: fills the sheet that is to be filled in; its header belongs on row 1, where every
            other program looks for it.
    """
    content = io.BytesIO()
    with new_workbook(content) as workbook:
        workbook.set_properties(
            {"title": parts.title, "author": "swcompetence", "created": _CREATED}
        )
        style = Style(workbook)
        widths = [column.width for column in parts.columns]
        filled = Sheet(workbook, style, parts.sheet, _HEAD, widths)
        filled.row = 0
        write(filled)
        _write_explanation(Sheet(workbook, style, EXPLANATION, _HEAD, (30, 100)), parts)
    return content.getvalue()


def _write_explanation(sheet: Sheet, parts: EmptyList) -> None:
    sheet.title("Zo vult u de lijst in")
    sheet.row = HEAD_ROWS
    for question, answer in parts.steps:
        sheet.pair(question, answer)
    sheet.row += 1
    sheet.heading("De kolommen")
    for column in parts.columns:
        # A bare name of a column would make this sheet look like a list.
        sheet.pair(f"In ‘{column.name}’ hoort:", column.about)
    sheet.finish(repeat=(0, 2))


LIST = "Opleidingsprogramma"
_ROWS = 500
"""Rows below the header that have dropdowns."""
_COMPULSORY, _LANGUAGE, _SEMESTER = "Verplicht/keuze", "Taal", "Semester"
_COURSE_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        "Code", 14, "De code van het opleidingsonderdeel. Elke code komt maar één keer voor."
    ),
    ListColumn(
        "Opleidingsonderdeel", 36, "De titel. Deze kolom is de enige die niet mag ontbreken."
    ),
    ListColumn("Studiepunten", 13, "Een getal, zoals 4 of 4,5."),
    ListColumn(
        "Fase", 10, "De fase, de trajectschijf of het jaar, in de woorden van uw opleiding."
    ),
    ListColumn(_SEMESTER, 11, "Kies 1, 2 of 1 en 2, of schrijf het zoals uw opleiding het noemt."),
    ListColumn(
        "Traject", 18, "De afstudeerrichting of het traject; leeg als het voor iedereen is."
    ),
    ListColumn(_COMPULSORY, 15, "Kies verplicht of keuze."),
    ListColumn(_LANGUAGE, 13, "De onderwijstaal. Enkel Nederlandse tekst geeft bewijs."),
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
"""Header, width and explanation."""
_CHOICES: dict[str, list[str]] = {
    _SEMESTER: ["1", "2", "1 en 2"],
    _COMPULSORY: ["verplicht", "keuze"],
    _LANGUAGE: ["Nederlands", "Engels", "Frans"],
}
_NUMERIC = {"Studiepunten"}
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
_COURSE_STEPS = (
    (
        "Wat is dit?",
        "Een lege lijst voor een opleidingsprogramma: per rij één opleidingsonderdeel.",
    ),
    (
        "Hoe vult u ze in?",
        (
            f"Wis op het blad {LIST} de twee voorbeeldrijen; ze zijn verzonnen. Typ of plak daarna"
            " uw eigen onderdelen. Wat u niet weet, laat u leeg. Extra kolommen mogen: ze worden"
            " genoemd en niet ingelezen."
        ),
    ),
    (
        "Wat schrijft u niet?",
        "Namen van lesgevers. Ze zijn niet nodig en worden nooit ingelezen.",
    ),
    (
        "Hoe noemt u het bestand?",
        (
            "Naar de opleiding, bijvoorbeeld bachelor-sociaal-werk-2026-27.xlsx: de naam en de"
            " omvang van de opleiding komen daaruit."
        ),
    ),
    (
        "En dan?",
        (
            "Kijk na wat er gelezen wordt met ‘swcompetence inspect BESTAND’ en maak de koppelingen"
            " met ‘swcompetence map BESTAND’."
        ),
    ),
)


def render_course_template() -> bytes:
    """Write the empty list (.xlsx): the same bytes every time."""
    return render_empty_list(
        EmptyList("Lege lijst van opleidingsonderdelen", LIST, _COURSE_COLUMNS, _COURSE_STEPS),
        _write_courses,
    )


def _write_courses(sheet: Sheet) -> None:
    columns = [
        Column(name, Look.CREDITS if name in _NUMERIC else Look.CELL)
        for name, _, _ in _COURSE_COLUMNS
    ]
    sheet.table("opleidingsprogramma", columns, _COURSES, "De lijst van opleidingsonderdelen")
    for place, (name, _, about) in enumerate(_COURSE_COLUMNS):
        choices = _CHOICES.get(name)
        if choices:
            rule = {
                "validate": "list",
                "source": choices,
                "input_title": name,
                "input_message": about,
                "error_type": "information",
                "error_title": name,
                "error_message": "Dit staat niet in de keuzelijst. Het mag, als u het zo bedoelt.",
            }
            sheet.worksheet.data_validation(1, place, _ROWS, place, rule)
    sheet.freeze(1, 2)
    sheet.finish(repeat=(0, 0), paper="A3")


OUTCOMES = "Leerresultaten"
_OUTCOME_COLUMNS: tuple[ListColumn, ...] = (
    ListColumn(
        "Code",
        14,
        (
            "De code van het leerresultaat, zoals OLR 1. Elke code komt maar één keer voor. Laat"
            " codes van jaar tot jaar gelijk: besluiten hangen eraan vast."
        ),
    ),
    ListColumn(
        "Leerresultaat",
        70,
        (
            "De tekst zoals de opleiding hem vaststelde. Deze kolom is de enige die niet mag"
            " ontbreken. Een lange tekst mag: in rapporten staat dan het begin ervan als naam."
        ),
    ),
    ListColumn(
        "Toelichting",
        60,
        (
            "Wat het leerresultaat inhoudt, in uw eigen woorden; leeg als er niets toe te lichten"
            " is. Hoe meer woorden uit fiches hier staan, hoe beter de voorstellen."
        ),
    ),
    ListColumn(
        "Groep",
        30,
        (
            "De groep of het domein waaronder het leerresultaat valt; of de code van een ander"
            " leerresultaat, als dit er een deel van is. Leeg als er geen groepen zijn."
        ),
    ),
    ListColumn(
        "Opmerking", 30, "Een nota voor de lezers van het kader; ze telt niet mee bij het zoeken."
    ),
)
"""Header, width and explanation."""
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
_OUTCOME_STEPS = (
    (
        "Wat is dit?",
        (
            "Een lege lijst voor de opleidingsspecifieke leerresultaten (OLR) van uw opleiding:"
            " per rij één leerresultaat."
        ),
    ),
    (
        "Hoe vult u ze in?",
        (
            f"Wis op het blad {OUTCOMES} de twee voorbeeldrijen; ze zijn verzonnen. Typ of plak"
            " daarna uw eigen leerresultaten. Wat u niet weet, laat u leeg. Extra kolommen mogen:"
            " ze worden genoemd en niet ingelezen."
        ),
    ),
    (
        "Wat komt eruit?",
        (
            "Een kader van uw instelling waaraan u fiches kunt koppelen, net als aan de"
            " meegeleverde kaders. Er hoort geen woordenlijst bij: voorstellen steunen op de"
            " woorden van label en toelichting, en de zekerheid ervan is niet gemeten."
        ),
    ),
    (
        "Hoe noemt u het bestand?",
        (
            "Naar de opleiding en het academiejaar, bijvoorbeeld olr-sociaal-werk-2026-27.xlsx:"
            " het academiejaar wordt de versie van het kader, als u geen andere opgeeft."
        ),
    ),
    (
        "Wat schrijft u niet?",
        "Namen van lesgevers of studenten. Ze horen niet in een kader.",
    ),
)


def render_outcome_template() -> bytes:
    """Write the empty list (.xlsx): the same bytes every time."""
    return render_empty_list(
        EmptyList("Lege lijst van leerresultaten", OUTCOMES, _OUTCOME_COLUMNS, _OUTCOME_STEPS),
        _write_outcomes,
    )


def _write_outcomes(sheet: Sheet) -> None:
    columns = [Column(name, Look.CELL) for name, _, _ in _OUTCOME_COLUMNS]
    sheet.table("leerresultaten", columns, _OUTCOMES, "De lijst van leerresultaten")
    sheet.freeze(1, 1)
    sheet.finish(repeat=(0, 0))
