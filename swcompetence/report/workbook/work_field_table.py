"""The work fields on the sheet *OCMW*: local government beside the others."""

from __future__ import annotations

from swcompetence.analysis.practice import FieldComparison
from swcompetence.report.findings.headline import field_sentence
from swcompetence.report.findings.wording import FINDING_WORDS
from swcompetence.report.sheets.sheet import Cell, Column, Sheet
from swcompetence.report.sheets.style import Look

_COLUMNS = (
    Column("Plaats", Look.COUNT),
    Column("Werkveld", Look.CELL_STRONG),
    Column("Bevinding"),
    Column("stp. laag", Look.CREDITS),
    Column("stp. verwacht", Look.CREDITS),
    Column("stp. hoog", Look.CREDITS),
    Column("van de opleiding", Look.SHARE_FINE),
    Column("aantal", Look.COUNT),
)
_LINE = 205
_SMALL_LINE = 225
_READING = (
    "Werkvelden zijn er om te vergelijken: een veld dat ontbreekt is geen hiaat. De studiepunten"
    " tellen enkel de zinnen die het werkveld noemen; aantal = opleidingsonderdelen met een"
    " koppeling (B of V)."
)


def write_work_fields(sheet: Sheet, fields: FieldComparison) -> None:
    """Write the fields from the cursor on, most credits first, with local government marked."""
    sheet.heading("Lokaal bestuur en OCMW naast de andere werkvelden")
    sheet.lines(field_sentence(fields), _LINE)
    sheet.lines(_READING, _SMALL_LINE, Look.NOTE)
    rows: list[list[Cell]] = [
        [
            one.rank or "geen",
            one.label,
            FINDING_WORDS[one.finding],
            one.credits.low,
            one.credits.expected,
            one.credits.high,
            one.share,
            one.courses,
        ]
        for one in fields.ranked
    ]
    area = sheet.grid(_COLUMNS, rows)
    focus = fields.focus_place
    if focus is not None:
        row = area.first_row + fields.ranked.index(focus)
        sheet.tint((row, 0, row, len(_COLUMNS) - 1), "TRUE", Look.FOCUS)
