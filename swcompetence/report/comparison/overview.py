"""What a comparison shows at a glance, in the cells of a sheet: cautions first, then the tables."""

from __future__ import annotations

from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.report.comparison.tables import SHARE_RULE, SHARES, comparison_tables
from swcompetence.report.comparison.words import STEP_RULE
from swcompetence.report.sheets.sheet import Cell, Column, Sheet
from swcompetence.report.sheets.style import Look

OVERVIEW_WIDTHS = (30, 20, *[19] * 9)
_LINE = 190
_WORDS = {"Naar", "Lijsten", "Nagekeken"}
"""Headers of columns that hold words."""
_READING = (
    "Hier staat naast elkaar wat de fiches van deze lijsten tonen; het zegt niets over de"
    " lessen zelf. Bevestigd en voorgesteld worden nooit opgeteld tot een oordeel: een voorstel"
    " komt van een programma en is door niemand bevestigd. Lees eerst waarin de lijsten zelf"
    " verschillen."
)


def write_overview(sheet: Sheet, comparison: Comparison) -> None:
    """Write what differs between the lists, the tables and their rules, from the cursor on."""
    sheet.lines(_READING, _LINE)
    sheet.row += 1
    sheet.heading("Waarin de lijsten zelf verschillen")
    for one in comparison.cautions:
        sheet.lines(f"•  {one.text}", _LINE)
    if not comparison.cautions:
        sheet.lines("Geen verschillen in lengte, trajecten, teksten, nazicht of kaders.", _LINE)
    sheet.row += 1
    for table in comparison_tables(comparison):
        sheet.heading(table.title)
        columns = [Column(table.headers[0], Look.CELL_STRONG), *map(_column, table.headers[1:])]
        sheet.grid(columns, [[_number(text) for text in row] for row in table.rows])
        sheet.row += 1
    for rule in (SHARE_RULE, *((STEP_RULE,) if comparison.steps else ())):
        sheet.lines(rule, _LINE, Look.NOTE)


def _column(header: str) -> Column:
    if header in SHARES:
        return Column(header, Look.SHARE)
    return Column(header, Look.CELL if header in _WORDS else Look.COUNT)


def _number(text: str) -> Cell:
    """Give a count or a share as a number that can be reckoned with."""
    if (whole := text.removesuffix(" %")).isdigit():
        return float(whole) / (100 if whole != text else 1)
    return text
