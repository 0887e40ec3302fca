"""Reads a course list (opleidingsprogramma) from a file into a curriculum."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from swcompetence.errors import NoCourseError
from swcompetence.files.course_drafts import Draft, drafts_of
from swcompetence.files.course_ids import courses_with_ids
from swcompetence.files.course_rows import read_rows
from swcompetence.files.draft_issues import draft_issues
from swcompetence.files.file_kind import read_bytes
from swcompetence.files.header_names import TEXT_COLUMNS
from swcompetence.files.header_row import SEARCHED_ROWS, Header, find_header, likeliest_header
from swcompetence.files.issue_codes import info, warning
from swcompetence.files.list_identity import identify, total_issues
from swcompetence.files.row_phrases import Section, phase_in, section_of
from swcompetence.files.sheet_issues import column_issues, ledger, row_issues, title_issues
from swcompetence.files.sheets import read_sheets
from swcompetence.files.worksheet import Worksheet
from swcompetence.model import Course, CourseField, Curriculum, Issue, Place, SourceFile, TableRow

__all__ = ["read_course_list", "read_curriculum"]


@dataclass(frozen=True, slots=True)
class _Found:
    """A sheet that holds a list, with its header."""

    worksheet: Worksheet
    header: Header

    @property
    def above(self) -> tuple[TableRow, ...]:
        """The rows above the header."""
        rows = self.worksheet.table.rows
        return tuple(row for row in rows if row.number < self.header.first_row)


def read_course_list(
    path: Path, *, programme_credits: float | None = None
) -> tuple[Curriculum, tuple[Issue, ...]]:
    """Read the course list in a file.

    Args:
        path: the workbook.
        programme_credits: size of the programme; without it, inferred from the list's name.

    Raises:
        InputFileError: the file is missing, too large, damaged or no workbook.
        NoCourseError: no sheet holds a list of courses.
    """
    content = read_bytes(path)
    worksheets, issues = read_sheets(content, path)
    source = SourceFile(file=path.name, sha256=hashlib.sha256(content).hexdigest())
    curriculum, found = read_curriculum(worksheets, source, programme_credits=programme_credits)
    return curriculum, (*issues, *found)


def read_curriculum(
    worksheets: Sequence[Worksheet], source: SourceFile, *, programme_credits: float | None = None
) -> tuple[Curriculum, tuple[Issue, ...]]:
    """Read the course list in worksheets, whatever format they came from.

    Raises:
        NoCourseError: no sheet holds a list of courses.
    """
    used, issues = _sheets_with_list(worksheets, source.file)
    drafts: list[Draft] = []
    for sheet in used:
        found, told = _read_sheet(sheet, source.file)
        drafts += found
        issues += told
    if not drafts:
        raise _no_course(worksheets, source.file)
    courses, told_ids = courses_with_ids(drafts, source.file)
    above = [row for sheet in used for row in sheet.above]
    names = [sheet.worksheet.table.sheet for sheet in used]
    identity, told_identity = identify(above, drafts, names, source.file)
    nominal, told_size = total_issues(identity, courses, programme_credits, source.file)
    curriculum = Curriculum(
        id=identity.id,
        college=identity.college,
        programme=identity.programme,
        academic_year=identity.academic_year,
        nominal_credits=nominal,
        source=source,
        courses=courses,
    )
    textless = _without_text(courses, used, source.file)
    return curriculum, (*issues, *told_ids, *textless, *told_identity, *told_size)


def _sheets_with_list(
    worksheets: Sequence[Worksheet], file: str
) -> tuple[list[_Found], list[Issue]]:
    """Choose the sheets to read: those with a list, hidden ones only when there is no other."""
    found = [
        _Found(worksheet, header)
        for worksheet in worksheets
        if (header := find_header(worksheet.table.rows))
    ]
    if any(sheet.header.has_substance for sheet in found):
        # A legend (`Code, Naam`) looks like a list until a real list stands beside it.
        found = [s for s in found if s.header.has_substance or s.header.has_certain_title]
    visible = [sheet for sheet in found if sheet.worksheet.table.visibility == "visible"]
    used = visible or found
    issues = []
    for worksheet in worksheets:
        place = Place(file=file, sheet=worksheet.table.sheet)
        if worksheet not in [sheet.worksheet for sheet in found]:
            issues.append(
                info(
                    "sheet-not-used",
                    f"Blad ‘{place.sheet}’ is niet gelezen: er is geen kop met een kolom voor de"
                    " titel van opleidingsonderdelen gevonden.",
                    place,
                )
            )
        elif worksheet not in [sheet.worksheet for sheet in used]:
            issues.append(
                warning(
                    "sheet-hidden",
                    f"Blad ‘{place.sheet}’ is verborgen en niet gelezen. Maak het zichtbaar als de"
                    " lijst erop meetelt.",
                    place,
                )
            )
    return used, issues


def _read_sheet(sheet: _Found, file: str) -> tuple[tuple[Draft, ...], list[Issue]]:
    table, header = sheet.worksheet.table, sheet.header
    copied = sheet.worksheet.copied_down
    where = Place(file=file, sheet=table.sheet)
    rows = read_rows(sheet.worksheet, header)
    start, issues = _start(sheet, where)
    drafts = drafts_of(rows, table.sheet, copied, start)
    issues += title_issues(sheet.above, header, where)
    issues += column_issues(header, table, where)
    issues += row_issues(rows, where)
    issues += draft_issues(rows, where, copied)
    issues.append(ledger(rows, where))
    return drafts, issues


def _start(sheet: _Found, where: Place) -> tuple[Section, list[Issue]]:
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
    courses: Sequence[Course], used: Sequence[_Found], file: str
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


def _no_course(worksheets: Sequence[Worksheet], file: str) -> NoCourseError:
    seen = []
    for worksheet in worksheets:
        row = likeliest_header(worksheet.table.rows)
        cells = (
            [" ".join(value.split())[:30] for value in row.values if value.strip()] if row else []
        )
        words = ", ".join(f"‘{cell}’" for cell in cells[:6])
        line = f"rij {row.number}: {words}" if row else "leeg"
        seen.append(f"blad ‘{worksheet.table.sheet}’ ({line})")
    return NoCourseError(
        file,
        "er is geen lijst van opleidingsonderdelen gevonden. Gezocht is in de eerste"
        f" {SEARCHED_ROWS} rijen van elk blad naar een kop met een kolom voor de titel en rijen"
        f" eronder. Gezien: {'; '.join(seen) or 'geen bladen'}.",
        "Zet boven de lijst een rij met de namen van de kolommen, minstens ‘Opleidingsonderdeel’"
        " en liefst ook ‘Code’, ‘Studiepunten’, ‘Leerresultaten’ en ‘Inhoud’.",
    )
