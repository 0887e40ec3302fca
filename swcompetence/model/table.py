"""A sheet as text cells, whatever file format it came from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """Give the letters of a column, counted from 0.

    >>> column_letters(0), column_letters(27)
    ('A', 'AB')
    """
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a sheet."""

    number: int
    """Row number as the spreadsheet shows it, from 1."""
    values: tuple[str, ...]
    """Text of every cell from column A on; empty string where a cell is empty.

    Whole numbers come without decimals (`4`), others with a point (`4.5`), dates as ISO dates.
    """

    def address(self, column: int) -> str:
        """Give the address of a cell of this row, column counted from 0, for example `B7`."""
        return f"{column_letters(column)}{self.number}"

    @property
    def is_blank(self) -> bool:
        """Say whether no cell holds more than white space."""
        return not any(value.strip() for value in self.values)


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet of a file."""

    file: str
    """File name without folders."""
    sheet: str
    rows: tuple[TableRow, ...]
    visibility: str = "visible"
    """`visible`, `hidden` or `veryHidden`, as spreadsheets call it."""
