"""A sheet as every file format gives it: the table and what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from swcompetence.model import Table, TableRow

__all__ = ["Worksheet", "rows_of", "spans"]


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A table, and the cells of it that repeat a merged cell above."""

    table: Table
    copied_down: frozenset[str] = frozenset()
    """Addresses of cells that hold the text of a merged cell that starts in a row above."""


def rows_of(cells: Mapping[tuple[int, int], str]) -> tuple[TableRow, ...]:
    """Lay cells (row from 1, column from 0) out as rows of equal width, up to the last text.

    >>> [row.values for row in rows_of({(1, 1): "a", (3, 0): "b"})]
    [('', 'a'), ('', ''), ('b', '')]
    """
    by_row: dict[int, dict[int, str]] = {}
    for (row, column), text in cells.items():
        if text.strip():
            by_row.setdefault(row, {})[column] = text
    width = max((max(row) + 1 for row in by_row.values()), default=0)
    blank = ("",) * width
    return tuple(
        TableRow(
            number,
            tuple(by_row[number].get(column, "") for column in range(width))
            if number in by_row
            else blank,
        )
        for number in range(1, max(by_row, default=0) + 1)
    )


def spans(numbers: list[int]) -> str:
    """Name row numbers as a person does.

    >>> spans([3, 4, 5, 9])
    '3-5, 9'
    """
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{a}" if a == b else f"{a}-{b}" for a, b in runs)
