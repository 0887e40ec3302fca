"""Read what lecturers decided out of the sheets of a review workbook: never lost, never guessed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from swcompetence.model import Decision, Framework, Issue, Mapping, Place, Table, Verdict
from swcompetence.review.catalogue import Catalogue, Unclear, named_items
from swcompetence.review.columns import LEVELS, Column
from swcompetence.review.issue_codes import error, warning
from swcompetence.review.repeats import contradictions, without_repeats
from swcompetence.review.reviewed import ReviewedLink
from swcompetence.review.rows import ReviewRow, review_rows, twice_issues
from swcompetence.review.subject import link_of
from swcompetence.review.values import read_date, read_level, read_verdict, read_yes, side_value

T = TypeVar("T")

_UNDECIDED = "De rij blijft onbeslist tot dit verbeterd is."
_SHOWN = (Column.LEVEL, Column.ASSESSED, Column.NOTE, Column.FINAL)
"""Filled cells that say that a person worked on a row; names and dates may be filled down."""


def read_decisions(
    tables: Sequence[Table],
    mapping: Mapping,
    frameworks: Sequence[Framework] = (),
    *,
    levels: dict[str, str] = LEVELS,
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Read every decision in these sheets, and everything that could not be understood.

    Args:
        tables: all sheets of one or more review workbooks.
        mapping: the mapping that the workbooks were made from.
        frameworks: the editions, for the names of items; without them the sheet *Kaders* serves.
        levels: letter and word of each level.

    Returns:
        The decisions in file order, and the issues. A row stays undecided where the link, the
        verdict or *Definitief* is not understood; any other cell never takes a verdict away.
    """
    catalogue = Catalogue(mapping, named_items(mapping, frameworks, tables))
    found: list[ReviewedLink] = []
    issues = list(twice_issues(tables))
    review_files: set[str] = set()
    for row in review_rows(tables):
        review_files.add(row.table.file)
        try:
            reviewed, unread = _read_row(row, catalogue, levels)
        except Unclear as unclear:
            message = f"{row.place(unclear.column)}: {unclear.message} {_UNDECIDED}"
            issues.append(warning(unclear.code, message, row.place(unclear.column)))
        else:
            found += [reviewed] if reviewed else []
            issues += unread
    issues += _without_sheet(
        {table.file: None for table in tables if table.file not in review_files}
    )
    kept, differing = without_repeats(found)
    return kept, (*issues, *differing, *contradictions(kept))


def _read_row(
    row: ReviewRow, catalogue: Catalogue, levels: dict[str, str]
) -> tuple[ReviewedLink | None, tuple[Issue, ...]]:
    verdict = _verdict(row)
    if verdict is None:
        return None, ()
    is_final = _value(row, Column.FINAL, read_yes) or False
    course, item = link_of(row, catalogue)
    level, no_level = _beside(row, Column.LEVEL, lambda text: read_level(text, levels))
    assessed, not_assessed = _beside(row, Column.ASSESSED, read_yes)
    date, no_date = _beside(row, Column.DATE, read_date)
    decision = Decision(
        verdict=verdict,
        level=level,
        assessed=assessed,
        reviewer=row[Column.REVIEWER] or None,
        date=date,
        note=row.raw(Column.NOTE) or None,
        final=is_final,
    )
    place = row.place(Column.VERDICT)
    reviewed = ReviewedLink(course=course, item=item, decision=decision, place=place)
    return reviewed, (*no_level, *not_assessed, *no_date)


def _verdict(row: ReviewRow) -> Verdict | None:
    """Read the verdict; a row that a person added without one means akkoord."""
    verdict = _value(row, Column.VERDICT, read_verdict)
    if verdict is None and row.is_added:
        return Verdict.ACCEPT
    filled = [column for column in _SHOWN if row[column]]
    if verdict is None and filled:
        raise Unclear(
            "review-verdict-missing",
            f"De kolom {filled[0]} is ingevuld, maar Besluit niet. Kies akkoord, niet akkoord"
            " of twijfel.",
            Column.VERDICT,
        )
    return verdict


def _beside(
    row: ReviewRow, column: Column, read: Callable[[str], T | None]
) -> tuple[T | None, tuple[Issue, ...]]:
    return side_value(row[column], read, row.place(column), column, kept="Het besluit")


def _value(row: ReviewRow, column: Column, read: Callable[[str], T | None]) -> T | None:
    try:
        return read(row[column])
    except ValueError as hint:
        raise Unclear(
            "review-value-unknown",
            f"‘{row[column]}’ is niet begrepen in de kolom {column}. {hint}",
            column,
        ) from None


def _without_sheet(files: Iterable[str]) -> Iterator[Issue]:
    for file in files:
        yield error(
            "review-sheet-missing",
            f"{file}: er is geen blad met ingevulde rijen onder de kolommen Koppeling-id (of Code"
            " en Kaderitem) en Besluit. Geef het nakijkbestand mee waarin de besluiten staan.",
            Place(file=file),
        )
