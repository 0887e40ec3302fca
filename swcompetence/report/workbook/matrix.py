"""The sheet *Matrix*: framework items against courses, one letter a cell."""

from __future__ import annotations

from dataclasses import dataclass

from xlsxwriter.utility import xl_range, xl_range_abs

from swcompetence.report.findings.gap_report import FrameworkLines, GapReport, ItemLine, State
from swcompetence.report.findings.wording import LETTERS
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.sheet import Area, Formula, Sheet, address
from swcompetence.report.sheets.style import Look

_MATRIX = "Matrix"
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


@dataclass(frozen=True)
class MatrixPlaces:
    """Rows and columns of the matrix, counted from 0; a programme without courses keeps one."""

    report: GapReport

    framework_column = 0
    group_column = 1
    label_column = 2
    confirmed_column = 3
    proposed_column = 4
    mentioned_column = 5
    confirmed_credits_column = 6
    proposed_credits_column = 7
    first_course = 8
    legend_row = 3
    codes_row = 4
    credits_row = 5
    header_row = 6
    first_row = 7

    @property
    def last_course(self) -> int:
        """The column of the last course."""
        return self.first_course + max(1, len(self.report.courses)) - 1

    @property
    def key_column(self) -> int:
        """The column with the item reference, by which other sheets find a row."""
        return self.last_course + 1

    @property
    def last_row(self) -> int:
        """The row of the last item."""
        return self.first_row + max(1, len(self.report.items)) - 1

    def total_row(self, framework: str, state: State) -> int:
        """The row that counts the letters of one framework, per course."""
        place = [f.id for f in self.report.frameworks].index(framework)
        return self.last_row + 2 + 2 * place + (state is State.PROPOSED)

    def column(self, column: int) -> str:
        """Reference to the items of one column, from another sheet."""
        cells: str = xl_range_abs(self.first_row, column, self.last_row, column)
        return f"{_MATRIX}!{cells}"

    def course_row(self, row: int) -> str:
        """Reference to the courses of one row, from another sheet."""
        cells: str = xl_range_abs(row, self.first_course, row, self.last_course)
        return f"{_MATRIX}!{cells}"


def write_matrix(book: Book, report: GapReport) -> None:
    """Add the sheet, as wide as the programme has courses."""
    courses = [_COURSE_WIDTH] * max(1, len(report.courses))
    sheet = book.sheet(_MATRIX, (*_WIDTHS, *courses, _KEY_WIDTH))
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
    # A cell is coloured by its own letter, so that the two cannot differ.
    area = Area(_MATRIX, places.first_row, places.last_row)
    looks = {LETTERS[state]: look for state, look in _LOOKS.items()}
    sheet.tint_words(area, places.first_course, looks, last=places.last_course)
    counts = "+".join(
        address(places.first_row, column, is_fixed=True)
        for column in (places.confirmed_column, places.proposed_column, places.mentioned_column)
    )
    label = address(places.first_row, places.label_column, is_fixed=True)
    is_missing = f'AND({label}<>"",{counts}=0)'
    sheet.tint(area.cells(places.label_column), is_missing, Look.NOT_FOUND)
    sheet.tint_groups(area, 0, places.last_course)
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
    cells: str = xl_range(row, places.first_course, row, places.last_course)
    points_row: str = xl_range_abs(
        places.credits_row, places.first_course, places.credits_row, places.last_course
    )
    for column, (state, number) in enumerate(line.counts.items(), places.confirmed_column):
        count = Formula(f'COUNTIF({cells},"{LETTERS[state]}")', number)
        sheet.put(row, column, count, Look.COUNT)
    for column, state, total in (
        (places.confirmed_credits_column, State.CONFIRMED, item.confirmed_credits),
        (places.proposed_credits_column, State.PROPOSED, item.proposed_credits),
    ):
        points = Formula(f'SUMIF({cells},"{LETTERS[state]}",{points_row})', total)
        sheet.put(row, column, points, Look.CREDITS)
    for column, course in enumerate(report.courses, places.first_course):
        sheet.put(row, column, LETTERS[line.state(course.id)], Look.MARK)
    sheet.put(row, places.key_column, item.item, Look.CELL_MINOR)


def _write_total(
    sheet: Sheet, report: GapReport, places: MatrixPlaces, framework: FrameworkLines, state: State
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
        letters: str = xl_range(places.first_row, column, places.last_row, column)
        count = sum(line.state(course.id) is state for line in framework.items)
        formula = f'COUNTIFS({keys},"{framework.id}:*",{letters},"{letter}")'
        sheet.put(row, column, Formula(formula, count), Look.TOTAL)
