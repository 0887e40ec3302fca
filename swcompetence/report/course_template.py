"""Render the empty course list: the right columns, dropdowns and two invented examples."""

from __future__ import annotations

import datetime as dt
import io

from xlsxwriter.workbook import Workbook

from swcompetence.report.sheet import HEAD_ROWS, Cell, Column, Head, Sheet
from swcompetence.report.style import Look, Style

__all__ = ["EXPLANATION", "LIST", "render_course_template"]

LIST = "Opleidingsprogramma"
EXPLANATION = "Uitleg"

_TEXTS_STAY_TEXTS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_CREATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
_ROWS = 500
"""Rows below the header that have dropdowns."""
_COMPULSORY, _LANGUAGE, _SEMESTER = "Verplicht/keuze", "Taal", "Semester"
_COLUMNS: tuple[tuple[str, float, str], ...] = (
    ("Code", 14, "De code van het opleidingsonderdeel. Elke code komt maar één keer voor."),
    ("Opleidingsonderdeel", 36, "De titel. Deze kolom is de enige die niet mag ontbreken."),
    ("Studiepunten", 13, "Een getal, zoals 4 of 4,5."),
    ("Fase", 10, "De fase, de trajectschijf of het jaar, in de woorden van uw opleiding."),
    (_SEMESTER, 11, "Kies 1, 2 of 1 en 2, of schrijf het zoals uw opleiding het noemt."),
    ("Traject", 18, "De afstudeerrichting of het traject; leeg als het voor iedereen is."),
    (_COMPULSORY, 15, "Kies verplicht of keuze."),
    (_LANGUAGE, 13, "De onderwijstaal. Enkel Nederlandse tekst geeft bewijs."),
    ("Leerresultaten", 52, "Wat studenten na afloop kunnen. Een regel per leerresultaat."),
    ("Inhoud", 52, "Waarover het gaat: thema's, wetgeving, methodieken, praktijk."),
    ("Werkvormen", 30, "Hoe er gewerkt wordt: hoorcollege, oefening, stage, werkveldbezoek."),
    ("Evaluatie", 30, "Hoe en waarop geëvalueerd wordt."),
    ("Academiejaar", 14, "Bijvoorbeeld 2026-27."),
)
"""Header, width and explanation."""
_CHOICES: dict[str, list[str]] = {
    _SEMESTER: ["1", "2", "1 en 2"],
    _COMPULSORY: ["verplicht", "keuze"],
    _LANGUAGE: ["Nederlands", "Engels", "Frans"],
}
_NUMERIC = {"Studiepunten"}
_EXAMPLES: tuple[tuple[Cell, ...], ...] = (
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
_STEPS = (
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
_HEAD = Head(
    programme="Lege lijst van swcompetence",
    banner="De twee voorbeeldrijen zijn verzonnen. Wis ze voor u begint.",
    is_done=False,
    date="",
)


def render_course_template() -> bytes:
    """Write the empty list (.xlsx): the same bytes every time."""
    content = io.BytesIO()
    with Workbook(content, _TEXTS_STAY_TEXTS) as workbook:
        workbook.set_properties(
            {
                "title": "Lege lijst van opleidingsonderdelen",
                "author": "swcompetence",
                "created": _CREATED,
            }
        )
        style = Style(workbook)
        widths = [width for _, width, _ in _COLUMNS]
        _write_list(Sheet(workbook, style, LIST, _HEAD, widths))
        _write_explanation(Sheet(workbook, style, EXPLANATION, _HEAD, (30, 100)))
    return content.getvalue()


def _write_list(sheet: Sheet) -> None:
    # The header stands on row 1, where every other program looks for it.
    sheet.row = 0
    columns = [
        Column(name, Look.CREDITS if name in _NUMERIC else Look.CELL) for name, _, _ in _COLUMNS
    ]
    sheet.table("opleidingsprogramma", columns, _EXAMPLES, "De lijst van opleidingsonderdelen")
    for place, (name, _, about) in enumerate(_COLUMNS):
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


def _write_explanation(sheet: Sheet) -> None:
    sheet.title("Zo vult u de lijst in")
    sheet.row = HEAD_ROWS
    for question, answer in _STEPS:
        sheet.pair(question, answer)
    sheet.row += 1
    sheet.heading("De kolommen")
    for name, _, about in _COLUMNS:
        # A bare name of a column would make this sheet look like a list.
        sheet.pair(f"In ‘{name}’ hoort:", about)
    sheet.finish(repeat=(0, 2))
