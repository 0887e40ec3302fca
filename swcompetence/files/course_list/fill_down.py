"""Finds the phase or semester that a list writes only on the first row of every group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from swcompetence.files.course_list.course_rows import ReadRow, RowKind
from swcompetence.files.course_list.header_names import Column
from swcompetence.files.course_list.issue_codes import info
from swcompetence.model import Issue, Place

Inherited = dict[int, dict[Column, tuple[str, str]]]
"""Row number -> field -> the value from above and the address of its cell."""

_GROUPING = {Column.PHASE: "Fase", Column.SEMESTER: "Semester"}
_BREAKS = {RowKind.SECTION, RowKind.HEADING, RowKind.HEADER}


def inherited_values(rows: Sequence[ReadRow]) -> Inherited:
    """Give the values that blank cells take from above.

    Only where a column is written as groups are: the first course has a value, most have none,
    and no two courses in a row have the same one. Merged cells were filled before.
    """
    inherited: Inherited = {}
    for column in _GROUPING:
        courses = [read for read in rows if read.kind is RowKind.COURSE]
        if not _is_grouping([read.value(column) for read in courses]):
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


def _is_grouping(values: Sequence[str]) -> bool:
    if not values or not values[0]:
        return False
    filled = sum(bool(value) for value in values)
    repeats = any(a and a == b for a, b in pairwise(values))
    return not repeats and filled * 2 <= len(values)


def fill_down_issues(inherited: Inherited, where: Place) -> Iterator[Issue]:
    """Tell which blank cells took the value above them."""
    for column, name in _GROUPING.items():
        rows = sorted(row for row, values in inherited.items() if column in values)
        if rows:
            yield info(
                "value-from-above",
                f"Kolom ‘{name}’ is enkel op de eerste rij van een groep ingevuld: lege cellen"
                f" kregen de waarde erboven (aantal: {len(rows)}, vanaf rij {rows[0]}). Klopt dat"
                " niet, vul de cellen dan in.",
                where.model_copy(update={"cell": str(rows[0])}),
            )
