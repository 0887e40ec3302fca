"""The sheet *Vergelijking*: the programme beside other years or colleges."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import xl_rowcol_to_cell

from swcompetence.analysis.comparison.comparison import Comparison, ItemRow
from swcompetence.analysis.coverage import Finding
from swcompetence.report.comparison.overview import OVERVIEW_WIDTHS, write_overview
from swcompetence.report.comparison.words import finding_words
from swcompetence.report.findings.wording import FINDING_WORDS
from swcompetence.report.sheets.sheet import HEAD_ROWS, Cell, Column, Sheet
from swcompetence.report.sheets.style import Look

COMPARISON = "Vergelijking"
_NAMES = (30, 34)
_FINDING_WIDTH = 18
_COLUMNS = (Column("Kader", Look.CELL_MINOR), Column("Kaderitem", Look.CELL_STRONG))
_LOOKS = {
    Finding.CONFIRMED: Look.CONFIRMED,
    Finding.PROPOSED: Look.PROPOSED,
    Finding.MENTIONED: Look.MENTIONED,
    Finding.NOT_FOUND: Look.NOT_FOUND,
}
_SAME, _OTHER, _UNKNOWN = "gelijk", "verschilt", "niet alles te vergelijken"
_LINE = 165
_INTRO = (
    "Elk kaderitem in elke lijst; filter op Verschil. Koppelingen die erbij kwamen of wegvielen,"
    " platforms en bruggen tussen edities staan in het werkboek van ‘swcompetence compare’."
)


def comparison_widths(comparison: Comparison) -> tuple[float, ...]:
    """Give the column widths, enough for the overview and for a column a list."""
    own = (*_NAMES, *[_FINDING_WIDTH] * (len(comparison.lists) + 1))
    return (*own, *OVERVIEW_WIDTHS[len(own) :])


def write_comparison(sheet: Sheet, comparison: Comparison) -> None:
    """Fill the sheet: the overview, then every item in every list."""
    sheet.title("Vergelijking: dit programma naast andere lijsten")
    write_overview(sheet, comparison)
    sheet.row += 1
    sheet.heading("Elk kaderitem in elke lijst")
    sheet.lines(_INTRO, _LINE, Look.NOTE)
    columns = (
        *_COLUMNS,
        *(Column(f"Bevinding {one.name}") for one in comparison.lists),
        Column("Verschil"),
    )
    rows = list(_rows(comparison))
    area = sheet.table("Vergelijking", columns, rows, "Bevinding van elk kaderitem per lijst")
    corner: str = xl_rowcol_to_cell(area.first_row, len(_COLUMNS))
    cells = (area.first_row, len(_COLUMNS), area.last_row, len(columns) - 2)
    for finding, look in _LOOKS.items():
        sheet.tint(cells, f'{corner}="{FINDING_WORDS[finding]}"', look)
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=(0, HEAD_ROWS - 1))


def _rows(comparison: Comparison) -> Iterator[list[Cell]]:
    for framework in comparison.frameworks:
        for row in framework.items:
            findings = [finding_words(state.finding) for state in row.states]
            yield [framework.ref.id, row.label, *findings, _difference(row)]


def _difference(row: ItemRow) -> str:
    findings = {state.finding for state in row.states}
    if len(findings - {None}) > 1:
        return _OTHER
    return _UNKNOWN if None in findings else _SAME
