"""Finds the row, or the pair of rows, that names the columns of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from swcompetence.files.header_names import IGNORED, TEXT_COLUMNS, Column
from swcompetence.files.headers import Recognised, guess, normalise, recognise
from swcompetence.model import TableRow

__all__ = ["SEARCHED_ROWS", "Header", "Heading", "find_header", "header_of", "likeliest_header"]

SEARCHED_ROWS = 40
"""The header must stand in one of the first rows of a sheet."""
_YEARS = re.compile(r"(20\d\d)\s*[-–/]\s*(20)?\d\d|20\d\d")
_GENERIC = {"omschrijving", "beschrijving", "korte omschrijving", "toelichting"}
"""Words that say nothing of their own: they take the sense of the group or of what is missing."""
_LONGEST = 60
_KNOWN_BEFORE_GUESSING = 2


@dataclass(frozen=True, slots=True)
class Heading:
    """The header of one column."""

    index: int
    """Column, from 0."""
    text: str
    cell: str
    """Address of the header cell."""
    meaning: Recognised | None
    is_spare: bool = False
    """Whether another column gives the same field better."""


@dataclass(frozen=True, slots=True)
class Header:
    """What the columns of a list hold."""

    first_row: int
    last_row: int
    headings: tuple[Heading, ...]

    def indexes(self, *columns: Column) -> tuple[int, ...]:
        """Give the columns that hold these fields, from left to right."""
        return tuple(
            heading.index
            for heading in self.headings
            if heading.meaning and not heading.is_spare and heading.meaning.column in columns
        )

    def index(self, column: Column) -> int | None:
        """Give the first column that holds a field."""
        return next(iter(self.indexes(column)), None)

    def value(self, row: TableRow, column: Column) -> str:
        """Give the text of a field in a row, or nothing."""
        index = self.index(column)
        return "" if index is None else row.values[index]

    @property
    def columns(self) -> frozenset[Column]:
        """The fields that are recognised, ignored ones included."""
        return frozenset(h.meaning.column for h in self.headings if h.meaning)

    @property
    def has_certain_title(self) -> bool:
        """Say whether the title has a name that means nothing else."""
        meanings = [heading.meaning for heading in self.headings if heading.meaning]
        return any(m.column is Column.TITLE and not (m.rank or m.is_guess) for m in meanings)

    @property
    def has_substance(self) -> bool:
        """Say whether there are credits or running texts."""
        return bool(self.columns & {Column.CREDITS, *TEXT_COLUMNS})

    @property
    def is_list(self) -> bool:
        """Say whether these columns are those of a course list."""
        others = self.columns - {Column.TITLE, *IGNORED}
        return self.has_certain_title or (Column.TITLE in self.columns and bool(others))


def find_header(rows: Sequence[TableRow]) -> Header | None:
    """Find the header: the row that recognises most fields and has a title.

    Names are compared exactly first; close names count only when no exact header exists.
    """
    top = [row for row in rows if row.number <= SEARCHED_ROWS]
    candidates = _candidates(top, guessing=False) or _candidates(top, guessing=True)
    if not candidates:
        return None
    best = max(candidates, key=_worth)
    lines = [row for row in top if best.first_row <= row.number <= best.last_row]
    header = header_of(lines, guessing=True)
    return _years_apart(header, [row for row in rows if row.number > header.last_row])


def likeliest_header(rows: Sequence[TableRow]) -> TableRow | None:
    """Give the row that comes closest to a header, to show when none is found."""
    top = [row for row in rows if row.number <= SEARCHED_ROWS and not row.is_blank]
    return max(
        top,
        key=lambda row: (
            len(header_of([row], guessing=True).columns),
            sum(bool(value.strip()) for value in row.values),
        ),
        default=None,
    )


def header_of(lines: Sequence[TableRow], *, guessing: bool) -> Header:
    """Read one row, or two rows joined, as a header."""
    headings = []
    for index in range(len(lines[0].values)):
        texts = [line.values[index].strip() for line in lines]
        named = [line for line, text in zip(lines, texts, strict=True) if text]
        if named:
            words = list(dict.fromkeys(text for text in texts if text))
            meaning = _meaning(words, guessing=guessing)
            headings.append(Heading(index, " / ".join(words), named[-1].address(index), meaning))
    return Header(lines[0].number, lines[-1].number, _settled(headings))


def _meaning(words: Sequence[str], *, guessing: bool) -> Recognised | None:
    if len(words) == 1:
        readings = list(words)
    else:
        group, own = words[0], words[-1]
        readings = [" ".join(words), own, group]
        group_meaning = recognise(group)
        if group_meaning and group_meaning.column in TEXT_COLUMNS and normalise(own) in _GENERIC:
            readings = [group]
    for understand in (recognise, guess) if guessing else (recognise,):
        for reading in readings:
            if meaning := understand(reading):
                return meaning
    return None


def _settled(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Choose one column for every field that has one value; running texts keep them all."""
    headings = _with_title(headings)
    best: dict[Column, Heading] = {}
    for heading in headings:
        meaning = heading.meaning
        if meaning and meaning.column not in (*TEXT_COLUMNS, *IGNORED):
            known = best.setdefault(meaning.column, heading)
            if known.meaning and _preference(meaning) < _preference(known.meaning):
                best[meaning.column] = heading
    return tuple(
        replace(h, is_spare=bool(h.meaning and best.get(h.meaning.column, h) is not h))
        for h in headings
    )


