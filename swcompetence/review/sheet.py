"""The sheets that people fill in and give back; of the review sheet also columns and words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache

from swcompetence.model import (
    CourseField,
    Issue,
    Link,
    Mapping,
    Place,
    Status,
    Table,
    TableRow,
    Tie,
    Treatment,
    Verdict,
)
from swcompetence.model.issue import warning
from swcompetence.phrasing import single_spaced
from swcompetence.text import fold


class ReviewColumn(StrEnum):
    """The headers of the sheet *Koppelingen*, in their order."""

    ID = "Koppeling-id"
    CODE = "Code"
    COURSE = "Opleidingsonderdeel"
    ALSO = "Ook voor"
    """Codes of the variants with the same text, one a line: a decision holds for them too."""
    FRAMEWORK = "Kader"
    LABEL = "Naam"
    EVIDENCE = "Bewijs"
    ESTIMATE = "Inschatting"
    CONFIDENCE = "Zekerheid"
    STATUS = "Status"
    CHANGED = "Gewijzigd"
    VERDICT = "Besluit"
    KEY = "Sleutel"
    """The id once more, amid the cells to decide in: shows that columns were sorted apart."""
    TIE = "OCMW-context"
    LEVEL = "Niveau"
    ASSESSED = "Geëvalueerd"
    REVIEWER = "Nagekeken door"
    DATE = "Datum"
    NOTE = "Opmerking"
    LAST_KEY = "Slotsleutel"
    FINAL = "Definitief"
    ITEM = "Kaderitem"


VERDICT_WORDS: dict[Verdict, str] = {
    Verdict.ACCEPT: "akkoord",
    Verdict.TOUCHED: "terloops",
    Verdict.REJECT: "niet akkoord",
    Verdict.UNSURE: "twijfel",
}
"""What a lecturer chooses in *Besluit*."""
SHORT_WORDS: dict[Verdict, str] = {
    Verdict.ACCEPT: "a",
    Verdict.TOUCHED: "t",
    Verdict.REJECT: "n",
    Verdict.UNSURE: "?",
}
"""What a lecturer may type for it."""
YES, NO = "ja", "nee"
YES_SPELLINGS = frozenset("ja j yes y x ok oke okay 1 waar true ✓ ✔ ☑ ☒".split())
NO_SPELLINGS = frozenset("nee neen n no 0 onwaar false".split())
VERDICT_SPELLINGS: dict[Verdict, frozenset[str]] = {
    Verdict.ACCEPT: YES_SPELLINGS | {"a", "akkoord", "accept", "bevestigd"},
    Verdict.TOUCHED: frozenset({"terloops", "touched", "t"}),
    Verdict.REJECT: NO_SPELLINGS | {"nietakkoord", "reject", "verworpen"},
    Verdict.UNSURE: frozenset({"twijfel", "unsure", "?"}),
}
"""What people type in *Besluit*, without spaces, capitals and accents: for reader and formula."""
TIE_WORDS = {Tie.EXPLICIT: YES, Tie.GENERAL: NO}
"""What stands in *OCMW-context*."""
TREATMENT_WORDS = {Treatment.CORE: "onderwerp", Treatment.TOUCHED: "terloops"}
NO_CONTEXT = "context niet bepaald"
"""What *Inschatting* says of treatment, and of a tie that is not judged."""
PROPOSED = "voorstel"
POSSIBLE = "mogelijk"
LINK_STATUS_WORDS = {
    Status.CONFIRMED: "bevestigd",
    Status.REJECTED: "verworpen",
    Status.UNSURE: "twijfel",
    Status.CONFLICT: "tegenspraak",
    Status.STALE: "opnieuw te bekijken",
}
"""What *Status* says of a link that has a decision; `voorstel` or `mogelijk` of any other."""
LEVEL_CONFLICT = "bevestigd, mate verschilt"
"""Some see a subject of the course, others a mention in passing; that it is there, all agree."""
HIDDEN = "verborgen"
"""Stands in *Zekerheid* of a workbook that hides what the tool and others think."""
LINKS_SHEET = "Koppelingen"
"""On which lecturers decide."""
MAPPING_SHEET = "_mapping"
"""The hidden sheet of a review workbook that carries its mapping."""
NOTHING_FITS_LABEL = "niets uit dit kader past"
FIELD_WORDS = {
    CourseField.TITLE: "titel",
    CourseField.OUTCOMES: "leerresultaten",
    CourseField.CONTENT: "inhoud",
    CourseField.TEACHING: "werkvormen",
    CourseField.ASSESSMENT: "evaluatie",
}
"""The text fields in the words of a lecturer."""
_LONGEST_HEADER = 100
"""Characters; evidence and the hidden mapping are longer, and every row is asked whether it is a
header."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row under a header, cells by column."""

    table: Table
    row: TableRow
    columns: dict[str, int]
    header: tuple[str, ...] = ()
    """The cells of the header above it."""

    def __getitem__(self, column: str) -> str:
        """Give the text of a cell on one line; empty where the column is missing."""
        return single_spaced(self.raw(column))

    def raw(self, column: str) -> str:
        """Give the text of a cell as it stands there, without white space around it."""
        place = self.columns.get(column)
        values = self.row.values
        return values[place].strip() if place is not None and place < len(values) else ""

    def at(self, place: int) -> str:
        """Give the text of the cell at a place in the row, on one line."""
        values = self.row.values
        return single_spaced(values[place]) if place < len(values) else ""

    def place(self, column: str | int) -> Place:
        """Give the place of a cell; of the row where the column is missing."""
        at = column if isinstance(column, int) else self.columns.get(column)
        cell = str(self.row.number) if at is None else self.row.address(at)
        return Place(file=self.table.file, sheet=self.table.sheet, cell=cell)


