"""What a page is made of: sections with parts, and the blocks in them, without looks.

All texts are plain; the templates escape them.
"""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from swcompetence.report.page.chart import Chart


class Kind(StrEnum):
    """What a column of a table holds."""

    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"
    """A text out of a few, to filter on."""
    HEADER = "header"
    """What the row is about."""
    WIDE = "wide"
    """Long texts."""


class PageColumn(NamedTuple):
    """A column of a table."""

    label: str
    kind: Kind = Kind.TEXT


def columns(*labels: str | tuple[str, Kind]) -> tuple[PageColumn, ...]:
    """Make columns; a label alone stands for one of texts."""
    return tuple(PageColumn(x) if isinstance(x, str) else PageColumn(*x) for x in labels)


class Stretch(NamedTuple):
    """A stretch of text."""

    text: str
    is_marked: bool = False
    url: str | None = None
    """Address of a source on the web."""


class Line(NamedTuple):
    """One line of a cell that holds several."""

    pieces: tuple[Stretch, ...]
    lead: str = ""
    """A letter or word in front."""
    tone: str = ""
    """Of the lead."""
    note: str = ""


class Cell(NamedTuple):
    """A cell of a table."""

    text: str = ""
    sort: float | None = None
    """By what a number is sorted; None where it is unknown."""
    tone: str = ""
    """Shown as a badge where given."""
    anchor: str = ""
    """Id of the place on the page that it leads to."""
    lines: tuple[Line, ...] = ()


class PageTable(NamedTuple):
    """A table with a caption; every row is as long as the columns."""

    caption: str
    columns: tuple[PageColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: str = "Geen."
    """What is said where there are no rows."""
    note: str = ""
    kind: str = "table"

    @property
    def filled(self) -> tuple[PageColumn, ...]:
        """The columns that hold something."""
        return tuple(column for number, column in enumerate(self.columns) if self._has(number))

    @property
    def cells(self) -> tuple[tuple[tuple[PageColumn, Cell], ...], ...]:
        """The rows, each cell with its column; without the columns that hold nothing."""
        shown = [number for number in range(len(self.columns)) if self._has(number)]
        return tuple(
            tuple((self.columns[number], row[number]) for number in shown) for row in self.rows
        )

    def _has(self, number: int) -> bool:
        return any(row[number].text or row[number].lines for row in self.rows)


class Prose(NamedTuple):
    """Paragraphs, or a list."""

    texts: tuple[str, ...]
    tone: str = ""
    """note, warning, key or rule."""
    title: str = ""
    is_list: bool = False
    kind: str = "prose"


class Steps(NamedTuple):
    """A numbered list."""

    texts: tuple[str, ...]
    kind: str = "steps"


class Facts(NamedTuple):
    """Names with what belongs to them."""

    pairs: tuple[tuple[str, tuple[Line, ...]], ...]
    kind: str = "facts"


class KeyFigure(NamedTuple):
    """One key figure."""

    label: str
    value: str
    about: str
    tone: str


class KeyFigures(NamedTuple):
    """Key figures side by side."""

    label: str
    figures: tuple[KeyFigure, ...]
    kind: str = "figures"


class MatrixRow(NamedTuple):
    """One item against all courses."""

    group: str
    label: str
    anchor: str
    counts: tuple[int, ...]
    """Courses confirmed, proposed and mentioned."""
    cells: tuple[tuple[str, str], ...]
    """Letter and tone, per course."""


class Matrix(NamedTuple):
    """The items of one framework against the courses."""

    caption: str
    courses: tuple[tuple[str, str], ...]
    """Code and title."""
    has_groups: bool
    rows: tuple[MatrixRow, ...]
    totals: tuple[tuple[str, tuple[int, ...]], ...]
    """Name of the total, and its number per course."""
    kind: str = "matrix"


class Card(NamedTuple):
    """One item, folded up until it is asked for."""

    anchor: str
    title: str
    group: str
    badge: str
    tone: str
    summary: str
    blocks: tuple[Block, ...]


class Cards(NamedTuple):
    """A list of cards."""

    label: str
    cards: tuple[Card, ...]
    kind: str = "cards"


Block = PageTable | Prose | Steps | Facts | KeyFigures | Matrix | Cards | Chart


class Subsection(NamedTuple):
    """A part of a section, under a heading of its own."""

    title: str
    blocks: tuple[Block, ...]
    is_folded: bool = False
    anchor: str = ""
    is_beside: bool = False
    """May stand beside the part after it where there is room."""


class Chapter(NamedTuple):
    """A chapter of the page."""

    anchor: str
    title: str
    intro: tuple[Block, ...]
    parts: tuple[Subsection, ...] = ()
