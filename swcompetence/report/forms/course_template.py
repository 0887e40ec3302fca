"""Render the empty course list: the right columns, dropdowns and two invented examples."""

from __future__ import annotations

from swcompetence.report.forms.empty_list import (
    EmptyList,
    ListColumn,
    render_empty_list,
)
from swcompetence.report.sheets.sheet import Cell, Column, Sheet
from swcompetence.report.sheets.style import Look

LIST = "Opleidingsprogramma"
_ROWS = 500
"""Rows below the header that have dropdowns."""
_COMPULSORY, _LANGUAGE, _SEMESTER = "Verplicht/keuze", "Taal", "Semester"
_COLUMNS: tuple[ListColumn, ...] = (
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


def render_course_template() -> bytes:
    """Write the empty list (.xlsx): the same bytes every time."""
    return render_empty_list(
        EmptyList("Lege lijst van opleidingsonderdelen", LIST, _COLUMNS, _STEPS), _write_list
    )


def _write_list(sheet: Sheet) -> None:
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