@dataclass(frozen=True)
class SheetKind:
    """A sheet that people fill in, known by its headers wherever sheet and columns went."""

    columns: type[StrEnum]
    needed: tuple[frozenset[StrEnum], ...]
    """The columns that make a row of cells a header; one of these sets is enough."""
    synonyms: AnyMapping[StrEnum, str] = field(default_factory=dict)
    """Words that people use for a column instead, where no header names it plainly."""

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        return {bare_letters(column): column for column in self.columns}

    @cached_property
    def _by_synonym(self) -> dict[str, str]:
        pairs = self.synonyms.items()
        return {bare_letters(word): column for column, words in pairs for word in words.split()}

    def header(self, cells: Sequence[str]) -> dict[str, int] | None:
        """Give column -> place in the row, None where these cells are no such header.

        >>> REVIEW_SHEET.header(["Kaderitem", "eigen kolom", "BESLUIT ", "Code"])["Besluit"]
        2
        """
        places: dict[str, int] = {}
        for place, column in self.named(cells):
            places.setdefault(column, place)
        for place, cell in enumerate(cells if places else ()):
            if place not in places.values() and (meant := self.meant(cell)) is not None:
                places.setdefault(meant, place)
        return places if any(columns <= places.keys() for columns in self.needed) else None

    def meant(self, header: str) -> str | None:
        """Give the column that a header means which is the name of none."""
        return self._by_synonym.get(bare_letters(header))

    def rows(self, tables: Sequence[Table]) -> Iterator[SheetRow]:
        """Give the filled rows under every header; one pasted further down counts anew."""
        for table in tables:
            columns: dict[str, int] = {}
            header: tuple[str, ...] = ()
            for row in table.rows:
                places = self.header(row.values)
                if places is not None:
                    columns, header = places, row.values
                elif any(row.values[at].strip() for at in columns.values() if at < len(row.values)):
                    yield SheetRow(table, row, columns, header)

    def column(self, header: str) -> str | None:
        """Give the column of this name, by letters and digits, without case and accents."""
        return self._by_letters.get(bare_letters(header))

    def named(self, cells: Sequence[str]) -> Iterator[tuple[int, str]]:
        """Give the cells that are the name of a column, each with its place."""
        for place, cell in enumerate(cells):
            column = self.column(cell) if len(cell) <= _LONGEST_HEADER else None
            if column is not None:
                yield place, column


