"""Tells what would be read from a file: which sheets, which columns, which courses."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Literal

from pydantic import Field

from swcompetence.errors import NoCourseError
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.course_list import curriculum_of
from swcompetence.files.course_list.header import Header, Heading, header_of, likeliest_header
from swcompetence.files.course_list.header_names import IGNORED, Column
from swcompetence.files.course_list.list_sheets import ListSheet, choose_sheets
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import (
    CourseField,
    Issue,
    Model,
    SheetLedger,
    SourceFile,
    TableRow,
    column_letters,
)
from swcompetence.phrasing import single_spaced

_SCHEMA: Literal["swcompetence/inspection@1"] = "swcompetence/inspection@1"
_SHOWN = 3


class ColumnUse(StrEnum):
    """How a column is taken."""

    PROFILE = "profile"
    RECOGNISED = "recognised"
    GUESSED = "guessed"
    IGNORED = "ignored"
    NOT_USED = "not_used"
    """Another column gives the same field."""
    UNKNOWN = "unknown"
    WITHOUT_HEADER = "without_header"


class SeenColumn(Model):
    """A column of a sheet."""

    letter: str
    header: str
    field: Column | None
    use: ColumnUse
    filled: int
    """Rows below the header in which it holds something."""


class SeenSheet(Model):
    """A sheet of the file."""

    name: str
    visibility: str
    is_used: bool
    reason: str = ""
    """Dutch: why it is not used."""
    header_rows: tuple[int, int] | None = None
    """First and last row of the header, or twice the row that comes closest to one."""
    columns: tuple[SeenColumn, ...] = ()
    ledger: SheetLedger | None = None


class SeenCourse(Model):
    """One of the first courses."""

    code: str
    title: str
    credits: float | None
    phase: str | None
    characters: dict[CourseField, int]
    """Length of every text."""


class Inspection(Model):
    """What would be read from a file."""

    schema_: Literal["swcompetence/inspection@1"] = Field(default=_SCHEMA, alias="schema")
    source: SourceFile
    profile: str | None = None
    problem: str = ""
    """Dutch: why no course can be read."""
    college: str | None = None
    programme: str | None = None
    academic_year: str | None = None
    nominal_credits: float | None = None
    total_credits: float = 0
    course_count: int = 0
    sheets: tuple[SeenSheet, ...] = ()
    first_courses: tuple[SeenCourse, ...] = ()
    issues: tuple[Issue, ...] = ()


def inspect_list(
    path: Path, *, profile: ColumnProfile | None = None, limits: ReadLimits = LIMITS
) -> Inspection:
    """Read a list only to tell what is read.

    Raises:
        InputFileError: the file is missing, too large, damaged or holds no table; a file in which
            no course is found is told in the result.
    """
    content = read_bytes(path, limits)
    worksheets, issues = read_sheets(content, path, limits)
    source = SourceFile(file=path.name, sha256=hashlib.sha256(content).hexdigest())
    chosen = choose_sheets(worksheets, path.name, profile)
    name = profile.id if profile else None
    try:
        curriculum, list_issues = curriculum_of(worksheets, chosen, source, profile=profile)
    except NoCourseError as error:
        problem, sheets = f"{error.reason} {error.advice}", _sheets(worksheets, chosen)
        issues = (*issues, *chosen[1])
        return Inspection(
            source=source, profile=name, problem=problem, sheets=sheets, issues=issues
        )
    first_courses = tuple(
        SeenCourse(
            code=course.code,
            title=course.title,
            credits=course.credits,
            phase=course.phase,
            characters={
                name: len(text) for name, text in course.fields.items() if name != CourseField.TITLE
            },
        )
        for course in curriculum.courses[:_SHOWN]
    )
    return Inspection(
        source=source,
        profile=name,
        college=curriculum.college,
        programme=curriculum.programme,
        academic_year=curriculum.academic_year,
        nominal_credits=curriculum.nominal_credits,
        total_credits=curriculum.total_credits,
        course_count=len(curriculum.courses),
        sheets=_sheets(worksheets, (chosen[0], list_issues), curriculum.ledger),
        first_courses=first_courses,
        issues=(*issues, *list_issues),
    )


def _sheets(
    worksheets: Sequence[Worksheet],
    chosen: tuple[Sequence[ListSheet], Sequence[Issue]],
    ledgers: Sequence[SheetLedger] = (),
) -> tuple[SeenSheet, ...]:
    used, issues = chosen
    headers: dict[str, Header] = {}
    for sheet in used:
        beside = headers[sheet.name].headings if sheet.name in headers else ()
        headers[sheet.name] = replace(sheet.header, headings=(*beside, *sheet.header.headings))
    reasons = {i.where.sheet: i.message for i in issues if i.where.sheet and not i.where.cell}
    sheets = []
    for worksheet in worksheets:
        table = worksheet.table
        is_used = table.sheet in headers
        header = headers.get(table.sheet)
        if not header and (likeliest := likeliest_header(table.rows)):
            header = header_of([likeliest], guessing=True)
        sheets.append(
            SeenSheet(
                name=table.sheet,
                visibility=table.visibility,
                is_used=is_used,
                reason="" if is_used else reasons.get(table.sheet, ""),
                header_rows=(header.first_row, header.last_row) if header else None,
                columns=_columns(header, table.rows) if header else (),
                ledger=_added([ledger for ledger in ledgers if ledger.sheet == table.sheet]),
            )
        )
    return tuple(sheets)


def _added(ledgers: Sequence[SheetLedger]) -> SheetLedger | None:
    """Add up the ledgers of lists that stand side by side on one sheet."""
    if not ledgers:
        return None
    return SheetLedger(
        sheet=ledgers[0].sheet,
        rows_seen=sum(ledger.rows_seen for ledger in ledgers),
        courses=sum(ledger.courses for ledger in ledgers),
        continuations=sum(ledger.continuations for ledger in ledgers),
        skipped=tuple(row for ledger in ledgers for row in ledger.skipped),
    )


def _columns(header: Header, rows: Sequence[TableRow]) -> tuple[SeenColumn, ...]:
    below = [row for row in rows if row.number > header.last_row]
    headings = {heading.index: heading for heading in header.headings}
    columns = []
    for index in range(len(rows[0].values) if rows else 0):
        filled = sum(bool(row.values[index].strip()) for row in below)
        heading = headings.get(index)
        if heading or filled:
            meaning = heading.meaning if heading else None
            columns.append(
                SeenColumn(
                    letter=column_letters(index),
                    header=single_spaced(heading.text) if heading else "",
                    field=meaning.column if meaning else None,
                    use=_use(heading) if heading else ColumnUse.WITHOUT_HEADER,
                    filled=filled,
                )
            )
    return tuple(columns)


def _use(heading: Heading) -> ColumnUse:
    meaning = heading.meaning
    if meaning is None:
        return ColumnUse.UNKNOWN
    if meaning.column in IGNORED:
        return ColumnUse.IGNORED
    if heading.is_spare:
        return ColumnUse.NOT_USED
    if meaning.rank < 0:
        return ColumnUse.PROFILE
    is_guess = meaning.is_guess or meaning.by_values
    return ColumnUse.GUESSED if is_guess else ColumnUse.RECOGNISED
