"""Chooses the sheets of a file that hold a course list, by recognition or by a profile."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from swcompetence.errors import NoCourseError
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.header import Header
from swcompetence.files.course_list.header_names import Column
from swcompetence.files.course_list.header_row import SEARCHED_ROWS, find_header, likeliest_header
from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.files.course_list.profiled_header import (
    is_teacher,
    missing_columns,
    places_of,
    profiled_header,
)
from swcompetence.files.formats.worksheet import Worksheet
from swcompetence.model import Issue, Place, TableRow


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
    def above(self) -> tuple[TableRow, ...]:
        """The rows above the header."""
        rows = self.worksheet.table.rows
        return tuple(row for row in rows if row.number < self.header.first_row)


def choose_sheets(
    worksheets: Sequence[Worksheet], file: str, profile: ColumnProfile | None = None
) -> tuple[list[ListSheet], list[Issue]]:
    """Choose the sheets to read: those with a list, hidden ones only when there is no other."""
    wanted = [w for w in worksheets if profile is None or profile.takes_sheet(w.table.sheet)]
    found = [
        ListSheet(worksheet, header)
        for worksheet in wanted
        if (header := _header_of(worksheet, profile))
    ]
    if any(sheet.header.has_substance for sheet in found):
        # A legend (`Code, Naam`) looks like a list until a real list stands beside it.
        found = [s for s in found if s.header.has_substance or s.header.has_certain_title]
    visible = [s for s in found if s.worksheet.table.visibility == "visible"]
    used = found if profile and profile.sheets else visible or found
    issues = []
    for worksheet in worksheets:
        place = Place(file=file, sheet=worksheet.table.sheet)
        if worksheet not in wanted:
            issues.append(_left_out(place, profile))
        elif worksheet not in [sheet.worksheet for sheet in found]:
            issues.append(_not_a_list(place))
        elif worksheet not in [sheet.worksheet for sheet in used]:
            issues.append(_hidden(place))
    if profile:
        issues += _profile_issues(profile, worksheets, used, file)
    return used, issues


def _header_of(worksheet: Worksheet, profile: ColumnProfile | None) -> Header | None:
    rows = worksheet.table.rows
    return profiled_header(rows, profile) if profile else find_header(rows)


def _not_a_list(place: Place) -> Issue:
    return info(
        "sheet-not-used",
        f"Blad ‘{place.sheet}’ is niet gelezen: er is geen kop met een kolom voor de titel van"
        " opleidingsonderdelen gevonden.",
        place,
    )


def _hidden(place: Place) -> Issue:
    return warning(
        "sheet-hidden",
        f"Blad ‘{place.sheet}’ is verborgen en niet gelezen. Maak het zichtbaar als de lijst erop"
        " meetelt.",
        place,
    )


def _left_out(place: Place, profile: ColumnProfile | None) -> Issue:
    name = profile.id if profile else ""
    return info(
        "profile-sheet-left-out",
        f"Blad ‘{place.sheet}’ is niet gelezen: het profiel ‘{name}’ noemt enkel andere bladen.",
        place,
    )


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
    missing = missing_columns(header, rows, profile)
    if missing and not profile.may_lack_columns:
        yield warning(
            "profile-column-missing",
            f"Het profiel ‘{profile.id}’ noemt kolommen die niet op dit blad staan:"
            f" {_quoted(missing)}. Pas het profiel aan de koppen van de lijst aan.",
            where.model_copy(update={"cell": str(max(header.last_row, 1))}),
        )
    own = {h.index: h for h in header.headings if is_teacher(h)}
    for name, column in profile.columns.items():
        for index in places_of(name, header, rows):
            if index in own and column not in {Column.TEACHER, Column.LEFT_OUT}:
                yield warning(
                    "profile-teacher",
                    f"Kolom ‘{name}’ ({own[index].cell}) is niet ingelezen, ook al vraagt het"
                    " profiel het: namen van lesgevers worden nooit ingelezen.",
                    where.model_copy(update={"cell": own[index].cell}),
                )


def _quoted(names: Sequence[str]) -> str:
    return ", ".join(f"‘{name}’" for name in names)


def no_course(
    worksheets: Sequence[Worksheet], file: str, profile: ColumnProfile | None = None
) -> NoCourseError:
    """Build the error for a file without a course: what was sought and what was seen."""
    seen = []
    for worksheet in worksheets:
        row = likeliest_header(worksheet.table.rows)
        cells = (
            [" ".join(value.split())[:30] for value in row.values if value.strip()] if row else []
        )
        line = f"rij {row.number}: {_quoted(cells[:6])}" if row else "leeg"
        seen.append(f"blad ‘{worksheet.table.sheet}’ ({line})")
    told = f"Gezien: {'; '.join(seen) or 'geen bladen'}."
    if profile:
        titles = _quoted(profile.names_of(Column.TITLE)) or "een kolom voor de titel"
        return NoCourseError(
            file,
            f"er is geen lijst gevonden zoals het profiel ‘{profile.id}’ ze beschrijft: {titles}"
            f" met rijen eronder. {told}",
            "Kijk zonder profiel wat er staat met ‘swcompetence inspect’, en pas het profiel aan.",
        )
    return NoCourseError(
        file,
        "er is geen lijst van opleidingsonderdelen gevonden. Gezocht is in de eerste"
        f" {SEARCHED_ROWS} rijen van elk blad naar een kop met een kolom voor de titel en rijen"
        f" eronder. {told}",
        "Zet boven de lijst een rij met de namen van de kolommen, minstens ‘Opleidingsonderdeel’"
        " en liefst ook ‘Code’, ‘Studiepunten’, ‘Leerresultaten’ en ‘Inhoud’.",
    )
