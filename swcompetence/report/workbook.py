"""Write chapters as sheets: a column's role and a cell's tone give the looks, here and once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from xlsxwriter.utility import xl_range

from swcompetence.model import ItemRef
from swcompetence.report.document.block import (
    Block,
    Cards,
    Chapter,
    Chart,
    ColumnRole,
    Facts,
    Prose,
    Publication,
    ReportCell,
    ReportColumn,
    ReportTable,
    Tone,
)
from swcompetence.report.document.document import publication_of
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import date_words
from swcompetence.report.sheets.book import Book, ChoiceLists, Imprint, workbook_bytes
from swcompetence.report.sheets.sheet import (
    HEAD_ROWS,
    Area,
    Formula,
    Head,
    Sheet,
    SheetColumn,
    address,
    insert_bars,
)
from swcompetence.report.sheets.sheet import Cell as SheetCell
from swcompetence.report.sheets.style import FONT, Look

_ROW_HEIGHT = 17
"""In pixels."""
_FONT = {"font_name": FONT, "font_size": 10}
"""The default font sets the width of a column: the same in Excel and LibreOffice."""


def render_workbook(report: GapReport, *, is_full: bool = False) -> bytes:
    """Write the workbook (.xlsx) of a report; a full one also holds the evidence."""
    return write_workbook(publication_of(report, is_full=is_full), is_full=is_full)


def write_workbook(document: Publication, *, is_full: bool = False) -> bytes:
    """Write a document as a workbook (.xlsx), extra chapters only in a full one."""
    imprint = Imprint(document.title, document.kind, document.maker, document.day)
    head = Head(
        programme=document.about,
        banner=". ".join(part for part in (document.banner, document.caution) if part),
        is_done=document.is_done,
        date=date_words(document.day),
    )
    chapters = document.chapters
    if not is_full:
        chapters = tuple(
            chapter._replace(parts=tuple(part for part in chapter.parts if not part.is_extra))
            for chapter in chapters
            if not chapter.is_extra
        )

    def write(book: Book) -> None:
        ChapterWriter(book, document).write(chapters)

    looks = {"default_row_height": _ROW_HEIGHT, "default_format_properties": dict(_FONT)}
    return workbook_bytes(imprint, head, write, options=looks)


_LOOKS = {
    ColumnRole.ABOUT: Look.CELL_STRONG,
    ColumnRole.TEXT: Look.CELL,
    ColumnRole.MINOR: Look.CELL_MINOR,
    ColumnRole.CHOICE: Look.CELL,
    ColumnRole.QUOTE: Look.CELL,
    ColumnRole.COUNT: Look.COUNT,
    ColumnRole.CREDITS: Look.CREDITS,
    ColumnRole.SHARE: Look.SHARE_FINE,
    ColumnRole.INDEX: Look.INDEX,
    ColumnRole.MARK: Look.MARK,
    ColumnRole.INPUT: Look.INPUT,
    ColumnRole.DATE: Look.INPUT_DATE,
    ColumnRole.KEY: Look.CELL_MINOR,
}
_TONES = {
    Tone.CONFIRMED: Look.CONFIRMED,
    Tone.PROPOSED: Look.PROPOSED,
    Tone.TOUCHED: Look.MENTIONED,
    Tone.WEAK: Look.POSSIBLE,
    Tone.NO_TRACE: Look.NOT_FOUND,
    Tone.REJECTED: Look.REJECTED,
    Tone.HIGH: Look.NOT_FOUND,
    Tone.MIDDLE: Look.PROPOSED,
    Tone.LOW: Look.SETTLED,
    Tone.UNJUDGED: Look.UNJUDGED,
}
_PROSE = {"lead": Look.SENTENCE, "key": Look.QUESTION_LINE, "note": Look.NOTE}
_FIT = {Look.SENTENCE: 0.72, Look.NOTE: 1.12}
"""Characters in one unit of column width; a little narrow, to be safe."""
_FIT_PROSE = 1.02
_LEADING = frozenset({ColumnRole.ABOUT, ColumnRole.CHOICE})
"""Columns whose words may be a link."""
_WIDEST = 190
"""Units over which a text runs at most."""
_LAST_HEADER = HEAD_ROWS + 5
"""A header that stands no lower stays in sight."""
_TURNED_POINTS, _TURNED_HEIGHTS = 5.4, (60, 330)
_SUMMED_UP = "samen"
"""Marks the row of a card that sums it up."""
_REFERENCE = re.compile(
    r"\{marks\}|\{column\}|\{(?P<table>\w+)\.(?P<far>[^}]+)\}|\[(?P<near>[^\]]+)\]"
)


class _Placed(NamedTuple):
    """A table with the place where it was written."""

    table: ReportTable
    area: Area

    @property
    def header(self) -> int:
        """The row with the labels of the columns."""
        return self.area.first_row - 1

    def column(self, label: str) -> int:
        """Give the place of a column."""
        return next(n for n, column in enumerate(self.table.columns) if column.label == label)


class ChapterWriter:
    """Writes the chapters of one document; the last first, since formulas look ahead."""

    def __init__(self, book: Book, document: Publication) -> None:
        self._book = book
        self._document = document
        self._lists = ChoiceLists(
            {
                f"{name}{side}": [pair[place] for pair in pairs]
                for name, pairs in document.lists.items()
                for side, place in (("", 0), ("[]", 1))
            }
        )
        self._tables: dict[str, _Placed] = {}
        self._homes: dict[ItemRef, str] = {}
        """Where the most is told of an item, as the target of a link."""

    def write(self, chapters: Sequence[Chapter]) -> None:
        """Add a sheet for each chapter, and the hidden one where there are choices."""
        sheets = [self._book.sheet(chapter.title, _widths(chapter)) for chapter in chapters]
        for chapter, sheet in reversed(list(zip(chapters, sheets, strict=True))):
            self._write(sheet, chapter, chapters)
        if self._document.lists:
            self._lists.write(self._book.workbook)

    def _write(self, sheet: Sheet, chapter: Chapter, chapters: Sequence[Chapter]) -> None:
        sheet.title(chapter.heading)
        names = [other.title for other in chapters]
        shown = names[1:] if chapter is chapters[0] else names[:1]
        for column, name in enumerate(shown[: len(sheet.widths)]):
            sheet.link(HEAD_ROWS - 1, column, f"→ {name}", f"internal:'{name}'!A1", Look.LINK)
        for part in chapter.parts:
            if part.title:
                sheet.heading(part.title)
            for block in part.blocks:
                self._block(sheet, block)
            sheet.row += 1
        listed = [
            self._tables[block.name]
            for block in chapter.blocks
            if isinstance(block, ReportTable | Cards) and block.name in self._tables
        ]
        header = next((p.area.first_row - 1 for p in listed if p.table.is_listed), None)
        if header is None or header > _LAST_HEADER:
            sheet.freeze(HEAD_ROWS - 1, chapter.frozen)
            repeat = (0, HEAD_ROWS - 2)
        else:
            sheet.freeze(header + 1, chapter.frozen)
            repeat = (header - len(listed[0].table.above), header)
        sheet.finish(
            repeat=repeat, paper="A3" if chapter.is_wide else "A4", is_one_page=chapter.is_one_page
        )
        if chapter.is_wide:
            sheet.worksheet.repeat_columns(0, chapter.frozen - 1)
        # None that only a program reads.
        printed = (
            number
            for columns in _columns(chapter)
            for number, column in enumerate(columns)
            if column.role is not ColumnRole.KEY
        )
        sheet.worksheet.print_area(0, 0, sheet.row, max(printed, default=1))

    def _block(self, sheet: Sheet, block: Block) -> None:
        if isinstance(block, Prose):
            look = _PROSE.get(block.voice, Look.PROSE)
            mark = "•  " if block.voice == "list" else ""
            # All rules stand together in the account.
            for text in block.texts if block.voice != "rule" else ():
                sheet.lines(f"{mark}{text}", _room(sheet, look), look)
        elif isinstance(block, Facts):
            _write_facts(sheet, block)
        elif isinstance(block, Chart):
            self._chart(sheet, block)
        elif isinstance(block, Cards):
            self._table(sheet, _flat(block))
            area = self._tables[block.name].area
            is_lead = f'{address(area.first_row, 1, is_fixed=True)}="{_SUMMED_UP}"'
            sheet.tint(area.cells(0, len(block.columns)), is_lead, Look.LEAD)
        elif block.rows or block.spare:
            self._table(sheet, block)
        else:
            sheet.lines(block.empty, _room(sheet))

    def _chart(self, sheet: Sheet, chart: Chart) -> None:
        placed = self._tables[chart.of.name]
        columns = chart.of.columns
        spoken = "; ".join(map(chart.spoken, chart.of.rows))
        series = [(columns[place].label, place, _TONES[tone]) for place, tone in chart.shown]
        insert_bars(sheet, (placed.area, chart.label), series, chart.title, spoken)

    def _table(self, sheet: Sheet, table: ReportTable) -> None:
        """Write a table with everything that hangs on the roles of its columns."""
        for label in table.above:
            for place, column in enumerate(table.columns):
                is_mark = column.role is ColumnRole.MARK
                head = column.above[table.above.index(label)].value if is_mark else None
                sheet.put(sheet.row, place, head, Look.HEADER_CREDITS if is_mark else Look.HEADER)
            about = [column.role for column in table.columns].index(ColumnRole.ABOUT)
            sheet.put(sheet.row, about, label, Look.HEADER)
            sheet.row += 1
        rows = len(table.rows) + table.spare
        area = Area(sheet.name, sheet.row + 1, sheet.row + max(1, rows))
        placed = self._tables[table.name] = _Placed(table, area)
        heads = [
            SheetColumn(c.label, _LOOKS[c.role], is_turned=c.role is ColumnRole.MARK)
            for c in table.columns
        ]
        empty: list[SheetCell] = [None] * len(table.columns)
        cells = [self._cells(placed, row, n) for n, row in enumerate(table.rows, area.first_row)]
        filled = [*cells, *[empty] * table.spare]
        if table.is_listed and not table.marks:
            sheet.table(table.name, heads, filled, table.title)
        else:
            sheet.grid(heads, filled)
        if table.marks:  # courses may have one title, the columns of a spreadsheet table may not
            sheet.worksheet.autofilter(
                placed.area.first_row - 1, 0, area.last_row, table.marks[0] - 1
            )
        self._write_links(sheet, placed)
        self._write_head(sheet, placed)
        _tint(sheet, placed)
        for place, column in enumerate(table.columns):
            if column.choices:
                self._offer(sheet, placed, place, column)
            if column.role is ColumnRole.KEY:
                sheet.hide(place)
        for total in table.totals:
            values = self._cells(placed, total, sheet.row)
            for place, (cell, value) in enumerate(zip(total, values, strict=True)):
                look = Look.TOTAL if isinstance(cell.value, float | int) else Look.TOTAL_LABEL
                sheet.put(sheet.row, place, value, look)
            sheet.row += 1

    def _cells(self, placed: _Placed, row: Sequence[ReportCell], number: int) -> list[SheetCell]:
        values: list[SheetCell] = []
        for place, (column, cell) in enumerate(zip(placed.table.columns, row, strict=True)):
            value: SheetCell = cell.text if cell.lines else cell.value
            formula = cell.formula or column.formula
            if "{marks}" in formula and not placed.table.marks:
                formula = ""
            if formula and isinstance(value, str | float | int):
                value = Formula(self._resolved(formula, placed, number, place), value)
            values.append(value)
        return values

    def _resolved(self, formula: str, placed: _Placed, row: int, place: int) -> str:
        """Give a formula with the addresses of what it names."""

        def found(match: re.Match[str]) -> str:
            if match["near"]:
                return address(row, placed.column(match["near"]), is_fixed=True)
            if match["table"]:
                far = self._tables[match["table"]]
                return far.area.column(far.column(match["far"]))
            if match[0] == "{column}":
                area = placed.area
                return str(xl_range(area.first_row, place, area.last_row, place))
            marks = placed.table.marks
            return str(xl_range(row, marks[0], row, marks[-1]))

        return _REFERENCE.sub(found, formula)

    def _write_links(self, sheet: Sheet, placed: _Placed) -> None:
        """Lead from cells to where more is told, and remember what is told of items here."""
        for row, cells in enumerate(placed.table.rows, placed.area.first_row):
            for place, cell in enumerate(cells):
                home = self._homes.get(cell.item) if cell.item else None
                target = cell.url or (home and f"internal:{home}")
                if target:
                    self._lead(sheet, placed.table, (row, place), cells, target)
                if cell.item and placed.table.marks:
                    spot = f"'{sheet.name}'!{address(row, place)}"
                    self._homes.setdefault(cell.item, spot)

    def _lead(
        self,
        sheet: Sheet,
        table: ReportTable,
        spot: tuple[int, int],
        cells: Sequence[ReportCell],
        target: str,
    ) -> None:
        """Make a link of a cell, or of another that fits on a line: not every program wraps it."""
        row, first = spot
        fitting = [
            place
            for place, (column, cell) in enumerate(zip(table.columns, cells, strict=True))
            if column.role in _LEADING
            and cell.tone is None  # whose colours would hide a link
            and isinstance(cell.value, str)
            and sheet.is_line(cell.text, place, Look.CELL_LINK)
        ]
        place = min(fitting, key=lambda place: (place < first, place), default=first)
        sheet.link(row, place, cells[place].text, target, Look.CELL_LINK)

    def _write_head(self, sheet: Sheet, placed: _Placed) -> None:
        """Turn the labels of marks upright, as high as the longest, with their address."""
        marks = {place: placed.table.columns[place] for place in placed.table.marks}
        if not marks:
            return
        for place, column in marks.items():
            if column.url:
                sheet.link(
                    placed.area.first_row - 1, place, column.label, column.url, Look.HEADER_TURNED
                )
        low, high = _TURNED_HEIGHTS
        longest = max(len(column.label) for column in marks.values())
        sheet.worksheet.set_row(
            placed.area.first_row - 1, min(high, max(low, longest * _TURNED_POINTS + 10))
        )

    def _offer(self, sheet: Sheet, placed: _Placed, place: int, column: ReportColumn) -> None:
        name, _, narrowing = column.choices.rstrip("]").partition("[")
        source = self._lists.cells(name)
        if narrowing:
            word = address(placed.area.first_row, placed.column(narrowing), is_fixed=True)
            owners, top = self._lists.cells(f"{name}[]"), source.partition(":")[0]
            part = f"OFFSET({top},MATCH({word},{owners},0)-1,0,COUNTIF({owners},{word}),1)"
            source = f'IF({word}="",{source},{part})'
        # Other names may be typed where the reader asks ‘did you mean’.
        rule: dict[str, str | bool] = {"show_error": False}
        if column.is_strict:
            words = ", ".join(word for word, _ in self._document.lists[name])
            rule = {"error_title": column.label, "error_message": f"Kies uit: {words}."}
        sheet.offer(placed.area, place, f"={source}", **rule)


def _columns(chapter: Chapter) -> list[tuple[ReportColumn, ...]]:
    tables = [_flat(block) if isinstance(block, Cards) else block for block in chapter.blocks]
    return [table.columns for table in tables if isinstance(table, ReportTable)]


def _widths(chapter: Chapter) -> list[float]:
    """Give each column of the sheet the width of the widest in its place."""
    columns = zip_longest(*_columns(chapter))
    return [max(column.width for column in above if column) for above in columns] or [30, 30]


def _room(sheet: Sheet, look: Look = Look.PROSE, first: int = 0) -> int:
    """Give the characters that fit on a line from a column on."""
    units = min(_WIDEST, sum(sheet.widths[first:]))
    return int(units * _FIT.get(look, _FIT_PROSE))


def _write_facts(sheet: Sheet, facts: Facts) -> None:
    """Write names in the first column, what belongs to them over the cells to the right."""
    for name, lines in facts.pairs:
        sheet.put(sheet.row, 0, name, Look.QUESTION_LINE)
        top, room = sheet.row, _room(sheet, first=1)
        for fact in lines:
            sheet.lines(fact.text, room, column=1)
        sheet.row = max(sheet.row, top + 1)


def _tint(sheet: Sheet, placed: _Placed) -> None:
    """Colour words by what they stand for; a rule, so that another choice changes the colour."""
    table, area = placed.table, placed.area
    marks: dict[str, Look] = {}
    for place, column in enumerate(table.columns):
        words = {
            row[place].text: _TONES[tone]
            for row in table.rows
            if (tone := row[place].tone) is not None
        }
        if column.role is ColumnRole.MARK:
            marks |= words
        else:
            sheet.tint_words(area, place, words)
    if marks:
        sheet.tint_words(area, table.marks[0], marks, last=table.marks[-1])
    if table.group_by is not None:
        sheet.tint_groups(area, table.group_by, len(table.columns) - 1)
    for row, is_focus in enumerate(table.is_focus, area.first_row):
        if is_focus:
            sheet.tint((row, 0, row, len(table.columns) - 1), "TRUE", Look.FOCUS)


def _flat(cards: Cards) -> ReportTable:
    """Give cards as one table: a row that sums up, then the rows of the card."""
    about = ReportColumn(cards.about, ColumnRole.ABOUT, 24)
    rest = len(cards.columns) - 3
    rows: list[tuple[ReportCell, ...]] = []
    for card in cards.cards:
        summary = ReportCell("\n".join(part for part in (card.summary, *card.notes) if part))
        lead = (ReportCell(_SUMMED_UP), card.finding, summary, *[ReportCell()] * rest)
        name = ReportCell(card.title, item=card.item)
        rows += [(name, *row) for row in (lead, *card.rows)]
    return ReportTable(cards.name, cards.title, (about, *cards.columns), tuple(rows), group_by=0)
