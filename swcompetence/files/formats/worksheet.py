"""A sheet as every file format gives it: the table and what was filled in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from swcompetence.cells import CELL_LIMIT, inert
from swcompetence.files.formats.read_limits import ReadLimits, over_limit
from swcompetence.model import Table, TableRow, column_letters

TextMap = dict[tuple[int, int], str]
"""Text of a cell by its row, from 1, and its column, from 0."""
Area = tuple[int, int, int, int]
"""First row, first column, last row and last column of a merged cell."""


@dataclass(frozen=True, slots=True)
class Worksheet:
    """A table, and the cells of it that repeat a merged cell above."""

    table: Table
    copied_down: frozenset[str] = frozenset()
    """Addresses of cells that hold the text of a merged cell that starts in a row above."""

    @classmethod
    def filled(
        cls,
        name: tuple[str, str],
        texts: TextMap,
        merged: Iterable[Area],
        visibility: str = "visible",
    ) -> Worksheet:
        """Lay texts out as the sheet `(file, sheet)`, with merged cells filled."""
        full, copied = _fill(texts, merged)
        return cls(Table(*name, rows_of(full), visibility), copied)


def _fill(texts: TextMap, merged: Iterable[Area]) -> tuple[TextMap, frozenset[str]]:
    full = dict(texts)
    copied: set[str] = set()
    end = max((row for row, _ in texts), default=0)
    side = max((column for _, column in texts), default=-1)
    for top, left, bottom, right in merged:
        text = texts.get((top, left))
        if text is None:
            continue
        for row in range(top, min(bottom, end) + 1):
            for column in range(left, min(right, side) + 1):
                full[row, column] = text
                if row > top:
                    copied.add(f"{column_letters(column)}{row}")
    return full, frozenset(copied)


def check_size(texts: TextMap, merged: Iterable[Area], path: Path, limits: ReadLimits) -> None:
    """Refuse a sheet that has too many rows or cells once it is laid out.

    Raises:
        InputFileError: naming the limit.
    """
    rows = max((row for row, _ in texts), default=0)
    width = max((column for _, column in texts), default=-1) + 1
    if rows > limits.rows:
        raise over_limit(
            path,
            limits,
            "rijen",
            f"een blad heeft te veel rijen: er staat iets op rij {rows}",
            "Verwijder losse tekst ver onder de lijst, of bewaar enkel de lijst in een nieuwe"
            " werkmap.",
        )
    covered = sum(
        (min(bottom, rows) - top + 1) * (min(right, width - 1) - left + 1)
        for top, left, bottom, right in merged
        if top <= rows and left < width
    )
    if max(rows * width, covered) > limits.cells:
        raise too_many_cells(path, limits)


def too_many_cells(path: Path, limits: ReadLimits) -> Exception:
    """Build the error for a sheet with more cells than a list can have."""
    return over_limit(
        path,
        limits,
        "cellen",
        "een blad heeft te veel cellen voor een lijst van opleidingsonderdelen",
        "Bewaar enkel de lijst in een nieuwe werkmap, zonder losse tekst ver onder of naast de"
        " lijst en zonder samengevoegde volledige kolommen.",
    )


def readable(text: str) -> str:
    """Replace the control characters of a text of any length."""
    if len(text) <= CELL_LIMIT:
        return inert(text)
    return "".join(inert(text[at : at + CELL_LIMIT]) for at in range(0, len(text), CELL_LIMIT))


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
        TableRow(number, tuple(map(by_row[number].get, range(width), blank)))
        if number in by_row
        else TableRow(number, blank)
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
