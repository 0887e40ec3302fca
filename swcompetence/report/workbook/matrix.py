"""The sheet *Matrix*: framework items against courses, one letter a cell."""

from __future__ import annotations

from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from swcompetence.report.findings.gap_report import FrameworkLines, GapReport, ItemLine, State
from swcompetence.report.sheets.sheet import Formula, Head, Sheet
from swcompetence.report.sheets.style import Look, Style
from swcompetence.report.workbook.matrix_places import LETTERS, MATRIX, MatrixPlaces

_LEGEND = (
    "B = bevestigd door een lesgever   V = voorgesteld, nog niet bevestigd   T = terloops vermeld,"
    " te weinig voor een voorstel   · = mogelijk, zwakke woorden   leeg = geen aanwijzing"
    "   oranje (B, V en T zijn 0) = niet aangetroffen in de fiches"
)
_LABELS = ("Kader", "Cluster", "Kaderitem", "B", "V", "T", "stp. B", "stp. V")
_WIDTHS = (17, 31, 52, 4.5, 4.5, 4.5, 6.5, 6.5)
_COURSE_WIDTH = 4.7
_KEY_WIDTH = 30
_CODE_POINTS = 6.2
_TITLE_POINTS = 5.2
_TITLE_HEIGHTS = (110, 230)
_LOOKS = {
    State.CONFIRMED: Look.CONFIRMED,
    State.PROPOSED: Look.PROPOSED,
    State.MENTIONED: Look.MENTIONED,
    State.POSSIBLE: Look.POSSIBLE,
}


def matrix_sheet(workbook: Workbook, style: Style, head: Head, report: GapReport) -> Sheet:
    """Make the sheet, as wide as the programme has courses."""
    courses = [_COURSE_WIDTH] * max(1, len(report.courses))
    return Sheet(workbook, style, MATRIX, head, (*_WIDTHS, *courses, _KEY_WIDTH))


def write_matrix(sheet: Sheet, report: GapReport) -> None:
    """Fill the sheet."""
    places = MatrixPlaces(report)
    sheet.title("Matrix: kaderitems en opleidingsonderdelen")
    sheet.put(places.legend_row, 0, _LEGEND, Look.QUESTION_LINE)
    _write_header(sheet, report, places)
    row = places.first_row
    for framework in report.frameworks:
        for line in framework.items:
            _write_item(sheet, report, places, line, row)
            row += 1
    for framework in report.frameworks:
        for state in (State.CONFIRMED, State.PROPOSED):
            _write_total(sheet, report, places, framework, state)
    _tint(sheet, places)
    worksheet = sheet.worksheet
    worksheet.autofilter(places.header_row, 0, places.last_row, places.proposed_credits_column)
    sheet.freeze(places.first_row, places.confirmed_column)
    sheet.finish(repeat=(places.codes_row, places.header_row), paper="A3")
    worksheet.repeat_columns(0, places.label_column)
    last = max(places.last_row, places.last_row + 1 + 2 * len(report.frameworks))
    worksheet.print_area(0, 0, last, places.last_course)
    worksheet.set_zoom(85)


def _write_header(sheet: Sheet, report: GapReport, places: MatrixPlaces) -> None:
    for column, label in enumerate(_LABELS):
        sheet.put(places.codes_row, column, None, Look.HEADER)
        sheet.put(places.credits_row, column, None, Look.HEADER_CREDITS)
        sheet.put(places.header_row, column, label, Look.HEADER_END)
    sheet.put(places.codes_row, places.label_column, "code", Look.HEADER)
    sheet.put(places.credits_row, places.label_column, "studiepunten", Look.HEADER_CREDITS)
    sheet.put(places.header_row, places.key_column, "Verwijzing", Look.HEADER_END)
    for column, course in enumerate(report.courses, places.first_course):
        sheet.put(places.codes_row, column, course.code, Look.HEADER_CODE)
        sheet.put(places.credits_row, column, course.credits, Look.HEADER_CREDITS)
        sheet.put(places.header_row, column, course.title, Look.HEADER_TURNED)
    codes = max((len(course.code) for course in report.courses), default=1)
    titles = max((len(course.title) for course in report.courses), default=1)
    low, high = _TITLE_HEIGHTS
    sheet.worksheet.set_row(places.codes_row, min(high, max(30, codes * _CODE_POINTS + 8)))
    sheet.worksheet.set_row(places.header_row, min(high, max(low, titles * _TITLE_POINTS + 10)))


