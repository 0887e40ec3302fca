"""One sheet of a workbook: its head, inert cells, tables and print set-up."""

from __future__ import annotations

import datetime as dt
import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, cast

from xlsxwriter.chart_bar import ChartBar
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs, xl_rowcol_to_cell, xl_rowcol_to_cell_fast
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from swcompetence.cells import inert
from swcompetence.phrasing import shortened
from swcompetence.report.sheets.style import COUNT_LABEL, FONT, NUMBERS, Colour, Look, Style

HEAD_ROWS = 4
"""Rows taken by title, programme, banner and a blank line."""
_PAPER = {"A4": 9, "A3": 8}
_LINE_HEIGHT = 12.75
_ROW_HEIGHT = 15
"""Points of a row of one line."""
_SENTENCE_HEIGHT = 21
_PIXELS = 4 / 3
"""In a point."""
_WHOLE_SHEET = "A1:XFD1048576"
_HIGHEST = 409
"""Points; a spreadsheet allows no higher row."""
_FOOTER_PROGRAMME = 90


_LONGEST_FORMULA, _LONGEST_LITERAL = 8_192, 255
"""Characters (Excel specifications and limits); a longer one makes Excel repair the workbook."""
_LITERAL = re.compile(r'"((?:[^"]|"")*)"')


class Formula(NamedTuple):
    """A live formula and the value that we computed for it ourselves."""

    text: str
    value: float | str

    @property
    def fits(self) -> bool:
        """Whether Excel takes it; where not, the value alone is written."""
        longest = max((len(text) for text in _LITERAL.findall(self.text)), default=0)
        return len(self.text) < _LONGEST_FORMULA and longest <= _LONGEST_LITERAL


Cell = str | float | dt.date | Formula | None


class SheetColumn(NamedTuple):
    """A column of a table."""

    header: str
    look: Look = Look.CELL
    width: float = 0
    """Where the table says how wide the columns of its sheet are."""
    is_turned: bool = False
    """Whether its header stands upright, over a narrow column."""

    @property
    def header_look(self) -> Look:
        """Numbers stand right, and so does their header."""
        if self.is_turned:
            return Look.HEADER_TURNED
        return Look.HEADER_NUMBER if self.look in NUMBERS else Look.HEADER


def widths(columns: Sequence[SheetColumn]) -> list[float]:
    """Give the widths of a sheet that is as wide as its table."""
    return [column.width for column in columns]


class Head(NamedTuple):
    """What stands above and below every sheet."""

    programme: str
    banner: str
    is_done: bool
    date: str


def address(row: int, column: int, *, is_fixed: bool = False) -> str:
    """Give the address of a cell; a fixed one keeps its column where a rule moves over cells."""
    cell: str = xl_rowcol_to_cell(row, column, col_abs=is_fixed)
    return cell


class Area(NamedTuple):
    """The data rows of a table."""

    sheet: str
    first_row: int
    last_row: int

    def column(self, column: int) -> str:
        """Give the absolute reference of one column of the table."""
        cells: str = xl_range_abs(self.first_row, column, self.last_row, column)
        return f"'{self.sheet}'!{cells}"

    def cells(self, column: int, last: int | None = None) -> tuple[int, int, int, int]:
        """Give first row and column, and last row and column, of one column or several."""
        return self.first_row, column, self.last_row, column if last is None else last


_PLAIN_CELLS = frozenset({"Blank", "String", "RichString"})


class _PlainWorksheet(Worksheet):
    """A worksheet for formulas of functions that Excel 2007 has, as all of ours.

    XlsxWriter looks in every formula for thirty newer ones, which takes a tenth of its time; and it
    spells out the few fonts of rich texts, and the marks of a cell, anew each time.
    """

    def __init__(self) -> None:
        super().__init__()
        self._fonts: dict[int, str] = {}

    def _write_font(self, xf_format: Format) -> None:
        written = cast("Any", self.rstring).fh
        font = self._fonts.get(id(xf_format))
        if font is None:
            start = written.tell()
            super()._write_font(xf_format)
            self._fonts[id(xf_format)] = written.getvalue()[start:]
        else:
            written.write(font)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        kind = type(cell).__name__
        if cell.format is None or kind not in _PLAIN_CELLS:
            super()._write_cell(row, col, cell)
            return
        start = f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{cell.format._get_xf_index()}"'  # noqa: SLF001
        cast("Any", self.fh).write(
            f"{start}/>" if kind == "Blank" else f'{start} t="s"><v>{cell.string}</v></c>'
        )

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 - XlsxWriter's signature
        return formula.removeprefix("=")


