"""The rows in which a board wrote, found by their headers wherever sheet and columns went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from swcompetence.model import (
    ActionColumn,
    ActionStatus,
    Issue,
    Place,
    StatementColumn,
    Table,
    TableRow,
)
from swcompetence.review.issue_codes import warning
from swcompetence.review.sheet import squeezed
from swcompetence.text import fold

_STATEMENT_HEADER = frozenset(
    {StatementColumn.ITEM, StatementColumn.COURSE, StatementColumn.REMARK}
)
_ACTION_HEADER = frozenset({ActionColumn.CHECK, ActionColumn.STATUS})
_KINDS: tuple[tuple[type[StrEnum], frozenset[StrEnum]], ...] = (
    (StatementColumn, _STATEMENT_HEADER),
    (ActionColumn, _ACTION_HEADER),
)


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One row of a board sheet, cells by header."""

    table: Table
    row: TableRow
    columns: dict[StrEnum, int]

    def __getitem__(self, column: StrEnum) -> str:
        """Give the text of a cell on one line; empty where the column is missing."""
        return squeezed(self.raw(column))

    def raw(self, column: StrEnum) -> str:
        """Give the text of a cell as it stands there, without white space around it."""
        place = self.columns.get(column)
        values = self.row.values
        return values[place].strip() if place is not None and place < len(values) else ""

    def place(self, column: str) -> Place:
        """Give the place of a cell; of the row where the column is missing."""
        at = next((place for known, place in self.columns.items() if known == column), None)
        cell = str(self.row.number) if at is None else self.row.address(at)
        return Place(file=self.table.file, sheet=self.table.sheet, cell=cell)


def statement_rows(tables: Sequence[Table]) -> Iterator[BoardRow]:
    """Give the rows under a header of *Wel onderwezen* that hold anything."""
    return _rows(tables, StatementColumn, _STATEMENT_HEADER)


def action_rows(tables: Sequence[Table]) -> Iterator[BoardRow]:
    """Give the rows under a header of *Hiaten* that hold anything."""
    return _rows(tables, ActionColumn, _ACTION_HEADER)


def has_board_sheet(table: Table) -> bool:
    """Say whether a board can have written in this sheet."""
    return any(_header(row.values, *kind) for kind in _KINDS for row in table.rows)


def holds_notes(tables: Sequence[Table]) -> bool:
    """Say whether somebody wrote in a sheet for a board, understood or not."""
    said = (StatementColumn.ITEM, StatementColumn.COURSE, StatementColumn.REMARK)
    if any(row[column] for row in statement_rows(tables) for column in said):
        return True
    return any(
        row[ActionColumn.OWNER]
        or row[ActionColumn.REMARK]
        or row[ActionColumn.STATUS].casefold() not in {"", ActionStatus.OPEN}
        for row in action_rows(tables)
    )


def twice_named(tables: Sequence[Table]) -> Iterator[Issue]:
    """Report columns that stand twice in a header; only the first is read."""
    for table in tables:
        for row in table.rows:
            for names, needed in _KINDS:
                header = _header(row.values, names, needed) or {}
                for place, cell in enumerate(row.values):
                    column = _column(cell, names)
                    if column in header and header[column] != place:
                        where = Place(file=table.file, sheet=table.sheet, cell=row.address(place))
                        yield warning(
                            "review-column-twice",
                            f"De kolom ‘{column}’ staat er twee keer; enkel de eerste is gelezen"
                            f" ({row.address(header[column])}). Geef de tweede kolom een andere"
                            " naam.",
                            where,
                        )


def _rows(
    tables: Sequence[Table], names: type[StrEnum], needed: frozenset[StrEnum]
) -> Iterator[BoardRow]:
    for table in tables:
        columns: dict[StrEnum, int] | None = None
        for row in table.rows:
            header = _header(row.values, names, needed)
            if header is not None:
                columns = header
            elif columns is not None and not row.is_blank:
                yield BoardRow(table, row, columns)


def _header(
    cells: Sequence[str], names: type[StrEnum], needed: frozenset[StrEnum]
) -> dict[StrEnum, int] | None:
    found: dict[StrEnum, int] = {}
    for place, cell in enumerate(cells):
        column = _column(cell, names)
        if column is not None:
            found.setdefault(column, place)
    return found if needed <= found.keys() else None


def _column(cell: str, names: type[StrEnum]) -> StrEnum | None:
    name = _name(cell)
    return next((column for column in names if _name(column) == name), None)


def _name(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())
