"""Reads the tables of a web page, which many systems save as .xls; nothing in it is run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.formats.read_limits import ReadLimits, over_limit
from swcompetence.files.formats.text_files import decoded, encoding_issues
from swcompetence.files.formats.worksheet import (
    Area,
    CellPlace,
    RawSheet,
    address_of,
    too_many_cells,
)
from swcompetence.model import Place
from swcompetence.text.markup import BLOCKS, BULLET, Tag, tokens

_SPACE = re.compile(r"[ \t\r\n\f]+")
_BLANK_LINES = re.compile(r" *\n[ \n]*")
_UNTOLD = "welke rijen verborgen of doorgestreept zijn"


@dataclass
class _Cell:
    area: Area
    parts: list[str] = field(default_factory=list)
    link: str = ""

    @property
    def place(self) -> CellPlace:
        return self.area[:2]

    @cached_property
    def text(self) -> str:
        return _BLANK_LINES.sub("\n", "".join(self.parts)).strip()


@dataclass(slots=True)
class _Grid:
    """A table while it is read: where the next cell goes, and what is taken from above."""

    row: int = 0
    column: int = 0
    cells: list[_Cell] = field(default_factory=list)
    open_cell: _Cell | None = None
    taken: dict[int, int] = field(default_factory=dict)
    """Column -> last row that a cell from above covers."""

    def start_row(self) -> None:
        self.open_cell = None
        self.row, self.column = self.row + 1, 0

    def start_cell(self, down: int, across: int) -> None:
        if not self.row:
            self.start_row()
        while self.taken.get(self.column, 0) >= self.row:
            self.column += 1
        last = self.row + down - 1
        self.open_cell = _Cell((self.row, self.column, last, self.column + across - 1))
        self.cells.append(self.open_cell)
        self.taken |= dict.fromkeys(range(self.column, self.column + across), last)
        self.column += across


class _Tables:
    """Collects every table, a nested one apart from the cell it stands in."""

    def __init__(self, path: Path, limits: ReadLimits) -> None:
        self.grids: list[_Grid] = []
        self._open: list[_Grid] = []
        self._path = path
        self._limits = limits
        self._spanned = 0

    def read(self, text: str) -> None:
        """Read a page."""
        for token in tokens(text):
            if isinstance(token, str):
                if self._open and (cell := self._open[-1].open_cell):
                    cell.parts.append(_SPACE.sub(" ", unescape(token)))
            elif token.name == "table":
                self._table(token)
            elif self._open:
                self._row_or_cell(self._open[-1], token)

    def _table(self, tag: Tag) -> None:
        if not tag.is_end:
            self._open.append(_Grid())
            self.grids.append(self._open[-1])
            if len(self.grids) > self._limits.entries:
                reason = "de webpagina heeft te veel tabellen"
                raise over_limit(self._path, self._limits, "onderdelen", reason)
        elif self._open:
            self._open.pop()

    def _row_or_cell(self, grid: _Grid, tag: Tag) -> None:
        if (tag.name in BLOCKS or tag.name == "br") and grid.open_cell and tag.name != "tr":
            is_item = tag.name == "li" and not tag.is_end
            grid.open_cell.parts.append(f"\n{BULLET}" if is_item else "\n")
        elif tag.link and grid.open_cell:
            grid.open_cell.link = grid.open_cell.link or tag.link
        elif tag.is_end:
            if tag.name in {"td", "th", "tr"}:
                grid.open_cell = None
        elif tag.name == "tr":
            grid.start_row()
            if grid.row > self._limits.rows:
                raise over_limit(self._path, self._limits, "rijen", "een tabel heeft te veel rijen")
        elif tag.name in {"td", "th"}:
            across = min(tag.across, max(self._limits.columns + 1 - grid.column, 1))
            self._spanned += across
            if self._spanned > self._limits.cells:
                raise too_many_cells(self._path, self._limits)
            grid.start_cell(min(tag.down, self._limits.rows), across)


def read_html(content: bytes, path: Path, limits: ReadLimits) -> Iterator[RawSheet]:
    """Read every table of a web page as a sheet."""
    text, encoding = decoded(content)
    tables = _Tables(path, limits)
    tables.read(text)
    issues = tuple(encoding_issues(encoding, Place(file=path.name)))
    is_empty = True
    for number, grid in enumerate(tables.grids, start=1):
        if cells := [cell for cell in grid.cells if cell.text]:
            texts = {cell.place: cell.text for cell in cells}
            merged = [cell.area for cell in grid.cells if cell.place != cell.area[2:]]
            name = f"Tabel {number}"
            links = {address_of(cell.place): cell.link for cell in cells if cell.link}
            told = issues if is_empty else ()
            yield RawSheet(name, texts, merged, untold=_UNTOLD, issues=told, links=links)
            is_empty = False
    if is_empty:
        reason = "dit is een webpagina (HTML) zonder leesbare tabel."
        advice = "Open ze in Excel en bewaar ze als ‘Excel-werkmap (*.xlsx)’."
        raise InputFileError(path, reason, advice)
