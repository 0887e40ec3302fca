"""Says of every row below a header what it is: a course, its continuation, a heading, a total."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import cached_property
from itertools import takewhile

from swcompetence.files.course_list.cell_values import (
    Section,
    TitleCell,
    credits_of,
    is_mark,
    is_matrix_mark,
    is_total,
    section_of,
    title_cell,
)
from swcompetence.files.course_list.header import Header, header_of
from swcompetence.files.course_list.header_names import (
    IGNORED,
    LONGEST_HEADER,
    TEXT_COLUMNS,
    Column,
    normalise,
    recognise,
)
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import TableRow
from swcompetence.phrasing import single_spaced

_LEGEND = re.compile(r"(?i)\S{1,3}\s*[=:]\s*\S|legend[ea]\b|verklaring\b")
_SIGN_AND_MEANING, _LONGEST_SIGN = 2, 3
_DIGIT = re.compile(r"\d")
_LONGEST_NUMBER = 40
_FACTS = tuple(
    c
    for c in Column
    if c not in (*TEXT_COLUMNS, *IGNORED, Column.CODE, Column.TITLE, Column.MATRIX)
)


class RowKind(Enum):
    """What a row of a list is."""

    COURSE = auto()
    CONTINUATION = auto()
    REPEAT = auto()
    BLANK = auto()
    HEADER = auto()
    SECTION = auto()
    HEADING = auto()
    LEGEND = auto()
    TOTAL = auto()
    BLOCK_TOTAL = auto()
    UNTITLED = auto()


_DASHES = "-–—− "


@dataclass(frozen=True)
class ReadRow:
    """A row with what it is and the header that holds for it."""

    row: TableRow
    kind: RowKind
    header: Header
    copied_down: frozenset[str]
    """Addresses of cells that repeat a merged cell above."""
    section: Section | None = None

    def value(self, column: Column) -> str:
        """Give the text of a field, or nothing; a title of dashes alone is none."""
        text = self.header.value(self.row, column).strip()
        return "" if column is Column.TITLE and not text.strip(_DASHES) else text

    def address(self, column: Column) -> str:
        """Give the address of the cell of a field; in the first column where there is none."""
        return self.row.address(self.header.index(column) or 0)

    def is_copied(self, column: Column) -> bool:
        """Say whether the cell of a field repeats a merged cell above."""
        is_there = bool(self.copied_down) and self.header.index(column) is not None
        return is_there and self.address(column) in self.copied_down

    @cached_property
    def has_text(self) -> bool:
        """Say whether the row holds running text."""
        return any(
            (text := self.row.values[index].strip()) and not is_mark(text)
            for index in self.header.text_indexes
        )

    @cached_property
    def title(self) -> TitleCell:
        """The title, apart from the credits and the code behind it."""
        return title_cell(self.value(Column.TITLE))

    @cached_property
    def code(self) -> str:
        """The code as written, from its column or the title."""
        return self.value(Column.CODE) or self.title.code

    @property
    def key(self) -> tuple[str, str]:
        """Title and code: a row with the same ones may be the same course."""
        return single_spaced(self.value(Column.TITLE)), self.code

    @cached_property
    def credits(self) -> float | None:
        """The credits, from their column or the title."""
        in_column = credits_of(self.value(Column.CREDITS))
        return self.title.credits if in_column is None else in_column


def read_rows(worksheet: Worksheet, header: Header) -> tuple[ReadRow, ...]:
    """Read every row below the header."""
    rows: list[ReadRow] = []
    course: ReadRow | None = None
    is_below_legend = False
    for row in worksheet.table.rows:
        if row.number <= header.last_row:
            continue
        renewed = _repeated_header(row, header)
        header = renewed or header
        read = ReadRow(row, RowKind.COURSE, header, worksheet.copied_down)
        if renewed:
            read = replace(read, kind=RowKind.HEADER)
        elif Column.MATRIX in header.columns and _is_legend(read, is_below=is_below_legend):
            is_below_legend = True
            read = replace(read, kind=RowKind.LEGEND)
        else:
            read = _classified(read)
            if read.kind is RowKind.COURSE:
                course = read
            elif read.kind is RowKind.UNTITLED and _is_more(read, course, worksheet.valueless):
                read = replace(read, kind=RowKind.CONTINUATION)
        rows.append(read)
    # What a row is may depend on the rows around it, and on what those are.
    for kind, places_of in (
        (RowKind.BLOCK_TOTAL, _block_totals),
        (RowKind.HEADING, _bare_headings),
        (RowKind.REPEAT, _repeats),
    ):
        for place in [*places_of(rows)]:
            rows[place] = replace(rows[place], kind=kind)
    return tuple(rows)


def _is_more(read: ReadRow, course: ReadRow | None, valueless: frozenset[str]) -> bool:
    """Say whether a row without a title goes on with the course above it.

    A formula without a value only seems to be no title.
    """
    if course is None or not read.has_text or read.address(Column.TITLE) in valueless:
        return False
    repeats = bool(read.code) and read.code == course.code
    return repeats or not (read.code or read.value(Column.CREDITS))


def _classified(read: ReadRow) -> ReadRow:
    """Say what a row is by itself."""
    if read.row.is_blank:
        return replace(read, kind=RowKind.BLANK)
    heading = _as_heading(read)
    if heading.kind is RowKind.COURSE and read.is_copied(Column.TITLE):
        return replace(read, kind=RowKind.CONTINUATION)
    is_titled = heading.kind is not RowKind.COURSE or read.value(Column.TITLE)
    return heading if is_titled else replace(read, kind=RowKind.UNTITLED)


def _is_legend(read: ReadRow, *, is_below: bool) -> bool:
    """Say whether a row only explains a mark: `X = komt aan bod`, or in two cells.

    Below the word *Legende* a number may be a mark as well; above it, it is a code.
    """
    filled = {place: text.strip() for place, text in enumerate(read.row.values) if text.strip()}
    places, texts = list(filled), list(filled.values())
    if len(texts) == 1:
        return bool(_LEGEND.match(texts[0]))
    if len(texts) != _SIGN_AND_MEANING or not len(texts[0]) <= _LONGEST_SIGN < len(texts[1]):
        return False
    is_beside = places[1] in read.header.indexes(Column.MATRIX)
    is_sign = is_matrix_mark(texts[0]) and (is_beside or not texts[0].isdigit())
    return is_below or is_sign or (is_beside and not is_matrix_mark(texts[1]))


def _as_heading(read: ReadRow) -> ReadRow:
    """Read a row that holds one text, perhaps beside numbers, as a total or a heading."""
    label = _only_label(read.row)
    if label is None or _is_numeric(label) or read.value(Column.CODE) not in {"", label}:
        return read
    if is_total(label):
        return replace(read, kind=RowKind.TOTAL)
    is_alone = not any(_is_numeric(value) for value in read.row.values if value.strip())
    section = section_of(label)
    if section and (is_alone or section.phase or section.semester):
        return replace(read, kind=RowKind.SECTION, section=section)
    # A merged cell fills the row: a title is never at once the credits or code.
    title = read.header.value(read.row, Column.TITLE)
    is_across = bool(title.strip()) and any(
        read.header.value(read.row, column) == title
        for column in (Column.CODE, Column.CREDITS, *TEXT_COLUMNS)
    )
    return replace(read, kind=RowKind.HEADING) if is_alone and is_across else read


def _only_label(row: TableRow) -> str | None:
    """Give the text of a row that holds one text, perhaps several times or beside numbers.

    Of a row with a single number, give the number.
    """
    label = number = None
    several = False
    for text in map(str.strip, row.values):
        if not text or text in (label, number):
            continue
        if _is_numeric(text):
            several = number is not None
            number = text
        elif label is not None:
            return None
        else:
            label = text
    return None if label is None and several else label or number


def _is_numeric(text: str) -> bool:
    if len(text) > _LONGEST_NUMBER or not _DIGIT.search(text):
        return False
    return credits_of(text) is not None or text.replace(".", "").replace(",", "").isdigit()


def _repeated_header(row: TableRow, header: Header) -> Header | None:
    """Give the header that a row repeats or renews, or None."""
    filled = {place: text for place, text in enumerate(row.values) if text.strip()}
    if any(len(text) > LONGEST_HEADER for text in filled.values()):
        return None
    known = header.names
    if len(filled) > 1 and all(normalise(t) == known.get(place) for place, t in filled.items()):
        return header
    if not all(recognise(text) for text in filled.values()):
        return None
    renewed = header_of([row], guessing=False)
    return renewed if len(renewed.columns) > 1 and renewed.is_list else None


def _block_totals(rows: Sequence[ReadRow]) -> Iterator[int]:
    """Find rows such as `Theorie, 30 studiepunten` above the courses that they add up.

    Such a row has no code and no text, all others have a code, and its credits are exactly the
    sum of the rows up to the next one without a code.
    """
    courses = [place for place, read in enumerate(rows) if read.kind is RowKind.COURSE]
    bare = {p for p in courses if not rows[p].code and not rows[p].has_text and rows[p].credits}
    if sum(bool(rows[place].code) for place in courses) < len(courses) - len(bare):
        return
    for order, place in enumerate(courses, 1):
        if place in bare:
            below = takewhile(lambda read: read.code, map(rows.__getitem__, courses[order:]))
            block = [read.credits or 0 for read in below]
            if len(block) > 1 and sum(block) == rows[place].credits:
                yield place


def _bare_headings(rows: Sequence[ReadRow]) -> set[int]:
    """Find rows with only a title in a list where every other course has a code."""
    courses = {place for place, read in enumerate(rows) if read.kind is RowKind.COURSE}
    bare = {
        place
        for place in courses
        if not (read := rows[place]).code and read.credits is None and _only_label(read.row)
    }
    whole = [rows[place] for place in courses - bare]
    are_whole = all(read.code and read.credits is not None for read in whole)
    return bare if are_whole and len(whole) > len(bare) else set()


def _repeats(rows: Sequence[ReadRow]) -> list[int]:
    """Find the rows that are a course above again, for the sake of one more text.

    Many exports give one learning outcome a row and copy code, title and credits onto every row.
    Title and code are the same, and no other field differs. They follow each other, unless most
    courses of the list come back. A row that repeats the texts as well is none: that course stands
    twice in the list.
    """

    def texts_of(place: int) -> tuple[str, ...]:
        return tuple(rows[place].row.values[i].strip() for i in rows[place].header.text_indexes)

    groups = _same_courses(rows, apart=True)
    if sum(len(group) > 1 for group in groups) * 2 <= len(groups):
        groups = _same_courses(rows, apart=False)
    return [place for group in groups if len(set(map(texts_of, group))) > 1 for place in group[1:]]


def _same_courses(rows: Sequence[ReadRow], *, apart: bool) -> list[list[int]]:
    """Group the rows of one course, also those with others between them where they have a code."""
    groups: list[list[int]] = []
    last_by_key: dict[tuple[str, str], list[int]] = {}
    for place, read in enumerate(rows):
        if read.kind is RowKind.COURSE:
            group = last_by_key.get(read.key)
            is_near = group is not None and (group is groups[-1] or (apart and bool(read.code)))
            if group and is_near and _is_again(rows[group[0]], read):
                group.append(place)
            else:
                groups.append([place])
                last_by_key[read.key] = groups[-1]
        elif read.kind is not RowKind.CONTINUATION:
            last_by_key.clear()
    return groups


def _is_again(first: ReadRow, read: ReadRow) -> bool:
    """Say whether no field differs; one with a weak name, such as *Niveau*, may be of the text."""
    same = (read.value(c) in {"", first.value(c)} or read.header.is_weak(c) for c in _FACTS)
    return first.has_text and read.has_text and all(same)
