"""Builds the courses of one sheet from its rows, each field with the cell it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from swcompetence.files.cell_values import (
    clean_text,
    compulsory_of,
    credits_of,
    is_mark,
    one_line,
    title_cell,
)
from swcompetence.files.course_rows import ReadRow, RowKind
from swcompetence.files.header_names import TEXT_COLUMNS, Column
from swcompetence.files.row_phrases import Section
from swcompetence.model import CourseField

__all__ = ["Draft", "drafts_of", "shares_credits"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A course as one sheet gives it, before its id is known."""

    sheet: str
    row: int
    title: str
    code: str = ""
    credits: float | None = None
    phase: str | None = None
    semester: str | None = None
    track: str | None = None
    compulsory: bool | None = None
    language: str | None = None
    academic_year: str = ""
    programme: str = ""
    college: str = ""
    texts: dict[CourseField, str] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)


def drafts_of(
    rows: Sequence[ReadRow], sheet: str, copied_down: frozenset[str], start: Section
) -> tuple[Draft, ...]:
    """Build the courses; `start` is what holds before the first heading."""
    groups: list[tuple[Section, list[ReadRow]]] = []
    section = start
    for read in rows:
        if read.kind is RowKind.SECTION and read.section:
            section = _entered(section, read.section)
        elif read.kind is RowKind.COURSE:
            groups.append((section, [read]))
        elif read.kind is RowKind.CONTINUATION:
            groups[-1][1].append(read)
    return tuple(_draft(group, sheet, copied_down, within) for within, group in groups)


def _entered(outer: Section, inner: Section) -> Section:
    """Combine headings: a new phase or track ends what stood under the former one."""
    if inner.phase:
        return replace(inner, track=outer.track)
    if inner.track:
        return replace(outer, track=inner.track, semester=None, compulsory=None)
    return replace(
        outer,
        semester=inner.semester or outer.semester,
        compulsory=inner.compulsory if inner.semester is None else None,
    )


def _draft(
    group: Sequence[ReadRow], sheet: str, copied_down: frozenset[str], section: Section
) -> Draft:
    read = group[0]
    heading = title_cell(read.value(Column.TITLE))
    texts, cells = _texts(group, copied_down)
    for column in Column:
        index = read.header.index(column)
        if column not in TEXT_COLUMNS and index is not None and read.value(column):
            cells[column.value] = read.row.address(index)
    if Column.ELECTIVE in cells:
        cells.setdefault(Column.COMPULSORY, cells.pop(Column.ELECTIVE))
    is_shared = shares_credits(read, copied_down)
    compulsory = _compulsory(read)
    own_code = one_line(read.value(Column.CODE)).removeprefix("(").removesuffix(")")
    if heading.code and not own_code:
        cells["code"] = cells["title"]
    if heading.credits is not None and credits_of(read.value(Column.CREDITS)) is None:
        cells["credits"] = cells["title"]
    return Draft(
        sheet=sheet,
        row=read.row.number,
        title=heading.title or one_line(read.value(Column.TITLE)),
        code=own_code or heading.code,
        credits=None if is_shared else read.credits,
        phase=one_line(read.value(Column.PHASE)) or section.phase,
        semester=one_line(read.value(Column.SEMESTER)) or section.semester,
        track=one_line(read.value(Column.TRACK)) or section.track,
        compulsory=section.compulsory if compulsory is None else compulsory,
        language=one_line(read.value(Column.LANGUAGE)) or None,
        academic_year=one_line(read.value(Column.ACADEMIC_YEAR)),
        programme=one_line(read.value(Column.PROGRAMME)),
        college=one_line(read.value(Column.COLLEGE)),
        texts=texts,
        cells={name: cells[name] for name in sorted(cells) if name in _PLACED},
    )


_PLACED = {
    *(column.value for column in TEXT_COLUMNS),
    *("code", "title", "credits", "phase", "semester", "track", "compulsory", "language"),
}
"""Fields of a course whose cell is kept."""


def _texts(
    group: Sequence[ReadRow], copied_down: frozenset[str]
) -> tuple[dict[CourseField, str], dict[str, str]]:
    texts: dict[CourseField, str] = {}
    cells: dict[str, str] = {}
    for column in TEXT_COLUMNS:
        found: dict[str, str] = {}
        for address, text in _text_cells(group, column):
            if not (found and address in copied_down):
                found.setdefault(text, address)
        if found:
            texts[CourseField(column.value)] = "\n".join(found)
            cells[column.value] = ", ".join(found.values())
    return texts, cells


def _text_cells(group: Sequence[ReadRow], column: Column) -> Iterator[tuple[str, str]]:
    for read in group:
        for index in read.header.indexes(column):
            text = clean_text(read.row.values[index])
            if text and not is_mark(text):
                yield read.row.address(index), text


def shares_credits(read: ReadRow, copied_down: frozenset[str]) -> bool:
    """Say whether the credits of a row are those of a merged cell that starts above it."""
    index = read.header.index(Column.CREDITS)
    return index is not None and read.row.address(index) in copied_down


def _compulsory(read: ReadRow) -> bool | None:
    by_column = compulsory_of(read.value(Column.COMPULSORY), yes_means=True)
    if by_column is None:
        return compulsory_of(read.value(Column.ELECTIVE), yes_means=False)
    return by_column