def _preference(meaning: Recognised) -> tuple[bool, int]:
    return meaning.is_guess, meaning.rank


def _with_title(headings: Sequence[Heading]) -> Sequence[Heading]:
    """Take `Omschrijving` for the title in a list that has codes or credits but no title."""
    found = {heading.meaning.column for heading in headings if heading.meaning}
    if Column.TITLE in found or not found & {Column.CODE, Column.CREDITS}:
        return headings
    for place, heading in enumerate(headings):
        if normalise(heading.text) in _GENERIC:
            title = replace(
                heading, meaning=Recognised(Column.TITLE, heading.text, rank=1, is_guess=True)
            )
            return [*headings[:place], title, *headings[place + 1 :]]
    return headings


def _candidates(top: Sequence[TableRow], *, guessing: bool) -> list[Header]:
    found = []
    for place, row in enumerate(top):
        alone = header_of([row], guessing=False)
        if guessing and len(alone.columns) < _KNOWN_BEFORE_GUESSING:
            continue
        found.append(header_of([row], guessing=guessing))
        if place + 1 < len(top) and _completes(row, top[place + 1]):
            found.append(header_of([row, top[place + 1]], guessing=guessing))
    return [header for header in found if header.is_list]


def _worth(header: Header) -> tuple[int, int, int]:
    return len(header.columns), header.first_row - header.last_row, -header.first_row


def _completes(top: TableRow, bottom: TableRow) -> bool:
    """Say whether the second row only names what the first row leaves open or groups."""
    gains = False
    for index, (group, own) in enumerate(zip(top.values, bottom.values, strict=True)):
        if not own.strip() or own == group:
            continue
        beside = (*top.values[max(index - 1, 0) : index], *top.values[index + 1 : index + 2])
        is_open = not group.strip() or group in beside or recognise(group) is None
        is_open = is_open or recognise(f"{group} {own}") is not None
        if not is_open or len(own) > _LONGEST or own.strip().replace(".", "").isdigit():
            return False
        gains = (
            gains or _meaning([group, own] if group.strip() else [own], guessing=False) is not None
        )
    return gains


def _years_apart(header: Header, below: Sequence[TableRow]) -> Header:
    """Take a column `Jaar` that holds years such as 2024-25 for the academic year."""

    def holds_years(heading: Heading) -> bool:
        values = [v for row in below if (v := row.values[heading.index].strip())]
        years = sum(bool(_YEARS.fullmatch(value)) for value in values)
        return bool(values) and years * 2 > len(values)

    headings = [
        replace(h, meaning=replace(h.meaning, column=Column.ACADEMIC_YEAR))
        if h.meaning and h.meaning.column is Column.PHASE and holds_years(h)
        else h
        for h in header.headings
    ]
    return replace(header, headings=_settled(headings))