def _write_item(
    sheet: Sheet, report: GapReport, places: MatrixPlaces, line: ItemLine, row: int
) -> None:
    item = line.coverage
    sheet.put(row, places.framework_column, item.item.framework, Look.CELL_MINOR)
    sheet.put(row, places.group_column, item.group, Look.CELL_MINOR)
    sheet.put(row, places.label_column, item.label, Look.CELL_STRONG)
    own: str = xl_range(row, places.first_course, row, places.last_course)
    points_row: str = xl_range_abs(
        places.credits_row, places.first_course, places.credits_row, places.last_course
    )
    for column, state, courses in (
        (places.confirmed_column, State.CONFIRMED, item.confirmed),
        (places.proposed_column, State.PROPOSED, item.proposed),
        (places.mentioned_column, State.MENTIONED, item.mentioned),
    ):
        count = Formula(f'COUNTIF({own},"{LETTERS[state]}")', len(courses))
        sheet.put(row, column, count, Look.COUNT)
    for column, state, total in (
        (places.confirmed_credits_column, State.CONFIRMED, item.confirmed_credits),
        (places.proposed_credits_column, State.PROPOSED, item.proposed_credits),
    ):
        points = Formula(f'SUMIF({own},"{LETTERS[state]}",{points_row})', total)
        sheet.put(row, column, points, Look.CREDITS)
    for column, course in enumerate(report.courses, places.first_course):
        sheet.put(row, column, LETTERS[line.state(course.id)], Look.MARK)
    sheet.put(row, places.key_column, item.item, Look.CELL_MINOR)


def _write_total(
    sheet: Sheet,
    report: GapReport,
    places: MatrixPlaces,
    framework: FrameworkLines,
    state: State,
) -> None:
    row = places.total_row(framework.id, state)
    letter = LETTERS[state]
    keys: str = xl_range_abs(
        places.first_row, places.key_column, places.last_row, places.key_column
    )
    for column in range(places.first_course):
        sheet.put(row, column, None, Look.TOTAL_LABEL)
    sheet.put(row, 0, framework.id, Look.TOTAL_LABEL)
    sheet.put(row, places.label_column, f"aantal {letter} ({state})", Look.TOTAL_LABEL)
    for column, course in enumerate(report.courses, places.first_course):
        own: str = xl_range(places.first_row, column, places.last_row, column)
        count = sum(line.state(course.id) is state for line in framework.items)
        formula = f'COUNTIFS({keys},"{framework.id}:*",{own},"{letter}")'
        sheet.put(row, column, Formula(formula, count), Look.TOTAL)


def _tint(sheet: Sheet, places: MatrixPlaces) -> None:
    """Colour a cell by its own letter, so that the two cannot differ."""
    corner: str = xl_rowcol_to_cell(places.first_row, places.first_course)
    cells = (places.first_row, places.first_course, places.last_row, places.last_course)
    for state, look in _LOOKS.items():
        sheet.tint(cells, f'{corner}="{LETTERS[state]}"', look)
    counts = "+".join(
        xl_rowcol_to_cell(places.first_row, column, col_abs=True)
        for column in (places.confirmed_column, places.proposed_column, places.mentioned_column)
    )
    labels = (places.first_row, places.label_column, places.last_row, places.label_column)
    label: str = xl_rowcol_to_cell(places.first_row, places.label_column, col_abs=True)
    sheet.tint(labels, f'AND({label}<>"",{counts}=0)', Look.NOT_FOUND)
    framework: str = xl_rowcol_to_cell(places.first_row, 0, col_abs=True)
    above: str = xl_rowcol_to_cell(places.first_row - 1, 0, col_abs=True)
    rows = (places.first_row, 0, places.last_row, places.last_course)
    sheet.tint(rows, f"{framework}<>{above}", Look.GROUP_START)
