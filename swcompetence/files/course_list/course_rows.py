"""Says of every row below a header what it is: a course, its continuation, a heading, a total."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto

from swcompetence.files.course_list.cell_values import credits_of, is_mark, title_cell
from swcompetence.files.course_list.header import Header
from swcompetence.files.course_list.header_names import TEXT_COLUMNS, Column
from swcompetence.files.course_list.header_row import header_of
from swcompetence.files.course_list.headers import LONGEST_HEADER, normalise, recognise
from swcompetence.files.course_list.row_phrases import Section, is_total, section_of
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import TableRow

_DIGIT = re.compile(r"\d")
_LONGEST_NUMBER = 40


class RowKind(Enum):
    """What a row of a list is."""

    COURSE = auto()
    CONTINUATION = auto()
    REPEAT = auto()
    BLANK = auto()
    HEADER = auto()
    SECTION = auto()
    HEADING = auto()
    TOTAL = auto()
    BLOCK_TOTAL = auto()
    UNTITLED = auto()


@dataclass(frozen=True, slots=True)
class ReadRow:
    """A row with what it is and the header that holds for it."""

    row: TableRow
    kind: RowKind
    header: Header
    section: Section | None = None

    def value(self, column: Column) -> str:
        """Give the text of a field, or nothing."""
        return self.header.value(self.row, column).strip()

    @property
    def has_text(self) -> bool:
        """Say whether the row holds running text."""
        return any(
            (text := self.row.values[index].strip()) and not is_mark(text)
            for index in self.header.text_indexes
        )

    @property
    def code(self) -> str:
        """The code as written, from its column or the title."""
        return self.value(Column.CODE) or title_cell(self.value(Column.TITLE)).code

    @property
    def credits(self) -> float | None:
        """The credits, from their column or the title."""
        own = credits_of(self.value(Column.CREDITS))
        return title_cell(self.value(Column.TITLE)).credits if own is None else own


def read_rows(worksheet: Worksheet, header: Header) -> tuple[ReadRow, ...]:
    """Read every row below the header."""
    rows: list[ReadRow] = []
    has_course = False
    for row in worksheet.table.rows:
        if row.number <= header.last_row:
            continue
        if renewed := _repeated_header(row, header):
            header = renewed
            rows.append(ReadRow(row, RowKind.HEADER, header))
            continue
        read = _classify(row, header, worksheet.copied_down)
        if read.kind is RowKind.CONTINUATION and not has_course:
            read = replace(read, kind=RowKind.UNTITLED)
        has_course = has_course or read.kind is RowKind.COURSE
        rows.append(read)
    return _without_headings(_without_block_totals(rows))


def _classify(row: TableRow, header: Header, copied_down: frozenset[str]) -> ReadRow:
    read = ReadRow(row, RowKind.COURSE, header)
    if row.is_blank:
        return replace(read, kind=RowKind.BLANK)
    heading = _as_heading(read)
    if heading.kind is not RowKind.COURSE:
        return heading
    if _is_copied(row, header, copied_down):
        return replace(read, kind=RowKind.CONTINUATION)
    if read.value(Column.TITLE):
        return read
    is_more = read.has_text and not read.value(Column.CODE) and not read.value(Column.CREDITS)
    return replace(read, kind=RowKind.CONTINUATION if is_more else RowKind.UNTITLED)


def _as_heading(read: ReadRow) -> ReadRow:
    """Read a row that holds one text, perhaps beside numbers, as a total or a heading."""
    label = _only_label(read.row)
    if label is None:
        return read
    code = read.value(Column.CODE)
    if _is_numeric(label) or code not in {"", label}:
        return read
    if is_total(label):
        return replace(read, kind=RowKind.TOTAL)
    is_alone = not any(_is_numeric(value) for value in read.row.values if value.strip())
    section = section_of(label)
    if section and (is_alone or section.phase or section.semester):
        return replace(read, kind=RowKind.SECTION, section=section)
    if is_alone and _is_across(read.row, read.header):
        return replace(read, kind=RowKind.HEADING)
    return read


def _only_label(row: TableRow) -> str | None:
    """Give the text of a row that holds one text, perhaps several times or beside numbers.

    Of a row with a single number, give the number.
    """
    label = number = None
    several = False
    for value in row.values:
        text = value.strip()
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


def _is_across(row: TableRow, header: Header) -> bool:
    """Say whether a merged cell fills the row: a title is never at once the credits or code."""
    title = header.value(row, Column.TITLE)
    return bool(title.strip()) and any(
        header.value(row, column) == title
        for column in (Column.CODE, Column.CREDITS, *TEXT_COLUMNS)
        if header.index(column) is not None
    )


def _is_copied(row: TableRow, header: Header, copied_down: frozenset[str]) -> bool:
    index = header.index(Column.TITLE)
    return index is not None and row.address(index) in copied_down


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
    again = header_of([row], guessing=False)
    return again if len(again.columns) > 1 and again.is_list else None


def _without_block_totals(rows: Sequence[ReadRow]) -> list[ReadRow]:
    """Find rows such as `Theorie, 30 studiepunten` above the courses that they add up.

    Such a row has no code and no text, all others have a code, and its credits are exactly the
    sum of the rows up to the next one without a code.
    """
    result = list(rows)
    courses = [place for place, read in enumerate(rows) if read.kind is RowKind.COURSE]
    bare = {p for p in courses if not rows[p].code and not rows[p].has_text and rows[p].credits}
    if len([p for p in courses if rows[p].code]) < len(courses) - len(bare):
        return result
    for order, place in enumerate(courses):
        if place not in bare:
            continue
        block: list[float] = []
        for later in courses[order + 1 :]:
            if not rows[later].code:
                break
            block.append(rows[later].credits or 0)
        if len(block) > 1 and sum(block) == rows[place].credits:
            result[place] = replace(rows[place], kind=RowKind.BLOCK_TOTAL)
    return result


def _without_headings(rows: Sequence[ReadRow]) -> tuple[ReadRow, ...]:
    """Find rows with only a title in a list where every other course has a code."""

    def is_bare(read: ReadRow) -> bool:
        return (
            read.kind is RowKind.COURSE
            and not read.code
            and read.credits is None
            and _only_label(read.row) is not None
        )

    bare = {place for place, read in enumerate(rows) if is_bare(read)}
    whole = [
        read for place, read in enumerate(rows) if read.kind is RowKind.COURSE and place not in bare
    ]
    if len(whole) <= len(bare) or not all(read.code and read.credits is not None for read in whole):
        return tuple(rows)
    return tuple(
        replace(read, kind=RowKind.HEADING) if place in bare else read
        for place, read in enumerate(rows)
    )
