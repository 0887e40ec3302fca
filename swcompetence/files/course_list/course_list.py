"""Reads a course list (opleidingsprogramma) from a file into a curriculum."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from swcompetence.files.course_list.cell_values import Section, section_of
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.course_drafts import (
    Draft,
    courses_with_ids,
    drafts_of,
    fill_down_issues,
    inherited_values,
)
from swcompetence.files.course_list.course_rows import read_rows
from swcompetence.files.course_list.header_names import TEXT_COLUMNS
from swcompetence.files.course_list.list_identity import identify, total_issues
from swcompetence.files.course_list.list_sheets import ListSheet, choose_sheets, no_course
from swcompetence.files.course_list.matrix import read_matrices
from swcompetence.files.course_list.sheet_issues import ledger_issue, ledger_of, sheet_issues
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits, over_limit
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import (
    Course,
    CourseField,
    Curriculum,
    Issue,
    Place,
    SheetLedger,
    SourceFile,
)
from swcompetence.model.issue import info
from swcompetence.phrasing import counted, first_few

MATRIX_SEEN = "matrix-seen"
"""Code of the issue that tells of a matrix in the file of a list."""
_NAMED = 4


def read_course_list(
    path: str | Path,
    *,
    programme_credits: float | None = None,
    limits: ReadLimits = LIMITS,
    profile: ColumnProfile | None = None,
) -> tuple[Curriculum, tuple[Issue, ...]]:
    """Read the course list in a file, as a college exports it.

    Args:
        path: a workbook, a text with delimiters, or a web page with a table.
        programme_credits: size of the programme in ECTS credits; without it, inferred from the
            list's name.
        limits: how large the file may be.
        profile: what the columns hold; without it, recognised by their header.

    Returns:
        The courses in the order of the rows, each field with the cell that it came from, and
        every choice that the reader made.

    Raises:
        InputFileError: the file is missing, too large, damaged or holds no table.
        NoCourseError: no sheet holds a list of courses.
        ValueError: `programme_credits` is not more than 0.
    """
    path = Path(path)
    content = read_bytes(path, limits)
    worksheets, issues = read_sheets(content, path, limits)
    source = SourceFile(file=path.name, sha256=hashlib.sha256(content).hexdigest())
    curriculum, list_issues = read_curriculum(
        worksheets, source, programme_credits=programme_credits, profile=profile
    )
    # More text than this would be read for minutes, and no list needs it.
    size = sum(len(text) for course in curriculum.courses for text in course.fields.values()) / 1e6
    if size > limits.text_mb:
        count = len(curriculum.courses)
        what = f"de {count} opleidingsonderdelen bevatten samen {size:.0f} miljoen tekens tekst"
        advice = "Kijk na of een kolom geen volledige cursussen of bijlagen bevat."
        raise over_limit(path, limits, "tekst-mb", what, advice)
    return curriculum, (*issues, *list_issues)


def read_curriculum(
    worksheets: Sequence[Worksheet],
    source: SourceFile,
    *,
    programme_credits: float | None = None,
    profile: ColumnProfile | None = None,
    chosen: tuple[list[ListSheet], list[Issue]] | None = None,
) -> tuple[Curriculum, tuple[Issue, ...]]:
    """Read the course list in worksheets, whatever format they came from.

    What `choose_sheets` chose may be given.

    Raises:
        NoCourseError: no sheet holds a list of courses.
        ValueError: `programme_credits` is not more than 0.
    """
    if programme_credits is not None and not programme_credits > 0:
        raise ValueError(f"programme_credits must be more than 0, not {programme_credits:g}")
    used, issues = chosen or choose_sheets(worksheets, source.file, profile)
    issues = list(issues)
    drafts: list[Draft] = []
    ledgers: list[SheetLedger] = []
    for sheet in used:
        where = Place(file=source.file, sheet=sheet.name)
        rows = read_rows(sheet.worksheet, sheet.header)
        start, start_issues = _start(sheet, where)
        inherited = inherited_values(rows)
        drafts += drafts_of(rows, sheet.worksheet, start, inherited)
        ledgers.append(ledger_of(rows, sheet.name))
        issues += start_issues
        issues += sheet_issues(sheet, rows, where)
        issues += fill_down_issues(inherited, where)
        issues.append(ledger_issue(ledgers[-1], where))
    if not drafts:
        raise no_course(worksheets, source.file, profile)
    courses, id_issues = courses_with_ids(drafts, source.file)
    above = [row for sheet in used for row in sheet.above]
    names = [sheet.name for sheet in used]
    identity, identity_issues = identify(above, drafts, names, source.file, profile)
    if profile:
        programme_credits = programme_credits or profile.nominal_credits
    nominal, size_issues = total_issues(identity, courses, programme_credits, source.file)
    curriculum = Curriculum(
        id=identity.id,
        college=identity.college,
        programme=identity.programme,
        academic_year=identity.academic_year,
        nominal_credits=nominal,
        source=source,
        courses=courses,
        ledger=tuple(ledgers),
    )
    issues += (*id_issues, *_without_text(courses, used, source.file))
    issues += (*identity_issues, *size_issues)
    unused = [sheet for sheet in worksheets if sheet.table.sheet not in names]
    matrices = read_matrices(
        [*unused, *(sheet.worksheet for sheet in used if sheet.has_marks)], curriculum
    )
    known = {matrix.where.sheet for matrix in matrices}
    issues = [i for i in issues if i.code != "sheet-not-used" or i.where.sheet not in known]
    for matrix in matrices:
        columns = counted(len(matrix.columns), "kolom", "kolommen")
        named = first_few([f"‘{column.name}’" for column in matrix.columns], _NAMED, " en nog {n}")
        message = (
            f"Op blad ‘{matrix.where.sheet}’ staat een matrix met {columns} ({named}). Merktekens"
            " zijn geen tekst van een fiche: ‘map’ leest ze als koppelingen van de opleiding."
        )
        issues.append(info(MATRIX_SEEN, message, matrix.where))
    return curriculum, tuple(dict.fromkeys(issues))  # once for lists side by side


def _start(sheet: ListSheet, where: Place) -> tuple[Section, list[Issue]]:
    """Give the phase that holds from the first row: a heading above the header or the sheet."""
    start = Section()
    for row in sheet.above:
        texts = {value.strip() for value in row.values if value.strip()}
        if len(texts) == 1 and (section := section_of(texts.pop())):
            start = section
    by_name = section_of(sheet.name)
    if start.phase or not by_name or not by_name.phase:
        return start, []
    issue = info(
        "phase-from-sheet",
        f"Waar een fase ontbreekt, geldt de naam van het blad: ‘{by_name.phase}’.",
        where,
    )
    return replace(start, phase=by_name.phase), [issue]


def _without_text(
    courses: Sequence[Course], used: Sequence[ListSheet], file: str
) -> Iterator[Issue]:
    """Name courses without text; a sheet without any text column is told once, elsewhere."""
    with_text = {sheet.name for sheet in used if sheet.header.columns & set(TEXT_COLUMNS)}
    for course in courses:
        where, has_text = course.where, bool(set(course.fields) - {CourseField.TITLE})
        if where and where.sheet in with_text and not has_text:
            message = f"‘{course.title}’ ({course.id}) heeft geen tekst naast de titel; enkel de"
            place = Place(file=file, sheet=where.sheet, cell=where.cells.get("title"))
            yield info("course-without-text", f"{message} titel is gelezen.", place)
