"""The sheet *Hiaten*: the rows of every check, a work list for the board."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from swcompetence.analysis import Check, CheckRow, Weight
from swcompetence.report.gap_report import GapReport
from swcompetence.report.sheet import HEAD_ROWS, Area, Cell, Column, Sheet
from swcompetence.report.style import Look

__all__ = [
    "CHECK_COLUMN",
    "GAPS",
    "GAPS_WIDTHS",
    "STANDINGS",
    "STAND_COLUMN",
    "gaps_area",
    "write_gaps",
    "write_lists",
]

GAPS = "Hiaten"
GAPS_WIDTHS = (21, 10, 15, 14, 18, 25, 33, 20, 27, 14, 13)
LISTS = "Lijsten"
STANDINGS = ("open", "in behandeling", "opgelost", "aanvaard")
CHECK_COLUMN = 0
_WEIGHT_COLUMN = 1
STAND_COLUMN = 10
_COLUMNS = (
    Column("Controle", Look.CELL_STRONG),
    Column("Gewicht"),
    Column("Kader", Look.CELL_MINOR),
    Column("Cluster", Look.CELL_MINOR),
    Column("Kaderitem", Look.CELL_MINOR),
    Column("Naam", Look.CELL_STRONG),
    Column("Opleidingsonderdelen"),
    Column("Opmerking"),
    Column("Regel", Look.CELL_MINOR),
    Column("Eigenaar", Look.INPUT),
    Column("Stand", Look.INPUT),
)
_HEADER_ROW = HEAD_ROWS + 1
_MOST_COURSES = 4
_INTRO = (
    "Eén rij per vaststelling. Vul Eigenaar in en kies een Stand (geel); filter op Controle of"
    " Gewicht om per onderwerp te werken."
)


def gaps_area(report: GapReport) -> Area:
    """Say where the rows stand, for formulas on other sheets."""
    count = sum(len(check.rows) for check in report.checks)
    return Area(GAPS, _HEADER_ROW + 1, _HEADER_ROW + max(1, count))


def write_lists(workbook: Workbook) -> None:
    """Write the hidden sheet with the choices of the dropdowns."""
    lists = workbook.add_worksheet(LISTS)
    for row, standing in enumerate(STANDINGS):
        lists.write_string(row, 0, standing)
    lists.hide()


def write_gaps(sheet: Sheet, report: GapReport) -> None:
    """Fill the sheet."""
    sheet.title("Hiaten: wat een gesprek vraagt")
    sheet.put(HEAD_ROWS - 1, 0, _INTRO, Look.NOTE)
    sheet.row = _HEADER_ROW
    rows = [_row(report, check, row) for check in report.checks for row in check.rows]
    area = sheet.table("HiatenLijst", _COLUMNS, rows, "Vaststellingen van de controles")
    sheet.worksheet.data_validation(
        area.first_row,
        STAND_COLUMN,
        area.last_row,
        STAND_COLUMN,
        {
            "validate": "list",
            "source": f"={LISTS}!$A$1:$A${len(STANDINGS)}",
            "error_title": "Stand",
            "error_message": f"Kies uit: {', '.join(STANDINGS)}.",
        },
    )
    _tint(sheet, area)
    sheet.freeze(_HEADER_ROW + 1, 1)
    sheet.finish(repeat=(_HEADER_ROW, _HEADER_ROW))


def _row(report: GapReport, check: Check, row: CheckRow) -> list[Cell]:
    return [
        check.title,
        check.weight,
        row.framework,
        row.group,
        row.item,
        row.label,
        "\n".join(_courses(report, row.courses)),
        row.remark,
        check.rule,
        None,
        STANDINGS[0],
    ]


def _courses(report: GapReport, courses: Sequence[str]) -> list[str]:
    names = [report.course(course).name for course in courses[:_MOST_COURSES]]
    rest = len(courses) - _MOST_COURSES
    return [*names, f"en nog {rest}, zie Matrix"] if rest > 0 else names


def _tint(sheet: Sheet, area: Area) -> None:
    weight: str = xl_rowcol_to_cell(area.first_row, _WEIGHT_COLUMN, col_abs=True)
    stand: str = xl_rowcol_to_cell(area.first_row, STAND_COLUMN, col_abs=True)
    weights = (area.first_row, _WEIGHT_COLUMN, area.last_row, _WEIGHT_COLUMN)
    sheet.tint(weights, f'{weight}="{Weight.HIGH}"', Look.NOT_FOUND)
    sheet.tint(weights, f'{weight}="{Weight.MIDDLE}"', Look.PROPOSED)
    rows = (area.first_row, 0, area.last_row, STAND_COLUMN)
    is_settled = ",".join(f'{stand}="{standing}"' for standing in STANDINGS[2:])
    sheet.tint(rows, f"OR({is_settled})", Look.SETTLED)
