"""Builds the courses of one sheet from its rows, each field with the cell it came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from swcompetence.files.course_list.cell_values import (
    clean_text,
    compulsory_of,
    credits_of,
    is_mark,
    one_line,
    title_cell,
)
from swcompetence.files.course_list.course_rows import ReadRow, RowKind
from swcompetence.files.course_list.fill_down import Inherited
from swcompetence.files.course_list.header_names import TEXT_COLUMNS, Column
from swcompetence.files.course_list.row_phrases import Section
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import CourseField


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
    rows: Sequence[ReadRow],
    worksheet: Worksheet,
    start: Section,
    inherited: Inherited,
) -> tuple[Draft, ...]:
    """Build the courses.

    Args:
        rows: the rows below the header.
        worksheet: where they stand.
        start: what holds before the first heading.
        inherited: what blank cells take from above.
    """
    groups: list[tuple[Section, list[ReadRow]]] = []
    section = start
    for read in rows:
        if read.kind is RowKind.SECTION and read.section:
            section = _entered(section, read.section)
        elif read.kind is RowKind.COURSE:
            groups.append((section, [read]))
        elif read.kind in {RowKind.CONTINUATION, RowKind.REPEAT}:
            groups[-1][1].append(read)
    return tuple(
        _with_inherited(
            _draft(group, worksheet.table.sheet, worksheet.copied_down, within),
            inherited.get(group[0].row.number, {}),
        )
        for within, group in groups
    )


def _with_inherited(draft: Draft, values: dict[Column, tuple[str, str]]) -> Draft:
    if not values:
        return draft
    cells = {**draft.cells, **{column.value: cell for column, (_, cell) in values.items()}}
    texts = {column.value: one_line(text) for column, (text, _) in values.items()}
    return replace(
        draft,
        phase=texts.get("phase", draft.phase),
        semester=texts.get("semester", draft.semester),
        cells=dict(sorted(cells.items())),
    )


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
    facts = {
        column: text
        for column, index in read.header.fact_indexes.items()
        if (text := one_line(read.row.values[index]))
    }
    title = facts.get(Column.TITLE, "")
    heading = title_cell(title)
    texts, cells = _texts(group, copied_down)
    cells |= {c.value: read.row.address(read.header.fact_indexes[c]) for c in facts}
    if Column.ELECTIVE in facts:
        cells.setdefault(Column.COMPULSORY, cells.pop(Column.ELECTIVE))
    compulsory = _compulsory(facts)
    own_code = facts.get(Column.CODE, "").removeprefix("(").removesuffix(")")
    if heading.code and not own_code:
        cells["code"] = cells["title"]
    if heading.credits is not None and credits_of(facts.get(Column.CREDITS, "")) is None:
        cells["credits"] = cells["title"]
    return Draft(
        sheet=sheet,
        row=read.row.number,
        title=heading.title or title,
        code=own_code or heading.code,
        credits=None if shares_credits(read, copied_down) else read.credits,
        phase=facts.get(Column.PHASE) or section.phase,
        semester=facts.get(Column.SEMESTER) or section.semester,
        track=facts.get(Column.TRACK) or section.track,
        compulsory=section.compulsory if compulsory is None else compulsory,
        language=facts.get(Column.LANGUAGE),
        academic_year=facts.get(Column.ACADEMIC_YEAR, ""),
        programme=facts.get(Column.PROGRAMME, ""),
        college=facts.get(Column.COLLEGE, ""),
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
    index = read.header.index(Column.CREDITS) if copied_down else None
    return index is not None and read.row.address(index) in copied_down


def _compulsory(facts: Mapping[Column, str]) -> bool | None:
    by_column = compulsory_of(facts.get(Column.COMPULSORY, ""), yes_means=True)
    if by_column is None:
        return compulsory_of(facts.get(Column.ELECTIVE, ""), yes_means=False)
    return by_column
