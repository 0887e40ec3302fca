"""Accounts for every row of a sheet: read as a course, part of one, or skipped and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from swcompetence.files.course_list.course_rows import ReadRow, RowKind
from swcompetence.files.course_list.issue_codes import info
from swcompetence.model import Issue, Place, SheetLedger, SkippedRow

_CODES = {
    RowKind.BLANK: "blank-rows",
    RowKind.HEADER: "repeated-header",
    RowKind.HEADING: "section-heading",
    RowKind.TOTAL: "total-row",
    RowKind.BLOCK_TOTAL: "block-total",
    RowKind.UNTITLED: "row-without-title",
}
_PARTS = {RowKind.CONTINUATION, RowKind.REPEAT}


def skip_code(read: ReadRow) -> str:
    """Give the issue code that says why a row is no course."""
    if read.kind is RowKind.SECTION:
        gives_phase = read.section and (read.section.phase or read.section.semester)
        return "phase-heading" if gives_phase else "section-heading"
    return _CODES[read.kind]


def ledger_of(rows: Sequence[ReadRow], sheet: str) -> SheetLedger:
    """Count the rows below the header."""
    return SheetLedger(
        sheet=sheet,
        rows_seen=len(rows),
        courses=sum(read.kind is RowKind.COURSE for read in rows),
        continuations=sum(read.kind in _PARTS for read in rows),
        skipped=tuple(
            SkippedRow(row=read.row.number, cell=_first_cell(read), code=skip_code(read))
            for read in rows
            if read.kind is not RowKind.COURSE and read.kind not in _PARTS
        ),
    )


def _first_cell(read: ReadRow) -> str:
    filled = (place for place, value in enumerate(read.row.values) if value.strip())
    return read.row.address(next(filled, 0))


def ledger_issue(ledger: SheetLedger, where: Place) -> Issue:
    """Tell the ledger of a sheet in one sentence."""
    courses, more = ledger.courses, ledger.continuations
    added = f"{more} {'vervolgrij' if more == 1 else 'vervolgrijen'}, " if more else ""
    return info(
        "rows-read",
        f"{ledger.rows_seen} {'rij' if ledger.rows_seen == 1 else 'rijen'} gezien: {courses}"
        f" {'opleidingsonderdeel' if courses == 1 else 'opleidingsonderdelen'},"
        f" {added}{len(ledger.skipped)} overgeslagen.",
        where,
    )


def ledger_line(ledgers: Iterable[SheetLedger]) -> str:
    """Add ledgers up in one line.

    >>> ledger_line([SheetLedger(sheet="Lijst", rows_seen=3, courses=2, continuations=1)])
    '3 rijen gezien = 2 opleidingsonderdelen + 1 vervolgrij + 0 overgeslagen'
    """
    all_of_them = tuple(ledgers)
    seen = sum(one.rows_seen for one in all_of_them)
    courses = sum(one.courses for one in all_of_them)
    more = sum(one.continuations for one in all_of_them)
    skipped = sum(len(one.skipped) for one in all_of_them)
    added = f" + {more} {'vervolgrij' if more == 1 else 'vervolgrijen'}" if more else ""
    return (
        f"{seen} {'rij' if seen == 1 else 'rijen'} gezien = {courses}"
        f" {'opleidingsonderdeel' if courses == 1 else 'opleidingsonderdelen'}{added}"
        f" + {skipped} overgeslagen"
    )
