"""Finds the header of a sheet with a column profile: what the profile names goes first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.header import Header, Heading
from swcompetence.files.course_list.header_names import Column
from swcompetence.files.course_list.header_row import (
    SEARCHED_ROWS,
    find_header,
    header_of,
    likeliest_header,
    with_headings,
)
from swcompetence.files.course_list.headers import Recognised, normalise, recognise
from swcompetence.model import TableRow, column_letters

_LETTERS = re.compile(r"[A-Z]{1,3}")
_BY_PROFILE = -1
_JOINT = " / "
"""What stands between the rows of a header that takes several."""


def profiled_header(rows: Sequence[TableRow], profile: ColumnProfile) -> Header | None:
    """Find the header and give its columns the fields that the profile names.

    None where the profile names a title and no such column is there.
    """
    bare = _bare_header(rows, profile)
    if bare is None:
        return None
    header = _applied(bare, rows, profile)
    is_titled = profile.may_lack_columns or _names_title(bare, rows, profile)
    return header if is_titled and Column.TITLE in header.columns else None


def _bare_header(rows: Sequence[TableRow], profile: ColumnProfile) -> Header | None:
    if profile.header_row == 0:
        return Header(0, 0, ())
    found = find_header(rows)
    if profile.header_row is not None:
        if found and found.last_row == profile.header_row:
            return found
        row = next((row for row in rows if row.number == profile.header_row), None)
        return header_of([row], guessing=True) if row else None
    if found and _names_title(found, rows, profile):
        return found
    best = max(_own_headers(rows, profile), key=_worth, default=None)
    if best:
        return best[1]
    likeliest = likeliest_header(rows)
    return found or (header_of([likeliest], guessing=True) if likeliest else None)


def _own_headers(rows: Sequence[TableRow], profile: ColumnProfile) -> list[tuple[int, Header]]:
    """Give the rows that hold names of the profile, a title among them where it names one."""
    found = []
    for row in rows:
        if row.number <= SEARCHED_ROWS and not row.is_blank:
            header = header_of([row], guessing=True)
            known = sum(bool(_with_text(name, header)) for name in profile.columns)
            if known and (
                not profile.names_of(Column.TITLE) or _names_title(header, rows, profile)
            ):
                found.append((known, header))
    return found


def _worth(candidate: tuple[int, Header]) -> tuple[int, int]:
    known, header = candidate
    return known, -header.first_row


def _names_title(header: Header, rows: Sequence[TableRow], profile: ColumnProfile) -> bool:
    names = profile.names_of(Column.TITLE)
    return not names or any(places_of(name, header, rows) for name in names)


def places_of(name: str, header: Header, rows: Sequence[TableRow]) -> tuple[int, ...]:
    """Give the columns that a name of a profile stands for: by header text, else by letter."""
    if by_text := _with_text(name, header):
        return by_text
    width = len(rows[0].values) if rows else 0
    if not _LETTERS.fullmatch(name):
        return ()
    return tuple(index for index in range(width) if column_letters(index) == name)


def _with_text(name: str, header: Header) -> tuple[int, ...]:
    wanted = normalise(name)
    whole = [h.index for h in header.headings if normalise(h.text) == wanted]
    last = [h.index for h in header.headings if normalise(h.text.split(_JOINT)[-1]) == wanted]
    return tuple(whole or last)


def missing_columns(
    header: Header, rows: Sequence[TableRow], profile: ColumnProfile
) -> tuple[str, ...]:
    """Give the columns that a profile names and the sheet does not have."""
    return tuple(name for name in profile.columns if not places_of(name, header, rows))


def _applied(header: Header, rows: Sequence[TableRow], profile: ColumnProfile) -> Header:
    headings = {heading.index: heading for heading in header.headings}
    for name, column in profile.columns.items():
        for index in places_of(name, header, rows):
            heading = headings.get(index) or _unnamed(index, header)
            if not is_teacher(heading):
                meaning = Recognised(column, name, rank=_BY_PROFILE)
                heading = replace(heading, meaning=meaning)
            headings[index] = heading
    return with_headings(header, [headings[index] for index in sorted(headings)])


def _unnamed(index: int, header: Header) -> Heading:
    letters = column_letters(index)
    return Heading(index, letters, f"{letters}{max(header.last_row, 1)}", None)


def is_teacher(heading: Heading) -> bool:
    """Say whether a header announces names of people: no profile makes us read those."""
    meaning = recognise(heading.text)
    return bool(meaning and meaning.column is Column.TEACHER)