def unread_cells(
    rows: Iterable[SheetRow], is_read: Callable[[str], bool]
) -> list[tuple[int, list[SheetRow]]]:
    """Give, per column whose header says that it is not read, the rows that fill it in."""
    cells: dict[tuple[str, str, int], list[SheetRow]] = {}
    for row in rows:
        for place, value in enumerate(row.row.values):
            header = row.header[place] if place < len(row.header) else ""
            if value.strip() and not is_read(header):
                cells.setdefault((row.table.file, row.table.sheet, place), []).append(row)
    return [(place, filled) for (_, _, place), filled in cells.items()]


@lru_cache(maxsize=4_000)  # most cells say what the one above says
def bare_letters(text: str) -> str:
    """Give the letters and digits of a header, without case and accents."""
    return "".join(char for char in fold(text) if char.isalnum())


_OF_READER = re.compile(
    r"(?:besluit|beslissing|oordeel)(?:en)?[\s:(–-]+(?:van\s+)?(.+?)\)?", re.IGNORECASE
)


def reader_in(header: str) -> str | None:
    """Give the name of the reader whose decisions a column holds by its header.

    >>> reader_in("Besluit Bert"), reader_in("Besluit 2"), reader_in("Besluit")
    ('Bert', 'lezer 2', None)
    """
    match = _OF_READER.fullmatch(header.strip())
    name = single_spaced(match[1]) if match else None
    return f"lezer {name}" if name and name.isdecimal() else name


class _ReviewSheet(SheetKind):
    def meant(self, header: str) -> str | None:
        column = super().meant(header)
        return ReviewColumn.VERDICT if column is None and reader_in(header) else column


REVIEW_SHEET = _ReviewSheet(
    ReviewColumn,
    (
        frozenset({ReviewColumn.VERDICT, ReviewColumn.ID}),
        frozenset({ReviewColumn.VERDICT, ReviewColumn.CODE, ReviewColumn.ITEM}),
    ),
    {
        ReviewColumn.VERDICT: "beslissing oordeel",
        ReviewColumn.TIE: "context",
        ReviewColumn.LEVEL: "level",
        ReviewColumn.ASSESSED: "getoetst",
        ReviewColumn.REVIEWER: "lector lesgever docent nakijker beoordelaar reviewer nagezien_door",
        ReviewColumn.DATE: "date dag",
        ReviewColumn.NOTE: "commentaar opmerkingen bemerking bemerkingen nota toelichting",
        ReviewColumn.FINAL: "finaal final",
    },
)


def has_review_sheet(tables: Sequence[Table]) -> bool:
    """Say whether one of the sheets has the columns to decide in."""
    return any(REVIEW_SHEET.header(row.values) for table in tables for row in table.rows)


def status_word(link: Link) -> str:
    """Say where the review of a link stands, in the word of *Status*."""
    if link.has_level_conflict and link.status is Status.CONFIRMED:
        return LEVEL_CONFLICT
    return LINK_STATUS_WORDS.get(link.status, PROPOSED if link.is_asked else POSSIBLE)


def is_added(row: SheetRow) -> bool:
    """Say whether a person typed a row of a review sheet: no id, nothing that the tool wrote."""
    written = (ReviewColumn.ID, ReviewColumn.CONFIDENCE, ReviewColumn.EVIDENCE)
    return ReviewColumn.ID in row.columns and not any(row[column] for column in written)


def columns_twice(tables: Sequence[Table], kinds: Sequence[SheetKind]) -> Iterator[Issue]:
    """Report the columns that stand twice in a header of these kinds; only the first is read."""
    for table, row, kind in ((t, row, kind) for t in tables for row in t.rows for kind in kinds):
        header = kind.header(row.values) or {}
        for place, column in kind.named(row.values) if header else ():
            if header[column] != place:
                yield warning(
                    "review-column-twice",
                    f"De kolom ‘{column}’ staat er twee keer; enkel de eerste is gelezen"
                    f" ({row.address(header[column])}). Geef de tweede kolom een andere naam.",
                    Place(file=table.file, sheet=table.sheet, cell=row.address(place)),
                )


def shown_codes(mapping: Mapping) -> dict[str, str]:
    """Give, per course id, what stands in *Code*: the code, or the id where codes repeat."""
    codes = Counter(course.code for course in mapping.courses)
    return {
        course.id: course.code if course.code.strip() and codes[course.code] == 1 else course.id
        for course in mapping.courses
    }