class Sheet:
    """A worksheet that takes texts only as texts, filled from top to bottom."""

    def __init__(
        self, workbook: Workbook, style: Style, name: str, head: Head, sizes: Sequence[float]
    ) -> None:
        self.worksheet: Any = workbook.add_worksheet(
            name, _PlainWorksheet
        )  # its hints refuse what it takes
        self.workbook = workbook
        self.style = style
        self.name = name
        self.row: int = HEAD_ROWS
        self._head = head
        self.widths: tuple[float, ...] = tuple(sizes)
        """In characters."""
        self._lines: dict[int, int] = {}
        for column, width in enumerate(sizes):
            self.worksheet.set_column(column, column, width)
        self.worksheet.set_default_row(_ROW_HEIGHT)
        self.worksheet.hide_gridlines(2)

    def title(self, text: str, *, first: int = 0) -> None:
        """Write title, programme and banner, from the first column that is not hidden."""
        self.put(0, first, text, Look.TITLE)
        self.worksheet.set_row(0, 24)
        self.put(1, first, self._head.programme, Look.PROGRAMME)
        banner = Look.BANNER_DONE if self._head.is_done else Look.BANNER_OPEN
        for column in range(first + 1, len(self.widths)):
            self.put(2, column, None, banner)
        self.put(2, first, self._head.banner, banner)
        self.worksheet.set_row(2, 18)

    def put(self, row: int, column: int, cell: Cell, look: Look) -> None:
        """Write one cell; a text is never anything else than a text."""
        form = self.style[look]
        if isinstance(cell, Formula) and not cell.fits:
            cell = cell.value
        if cell is None or cell == "":
            self.worksheet.write_blank(row, column, None, form)
        elif isinstance(cell, str):
            self.worksheet.write_string(row, column, inert(cell), form)
            self._grow(row, self.style.lines(cell, look, self.widths[column]))
        elif isinstance(cell, Formula):
            self.worksheet.write_formula(row, column, f"={cell.text}", form, cell.value)
            self._grow(row, self.style.lines(str(cell.value), look, self.widths[column]))
        elif isinstance(cell, dt.date):
            self.worksheet.write_datetime(row, column, cell, form)
        else:
            self.worksheet.write_number(row, column, cell, form)

    def _grow(self, row: int, lines: int) -> None:
        """Remember the highest cell: not every program fits rows to wrapped text by itself."""
        self._lines[row] = max(lines, self._lines.get(row, 1))

    def height(self, row: int, end: int) -> int:
        """Give the height in pixels of the rows from one up to `end`, as `finish` will set it."""
        lines = (self._lines.get(number, 1) for number in range(row, end))
        points = sum(n * _LINE_HEIGHT + 4 if n > 1 else _ROW_HEIGHT for n in lines)
        return round(points * _PIXELS)

    def link(self, row: int, column: int, text: str, target: str, look: Look) -> None:
        """Write a text that leads to a place in the workbook (`internal:`) or on the web."""
        self.worksheet.write_url(row, column, target, self.style[look], inert(text))
        self._grow(row, self.style.lines(text, look, self.widths[column]))

    def is_line(self, text: str, column: int, look: Look) -> bool:
        """Say whether a text fits on one line of a column."""
        return self.style.lines(text, look, self.widths[column]) == 1

    def heading(self, text: str) -> None:
        """Write a heading on the next row."""
        self.put(self.row, 0, text, Look.HEADING)
        self.worksheet.set_row(self.row, 20)
        self.row += 1

    def lines(
        self, text: str, characters: int, look: Look = Look.PROSE, *, column: int = 0
    ) -> None:
        """Write a text over the empty cells to its right, one row a line."""
        for line in textwrap.wrap(inert(text), characters):
            self.put(self.row, column, line, look)
            if look is Look.SENTENCE:
                self.worksheet.set_row(self.row, _SENTENCE_HEIGHT)
            self.row += 1

    def pair(self, question: str, answer: str) -> None:
        """Write a question in the first column and its answer in the second."""
        self.put(self.row, 0, question, Look.QUESTION)
        self.put(self.row, 1, answer, Look.TEXT)
        self.row += 1

    def grid(self, columns: Sequence[SheetColumn], rows: Sequence[Sequence[Cell]]) -> Area:
        """Write a small table without filters from the cursor on; an empty one says so."""
        for place, head in enumerate(columns):
            self.put(self.row, place, head.header, head.header_look)
        empty: list[Cell] = ["geen", *([None] * (len(columns) - 1))]
        for row, cells in enumerate(rows or [empty], self.row + 1):
            for place, (cell, head) in enumerate(zip(cells, columns, strict=True)):
                is_word = isinstance(cell, str) and head.look in NUMBERS
                self.put(row, place, cell, Look.CELL if is_word else head.look)
        area = Area(self.name, self.row + 1, self.row + max(1, len(rows)))
        self.row = area.last_row + 1
        return area

    def table(
        self, name: str, columns: Sequence[SheetColumn], rows: Sequence[Sequence[Cell]], about: str
    ) -> Area:
        """Write a real spreadsheet table, with filters, from the cursor on."""
        top = self.row
        area = self.grid(columns, rows)
        options = {
            "name": name,
            "description": inert(about),
            "style": None,
            "columns": [
                {"header": column.header, "header_format": self.style[column.header_look]}
                for column in columns
            ],
        }
        self.worksheet.add_table(top, 0, area.last_row, len(columns) - 1, options)
        return area

    def tint(self, cells: tuple[int, int, int, int], criteria: str, look: Look) -> None:
        """Colour cells by a formula about them: first row and column, last row and column."""
        rule = {"type": "formula", "criteria": f"={criteria}", "format": self.style.tint(look)}
        self.worksheet.conditional_format(*cells, rule)

    def tint_words(
        self, area: Area, column: int, looks: Mapping[str, Look], *, last: int | None = None
    ) -> None:
        """Colour the cells of one column, or of several, that hold a word."""
        corner = address(area.first_row, column, is_fixed=last is None)
        for word, look in looks.items():
            self.tint(area.cells(column, last), f'{corner}="{word}"', look)

    def tint_groups(self, area: Area, column: int, last: int) -> None:
        """Draw a line, up to column `last`, where another value begins in a column."""
        value, above = (
            address(row, column, is_fixed=True) for row in (area.first_row, area.first_row - 1)
        )
        self.tint(area.cells(0, last), f"{value}<>{above}", Look.GROUP_START)

    def offer(self, area: Area, column: int, source: str | list[str], **rule: str | bool) -> None:
        """Offer a dropdown in a column; `rule` says what happens with another text."""
        rules = {"validate": "list", "source": source, **rule}
        self.worksheet.data_validation(*area.cells(column), rules)

    def hide(self, column: int) -> None:
        """Hide a column that only a program reads."""
        self.worksheet.set_column(column, column, self.widths[column], None, {"hidden": True})

    def freeze(self, row: int, column: int = 0) -> None:
        """Keep everything above and left of a cell in sight."""
        self.worksheet.freeze_panes(row, column)

    def finish_text(self) -> None:
        """Finish a sheet that is read from top to bottom: its head stays in sight."""
        self.freeze(HEAD_ROWS - 1)
        self.finish(repeat=(0, HEAD_ROWS - 1))

    def finish_table(self, header: int, names: int, *, paper: Literal["A4", "A3"] = "A4") -> None:
        """Finish a sheet around a table: its header and first columns stay in sight."""
        self.freeze(header + 1, names)
        self.finish(repeat=(header, header), paper=paper)

    def finish(
        self,
        *,
        repeat: tuple[int, int],
        paper: Literal["A4", "A3"] = "A4",
        is_one_page: bool = False,
    ) -> None:
        """Fit the rows and set landscape, one page wide, repeated header rows and the footer."""
        for row, lines in sorted(self._lines.items()):
            if lines > 1:
                self.worksheet.set_row(row, min(_HIGHEST, lines * _LINE_HEIGHT + 4))
        worksheet = self.worksheet
        worksheet.set_landscape()
        worksheet.set_paper(_PAPER[paper])
        worksheet.fit_to_pages(1, 1 if is_one_page else 0)
        worksheet.set_margins(left=0.5, right=0.5, top=0.5, bottom=0.7)
        worksheet.repeat_rows(*repeat)
        worksheet.ignore_errors({"number_stored_as_text": _WHOLE_SHEET})
        programme = shortened(inert(self._head.programme), _FOOTER_PROGRAMME).replace("&", "&&")
        middle = "" if is_one_page else f"&L&8 {programme}&C{self._head.date}"
        worksheet.set_footer(f"{middle}&RPagina &P van &N")


