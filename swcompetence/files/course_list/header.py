"""Finds the row, or the two or three rows, that name the columns of a list, and reads them.

With a column profile, what the profile names goes first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from swcompetence.files.course_list.cell_values import Section, are_codes, mark_columns, section_of
from swcompetence.files.course_list.column_profile import LETTERS, ColumnProfile
from swcompetence.files.course_list.header_names import (
    IGNORED,
    TEXT_COLUMNS,
    Column,
    Recognised,
    guess,
    normalise,
    recognise,
)
from swcompetence.model import TableRow, column_letters

SEMESTER_TITLE = "semester"
"""Name of titles that are called after their semester."""
SEARCHED_ROWS = 40
"""The header must stand in one of the first rows of a sheet."""
_LEVEL_NAMES = {"niveau", "level"}
_PHASE_VALUE = re.compile(
    r"\b(?:[1-6]|i{1,3}|iv|eerste|tweede|derde|vierde)\b|\d(?:ste|e|de)\b|ba", re.IGNORECASE
)
_YEARS = re.compile(r"(20\d\d)\s*[-–/]\s*(20)?\d\d|20\d\d")
_GENERIC = {"omschrijving", "beschrijving", "korte omschrijving", "toelichting"}
"""Words that say nothing of their own: they take the sense of the group or of what is missing."""
_LONGEST = 60
_LONGEST_TITLE = 120
_MOST_LINES = 3
_KNOWN_BEFORE_GUESSING = 2
_BY_PROFILE = -1
_JOINT = " / "
"""What stands between the rows of a header that takes several."""


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

    @property
    def is_teacher(self) -> bool:
        """Say whether the text announces names of people: no profile makes us read those."""
        meaning = recognise(self.text)
        return bool(meaning and meaning.column is Column.TEACHER)


@dataclass(frozen=True)
class Header:
    """What the columns of a list hold."""

    first_row: int
    last_row: int
    headings: tuple[Heading, ...]

    @cached_property
    def _places(self) -> dict[Column, tuple[int, ...]]:
        places: dict[Column, tuple[int, ...]] = {}
        for heading in self.headings:
            if heading.meaning and not heading.is_spare:
                column = heading.meaning.column
                places[column] = (*places.get(column, ()), heading.index)
        return places

    @cached_property
    def text_indexes(self) -> tuple[int, ...]:
        """The columns that hold running text, from left to right."""
        return tuple(sorted(place for column in TEXT_COLUMNS for place in self.indexes(column)))

    @cached_property
    def names(self) -> dict[int, str]:
        """The normalised header text by column."""
        return {heading.index: normalise(heading.text) for heading in self.headings}

    @cached_property
    def fact_indexes(self) -> dict[Column, int]:
        """The first column of every field that has one value."""
        return {c: places[0] for c, places in self._places.items() if c not in TEXT_COLUMNS}

    def indexes(self, column: Column) -> tuple[int, ...]:
        """Give the columns that hold this field, from left to right."""
        return self._places.get(column, ())

    def index(self, column: Column) -> int | None:
        """Give the first column that holds a field."""
        return next(iter(self.indexes(column)), None)

    def is_weak(self, column: Column) -> bool:
        """Say whether the name of a column gives way to a better one."""
        index = self.index(column)
        return any(h.index == index and h.meaning and h.meaning.rank > 0 for h in self.headings)

    def value(self, row: TableRow, column: Column) -> str:
        """Give the text of a field in a row, or nothing."""
        places = self._places.get(column)
        return row.values[places[0]] if places else ""

    def named(self, name: str, width: int) -> tuple[int, ...]:
        """Give the columns that a name of a profile stands for: by header text, else by letter."""
        if by_text := self.with_text(name):
            return by_text
        if not LETTERS.fullmatch(name):
            return ()
        return tuple(index for index in range(width) if column_letters(index) == name)

    def with_text(self, name: str) -> tuple[int, ...]:
        """Give the columns with this header text, or with it in the last row of the header."""
        key = normalise(name)
        whole = tuple(index for index, text in self.names.items() if text == key)
        lasts = ((h.index, h.text.split(_JOINT)[-1]) for h in self.headings)
        return whole or tuple(index for index, last in lasts if normalise(last) == key)

    @property
    def columns(self) -> frozenset[Column]:
        """The fields that are recognised, ignored ones included."""
        return frozenset(h.meaning.column for h in self.headings if h.meaning)

    def only(self, places: Collection[int]) -> Header:
        """Give the header of some of the columns."""
        headings = [replace(h, is_spare=False) for h in self.headings if h.index in places]
        return replace(self, headings=_settled(headings))

    @cached_property
    def section(self) -> Section:
        """What the name of the titles says of all courses: `Semester 1`."""
        name = next((h.text for h in self.headings if h.index == self.index(Column.TITLE)), "")
        return section_of(name) or Section()

    @property
    def has_certain_title(self) -> bool:
        """Say whether the title has a name that means nothing else."""
        meanings = [heading.meaning for heading in self.headings if heading.meaning]
        return any(m.column is Column.TITLE and m.rank <= 0 and not m.is_guess for m in meanings)

    @property
    def has_substance(self) -> bool:
        """Say whether there are credits or running texts."""
        return bool(self.columns & {Column.CREDITS, *TEXT_COLUMNS})

    @property
    def is_list(self) -> bool:
        """Say whether these columns are those of a course list."""
        more = self.columns - {Column.TITLE, *IGNORED}
        return self.has_certain_title or (Column.TITLE in self.columns and bool(more))


def find_header(rows: Sequence[TableRow]) -> Header | None:
    """Find the header: the row that recognises most fields and has a title.

    Names are compared exactly first; close names count only when no exact header exists.
    """
    top = [row for row in rows if row.number <= SEARCHED_ROWS]
    candidates = _candidates(top, guessing=False) or _candidates(top, guessing=True)
    if not candidates:
        return None
    # As many fields as possible, then as few rows, then as high as possible.
    best = max(candidates, key=lambda h: (len(h.columns), h.first_row - h.last_row, -h.first_row))
    lines = [row for row in top if best.first_row <= row.number <= best.last_row]
    header = _with_subline(header_of(lines, guessing=True), rows)
    below = [row for row in rows if row.number > header.last_row]
    for told_apart in (_years_apart, _codes_apart, _levels_apart, _marks_apart):
        header = told_apart(header, below)
    return header


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
        named = [(line, text) for line in lines if (text := line.values[index].strip())]
        if words := list(dict.fromkeys(text for _, text in named)):
            cell, meaning = named[-1][0].address(index), _meaning(words, guessing=guessing)
            headings.append(Heading(index, _JOINT.join(words), cell, meaning))
    return Header(lines[0].number, lines[-1].number, _settled(headings))


def _meaning(words: Sequence[str], *, guessing: bool) -> Recognised | None:
    readings = list(dict.fromkeys((" ".join(words), " ".join(words[-2:]), *reversed(words))))
    if normalise(words[-1]) in _GENERIC:
        groups = [w for w in words[:-1] if (m := recognise(w)) and m.column in TEXT_COLUMNS]
        readings = groups or readings
    for understand in (recognise, guess) if guessing else (recognise,):
        for reading in readings:
            if meaning := understand(reading):
                return meaning
    return None


def _settled(headings: Sequence[Heading]) -> tuple[Heading, ...]:
    """Choose one column for every field that has one value; texts and marks keep them all."""
    headings = _with_title(headings)
    best: dict[Column, tuple[tuple[bool, int], int]] = {}
    for meaning, index in ((h.meaning, h.index) for h in headings):
        if meaning and meaning.column not in (*TEXT_COLUMNS, *IGNORED, Column.MATRIX):
            rank = (meaning.preference, index)
            best[meaning.column] = min(rank, best.get(meaning.column, rank))
    chosen = {column: index for column, (_, index) in best.items()}
    return tuple(
        replace(h, is_spare=bool(h.meaning and chosen.get(h.meaning.column, h.index) != h.index))
        for h in headings
    )


def _with_title(headings: Sequence[Heading]) -> Sequence[Heading]:
    """Take `Omschrijving` for the title in a list that has codes or credits but no title.

    Beside outcomes it explains those, unless there are credits: such a list has no courses.
    """
    columns = {heading.meaning.column for heading in headings if heading.meaning}
    if Column.TITLE in columns:
        return headings
    meaning = Recognised(Column.TITLE, SEMESTER_TITLE, rank=1)
    if not (places := _semester_places(headings)):
        telling = {Column.CREDITS} if Column.OUTCOMES in columns else {Column.CODE, Column.CREDITS}
        generic = next((h for h in headings if normalise(h.text) in _GENERIC), None)
        if generic is None or not columns & telling:
            return headings
        places = {generic.index}
        meaning = Recognised(Column.TITLE, generic.text, rank=1, is_guess=True)
    return [replace(h, meaning=meaning) if h.index in places else h for h in headings]


def _semester_places(headings: Sequence[Heading]) -> set[int]:
    """Find titles that are called after their semester or phase: `Semester 1, SP, Semester 2, SP`.

    Each stands before credits, perhaps with a code between, and there is more than one.
    """
    credit_places = {h.index for h in headings if h.meaning and h.meaning.column is Column.CREDITS}
    named = {
        h.index
        for h in headings
        if (h.meaning is None or h.meaning.is_guess) and section_of(h.text)
    }
    places = {place for place in named if {place + 1, place + 2} & credit_places}
    return places if len(places) > 1 else set()


def _candidates(top: Sequence[TableRow], *, guessing: bool) -> list[Header]:
    headers = []
    for place, row in enumerate(top):
        alone = header_of([row], guessing=False)
        if guessing and len(alone.columns) < _KNOWN_BEFORE_GUESSING:
            continue
        headers.append(header_of([row], guessing=True) if guessing else alone)
        headers += [
            header_of(top[place : place + height], guessing=guessing)
            for height in range(2, _MOST_LINES + 1)
            if _are_lines(top[place : place + height], height)
        ]
    return [header for header in headers if header.is_list]


def _are_lines(rows: Sequence[TableRow], height: int) -> bool:
    """Say whether each row only names what the rows above leave open or group."""
    if len(rows) < height:
        return False
    above = rows[0].values
    gains: bool | None = False
    for row in rows[1:]:
        gains = _completes(above, row.values)
        if gains is None:
            return False
        pairs = zip(above, row.values, strict=True)
        above = tuple(text if text.strip() else group for group, text in pairs)
    return gains or False


def _completes(top: Sequence[str], bottom: Sequence[str]) -> bool | None:
    """Say whether the lower line names anything new, None where it names what is not open."""
    gains = False
    for index, (group, text) in enumerate(zip(top, bottom, strict=True)):
        if not text.strip() or text == group:
            continue
        beside = (*top[max(index - 1, 0) : index], *top[index + 1 : index + 2])
        is_open = not group.strip() or group in beside or recognise(group) is None
        is_open = is_open or recognise(f"{group} {text}") is not None
        if not is_open or len(text) > _LONGEST or text.strip().replace(".", "").isdigit():
            return None
        words = [group, text] if group.strip() else [text]
        gains = gains or _meaning(words, guessing=False) is not None
    return gains


def _years_apart(header: Header, below: Sequence[TableRow]) -> Header:
    """Take a column `Jaar` that holds years such as 2024-25 for the academic year."""
    meanings = {}
    for index, meaning in ((heading.index, heading.meaning) for heading in header.headings):
        if meaning and meaning.column is Column.PHASE:
            values = [value for row in below if (value := row.values[index].strip())]
            if sum(bool(_YEARS.fullmatch(value)) for value in values) * 2 > len(values):
                meanings[index] = replace(meaning, column=Column.ACADEMIC_YEAR)
    return _with_meanings(header, meanings)


def _codes_apart(header: Header, below: Sequence[TableRow]) -> Header:
    """Tell codes and titles apart by what the columns hold: `Vak, Vaknaam`, `Naam, Titel`.

    A column of codes under a name for titles is the code, where another column holds titles: one
    with a name for titles or codes, or else one with short descriptions.
    """
    meanings = {heading.index: heading.meaning for heading in header.headings if heading.meaning}
    texts = {i: [text for row in below if (text := row.values[i].strip())] for i in meanings}
    named = [i for i in meanings if meanings[i].column in {Column.TITLE, Column.CODE} and texts[i]]
    coded = [i for i in named if are_codes(texts[i])]
    worded = [i for i in named if i not in coded] or [
        heading.index
        for heading in header.headings
        if normalise(heading.text) in _GENERIC
        and all(len(text) <= _LONGEST_TITLE for text in texts.get(heading.index, [""]))
    ]
    title = header.index(Column.TITLE)
    changed: dict[int, Column] = {}
    if title in coded and worded:
        order = {i: (meanings[i].column != Column.TITLE, meanings[i].preference) for i in worded}
        changed = {title: Column.CODE, min(worded, key=order.__getitem__): Column.TITLE}
    elif Column.CODE not in header.columns:
        changed = {i: Column.CODE for i in coded[:1] if i != title}
    by_values = {
        i: replace(meanings[i], column=column, rank=0, by_values=True)
        for i, column in changed.items()
        if column is not meanings[i].column
    }
    return _with_meanings(header, by_values)


def _levels_apart(header: Header, below: Sequence[TableRow]) -> Header:
    """Take a column `Niveau` for that of outcomes where it holds no phases, or more than one.

    Where a list has a row for each outcome, the rows of one course then differ in it.
    """
    place, title = header.index(Column.PHASE), header.index(Column.TITLE)
    if place is None or title is None or header.names[place] not in _LEVEL_NAMES:
        return header
    values: dict[str, set[str]] = {}
    course = ""
    for row in below:
        course = row.values[title].strip() or course
        if value := row.values[place].strip():
            values.setdefault(course, set()).add(value)
    distinct = set().union(*values.values()) or {"1"}
    is_phase = sum(bool(_PHASE_VALUE.search(value)) for value in distinct) * 2 > len(distinct)
    if is_phase and all(len(of_course) == 1 for of_course in values.values()):
        return header
    return _with_meanings(header, {place: Column.LEVEL})


def _with_subline(header: Header, rows: Sequence[TableRow]) -> Header:
    """Add the row below to the header where it only names what stands under groups."""
    row = next((row for row in rows if row.number == header.last_row + 1), None)
    if row is None or header.last_row - header.first_row + 1 >= _MOST_LINES:
        return header
    known = {h.index: h.text for h in header.headings if h.meaning and not h.meaning.is_guess}
    filled = {place: text for place, text in enumerate(row.values) if text.strip()}
    below = {place: text for place, text in filled.items() if place not in known}
    is_name_row = len(below) > 1 and all(len(text) <= _LONGEST_TITLE for text in below.values())
    groups = {h.index for h in header.headings if h.index not in known}
    if not is_name_row or not groups or min(below) < min(groups):
        return header
    if any(normalise(text) != normalise(known.get(p, text)) for p, text in filled.items()):
        return header
    lines = [line for line in rows if header.first_row <= line.number <= row.number]
    return header_of(lines, guessing=True)


def _marks_apart(header: Header, below: Sequence[TableRow]) -> Header:
    """Take columns with marks, whatever they are called, for those of a matrix."""
    texts = {
        h.index: values
        for h in header.headings
        if h.meaning is None or h.meaning.is_guess or h.meaning.column in TEXT_COLUMNS
        if (values := [text for row in below if (text := row.values[h.index].strip())])
        or h.meaning is None
    }
    return _with_meanings(header, dict.fromkeys(mark_columns(texts), Column.MATRIX))


def _with_meanings(header: Header, meanings: Mapping[int, Recognised | Column]) -> Header:
    """Give some columns another meaning, for what they hold."""
    headings = []
    for heading in header.headings:
        meaning = meanings.get(heading.index, heading.meaning)
        meaning = Recognised(meaning, heading.text) if isinstance(meaning, Column) else meaning
        headings.append(replace(heading, meaning=meaning))
    return replace(header, headings=_settled(headings)) if meanings else header


def profiled_header(rows: Sequence[TableRow], profile: ColumnProfile) -> Header | None:
    """Find the header and give its columns the fields that the profile names.

    None where the profile names a title and no such column is there.
    """
    width = len(rows[0].values) if rows else 0
    bare = _bare_header(rows, profile, width)
    if bare is None:
        return None
    headings = {heading.index: heading for heading in bare.headings}
    for name, column in profile.columns.items():
        for index in bare.named(name, width):
            letters = column_letters(index)
            unnamed = Heading(index, letters, f"{letters}{max(bare.last_row, 1)}", None)
            heading = headings.get(index, unnamed)
            if not heading.is_teacher:
                meaning = Recognised(column, name, rank=_BY_PROFILE)
                heading = replace(heading, meaning=meaning)
            headings[index] = heading
    header = replace(bare, headings=_settled([headings[index] for index in sorted(headings)]))
    is_titled = profile.may_lack_columns or _names_title(bare, profile, width)
    return header if is_titled and Column.TITLE in header.columns else None


def _bare_header(rows: Sequence[TableRow], profile: ColumnProfile, width: int) -> Header | None:
    """Give the header before the profile's fields are put on it: the row that it names, if any."""
    if profile.header_row == 0:
        return Header(0, 0, ())
    recognised = find_header(rows)
    if profile.header_row is not None:
        if recognised and recognised.last_row == profile.header_row:
            return recognised
        row = next((row for row in rows if row.number == profile.header_row), None)
        return header_of([row], guessing=True) if row else None
    if recognised and _names_title(recognised, profile, width):
        return recognised
    top = (row for row in rows if row.number <= SEARCHED_ROWS and not row.is_blank)
    headers = [header_of([row], guessing=True) for row in top]
    names = {h.first_row: sum(bool(h.with_text(name)) for name in profile.columns) for h in headers}
    # A row that holds names of the profile, a title among them where it names one.
    best = max(
        (h for h in headers if names[h.first_row] and _names_title(h, profile, width)),
        key=lambda h: (names[h.first_row], -h.first_row),
        default=None,
    )
    likeliest = None if best or recognised else likeliest_header(rows)
    return best or recognised or (header_of([likeliest], guessing=True) if likeliest else None)


def _names_title(header: Header, profile: ColumnProfile, width: int) -> bool:
    names = profile.names_of(Column.TITLE)
    return not names or any(header.named(name, width) for name in names)
