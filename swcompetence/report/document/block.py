"""What chapters are made of: blocks of words, tables, charts and cards, without looks.

A column says by its role what it holds; each writer says how that looks. All texts are plain.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple

from swcompetence.model import ItemRef


class ColumnRole(StrEnum):
    """What a column holds."""

    ABOUT = "about"
    """What the row is about."""
    TEXT = "text"
    MINOR = "minor"
    CHOICE = "choice"
    """One of a few words, to filter on."""
    QUOTE = "quote"
    """Long or literal texts."""
    COUNT = "count"
    CREDITS = "credits"
    """ECTS credits, or another measure with one decimal."""
    SHARE = "share"
    """0..1."""
    INDEX = "index"
    MARK = "mark"
    """A letter about one course."""
    INPUT = "input"
    """A board writes here, in a workbook."""
    DATE = "date"
    """A board writes a date here."""
    KEY = "key"
    """Only a program reads it: hidden in a workbook, absent from a page."""


NUMBER_ROLES = frozenset({ColumnRole.COUNT, ColumnRole.CREDITS, ColumnRole.SHARE, ColumnRole.INDEX})


class Tone(StrEnum):
    """What a word stands for; the values name it in a style sheet."""

    CONFIRMED = "b"
    PROPOSED = "v"
    TOUCHED = "t"
    WEAK = "p"
    NO_TRACE = "n"
    REJECTED = "r"
    HIGH = "w0"
    MIDDLE = "w1"
    LOW = "w2"
    UNJUDGED = "x"


class Span(NamedTuple):
    """A stretch of text."""

    text: str
    is_marked: bool = False
    url: str = ""
    """Address of a source on the web."""


class TextLine(NamedTuple):
    """One line of a cell that holds several."""

    spans: tuple[Span, ...]
    is_quote: bool = False
    lead: str = ""
    """Stands before it, as a name before what belongs to it."""
    tone: Tone | None = None
    """Of the lead."""
    note: str = ""

    @property
    def text(self) -> str:
        """The line as plain text."""
        words = "".join(span.text for span in self.spans)
        quoted = f"“{words}”" if self.is_quote else words
        note = f"({self.note})" if self.note else ""
        return " ".join(part for part in (self.lead, quoted, note) if part)


def line(text: str, *, lead: str = "", tone: Tone | None = None) -> TextLine:
    """Give a line of plain text."""
    return TextLine((Span(text),), lead=lead, tone=tone)


class ReportCell(NamedTuple):
    """A value with what it stands for."""

    value: str | float | dt.date | None = None
    tone: Tone | None = None
    item: ItemRef | None = None
    """The item that it is about, to whose evidence it leads."""
    url: str = ""
    """An address on the web that it leads to."""
    lines: tuple[TextLine, ...] = ()
    """Where it holds more than a value."""
    formula: str = ""
    """How a workbook computes the value, see `ReportColumn.formula`."""

    @property
    def text(self) -> str:
        """The cell as plain text; a number as it is."""
        if self.lines:
            return "\n".join(part.text for part in self.lines)
        return "" if self.value is None else str(self.value)


Row = tuple[ReportCell, ...]


def cells(*values: ReportCell | str | float | dt.date | None) -> Row:
    """Give a row; a value that stands for nothing more is a cell by itself."""
    return tuple(v if isinstance(v, ReportCell) else ReportCell(v) for v in values)


class ReportColumn(NamedTuple):
    """A column of a table."""

    label: str
    role: ColumnRole = ColumnRole.TEXT
    width: float = 12
    """Characters, in a workbook."""
    choices: str = ""
    """Name of the list that a board chooses from; a name in brackets narrows it down.

    `item[Kader]` offers those of `item` that go with the word in the column *Kader* of the row.
    """
    is_strict: bool = False
    """Whether nothing else may be typed than the choices."""
    formula: str = ""
    """How a workbook computes the column out of other cells.

    `[Label]` is the cell of that column in the row, `{marks}` the row's marks, `{column}` the
    rows of the column, `{Table.Label}` a column of a table in this chapter or a later one.
    """
    above: tuple[ReportCell, ...] = ()
    """Of a column with marks: what stands above its label, see `ReportTable.above`."""
    url: str = ""
    """An address on the web that the label leads to."""


class ReportTable(NamedTuple):
    """A table; every row is as long as the columns."""

    name: str
    """Unique, letters only."""
    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[ReportCell, ...], ...]
    empty: str = "Geen."
    """What is said where there are no rows."""
    group_by: int | None = None
    """ReportColumn whose change draws a line."""
    totals: tuple[tuple[ReportCell, ...], ...] = ()
    """Rows below, which neither sort nor filter."""
    above: tuple[str, ...] = ()
    """Labels of the rows above the marks."""
    spare: int = 0
    """Empty rows below, for a board to write in."""
    is_listed: bool = True
    """Whether it is a list to filter; a small table of figures is not."""
    is_focus: tuple[bool, ...] = ()
    """Of each row, whether it is pointed out; empty for none."""

    @property
    def marks(self) -> range:
        """The places of the columns with marks; none in a programme without courses."""
        places = [n for n, column in enumerate(self.columns) if column.role is ColumnRole.MARK]
        return range(places[0], places[-1] + 1) if places else range(0)

    def only(self, *labels: str) -> ReportTable:
        """Give the table with these columns alone."""
        places = [n for n, column in enumerate(self.columns) if column.label in labels]
        return self._replace(
            columns=tuple(self.columns[n] for n in places),
            rows=tuple(tuple(row[n] for n in places) for row in self.rows),
        )


class Prose(NamedTuple):
    """Paragraphs, or a list."""

    texts: tuple[str, ...]
    voice: str = "text"
    """text, lead, key, note, warning or list; a rule is folded on a page, and left to the account
    in a workbook."""


class Facts(NamedTuple):
    """Names with what belongs to them."""

    pairs: tuple[tuple[str, tuple[TextLine, ...]], ...]


class Chart(NamedTuple):
    """Bars that each show a whole, drawn from a table."""

    title: str
    of: ReportTable
    label: int
    """The column with the names of the bars."""
    series: tuple[tuple[int, Tone], ...]
    """The columns with numbers that make up a bar."""

    @property
    def shown(self) -> list[tuple[int, Tone]]:
        """The series that any bar shows."""
        return [pair for pair in self.series if any(row[pair[0]].value for row in self.of.rows)]

    def spoken(self, row: Row) -> str:
        """Give the numbers of a bar in words, for who cannot see it."""
        columns = self.of.columns
        parts = [f"{row[n].text} {columns[n].label}" for n, _ in self.series if row[n].value]
        return f"{row[self.label].text}: {', '.join(parts)}"


class Card(NamedTuple):
    """The evidence of one item, folded up until it is asked for."""

    item: ItemRef
    title: str
    group: str
    finding: ReportCell
    summary: str
    rows: tuple[tuple[ReportCell, ...], ...]
    notes: tuple[str, ...] = ()


class Cards(NamedTuple):
    """Cards whose rows have the same columns; one long table in a workbook."""

    name: str
    title: str
    about: str
    """What a card is called."""
    columns: tuple[ReportColumn, ...]
    cards: tuple[Card, ...]


Block = ReportTable | Prose | Facts | Chart | Cards


class Subsection(NamedTuple):
    """A part of a chapter, under a heading of its own where it has one."""

    title: str
    blocks: tuple[Block, ...]
    is_folded: bool = False
    is_extra: bool = False
    """Always on the page; in the workbook only where everything is asked for."""


class Chapter(NamedTuple):
    """A chapter: a sheet of the workbook, a section of the page."""

    anchor: str
    title: str
    """Of the sheet and the section."""
    heading: str
    parts: tuple[Subsection, ...]
    is_extra: bool = False
    """Always on the page; in the workbook only where everything is asked for."""
    is_wide: bool = False
    """Whether it is printed on larger paper."""
    frozen: int = 0
    """First columns that stay in sight."""
    is_one_page: bool = False
    """Whether it is printed on one page."""

    @property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks of all parts."""
        return tuple(block for part in self.parts for block in part.blocks)


class Publication(NamedTuple):
    """A whole report: what stands above everything, and the chapters."""

    title: str
    kind: str
    """What it is and shows, in a few words above the rest."""
    about: str
    """The programme, lists or courses that it is about."""
    banner: str
    """Where things stand, such as how far the review is."""
    is_done: bool
    """Whether nothing is left to do in what the banner says."""
    day: dt.date | None
    maker: str
    """The program and its version."""
    chapters: tuple[Chapter, ...]
    caution: str = ""
    """What is said beside the banner."""
    citation: str = ""
    """How to refer to it."""
    lists: Mapping[str, tuple[tuple[str, str], ...]] = MappingProxyType({})
    """The choices of a board by their name: a word, and what it goes with or nothing."""