_FILLS = {
    Look.CONFIRMED: (Colour.BLUE, Colour.WHITE),
    Look.PROPOSED: (Colour.STEEL, Colour.INK),
    Look.MENTIONED: (Colour.SAND, Colour.UMBER),
    Look.POSSIBLE: (Colour.MIST, Colour.INK),
    Look.NOT_FOUND: (Colour.PEACH, Colour.RUST),
    Look.REJECTED: (Colour.LINE, Colour.INK),
}
"""Of a bar, and of the number on it."""
_BAR, _FRAME, _WIDEST = 27, 92, 1180
"""Pixels."""


def insert_bars(
    sheet: Sheet,
    names: tuple[Area, int],
    series: Sequence[tuple[str, int, Look]],
    title: str,
    spoken: str,
) -> None:
    """Put bars that each show a whole on a sheet, and go on below them.

    Args:
        sheet: where they stand, from the cursor on.
        names: the table with the figures, and its column with the names of the bars.
        series: name, column of the table and look of each part of a bar.
        title: stands above.
        spoken: the same figures in words, for who cannot see the chart.
    """
    area, labels = names
    # The library's type allows for an unknown chart type, which `bar` is not.
    chart = cast(
        "ChartBar", sheet.workbook.add_chart({"type": "bar", "subtype": "percent_stacked"})
    )
    for name, column, look in series:
        fill, ink = _FILLS[look]
        font = {"name": FONT, "size": 9, "bold": True, "color": ink}
        chart.add_series(
            {
                "name": name,
                "categories": f"={area.column(labels)}",
                "values": f"={area.column(column)}",
                "fill": {"color": fill},
                "border": {"color": Colour.GREY, "width": 0.75},
                "gap": 35,
                "overlap": 100,
                "data_labels": {"value": True, "num_format": COUNT_LABEL, "font": font},
            }
        )
    plain = {"name": FONT, "size": 9, "color": Colour.INK}
    bold = {"name": FONT, "size": 11, "bold": True, "color": Colour.NAVY}
    chart.set_title({"name": title, "name_font": bold, "overlay": False})
    chart.set_y_axis({"reverse": True, "num_font": plain, "line": {"color": Colour.LINE}})
    chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
    chart.set_legend({"position": "bottom", "font": plain})
    chart.set_chartarea({"border": {"color": Colour.LINE}})
    bars = area.last_row - area.first_row + 1
    height = _FRAME + _BAR * bars
    # A digit of the default font is 7 pixels wide, and a column is padded with 5.
    pixels = round(sum(width * 7 + 5 for width in sheet.widths))
    chart.set_size({"width": min(_WIDEST, pixels - 4), "height": height})
    place = {"description": inert(f"Staafdiagram. {title}. {spoken}."), "object_position": 2}
    sheet.worksheet.insert_chart(sheet.row, 0, chart, place)
    top = sheet.row
    while sheet.height(top, sheet.row) < height:
        sheet.row += 1
