"""Finds rows that repeat the course above them for the sake of one more text.

Many exports give one learning outcome a row and copy code, title and credits onto every row.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from swcompetence.files.course_list.cell_values import one_line
from swcompetence.files.course_list.course_rows import ReadRow, RowKind
from swcompetence.files.course_list.header_names import IGNORED, TEXT_COLUMNS, Column

_FACTS = tuple(c for c in Column if c not in (*TEXT_COLUMNS, *IGNORED, Column.CODE, Column.TITLE))


def with_repeats(rows: Sequence[ReadRow]) -> tuple[ReadRow, ...]:
    """Mark the rows that are the course above again, with another text.

    Title and code are the same, and no other field differs. A row that repeats the texts as well
    is not marked: that is a course which stands twice in the list.
    """
    result = list(rows)
    first: ReadRow | None = None
    run: list[int] = []
    for place, read in enumerate(rows):
        if read.kind is RowKind.CONTINUATION:
            continue
        if first and read.kind is RowKind.COURSE and _is_again(first, read):
            run.append(place)
            continue
        _mark(result, first, run)
        first, run = (read if read.kind is RowKind.COURSE else None), []
    _mark(result, first, run)
    return tuple(result)


def _is_again(first: ReadRow, read: ReadRow) -> bool:
    title = read.value(Column.TITLE)
    if first.value(Column.TITLE) != title and (
        one_line(first.value(Column.TITLE)) != one_line(title)
    ):
        return False
    if first.code != read.code or not (first.has_text and read.has_text):
        return False
    return all(read.value(column) in {"", first.value(column)} for column in _FACTS)


def _mark(rows: list[ReadRow], first: ReadRow | None, run: Sequence[int]) -> None:
    if first is None or all(_texts(rows[place]) == _texts(first) for place in run):
        return
    for place in run:
        rows[place] = replace(rows[place], kind=RowKind.REPEAT)


def _texts(read: ReadRow) -> tuple[str, ...]:
    return tuple(read.row.values[index].strip() for index in read.header.text_indexes)
