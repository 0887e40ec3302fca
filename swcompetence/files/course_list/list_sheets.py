"""Chooses the sheets of a file that hold a course list, by recognition or by a profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from swcompetence.errors import NoCourseError
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.header import (
    SEARCHED_ROWS,
    Header,
    find_header,
    header_of,
    likeliest_header,
    profiled_header,
)
from swcompetence.files.course_list.header_names import Column
from swcompetence.files.course_list.layout import (
    is_on_its_side,
    is_turned,
    part_of,
    side_by_side,
    turned,
)
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import Issue, Place, Table, TableRow
from swcompetence.model.issue import info, warning
from swcompetence.phrasing import first_few, single_spaced
from swcompetence.text.cleaning import cleaned, is_broken, is_marked_up, mended

_SHOWN = 8
"""Cells that a message names."""


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
    def has_marks(self) -> bool:
        """Say whether columns hold the marks of a matrix."""
        return Column.MATRIX in self.header.columns

    @property
    def above(self) -> tuple[TableRow, ...]:
        """The rows above the header."""
        rows = self.worksheet.table.rows
        return tuple(row for row in rows if row.number < self.header.first_row)


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
    for worksheet in worksheets:
        parts = [sheet for sheet in used if sheet.name == worksheet.table.sheet]
        where = Place(file=file, sheet=worksheet.table.sheet)
        if parts and is_turned(parts[0].worksheet):
            issues.append(
                info(
                    "list-on-its-side",
                    "De lijst staat op haar kant (de namen van de kolommen onder elkaar) en is"
                    " gekanteld gelezen: ‘rij 2’ in een bericht is hier kolom B, ‘rij 3’ kolom C.",
                    where,
                )
            )
        if parts:
            issues += _cleaning_issues(worksheet.table, where)
        if len(parts) > 1:
            cells = [
                next(h.cell for h in p.header.headings if h.index == p.header.index(Column.TITLE))
                for p in parts
            ]
            issues.append(
                warning(
                    "tables-side-by-side",
                    f"Naast elkaar staan {len(parts)} lijsten, elk met haar eigen titels (vanaf"
                    f" {', '.join(cells)}); ze zijn apart gelezen. Is het één lijst, wis dan de"
                    " kolommen die er niet bij horen.",
                    where,
                    cells[1],
                )
            )
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
    if len(parts) > 1 and None in headers:
        headers = [part_of(header, part) for part in parts]
    return [ListSheet(p, h) for p, h in zip(parts, headers, strict=True) if h]


def cleaned_sheet(worksheet: Worksheet) -> Worksheet:
    """Give a sheet with every text as it is compared and read."""
    rows = tuple(
        replace(row, values=tuple(map(cleaned, row.values))) for row in worksheet.table.rows
    )
    return replace(worksheet, table=replace(worksheet.table, rows=rows))


def _cleaning_issues(table: Table, where: Place) -> Iterator[Issue]:
    """Tell where cleaning read a text otherwise than it is written, and what it could not mend."""
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


def _unused_issues(
    worksheets: Sequence[Worksheet],
    lists: Sequence[ListSheet],
    used: Sequence[ListSheet],
    file: str,
    profile: ColumnProfile | None,
) -> Iterator[Issue]:
    for worksheet in worksheets:
        name = worksheet.table.sheet
        place = Place(file=file, sheet=name)
        start = f"Blad ‘{name}’ is"
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
        yield from _column_issues(profile, sheet, Place(file=file, sheet=sheet.name))


def _column_issues(profile: ColumnProfile, sheet: ListSheet, where: Place) -> Iterator[Issue]:
    rows, header = sheet.worksheet.table.rows, sheet.header
    width = len(rows[0].values) if rows else 0
    places = {name: header.named(name, width) for name in profile.columns}
    missing = [name for name in profile.columns if not places[name]]
    if missing and not profile.may_lack_columns:
        yield warning(
            "profile-column-missing",
            f"Het profiel ‘{profile.id}’ noemt kolommen die niet op dit blad staan:"
            f" {_quoted(missing)}. Pas het profiel aan de koppen van de lijst aan.",
            where,
            max(header.last_row, 1),
        )
    teachers = {heading.index: heading for heading in header.headings if heading.is_teacher}
    for name, column in profile.columns.items():
        for index in places[name]:
            if index in teachers and column not in {Column.TEACHER, Column.LEFT_OUT}:
                cell = teachers[index].cell
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
    if any(map(_has_valueless_titles, worksheets)):
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


def _has_valueless_titles(worksheet: Worksheet) -> bool:
    header = find_header(worksheet.table.rows)
    title = header.index(Column.TITLE) if header else None
    rows = worksheet.table.rows if title is not None else ()
    return any(row.address(title or 0) in worksheet.valueless for row in rows)
