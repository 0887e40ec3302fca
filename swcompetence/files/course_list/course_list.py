"""Reads a course list (opleidingsprogramma) from a file into a curriculum."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.course_drafts import Draft, drafts_of
from swcompetence.files.course_list.course_ids import courses_with_ids
from swcompetence.files.course_list.course_rows import read_rows
from swcompetence.files.course_list.draft_issues import draft_issues
from swcompetence.files.course_list.fill_down import fill_down_issues, inherited_values
from swcompetence.files.course_list.header_names import TEXT_COLUMNS
from swcompetence.files.course_list.issue_codes import info
from swcompetence.files.course_list.ledger import ledger_issue, ledger_of
from swcompetence.files.course_list.list_identity import identify, total_issues
from swcompetence.files.course_list.list_sheets import ListSheet, choose_sheets, no_course
from swcompetence.files.course_list.profile_facts import with_profile
from swcompetence.files.course_list.row_phrases import Section, phase_in, section_of
from swcompetence.files.course_list.row_repeats import with_repeats
from swcompetence.files.course_list.sheet_issues import column_issues, row_issues, title_issues
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
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


def read_course_list(
    path: Path,
    *,
    programme_credits: float | None = None,
    limits: ReadLimits = LIMITS,
    profile: ColumnProfile | None = None,
) -> tuple[Curriculum, tuple[Issue, ...]]:
    """Read the course list in a file.

    Args:
        path: a workbook, a text with delimiters, or a web page with a table.
        programme_credits: size of the programme; without it, inferred from the list's name.
        limits: how large the file may be.
        profile: what the columns hold; without it, recognised by their header.

    Raises:
        InputFileError: the file is missing, too large, damaged or holds no table.
        NoCourseError: no sheet holds a list of courses.
    """
    content = read_bytes(path, limits)
    worksheets, issues = read_sheets(content, path, limits)
    source = SourceFile(file=path.name, sha256=hashlib.sha256(content).hexdigest())
    curriculum, found = read_curriculum(
        worksheets, source, programme_credits=programme_credits, profile=profile
    )
    return curriculum, (*issues, *found)


def read_curriculum(
    worksheets: Sequence[Worksheet],
    source: SourceFile,
    *,
    programme_credits: float | None = None,
    profile: ColumnProfile | None = None,
) -> tuple[Curriculum, tuple[Issue, ...]]:
    """Read the course list in worksheets, whatever format they came from.

    Raises:
        NoCourseError: no sheet holds a list of courses.
    """
    used, issues = choose_sheets(worksheets, source.file, profile)
    drafts: list[Draft] = []
    ledger: list[SheetLedger] = []
    for sheet in used:
        found, account, told = _read_sheet(sheet, source.file)
        drafts += found
        ledger.append(account)
        issues += told
    if not drafts:
        raise no_course(worksheets, source.file, profile)
    courses, told_ids = courses_with_ids(drafts, source.file)
    above = [row for sheet in used for row in sheet.above]
    names = [sheet.worksheet.table.sheet for sheet in used]
    identity, told_identity = identify(above, drafts, names, source.file)
    if profile:
        identity, told_identity = with_profile(identity, told_identity, profile)
        programme_credits = programme_credits or profile.nominal_credits
    nominal, told_size = total_issues(identity, courses, programme_credits, source.file)
    curriculum = Curriculum(
        id=identity.id,
        college=identity.college,
        programme=identity.programme,
        academic_year=identity.academic_year,
        nominal_credits=nominal,
        source=source,
        courses=courses,
        ledger=tuple(ledger),
    )
    textless = _without_text(courses, used, source.file)
    return curriculum, (*issues, *told_ids, *textless, *told_identity, *told_size)


def _read_sheet(sheet: ListSheet, file: str) -> tuple[tuple[Draft, ...], SheetLedger, list[Issue]]:
    table, header = sheet.worksheet.table, sheet.header
    copied = sheet.worksheet.copied_down
    where = Place(file=file, sheet=table.sheet)
    rows = with_repeats(read_rows(sheet.worksheet, header))
    start, issues = _start(sheet, where)
    inherited = inherited_values(rows)
    drafts = drafts_of(rows, sheet.worksheet, start, inherited)
    account = ledger_of(rows, table.sheet)
    issues += title_issues(sheet.above, header, where)
    issues += column_issues(header, table, where)
    issues += row_issues(rows, where)
    issues += draft_issues(rows, where, copied)
    issues += fill_down_issues(inherited, where)
    issues.append(ledger_issue(account, where))
    return drafts, account, issues


def _start(sheet: ListSheet, where: Place) -> tuple[Section, list[Issue]]:
    """Give the phase that holds from the first row: a heading above the header or the sheet."""
    start = Section()
    for row in sheet.above:
        texts = {value.strip() for value in row.values if value.strip()}
        if len(texts) == 1 and (section := section_of(texts.pop())):
            start = section
    by_name = phase_in(sheet.worksheet.table.sheet)
    if start.phase or not by_name:
        return start, []
    issue = info(
        "phase-from-sheet",
        f"Waar een fase ontbreekt, geldt de naam van het blad: ‘{by_name}’.",
        where,
    )
    return Section(by_name, start.semester, start.track, start.compulsory), [issue]


def _without_text(
    courses: Sequence[Course], used: Sequence[ListSheet], file: str
) -> tuple[Issue, ...]:
    """Name courses without text; a sheet without any text column is told once, elsewhere."""
    with_text = {s.worksheet.table.sheet for s in used if s.header.columns & set(TEXT_COLUMNS)}
    return tuple(
        info(
            "course-without-text",
            f"‘{course.title}’ ({course.id}) heeft geen tekst naast de titel; enkel de titel is"
            " gelezen.",
            Place(file=file, sheet=course.where.sheet, cell=course.where.cells.get("title")),
        )
        for course in courses
        if course.where
        and course.where.sheet in with_text
        and not set(course.fields) - {CourseField.TITLE}
    )
