"""Sheets that are laid out otherwise: several lists side by side, or a list on its side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from swcompetence.files.course_list.cell_values import section_of
from swcompetence.files.course_list.header import SEARCHED_ROWS, SEMESTER_TITLE, Header, Heading
from swcompetence.files.course_list.header_names import TEXT_COLUMNS, Column, normalise, recognise
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import TableRow, column_letters

_NAMED = 0.6
"""Least part of the cells of a column that are names of fields where a list lies on its side."""
_LEAST_FIELDS = 2
_REPEATED = frozenset({Column.CODE, Column.CREDITS, *TEXT_COLUMNS})


def side_by_side(worksheet: Worksheet, header: Header) -> list[Worksheet]:
    """Give a sheet apart for every list in it: a header that repeats title and credits has several.

    Cells keep their addresses; those of the other lists are blank.
    """
    table = worksheet.table
    starts = _starts(header)
    width = len(table.rows[0].values) if table.rows else 0
    blocks = [range(*pair) for pair in pairwise([*starts, width])]
    fields = [
        {h.meaning.column for h in header.headings if h.meaning and h.index in block} & _REPEATED
        for block in blocks
    ]
    if len(blocks) == 1 or not all(shared & fields[0] for shared in fields):
        return [worksheet]
    shared = _shared(header)
    return [
        replace(worksheet, table=replace(table, rows=_only(table.rows, block, shared)))
        for block in blocks
    ]


def part_of(header: Header, part: Worksheet) -> Header:
    """Give the part of a header that names the columns of one of the lists side by side."""
    line = next(row for row in part.table.rows if row.number == header.last_row)
    return header.only([place for place, text in enumerate(line.values) if text])


def _starts(header: Header) -> list[int]:
    """Give the first column of every list: where the titles repeat, and what leads up to them."""
    names = {h.index: h.meaning.name if h.meaning else normalise(h.text) for h in header.headings}
    titles = [h for h in header.headings if h.meaning and h.meaning.column is Column.TITLE]
    starts = [0]
    for title in titles[1:]:
        if title.meaning != titles[0].meaning and not _has_own_credits(title, header):
            continue
        before = 0
        while names.get(title.index - before - 1, 0) == names.get(titles[0].index - before - 1):
            before += 1
        starts.append(title.index - before)
    return starts


def _has_own_credits(title: Heading, header: Header) -> bool:
    """Say whether a certain title of another name stands between credits that are there twice."""
    credit_places = [
        h.index for h in header.headings if h.meaning and h.meaning.column is Column.CREDITS
    ]
    is_between = any(place < title.index for place in credit_places) and any(
        place > title.index for place in credit_places
    )
    is_certain = title.meaning is not None and title.meaning.preference <= (False, 0)
    return is_between and is_certain


def _shared(header: Header) -> set[int]:
    """Give the columns before semesters beside each other that hold for all: `Fase, Semester 1`."""
    titles = [h for h in header.headings if h.meaning and h.meaning.name == SEMESTER_TITLE]
    return {
        heading.index
        for heading in header.headings
        if titles and heading.index < titles[0].index
        if heading.meaning and heading.meaning.column in {Column.PHASE, Column.TRACK}
    }


def _only(rows: Sequence[TableRow], block: range, shared: set[int]) -> tuple[TableRow, ...]:
    kept = []
    for row in rows:
        filled = [text for text in row.values if text.strip()]
        values = [
            text if place in block or place in shared else ""
            for place, text in enumerate(row.values)
        ]
        # A heading alone in its row, such as `2de jaar`, holds for all lists beside each other.
        if len(filled) == 1 and section_of(filled[0]):
            values[block.start] = filled[0]
        kept.append(replace(row, values=tuple(values)))
    while kept and kept[-1].is_blank:
        kept.pop()
    return tuple(kept)


class _TurnedRow(TableRow):
    """A column of a sheet, read as a row: `number` is its column, cells keep their addresses."""

    def address(self, column: int) -> str:
        return f"{column_letters(self.number - 1)}{column + 1}"


def turned(worksheet: Worksheet) -> Worksheet:
    """Give a sheet on its side: columns are rows, and every cell keeps its address."""
    columns = zip(*(row.values for row in worksheet.table.rows), strict=True)
    rows = tuple(_TurnedRow(number, values) for number, values in enumerate(columns, 1))
    return replace(worksheet, table=replace(worksheet.table, rows=rows))


def is_turned(worksheet: Worksheet) -> bool:
    """Say whether a sheet is read on its side."""
    return any(isinstance(row, _TurnedRow) for row in worksheet.table.rows[:1])


def is_on_its_side(rows: Sequence[TableRow], header: Header | None) -> bool:
    """Say whether the names of the fields stand below each other, and a course takes a column."""
    top = [row for row in rows if row.number <= SEARCHED_ROWS]
    for column in range(len(rows[0].values) if rows else 0):
        cells = [row.values[column] for row in top if row.values[column].strip()]
        named = [meaning.column for cell in cells if (meaning := recognise(cell))]
        fields = set(named)
        if (
            len(fields)
            >= max(_LEAST_FIELDS, len(header.columns - {Column.MATRIX}) + 1 if header else 0)
            and Column.TITLE in fields
            and len(named) >= _NAMED * len(cells)
        ):
            return True
    return False
