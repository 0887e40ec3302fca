"""Chooses the sheets of a file that hold a course list, by recognition or by a profile.

A sheet may hold several lists side by side, or a list on its side.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from swcompetence.errors import NoCourseError
from swcompetence.files.course_list.cell_values import section_of
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.header import (
    SEARCHED_ROWS,
    SEMESTER_TITLE,
    Header,
    Heading,
    find_header,
    header_of,
    likeliest_header,
    profiled_header,
)
from swcompetence.files.course_list.header_names import TEXT_COLUMNS, Column, normalise, recognise
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import Issue, Place, Table, TableRow, column_letters
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import first_few, single_spaced
from swcompetence.text.cleaning import cleaned, is_broken, is_marked_up, mended

_SHOWN = 8
"""Cells that a message names."""
_NAMED = 0.6
"""Least part of the cells of a column that are names of fields where a list lies on its side."""
_LEAST_FIELDS = 2
_REPEATED = frozenset({Column.CODE, Column.CREDITS, *TEXT_COLUMNS})


@dataclass(frozen=True, slots=True)
class ListSheet:
    """A sheet that holds a list, with its header."""

    worksheet: Worksheet
    header: Header

    @property
    def name(self) -> str:
        """The name of the sheet."""
        return self.worksheet.table.sheet

    @property
    def rows(self) -> tuple[TableRow, ...]:
        """All rows of the sheet, or of its part that holds this list."""
        return self.worksheet.table.rows

    @property
    def has_marks(self) -> bool:
        """Say whether columns hold the marks of a matrix."""
        return Column.MATRIX in self.header.columns

    @property
    def above(self) -> tuple[TableRow, ...]:
        """The rows above the header."""
        return tuple(row for row in self.rows if row.number < self.header.first_row)


def choose_sheets(
    worksheets: Sequence[Worksheet], file: str, profile: ColumnProfile | None = None
) -> tuple[list[ListSheet], list[Issue]]:
    """Choose the sheets to read: those with a list, hidden ones only when there is no other."""
    lists = [
        sheet
        for worksheet in map(cleaned_sheet, worksheets)
        if profile is None or profile.takes_sheet(worksheet.table.sheet)
        for sheet in _lists_on(worksheet, profile)
    ]
    if any(sheet.header.has_substance for sheet in lists):
        # A legend (`Code, Naam`) looks like a list until a real list stands beside it.
        lists = [s for s in lists if s.header.has_substance or s.header.has_certain_title]
    if any(not sheet.has_marks for sheet in lists):
        # A matrix names the courses of the list again.
        lists = [s for s in lists if not s.has_marks or s.header.text_indexes]
    visible = [sheet for sheet in lists if sheet.worksheet.table.visibility == "visible"]
    used = lists if profile and profile.sheets else visible or lists
    issues = list(_unused_issues(worksheets, lists, used, file, profile))
    for table in (worksheet.table for worksheet in worksheets):
        if parts := [sheet for sheet in used if sheet.name == table.sheet]:
            issues += _reading_issues(table, parts, Place(file=file, sheet=table.sheet))
    if profile:
        issues += _profile_issues(profile, worksheets, used, file)
    return used, issues


def _lists_on(worksheet: Worksheet, profile: ColumnProfile | None) -> list[ListSheet]:
    """Find the list on a sheet, or the lists that stand side by side."""

    def header_in(rows: Sequence[TableRow]) -> Header | None:
        return profiled_header(rows, profile) if profile else find_header(rows)

    header = header_in(worksheet.table.rows)
    if not profile and is_on_its_side(worksheet.table.rows, header):
        worksheet = turned(worksheet)
        header = header_in(worksheet.table.rows)
    if header is None:
        return []
    parts = side_by_side(worksheet, header)
    headers = [header] if len(parts) == 1 else [header_in(part.table.rows) for part in parts]
    if None in headers:  # then the parts of the one header name the columns
        lines = [r for part in parts for r in part.table.rows if r.number == header.last_row]
        headers = [header.only([p for p, text in enumerate(r.values) if text]) for r in lines]
    return [ListSheet(p, h) for p, h in zip(parts, headers, strict=True) if h]


def cleaned_sheet(worksheet: Worksheet) -> Worksheet:
    """Give a sheet with every text as it is compared and read."""
    rows = tuple(
        replace(row, values=tuple(map(cleaned, row.values))) for row in worksheet.table.rows
    )
    return replace(worksheet, table=replace(worksheet.table, rows=rows))


def _reading_issues(table: Table, parts: Sequence[ListSheet], where: Place) -> Iterator[Issue]:
    """Tell of lists that lie otherwise, and where cleaning read a text otherwise or lost some."""
    if isinstance(parts[0].worksheet.table.rows[0], _TurnedRow):
        yield info(
            "list-on-its-side",
            "De lijst staat op haar kant (de namen van de kolommen onder elkaar) en is gekanteld"
            " gelezen: ‘rij 2’ in een bericht is hier kolom B, ‘rij 3’ kolom C.",
            where,
        )
    cells = [
        (row.address(place), value)
        for row in table.rows
        for place, value in enumerate(row.values)
        if "<" in value or "&" in value or not value.isascii()
    ]
    if marked := [address for address, value in cells if is_marked_up(value)]:
        yield info(
            "html-read",
            f"Opmaak in HTML (zoals <p> of &eacute;) is als gewone tekst gelezen in:"
            f" {first_few(marked, _SHOWN)}.",
            where,
            marked[0],
        )
    repaired = [(address, value, mended(value)) for address, value in cells]
    misread = [address for address, value, better in repaired if better != value]
    lost = [address for address, _, better in repaired if is_broken(better)]
    told = {
        "Verkeerd omgezette letters (zoals Ã« voor ë) zijn hersteld in": misread,
        "Letters gingen verloren in": lost,
    }
    sentences = [f"{start}: {first_few(a, _SHOWN)}." for start, a in told.items() if a]
    if sentences:
        advice = "Kijk de teksten na in de bron, en haal de lijst opnieuw op als .xlsx."
        yield warning("letters-misread", " ".join([*sentences, advice]), where, (misread + lost)[0])
    if len(parts) > 1:
        titles = [
            next(h.cell for h in part.header.headings if h.index == part.header.index(Column.TITLE))
            for part in parts
        ]
        yield warning(
            "tables-side-by-side",
            f"Naast elkaar staan {len(parts)} lijsten, elk met haar eigen titels (vanaf"
            f" {', '.join(titles)}); ze zijn apart gelezen. Is het één lijst, wis dan de kolommen"
            " die er niet bij horen.",
            where,
            titles[1],
        )


def _unused_issues(
    worksheets: Sequence[Worksheet],
    lists: Sequence[ListSheet],
    used: Sequence[ListSheet],
    file: str,
    profile: ColumnProfile | None,
) -> Iterator[Issue]:
    for name in (worksheet.table.sheet for worksheet in worksheets):
        place, start = Place(file=file, sheet=name), f"Blad ‘{name}’ is"
        if profile and not profile.takes_sheet(name):
            reason = f"het profiel ‘{profile.id}’ noemt enkel andere bladen."
            yield info("profile-sheet-left-out", f"{start} niet gelezen: {reason}", place)
        elif name not in {sheet.name for sheet in lists}:
            reason = "er is geen kop met een kolom voor de titel van opleidingsonderdelen gevonden."
            yield info("sheet-not-used", f"{start} niet gelezen: {reason}", place)
        elif name not in {sheet.name for sheet in used}:
            advice = "Maak het zichtbaar als de lijst erop meetelt."
            yield warning("sheet-hidden", f"{start} verborgen en niet gelezen. {advice}", place)


def _profile_issues(
    profile: ColumnProfile, worksheets: Sequence[Worksheet], used: Sequence[ListSheet], file: str
) -> Iterator[Issue]:
    yield info(
        "profile-used",
        f"De kolommen zijn gelezen volgens het profiel ‘{profile.id}’ ({profile.title}).",
        Place(file=file),
    )
    if missing := profile.missing_sheets([w.table.sheet for w in worksheets]):
        yield warning(
            "profile-sheet-missing",
            f"Het profiel ‘{profile.id}’ noemt bladen die er niet zijn: {_quoted(missing)}. Pas"
            " ‘sheets’ in het profiel aan.",
            Place(file=file),
        )
    for sheet in used:
        where, rows, header = Place(file=file, sheet=sheet.name), sheet.rows, sheet.header
        width = len(rows[0].values) if rows else 0
        places = {name: header.named(name, width) for name in profile.columns}
        lacking = [name for name in profile.columns if not places[name]]
        if lacking and not profile.may_lack_columns:
            yield warning(
                "profile-column-missing",
                f"Het profiel ‘{profile.id}’ noemt kolommen die niet op dit blad staan:"
                f" {_quoted(lacking)}. Pas het profiel aan de koppen van de lijst aan.",
                where,
                max(header.last_row, 1),
            )
        teachers = {
            heading.index: heading.cell for heading in header.headings if heading.is_teacher
        }
        asked = [
            (name, teachers[index])
            for name, column in profile.columns.items()
            if column not in {Column.TEACHER, Column.LEFT_OUT}
            for index in places[name]
            if index in teachers
        ]
        for name, cell in asked:
            yield warning(
                "profile-teacher",
                f"Kolom ‘{name}’ ({cell}) is niet ingelezen, ook al vraagt het profiel het:"
                " namen van lesgevers worden nooit ingelezen.",
                where,
                cell,
            )


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"‘{name}’" for name in names)


def no_course(
    worksheets: Sequence[Worksheet], file: str, profile: ColumnProfile | None = None
) -> NoCourseError:
    """Build the error for a file without a course: what was sought and what was seen."""
    sheets = []
    for worksheet in worksheets:
        line = "leeg"
        if row := likeliest_header(worksheet.table.rows):
            cells = [single_spaced(value)[:30] for value in row.values if value.strip()]
            line = f"rij {row.number}: {_quoted(cells[:6])}"
        sheets.append(f"blad ‘{worksheet.table.sheet}’ ({line})")
    summary = f"Gezien: {'; '.join(sheets) or 'geen bladen'}."
    if profile:
        titles = _quoted(profile.names_of(Column.TITLE)) or "een kolom voor de titel"
        return NoCourseError(
            file,
            f"er is geen lijst gevonden zoals het profiel ‘{profile.id}’ ze beschrijft: {titles}"
            f" met rijen eronder. {summary}",
            "Kijk zonder profiel wat er staat met ‘swcompetence inspect’, en pas het profiel aan.",
        )
    if any(map(_lists_outcomes, worksheets)):
        return NoCourseError(
            file,
            "dit lijkt een lijst van leerresultaten: er is geen kolom met titels van"
            f" opleidingsonderdelen. {summary}",
            f'Maak er een kader van met: swcompetence import "{file}" --publisher NAAM. Koppel er'
            " daarna uw cursuslijst aan met: swcompetence map LIJST --framework eigen-kader.yaml",
        )
    headers = [(sheet, find_header(sheet.table.rows)) for sheet in worksheets]
    titles_of = [(sheet, header.index(Column.TITLE)) for sheet, header in headers if header]
    if any(
        title is not None and row.address(title) in sheet.valueless
        for sheet, title in titles_of
        for row in sheet.table.rows
    ):
        return NoCourseError(
            file,
            "de titels van de opleidingsonderdelen zijn formules zonder bewaarde waarde.",
            "Open het bestand in Excel, bewaar het en lees het opnieuw in.",
        )
    return NoCourseError(
        file,
        "er is geen lijst van opleidingsonderdelen gevonden. Gezocht is in de eerste"
        f" {SEARCHED_ROWS} rijen van elk blad naar een kop met een kolom voor de titel en rijen"
        f" eronder. {summary}",
        "Zet boven de lijst een rij met de namen van de kolommen, minstens ‘Opleidingsonderdeel’"
        " en liefst ook ‘Code’, ‘Studiepunten’, ‘Leerresultaten’ en ‘Inhoud’.",
    )


def _lists_outcomes(worksheet: Worksheet) -> bool:
    """Say whether a sheet names learning outcomes and no courses."""
    row = likeliest_header(worksheet.table.rows)
    below = [r for r in worksheet.table.rows if row and r.number > row.number and not r.is_blank]
    columns = header_of([row], guessing=True).columns if row else frozenset()
    return bool(below) and Column.OUTCOMES in columns and Column.TITLE not in columns


def side_by_side(worksheet: Worksheet, header: Header) -> list[Worksheet]:
    """Give a sheet apart for every list in it: a header that repeats title and credits has several.

    Cells keep their addresses; those of the other lists are blank.
    """
    table = worksheet.table
    width = len(table.rows[0].values) if table.rows else 0
    blocks = [range(*pair) for pair in pairwise([*_starts(header), width])]
    fields = [
        {h.meaning.column for h in header.headings if h.meaning and h.index in block} & _REPEATED
        for block in blocks
    ]
    if len(blocks) == 1 or not all(repeated & fields[0] for repeated in fields):
        return [worksheet]
    # Columns before semesters beside each other hold for all: `Fase, Semester 1 ...`.
    semesters = [h for h in header.headings if h.meaning and h.meaning.name == SEMESTER_TITLE]
    shared = {
        heading.index
        for heading in header.headings
        if semesters and heading.index < semesters[0].index
        if heading.meaning and heading.meaning.column in {Column.PHASE, Column.TRACK}
    }
    return [
        replace(worksheet, table=replace(table, rows=_only(table.rows, block, shared)))
        for block in blocks
    ]


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
    is_between = credit_places[:1] < [title.index] < credit_places[-1:]
    return is_between and title.meaning is not None and title.meaning.preference <= (False, 0)


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


def is_on_its_side(rows: Sequence[TableRow], header: Header | None) -> bool:
    """Say whether the names of the fields stand below each other, and a course takes a column."""
    least = max(_LEAST_FIELDS, len(header.columns - {Column.MATRIX}) + 1 if header else 0)
    for column in range(len(rows[0].values) if rows else 0):
        texts = [row.values[column] for row in rows if row.number <= SEARCHED_ROWS]
        cells = [text for text in texts if text.strip()]
        named = [meaning.column for cell in cells if (meaning := recognise(cell))]
        is_named = len(named) >= _NAMED * len(cells)
        if is_named and Column.TITLE in named and len(set(named)) >= least:
            return True
    return False
