"""Finds the row, or the two or three rows, that name the columns of a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from swcompetence.files.course_list.header import Header, Heading
from swcompetence.files.course_list.header_names import IGNORED, TEXT_COLUMNS, Column
from swcompetence.files.course_list.headers import Recognised, guess, normalise, recognise
from swcompetence.model import TableRow

SEARCHED_ROWS = 40
"""The header must stand in one of the first rows of a sheet."""
_YEARS = re.compile(r"(20\d\d)\s*[-–/]\s*(20)?\d\d|20\d\d")
_GENERIC = {"omschrijving", "beschrijving", "korte omschrijving", "toelichting"}
"""Words that say nothing of their own: they take the sense of the group or of what is missing."""
_LONGEST = 60
_MOST_LINES = 3
_KNOWN_BEFORE_GUESSING = 2


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
    """Read one row, or two or three rows joined, as a header."""
    headings = []
    for index in range(len(lines[0].values)):
        texts = [line.values[index].strip() for line in lines]
        named = [line for line, text in zip(lines, texts, strict=True) if text]
        if named:
            words = list(dict.fromkeys(text for text in texts if text))
            meaning = _meaning(words, guessing=guessing)
            headings.append(Heading(index, " / ".join(words), named[-1].address(index), meaning))
    return Header(lines[0].number, lines[-1].number, _settled(headings))


def with_headings(header: Header, headings: Sequence[Heading]) -> Header:
    """Give the header with other headings, and choose again which column gives which field."""
    return replace(header, headings=_settled(headings))


def _meaning(words: Sequence[str], *, guessing: bool) -> Recognised | None:
    readings = list(dict.fromkeys((" ".join(words), " ".join(words[-2:]), *reversed(words))))
    if normalise(words[-1]) in _GENERIC:
        groups = [word for word in words[:-1] if _is_text(word)]
        readings = groups or readings
    for understand in (recognise, guess) if guessing else (recognise,):
        for reading in readings:
            if meaning := understand(reading):
                return meaning
    return None


def _is_text(word: str) -> bool:
    meaning = recognise(word)
    return meaning is not None and meaning.column in TEXT_COLUMNS


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
        found += [
            header_of(top[place : place + height], guessing=guessing)
            for height in range(2, _MOST_LINES + 1)
            if _are_lines(top[place : place + height], height)
        ]
    return [header for header in found if header.is_list]


def _worth(header: Header) -> tuple[int, int, int]:
    return len(header.columns), header.first_row - header.last_row, -header.first_row


def _are_lines(rows: Sequence[TableRow], height: int) -> bool:
    """Say whether each row only names what the rows above leave open or group."""
    if len(rows) < height:
        return False
    above = rows[0].values
    gains = False
    for row in rows[1:]:
        fits, gains = _completes(above, row.values)
        if not fits:
            return False
        above = tuple(
            own if own.strip() else group for group, own in zip(above, row.values, strict=True)
        )
    return gains


def _completes(top: Sequence[str], bottom: Sequence[str]) -> tuple[bool, bool]:
    """Say whether the lower line keeps to what is open, and whether it names anything new."""
    gains = False
    for index, (group, own) in enumerate(zip(top, bottom, strict=True)):
        if not own.strip() or own == group:
            continue
        beside = (*top[max(index - 1, 0) : index], *top[index + 1 : index + 2])
        is_open = not group.strip() or group in beside or recognise(group) is None
        is_open = is_open or recognise(f"{group} {own}") is not None
        if not is_open or len(own) > _LONGEST or own.strip().replace(".", "").isdigit():
            return False, False
        gains = (
            gains or _meaning([group, own] if group.strip() else [own], guessing=False) is not None
        )
    return True, gains


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
