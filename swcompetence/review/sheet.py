"""The review sheet: its columns and the words in them; writer and reader share it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from swcompetence.model import Course, Issue, Mapping, Place, Table, TableRow, Verdict
from swcompetence.review.issue_codes import warning
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
    Verdict.REJECT: "niet akkoord",
    Verdict.UNSURE: "twijfel",
}
"""What a lecturer chooses in *Besluit*."""
LEVELS: dict[str, str] = {"I": "introductie", "V": "verdieping", "B": "beheersing"}
"""What a lecturer chooses in *Niveau*, and what it stands for; a college may use its own."""
YES, NO = "ja", "nee"


def squeezed(text: str) -> str:
    r"""Give a text on one line, without white space around it.

    >>> squeezed(" Akkoord\u00a0\n ")
    'Akkoord'
    """
    return " ".join(text.split())


def _name(text: str) -> str:
    """Give the letters and digits of a header, without case and accents."""
    return "".join(char for char in fold(text) if char.isalnum())


_COLUMN_BY_NAME = {_name(column): column for column in ReviewColumn}


def header_columns(cells: Sequence[str]) -> dict[ReviewColumn, int] | None:
    """Recognise the header row of a review sheet, wherever its columns went.

    Returns:
        ReviewColumn -> place in the row, None where these cells are no such header.

    >>> header_columns(["Kaderitem", "eigen kolom", "BESLUIT ", "Code"])[ReviewColumn.VERDICT]
    2
    """
    found: dict[ReviewColumn, int] = {}
    for place, cell in enumerate(cells):
        column = _COLUMN_BY_NAME.get(_name(cell))
        if column is not None:
            found.setdefault(column, place)
    names_links = ReviewColumn.ID in found or {ReviewColumn.CODE, ReviewColumn.ITEM} <= found.keys()
    return found if ReviewColumn.VERDICT in found and names_links else None


def shown_codes(mapping: Mapping) -> dict[str, str]:
    """Give, per course id, what stands in *Code*: the code, or the id where codes repeat."""
    codes = [course.code for course in mapping.courses]
    return {course.id: _shown(course, codes) for course in mapping.courses}


def _shown(course: Course, codes: Sequence[str]) -> str:
    is_telling = bool(course.code.strip()) and codes.count(course.code) == 1
    return course.code if is_telling else course.id


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One row of a review sheet, cells by column."""

    table: Table
    row: TableRow
    columns: dict[ReviewColumn, int]

    def __getitem__(self, column: ReviewColumn) -> str:
        """Give the text of a cell on one line; empty where the column is missing."""
        return squeezed(self.raw(column))

    def raw(self, column: ReviewColumn) -> str:
        """Give the text of a cell as it stands there, without white space around it."""
        place = self.columns.get(column)
        values = self.row.values
        return values[place].strip() if place is not None and place < len(values) else ""

    def place(self, column: ReviewColumn) -> Place:
        """Give the place of a cell; of the row where the column is missing."""
        at = self.columns.get(column)
        cell = str(self.row.number) if at is None else self.row.address(at)
        return Place(file=self.table.file, sheet=self.table.sheet, cell=cell)

    @property
    def is_added(self) -> bool:
        """Say whether a person typed this row: it has no id and nothing that the tool wrote."""
        written = (ReviewColumn.ID, ReviewColumn.CONFIDENCE, ReviewColumn.EVIDENCE)
        return ReviewColumn.ID in self.columns and not any(self[column] for column in written)


def review_rows(tables: Sequence[Table]) -> Iterator[ReviewRow]:
    """Give the filled rows of every review sheet; a header pasted further down counts anew."""
    for table in tables:
        columns: dict[ReviewColumn, int] | None = None
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
            for column in ReviewColumn:
                places = [place for place, cell in enumerate(rest) if squeezed(cell) == column]
                if places:
                    where = Place(file=table.file, sheet=table.sheet, cell=row.address(places[0]))
                    yield warning(
                        "review-column-twice",
                        f"De kolom ‘{column}’ staat er twee keer; enkel de eerste is gelezen"
                        f" ({row.address(columns[column])}). Geef de tweede kolom een andere naam.",
                        where,
                    )


def _is_filled(row: TableRow, columns: dict[ReviewColumn, int]) -> bool:
    return any(row.values[place].strip() for place in columns.values() if place < len(row.values))
