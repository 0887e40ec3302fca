"""A comparison at a glance in the cells of a sheet, and as the sheet *Vergelijking*."""

from __future__ import annotations

from swcompetence.analysis.comparison.comparison import Comparison, ItemRow
from swcompetence.analysis.coverage import Finding
from swcompetence.report.comparison.tables import (
    SHARE_RULE,
    SHARES,
    STEP_RULE,
    comparison_tables,
    finding_words,
)
from swcompetence.report.findings.wording import FINDING_WORDS
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.sheet import Cell, Sheet, SheetColumn
from swcompetence.report.sheets.style import Look

FINDING_LOOKS = {
    FINDING_WORDS[Finding.CONFIRMED]: Look.CONFIRMED,
    FINDING_WORDS[Finding.PROPOSED]: Look.PROPOSED,
    FINDING_WORDS[Finding.MENTIONED]: Look.MENTIONED,
    FINDING_WORDS[Finding.NOT_FOUND]: Look.NOT_FOUND,
}
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
_COLUMNS = (SheetColumn("Kader", Look.CELL_MINOR), SheetColumn("Kaderitem", Look.CELL_STRONG))
_SAME, _OTHER, _UNKNOWN = "gelijk", "verschilt", "niet alles te vergelijken"
_INTRO_LINE = 165
_INTRO = (
    "Elk kaderitem in elke lijst; filter op Verschil. Koppelingen die erbij kwamen of wegvielen,"
    " platforms en bruggen tussen edities staan in het werkboek van ‘swcompetence compare’."
)


def write_overview(sheet: Sheet, comparison: Comparison) -> None:
    """Write what differs between the lists, the tables and their rules, from the cursor on."""
    sheet.lines(_READING, _LINE)
    sheet.row += 1
    sheet.heading("Waarin de lijsten zelf verschillen")
    for caution in comparison.cautions:
        sheet.lines(f"•  {caution.text}", _LINE)
    if not comparison.cautions:
        sheet.lines("Geen verschillen in lengte, trajecten, teksten, nazicht of kaders.", _LINE)
    sheet.row += 1
    for table in comparison_tables(comparison):
        sheet.heading(table.title)
        columns = [
            SheetColumn(table.headers[0], Look.CELL_STRONG),
            *map(_column, table.headers[1:]),
        ]
        sheet.grid(columns, [[_number(text) for text in row] for row in table.rows])
        sheet.row += 1
    for rule in (SHARE_RULE, *((STEP_RULE,) if comparison.steps else ())):
        sheet.lines(rule, _LINE, Look.NOTE)


def _column(header: str) -> SheetColumn:
    if header in SHARES:
        return SheetColumn(header, Look.SHARE)
    return SheetColumn(header, Look.CELL if header in _WORDS else Look.COUNT)


def _number(text: str) -> Cell:
    """Give a count or a share as a number that can be reckoned with."""
    if (whole := text.removesuffix(" %")).isdigit():
        return float(whole) / (100 if whole != text else 1)
    return text


def write_comparison(book: Book, comparison: Comparison) -> None:
    """Add the sheet *Vergelijking*: the overview, then every item in every list."""
    names = (30, 34, *[18] * (len(comparison.lists) + 1))
    sheet = book.sheet("Vergelijking", (*names, *OVERVIEW_WIDTHS[len(names) :]))
    sheet.title("Vergelijking: dit programma naast andere lijsten")
    write_overview(sheet, comparison)
    sheet.row += 1
    sheet.heading("Elk kaderitem in elke lijst")
    sheet.lines(_INTRO, _INTRO_LINE, Look.NOTE)
    findings = [SheetColumn(f"Bevinding {side.name}") for side in comparison.lists]
    columns = (*_COLUMNS, *findings, SheetColumn("Verschil"))
    rows: list[list[Cell]] = [
        [
            framework.ref.id,
            row.label,
            *(finding_words(state.finding) for state in row.states),
            _difference(row),
        ]
        for framework in comparison.frameworks
        for row in framework.items
    ]
    area = sheet.table("Vergelijking", columns, rows, "Bevinding van elk kaderitem per lijst")
    sheet.tint_words(area, len(_COLUMNS), FINDING_LOOKS, last=len(columns) - 2)
    sheet.finish_text()


def _difference(row: ItemRow) -> str:
    findings = {state.finding for state in row.states}
    if len(findings - {None}) > 1:
        return _OTHER
    return _UNKNOWN if None in findings else _SAME
