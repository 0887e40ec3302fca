"""Tells what would be read from a file: sheets, columns, courses, and that as a column profile."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Literal

from pydantic import Field

from swcompetence.errors import NoCourseError
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.course_list import read_curriculum
from swcompetence.files.course_list.header import Header, Heading, header_of, likeliest_header
from swcompetence.files.course_list.header_names import IGNORED, Column, normalise
from swcompetence.files.course_list.list_identity import slug
from swcompetence.files.course_list.list_sheets import ListSheet, choose_sheets
from swcompetence.files.course_list.sheet_issues import sum_of
from swcompetence.files.data.edition_text import Data, block_lines, flow_text
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
from swcompetence.files.formats.sheets import read_sheets
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import (
    CourseField,
    Curriculum,
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
_LONGEST_NAME = 60
_HEAD = """\
# Kolomprofiel voor swcompetence: welke kolom van uw lijst welk gegeven bevat.
#
# Zo past u het aan:
# - Onder ‘columns’ staat per kolom de kop, precies zoals in de lijst, met erachter het veld.
#   Een kolom zonder kop noemt u met haar letter: D: content
# - Verander het veld achter een kop als het niet klopt. Schrijf ignore om een kolom weg te laten.
# - sheets: all leest elk blad met een lijst. Enkel sommige bladen: sheets: [Fase 1, Fase 2]
# - header_row: 5 zegt dat de kop op rij 5 staat (0: geen kop). Zonder deze regel wordt hij gezocht.
# - college, programme, academic_year (2026-27) en nominal_credits (180) gelden boven wat er in de
#   lijst staat.
# - Tekst met : # of haakjes staat tussen aanhalingstekens. Inspringen doet u met spaties.
#
# Velden:
"""
_TAIL = """\
#
# Gebruik: swcompetence map LIJST --profile DIT-BESTAND.yaml
# Nakijken: swcompetence inspect LIJST --profile DIT-BESTAND.yaml
"""
_FACTS = ("college", "programme", "academic_year")


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
    try:
        curriculum, list_issues = read_curriculum(
            worksheets, source, profile=profile, chosen=chosen
        )
    except NoCourseError as error:
        curriculum, list_issues = Curriculum(id="", courses=()), tuple(chosen[1])
        problem = f"{error.reason} {error.advice}"
    else:
        problem = ""
    first_courses = tuple(
        SeenCourse(
            code=course.code,
            title=course.title,
            credits=course.credits,
            phase=course.phase,
            characters={
                field: len(text)
                for field, text in course.fields.items()
                if field != CourseField.TITLE
            },
        )
        for course in curriculum.courses[:_SHOWN]
    )
    return Inspection(
        source=source,
        profile=profile.id if profile else None,
        problem=problem,
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
    for table in (worksheet.table for worksheet in worksheets):
        is_used, header = table.sheet in headers, headers.get(table.sheet)
        of_sheet = [ledger for ledger in ledgers if ledger.sheet == table.sheet]
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
                ledger=sum_of(of_sheet) if of_sheet else None,
            )
        )
    return tuple(sheets)


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


_NOT_READ = {ColumnUse.NOT_USED, ColumnUse.UNKNOWN, ColumnUse.WITHOUT_HEADER}


def drafted_profile(inspection: Inspection, profile: ColumnProfile | None = None) -> ColumnProfile:
    """Write down every column of the sheets that are read; what is not read is `ignore`.

    Where nothing was read, every column of every sheet is taken. Of the profile that it was read
    with, the facts, sheets and header row are kept.
    """
    used = [sheet for sheet in inspection.sheets if sheet.is_used] or inspection.sheets
    columns: dict[str, Column] = {}
    taken: set[str] = set()
    for sheet in used:
        for name, column in _named(sheet.columns):
            if (key := normalise(name)) not in taken:
                taken.add(key)
                columns[name] = column
    file = inspection.source.file
    drafted = ColumnProfile(
        id=slug(PurePath(file).stem), title=f"Kolommen van {file}", columns=columns
    )
    if profile is None:
        return drafted
    kept = (*_FACTS, "nominal_credits", "sheets", "header_row")
    return drafted.model_copy(update={name: getattr(profile, name) for name in kept})


def _named(columns: Sequence[SeenColumn]) -> Iterable[tuple[str, Column]]:
    """Name every column by its header; by its letter where that is unclear."""
    fields = [
        (column, Column.LEFT_OUT if column.use in _NOT_READ else column.field or Column.LEFT_OUT)
        for column in columns
    ]
    kinds = Counter(
        key for key, _ in {(normalise(column.header), field) for column, field in fields}
    )
    for column, field in fields:
        key = normalise(column.header)
        is_clear = key and kinds[key] == 1 and len(column.header) <= _LONGEST_NAME
        yield (column.header if is_clear else column.letter), field


def profile_text(profile: ColumnProfile) -> str:
    """Write a profile, with a comment at the top that explains how to edit it."""
    data: dict[str, Data] = {
        "schema_version": profile.schema_version,
        "id": profile.id,
        "title": profile.title,
    }
    if profile.about:
        data["about"] = profile.about
    data |= {name: value for name in _FACTS if (value := getattr(profile, name)) is not None}
    lines = list(block_lines(data))
    if profile.nominal_credits is not None:
        lines.append(f"nominal_credits: {profile.nominal_credits:g}")
    names: list[Data] = list(profile.sheets)
    lines.append(f"sheets: {flow_text(names) if names else 'all'}")
    if profile.header_row is not None:
        lines.append(f"header_row: {profile.header_row}")
    if profile.may_lack_columns:
        lines.append("may_lack_columns: true")
    lines.append("columns:" if profile.columns else "columns: {}")
    lines += [f"  {flow_text(name)}: {column.value}" for name, column in profile.columns.items()]
    meanings = {column: column.dutch for column in Column if column not in IGNORED}
    meanings[Column.ELECTIVE] = "verplicht of keuze, waar ja betekent: keuze"
    width = max(map(len, meanings))
    fields = [f"#   {column:<{width}}  {meaning}" for column, meaning in meanings.items()]
    fields.append(f"# Niet ingelezen: {', '.join(IGNORED)}")
    return _HEAD + "\n".join([*fields, _TAIL.rstrip("\n"), *lines, ""])
