"""Render the empty list of a college's own learning outcomes: columns, two examples, guide."""

from __future__ import annotations

from swcompetence.report.forms.empty_list import (
    EmptyList,
    ListColumn,
    render_empty_list,
)
from swcompetence.report.sheets.sheet import Cell, Column, Sheet
from swcompetence.report.sheets.style import Look

OUTCOMES = "Leerresultaten"
_COLUMNS: tuple[ListColumn, ...] = (
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
_EXAMPLES: tuple[tuple[Cell, ...], ...] = (
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
_STEPS = (
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
        EmptyList("Lege lijst van leerresultaten", OUTCOMES, _COLUMNS, _STEPS), _write_list
    )


def _write_list(sheet: Sheet) -> None:
    columns = [Column(name, Look.CELL) for name, _, _ in _COLUMNS]
    sheet.table("leerresultaten", columns, _EXAMPLES, "De lijst van leerresultaten")
    sheet.freeze(1, 1)
    sheet.finish(repeat=(0, 0))
