"""The sheet *Hiaten*: the rows of every check, a work list for the board."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from swcompetence.analysis.checks.check import Weight
from swcompetence.model import GAPS_SHEET, ActionColumn, ActionStatus
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.gap_rows import GapRow, RowKind, gap_rows
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Cell, Column, Sheet
from swcompetence.report.sheets.style import Look
from swcompetence.report.workbook.board_lists import BoardLists

GAPS = GAPS_SHEET
_COLUMNS = (
    (Column(ActionColumn.CHECK, Look.CELL_STRONG), 19),
    (Column("Gewicht"), 9),
    (Column("Uitkomst"), 12),
    (Column(ActionColumn.FRAMEWORK, Look.CELL_MINOR), 16),
    (Column("Cluster", Look.CELL_MINOR), 14),
    (Column(ActionColumn.LABEL, Look.CELL_STRONG), 25),
    (Column("Opleidingsonderdelen"), 27),
    (Column("Vaststelling"), 28),
    (Column(ActionColumn.OWNER, Look.INPUT), 14),
    (Column(ActionColumn.STATUS, Look.INPUT), 13),
    (Column(ActionColumn.REMARK, Look.INPUT), 24),
    (Column(ActionColumn.ITEM, Look.CELL_MINOR), 28),
    (Column(ActionColumn.KEY, Look.CELL_MINOR), 60),
)
GAPS_WIDTHS = tuple(width for _, width in _COLUMNS)
_PLACE = {column.header: place for place, (column, _) in enumerate(_COLUMNS)}
_WEIGHT_COLUMN = _PLACE["Gewicht"]
_KIND_COLUMN = _PLACE["Uitkomst"]
_STATUS_COLUMN = _PLACE[ActionColumn.STATUS]
_ACTED = (ActionColumn.OWNER, ActionColumn.STATUS, ActionColumn.REMARK)
_KEY_COLUMN = _PLACE[ActionColumn.KEY]
_HEADER_ROW = HEAD_ROWS + 2
_MOST_COURSES = 3
_LINE = 235
_INTRO = (
    "Eén rij per vaststelling. Vul Eigenaar en Opmerking in en kies een Status (gele kolommen): het"
    " volgende rapport neemt ze over. Filter op Controle, Gewicht of Uitkomst om per onderwerp te"
    " werken. ‘Niet te beoordelen’ betekent dat een gegeven ontbreekt, niet dat alles in orde is."
    " De regel en de uitkomst van elke controle staan onder de lijst."
)
_SETTLED = (ActionStatus.DONE, ActionStatus.NO_ACTION)


def write_gaps(sheet: Sheet, report: GapReport, lists: BoardLists) -> None:
    """Fill the sheet."""
    sheet.title("Hiaten: wat een gesprek vraagt")
    sheet.row = HEAD_ROWS - 1
    sheet.lines(_INTRO, _LINE, Look.NOTE)
    sheet.row = _HEADER_ROW
    rows = gap_rows(report)
    columns = [column for column, _ in _COLUMNS]
    cells = [_cells(report, row) for row in rows]
    area = sheet.table("HiatenLijst", columns, cells, "Vaststellingen van de controles")
    for number, row in enumerate(rows, area.first_row):
        if row.key is None:
            for column in _ACTED:
                sheet.put(number, _PLACE[column], None, Look.CELL)
    _add_choices(sheet, area, lists)
    _tint(sheet, area)
    sheet.row += 1
    _write_checks(sheet, report)
    sheet.hide(_KEY_COLUMN)
    sheet.freeze(_HEADER_ROW + 1, 1)
    sheet.finish(repeat=(_HEADER_ROW, _HEADER_ROW))
    sheet.worksheet.print_area(0, 0, sheet.row, _PLACE[ActionColumn.REMARK])


def _cells(report: GapReport, row: GapRow) -> list[Cell]:
    action = row.action
    return [
        row.check,
        row.weight,
        row.kind,
        row.framework,
        row.group,
        row.label,
        "\n".join(_courses(report, row.courses)),
        row.finding,
        action.owner if action else None,
        row.status,
        action.remark if action else None,
        row.item,
        str(row.key) if row.key else None,
    ]


def _courses(report: GapReport, courses: Sequence[str]) -> list[str]:
    names = [report.course(course).name for course in courses[:_MOST_COURSES]]
    rest = len(courses) - _MOST_COURSES
    return [*names, f"en nog {rest}, zie Matrix"] if rest > 0 else names


def _add_choices(sheet: Sheet, area: Area, lists: BoardLists) -> None:
    rule = {
        "validate": "list",
        "source": f"={lists.statuses}",
        "error_title": ActionColumn.STATUS.value,
        "error_message": f"Kies uit: {', '.join(ActionStatus)}.",
    }
    sheet.worksheet.data_validation(
        area.first_row, _STATUS_COLUMN, area.last_row, _STATUS_COLUMN, rule
    )


def _tint(sheet: Sheet, area: Area) -> None:
    """Colour what words say already."""

    def cell(column: int) -> str:
        address: str = xl_rowcol_to_cell(area.first_row, column, col_abs=True)
        return address

    rows = (area.first_row, 0, area.last_row, _PLACE[ActionColumn.REMARK])
    settled = ",".join(f'{cell(_STATUS_COLUMN)}="{status}"' for status in _SETTLED)
    sheet.tint(rows, f"OR({settled})", Look.SETTLED)
    for column, word, look in (
        (_WEIGHT_COLUMN, Weight.HIGH, Look.NOT_FOUND),
        (_WEIGHT_COLUMN, Weight.MIDDLE, Look.PROPOSED),
        (_KIND_COLUMN, RowKind.ALSO, Look.NOT_FOUND),
        (_KIND_COLUMN, RowKind.NOT_JUDGED, Look.UNJUDGED),
        (_KIND_COLUMN, RowKind.GONE, Look.SETTLED),
    ):
        own = (area.first_row, column, area.last_row, column)
        sheet.tint(own, f'{cell(column)}="{word}"', look)


def _write_checks(sheet: Sheet, report: GapReport) -> None:
    """Tell every check with its rule, also those that found nothing."""
    sheet.heading("De controles: uitkomst en regel")
    for check in report.checks:
        title = f"{check.title} (gewicht: {check.weight}): {check.in_words}"
        sheet.put(sheet.row, 0, title, Look.QUESTION_LINE)
        sheet.row += 1
        sheet.lines(f"Regel: {check.rule}", _LINE, Look.NOTE)
