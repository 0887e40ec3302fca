"""Builds the courses of one sheet from its rows, each with its cells, and gives all their ids."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from swcompetence.files.course_list.cell_values import (
    Section,
    compulsory_of,
    credits_of,
    is_mark,
)
from swcompetence.files.course_list.course_rows import ReadRow, RowKind
from swcompetence.files.course_list.header_names import TEXT_COLUMNS, Column
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import Course, CourseField, Issue, Origin, Place
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import first_few, single_spaced

_Inherited = dict[int, dict[Column, tuple[str, str]]]
"""Row number -> field -> the value from above and the address of its cell."""

_GROUPING = {Column.PHASE: "Fase", Column.SEMESTER: "Semester"}
_PLACED = {*TEXT_COLUMNS, *(column for column in Column if column.value in Course.model_fields)}
"""Fields of a course whose cell is kept."""
_URL = re.compile(r"https?://[^\s<>\"'\\^`{|}\x00-\x1f]{3,2000}", re.IGNORECASE)
_BREAKS = {RowKind.SECTION, RowKind.HEADING, RowKind.HEADER}
_SHOWN = 10


def inherited_values(rows: Sequence[ReadRow]) -> _Inherited:
    """Give the values that blank cells take from above.

    Only where a column is written as groups are: the first course has a value, most have none,
    and no two courses in a row have the same one. Merged cells were filled before.
    """
    inherited: _Inherited = {}
    courses = [read for read in rows if read.kind is RowKind.COURSE]
    for column in _GROUPING:
        values = [read.value(column) for read in courses]
        repeats = any(a and a == b for a, b in pairwise(values))
        most_are_blank = sum(map(bool, values)) * 2 <= len(values)
        if repeats or not most_are_blank or not any(values[:1]):
            continue
        current: tuple[str, str] | None = None
        for read in rows:
            index = read.header.index(column)
            if read.kind in _BREAKS:
                current = None
            elif read.kind is RowKind.COURSE and index is not None:
                if value := read.value(column):
                    current = value, read.row.address(index)
                elif current:
                    inherited.setdefault(read.row.number, {})[column] = current
    return inherited


def fill_down_issues(inherited: _Inherited, where: Place) -> Iterator[Issue]:
    """Tell which blank cells took the value above them."""
    for column, name in _GROUPING.items():
        rows = sorted(row for row, values in inherited.items() if column in values)
        if rows:
            yield info(
                "value-from-above",
                f"Kolom ‘{name}’ is enkel op de eerste rij van een groep ingevuld: lege cellen"
                f" kregen de waarde erboven (aantal: {len(rows)}, vanaf rij {rows[0]}). Klopt dat"
                " niet, vul de cellen dan in.",
                where,
                rows[0],
            )


@dataclass(frozen=True, slots=True)
class Draft:
    """A course as one sheet gives it, with no id yet, and what its row says of the whole list."""

    sheet: str
    course: Course
    academic_year: str = ""
    programme: str = ""
    college: str = ""


def drafts_of(
    rows: Sequence[ReadRow], sheet: Worksheet, start: Section, inherited: _Inherited
) -> tuple[Draft, ...]:
    """Build the courses of a sheet; `start` is what holds before the first heading."""
    groups: list[tuple[Section, list[ReadRow]]] = []
    group_by_key: dict[tuple[str, str], list[ReadRow]] = {}
    group: list[ReadRow] = []
    section = start
    for read in rows:
        if read.kind is RowKind.SECTION and read.section:
            section = _entered(section, read.section)
        elif read.kind is RowKind.COURSE:
            group = group_by_key[read.key] = [read]
            groups.append((section, group))
        elif read.kind is RowKind.REPEAT:
            group = group_by_key[read.key]
            group.append(read)
        elif read.kind is RowKind.CONTINUATION:
            group.append(read)
    return tuple(
        _draft(rows_of, sheet, within, inherited.get(rows_of[0].row.number, {}))
        for within, rows_of in groups
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
    group: Sequence[ReadRow],
    sheet: Worksheet,
    section: Section,
    inherited: Mapping[Column, tuple[str, str]],
) -> Draft:
    read = group[0]
    facts = {
        column: text
        for column, index in read.header.fact_indexes.items()
        if (text := single_spaced(read.row.values[index]))
    }
    texts, cells = _texts(group)
    cells |= {column: read.row.address(read.header.fact_indexes[column]) for column in facts}
    facts |= {column: single_spaced(text) for column, (text, _) in inherited.items()}
    cells |= {column: cell for column, (_, cell) in inherited.items()}
    if Column.ELECTIVE in facts:
        cells.setdefault(Column.COMPULSORY, cells.pop(Column.ELECTIVE))
    code = facts.get(Column.CODE, "").removeprefix("(").removesuffix(")")
    if read.title.code and not code:
        cells[Column.CODE] = cells[Column.TITLE]
    if read.title.credits is not None and credits_of(facts.get(Column.CREDITS, "")) is None:
        cells[Column.CREDITS] = cells[Column.TITLE]
    title = read.title.title or facts.get(Column.TITLE, "")
    compulsory = compulsory_of(facts.get(Column.COMPULSORY, ""), yes_means=True)
    if compulsory is None:
        compulsory = compulsory_of(facts.get(Column.ELECTIVE, ""), yes_means=False)
    course = Course(
        id="",
        code=code or read.title.code,
        title=title,
        credits=None if read.is_copied(Column.CREDITS) else read.credits,
        phase=facts.get(Column.PHASE) or section.phase or read.header.section.phase,
        semester=facts.get(Column.SEMESTER) or section.semester or read.header.section.semester,
        track=facts.get(Column.TRACK) or section.track,
        compulsory=section.compulsory if compulsory is None else compulsory,
        language=facts.get(Column.LANGUAGE),
        fields={CourseField.TITLE: title, **texts},
        url=url_of(read, sheet.links),
        where=Origin(
            sheet=sheet.table.sheet,
            row=read.row.number,
            cells={column.value: cells[column] for column in sorted(cells) if column in _PLACED},
        ),
    )
    of_list = (Column.ACADEMIC_YEAR, Column.PROGRAMME, Column.COLLEGE)
    return Draft(sheet.table.sheet, course, *(facts.get(column, "") for column in of_list))


def url_of(read: ReadRow, links: Mapping[str, str]) -> str | None:
    """Give the address of the fiche: as written in its own column, or where a cell leads to."""
    indexes = [read.header.index(column) for column in (Column.LINK, Column.TITLE, Column.CODE)]
    written = [read.value(Column.LINK)]
    written += [links.get(read.row.address(index), "") for index in indexes if index is not None]
    return next((url[0] for text in written if (url := _URL.search(text))), None)


def _texts(group: Sequence[ReadRow]) -> tuple[dict[CourseField, str], dict[Column, str]]:
    """Give the running texts of a course and the cells that they come from, each text once."""
    texts: dict[CourseField, str] = {}
    cells: dict[Column, str] = {}
    for column in TEXT_COLUMNS:
        cell_by_text: dict[str, str] = {}
        for read, index in [(row, i) for row in group for i in row.header.indexes(column)]:
            text, address = read.row.values[index], read.row.address(index)
            if text and not is_mark(text) and not (cell_by_text and address in read.copied_down):
                cell_by_text.setdefault(text, address)
        if cell_by_text:
            texts[CourseField(column.value)] = "\n".join(cell_by_text)
            cells[column] = ", ".join(cell_by_text.values())
    return texts, cells


def courses_with_ids(
    drafts: Sequence[Draft], file: str
) -> tuple[tuple[Course, ...], tuple[Issue, ...]]:
    """Turn drafts into courses: the code is the id, with a number where it is not the first."""
    # The hash covers title and texts, so the same course gets the same code in any list.
    codes = [draft.course.code or f"x-{draft.course.text_hash[:6]}" for draft in drafts]
    taken = set(codes)
    times: Counter[str] = Counter()
    courses = []
    for code, draft in zip(codes, drafts, strict=True):
        times[code] += 1
        course_id, number = code, times[code]
        if number > 1:
            while (course_id := f"{code}-{number}") in taken:
                number += 1
        taken.add(course_id)
        courses.append(draft.course.model_copy(update={"id": course_id, "code": code}))
    return tuple(courses), tuple(_code_issues(drafts, courses, file))


def _code_issues(drafts: Sequence[Draft], courses: Sequence[Course], file: str) -> Iterator[Issue]:
    """Tell of missing codes, once per sheet that has none at all, and of codes and titles twice."""

    def place(course: Course, field: str) -> Place:
        where = course.where
        cell = where and where.cells.get(field, str(where.row))
        return Place(file=file, sheet=where and where.sheet, cell=cell)

    coded_sheets = {draft.sheet for draft in drafts if draft.course.code}
    codeless_sheets: set[str] = set()
    for draft, course in zip(drafts, courses, strict=True):
        if draft.course.code or draft.sheet in codeless_sheets:
            continue
        if draft.sheet in coded_sheets:
            yield info(
                "code-missing",
                f"‘{course.title}’ heeft geen code en heet hier ‘{course.id}’. Vul de code in als"
                " besluiten ook na een tekstwijziging moeten blijven gelden.",
                place(course, "title"),
            )
        else:
            codeless_sheets.add(draft.sheet)
            yield info(
                "no-code-column",
                "Dit blad geeft geen codes; elk opleidingsonderdeel kreeg een code uit titel en"
                " tekst. Voeg een kolom ‘Code’ toe als besluiten ook na een tekstwijziging"
                " moeten blijven gelden.",
                Place(file=file, sheet=draft.sheet),
            )
    by_code: dict[str, list[Course]] = {}
    by_title: dict[str, list[Course]] = {}
    for course in courses:
        by_code.setdefault(course.code, []).append(course)
        by_title.setdefault(course.title, []).append(course)
    for code, same in by_code.items():
        if len(same) > 1:
            names = [f"‘{course.title}’ ({course.id})" for course in same]
            yield warning(
                "code-duplicate",
                f"De code ‘{code}’ staat er {len(same)} keer: {first_few(names, _SHOWN)}. Kijk na"
                " of dit telkens een ander opleidingsonderdeel is.",
                place(same[1], "code"),
            )
    for title, same in by_title.items():
        if len(same) > 1:
            yield info(
                "title-duplicate",
                f"De titel ‘{title}’ staat er {len(same)} keer, als"
                f" {first_few([course.id for course in same], _SHOWN)}. Ze zijn apart gelezen.",
                place(same[1], "title"),
            )
