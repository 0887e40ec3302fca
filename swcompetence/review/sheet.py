"""The sheets that people fill in and give back; of the review sheet also columns and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from swcompetence.model import Issue, Mapping, Place, Table, TableRow, Verdict
from swcompetence.model.issue import warning
from swcompetence.phrasing import single_spaced
from swcompetence.text import fold


class ReviewColumn(StrEnum):
    """The headers of the sheet *Koppelingen*, in their order."""

    ID = "Koppeling-id"
    CODE = "Code"
    COURSE = "Opleidingsonderdeel"
    FRAMEWORK = "Kader"
    ITEM = "Kaderitem"
    LABEL = "Naam"
    CONFIDENCE = "Zekerheid"
    EVIDENCE = "Bewijs"
    STATUS = "Status"
    CHANGED = "Gewijzigd"
    VERDICT = "Besluit"
    LEVEL = "Niveau"
    ASSESSED = "Geëvalueerd"
    REVIEWER = "Nagekeken door"
    DATE = "Datum"
    NOTE = "Opmerking"
    FINAL = "Definitief"


VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.ACCEPT: "akkoord",
    Verdict.TOUCHED: "terloops",
    Verdict.REJECT: "niet akkoord",
    Verdict.UNSURE: "twijfel",
}
"""What a lecturer chooses in *Besluit*."""
LEVELS: dict[str, str] = {"I": "introductie", "V": "verdieping", "B": "beheersing"}
"""What a lecturer chooses in *Niveau*, and what it stands for; a college may use its own."""
YES, NO = "ja", "nee"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row under a header, cells by column."""

    table: Table
    row: TableRow
    columns: dict[str, int]

    def __getitem__(self, column: str) -> str:
        """Give the text of a cell on one line; empty where the column is missing."""
        return single_spaced(self.raw(column))

    def raw(self, column: str) -> str:
        """Give the text of a cell as it stands there, without white space around it."""
        place = self.columns.get(column)
        values = self.row.values
        return values[place].strip() if place is not None and place < len(values) else ""

    def place(self, column: str) -> Place:
        """Give the place of a cell; of the row where the column is missing."""
        at = self.columns.get(column)
        cell = str(self.row.number) if at is None else self.row.address(at)
        return Place(file=self.table.file, sheet=self.table.sheet, cell=cell)


class SheetKind(NamedTuple):
    """A sheet that people fill in, known by its headers wherever sheet and columns went."""

    columns: type[StrEnum]
    needed: tuple[frozenset[StrEnum], ...]
    """The columns that make a row of cells a header; one of these sets is enough."""

    def header(self, cells: Sequence[str]) -> dict[str, int] | None:
        """Give column -> place in the row, None where these cells are no such header.

        >>> REVIEW_SHEET.header(["Kaderitem", "eigen kolom", "BESLUIT ", "Code"])["Besluit"]
        2
        """
        places: dict[str, int] = {}
        for place, column in self._named(cells):
            places.setdefault(column, place)
        return places if any(columns <= places.keys() for columns in self.needed) else None

    def rows(self, tables: Sequence[Table]) -> Iterator[SheetRow]:
        """Give the filled rows under every header; one pasted further down counts anew."""
        for table in tables:
            columns: dict[str, int] = {}
            for row in table.rows:
                header = self.header(row.values)
                if header is not None:
                    columns = header
                elif any(row.values[at].strip() for at in columns.values() if at < len(row.values)):
                    yield SheetRow(table, row, columns)

    def twice(self, table: Table, row: TableRow) -> Iterator[Issue]:
        """Report the columns that stand twice in a header; only the first is read."""
        header = self.header(row.values)
        if header is None:
            return
        for place, column in self._named(row.values):
            if header[column] != place:
                yield warning(
                    "review-column-twice",
                    f"De kolom ‘{column}’ staat er twee keer; enkel de eerste is gelezen"
                    f" ({row.address(header[column])}). Geef de tweede kolom een andere naam.",
                    Place(file=table.file, sheet=table.sheet, cell=row.address(place)),
                )

    def _named(self, cells: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Recognise headers by their letters and digits, without case and accents."""
        columns = _column_by_letters(self.columns)
        names = ((place, _letters(cell)) for place, cell in enumerate(cells))
        return ((place, columns[name]) for place, name in names if name in columns)


@cache  # asked at every row of every sheet
def _column_by_letters(columns: type[StrEnum]) -> dict[str, str]:
    return {_letters(column): column for column in columns}


def _letters(text: str) -> str:
    return "".join(char for char in fold(text) if char.isalnum())


REVIEW_SHEET = SheetKind(
    ReviewColumn,
    (
        frozenset({ReviewColumn.VERDICT, ReviewColumn.ID}),
        frozenset({ReviewColumn.VERDICT, ReviewColumn.CODE, ReviewColumn.ITEM}),
    ),
)


def is_added(row: SheetRow) -> bool:
    """Say whether a person typed a row of a review sheet: no id, nothing that the tool wrote."""
    written = (ReviewColumn.ID, ReviewColumn.CONFIDENCE, ReviewColumn.EVIDENCE)
    return ReviewColumn.ID in row.columns and not any(row[column] for column in written)


def columns_twice(tables: Sequence[Table], kinds: Sequence[SheetKind]) -> Iterator[Issue]:
    """Report columns that stand twice in a header of these kinds."""
    for table in tables:
        for row in table.rows:
            for kind in kinds:
                yield from kind.twice(table, row)


def shown_codes(mapping: Mapping) -> dict[str, str]:
    """Give, per course id, what stands in *Code*: the code, or the id where codes repeat."""
    codes = Counter(course.code for course in mapping.courses)
    return {
        course.id: course.code if course.code.strip() and codes[course.code] == 1 else course.id
        for course in mapping.courses
    }
