"""The rows of review sheets, found by their headers wherever sheet and columns went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from swcompetence.model import Issue, Place, Table, TableRow
from swcompetence.review.columns import Column, header_columns, squeezed
from swcompetence.review.issue_codes import warning


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of a review sheet, cells by column."""

    table: Table
    row: TableRow
    columns: dict[Column, int]

    def __getitem__(self, column: Column) -> str:
        """Give the text of a cell on one line; empty where the column is missing."""
        return squeezed(self.raw(column))

    def raw(self, column: Column) -> str:
        """Give the text of a cell as it stands there, without white space around it."""
        place = self.columns.get(column)
        values = self.row.values
        return values[place].strip() if place is not None and place < len(values) else ""

    def place(self, column: Column) -> Place:
        """Give the place of a cell; of the row where the column is missing."""
        at = self.columns.get(column)
        cell = str(self.row.number) if at is None else self.row.address(at)
        return Place(file=self.table.file, sheet=self.table.sheet, cell=cell)

    @property
    def is_added(self) -> bool:
        """Say whether a person typed this row: it has no id and nothing that the tool wrote."""
        written = (Column.ID, Column.CONFIDENCE, Column.EVIDENCE)
        return Column.ID in self.columns and not any(self[column] for column in written)


def review_rows(tables: Sequence[Table]) -> Iterator[ReviewRow]:
    """Give the filled rows of every review sheet; a header pasted further down counts anew."""
    for table in tables:
        columns: dict[Column, int] | None = None
        for row in table.rows:
            header = header_columns(row.values)
            if header is not None:
                columns = header
            elif columns is not None and _is_filled(row, columns):
                yield ReviewRow(table, row, columns)


def twice_issues(tables: Sequence[Table]) -> Iterator[Issue]:
    """Report columns that stand twice in a header."""
    for table in tables:
        for row in table.rows:
            columns = header_columns(row.values)
            if columns is None:
                continue
            rest = list(row.values)
            for place in columns.values():
                rest[place] = ""
            for column in Column:
                places = [place for place, cell in enumerate(rest) if squeezed(cell) == column]
                if places:
                    where = Place(file=table.file, sheet=table.sheet, cell=row.address(places[0]))
                    yield warning(
                        "review-column-twice",
                        f"De kolom ‘{column}’ staat er twee keer; enkel de eerste is gelezen"
                        f" ({row.address(columns[column])}). Geef de tweede kolom een andere naam.",
                        where,
                    )


def _is_filled(row: TableRow, columns: dict[Column, int]) -> bool:
    return any(row.values[place].strip() for place in columns.values() if place < len(row.values))
