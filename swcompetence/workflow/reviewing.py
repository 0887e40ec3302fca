"""From what several lecturers gave back to one mapping, and how far two of them agree."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from swcompetence.errors import DifferentRunsError, InputFileError
from swcompetence.model import Course, Framework, Issue, Mapping, Place
from swcompetence.model.issue import warning
from swcompetence.registry import frameworks_of
from swcompetence.review.agreement import Agreement, compare_reviews
from swcompetence.review.decisions import (
    NOTHING_FITS_DISPUTED,
    differing_files,
    disputed_frameworks,
)
from swcompetence.review.merge import ReviewedLink, ReviewSummary, merge, new_statements, summarise
from swcompetence.review.parts import differences, join, missing_issues
from swcompetence.review.pseudonyms import Pseudonyms
from swcompetence.review.sheet import REVIEW_SHEET, ReviewColumn, reader_in
from swcompetence.workflow.opening import (
    ReviewFile,
    check_review_sheet,
    open_mapping,
    read_review_file,
)

_OF_REVIEW = "review-"
"""How the codes of issues about a review workbook begin."""
_PART_ONLY = "review-part-missing"
"""What was missing at an earlier time, a review tells anew; two readers of one part are compared as
they are."""


class Review(NamedTuple):
    """The decisions of all, and where they leave the review."""

    mapping: Mapping
    frameworks: tuple[Framework, ...]
    summary: ReviewSummary
    untouched: tuple[Course, ...]
    """Courses with proposals on which nobody decided anything."""
    issues: tuple[Issue, ...]
    """The trouble met in these files; it stands in the mapping as well."""


def bring_together(
    paths: Sequence[Path],
    *,
    original: Path | None = None,
    frameworks: Sequence[str] = (),
    salt: str | None = None,
    today: dt.date | None = None,
) -> Review:
    """Merge the decisions in review workbooks and mappings of one run.

    Args:
        paths: review workbooks (.xlsx), copies of their sheet *Koppelingen*, decisions saved from
            the page (.json), or mappings (.json).
        original: the workbook or mapping that a copied sheet was made from.
        frameworks: references or paths of editions that are not shipped.
        salt: replaces reviewers' names by pseudonyms, mixed with this text; None keeps names.
        today: the day of reading, as for `open_mapping`.

    Raises:
        InputFileError: a file cannot be read, or no file holds the mapping.
        DifferentRunsError: the files belong to different runs; says what differs.
    """
    files = [read_review_file(path) for path in ([original] if original else []) + list(paths)]
    for file in files:
        check_review_sheet(file)
    whole = [(file.path, file.mapping) for file in files if file.mapping]
    _check_same_run(files, whole)
    masked = None if salt is None else Pseudonyms(_names(files), salt)
    mappings = [masked.mapping(mapping) if masked else mapping for _, mapping in whole]
    base = join(mappings)
    editions = frameworks_of(base, frameworks)
    by_path = {path: mapping for (path, _), mapping in zip(whole, mappings, strict=True)}
    decisions: list[ReviewedLink] = []
    issues: list[Issue] = []
    names: set[str | None] = set()
    for file in files:
        # A copied sheet was made from the original, which comes first.
        origin, name = by_path.get(file.path, mappings[0]), file.path.name
        said, more = file.decisions(base, editions, origin, today)
        of_file = (*file.issues, *more)
        if masked:
            said = tuple(masked.statement(decision) for decision in said)
            of_file = tuple(masked.issue(issue) for issue in of_file)
        names |= {name, masked.file(name)} if masked else {name}
        issues += of_file
        rest = [mapping for mapping in mappings if mapping is not origin]
        decisions += new_statements(said, origin, rest)
    merged = merge(base, decisions)
    issues += (*differing_files(decisions), *disputed_frameworks(merged), *missing_issues(merged))
    issues += masked.left_in(merged) if masked else ()
    # What was wrong in one of these files at an earlier time is told anew.
    kept = (
        issue
        for issue in merged.issues
        if issue.code not in {_PART_ONLY, NOTHING_FITS_DISPUTED}
        and not (issue.code.startswith(_OF_REVIEW) and issue.where.file in names)
    )
    merged = merged.model_copy(update={"issues": tuple(dict.fromkeys((*kept, *issues)))})
    return Review(merged, editions, summarise(merged), untouched(merged), tuple(issues))


def untouched(mapping: Mapping) -> tuple[Course, ...]:
    """Give the courses that ask for decisions and on which nobody decided anything."""
    asked = {link.course for link in mapping.links if link.is_asked}
    decided = {link.course for link in mapping.links if link.decisions}
    return tuple(course for course in mapping.courses if course.id in asked - decided)


def _check_same_run(files: Sequence[ReviewFile], whole: Sequence[tuple[Path, Mapping]]) -> None:
    if not whole:
        raise InputFileError(
            files[0].path,
            "Dit werkboek heeft enkel het blad Koppelingen; de koppelingen zelf ontbreken.",
            "Geef het oorspronkelijke werkboek of de JSON mee met --mapping.",
        )
    (first, base), *rest = whole
    for path, mapping in rest:
        differing = differences(base, mapping)
        if differing:
            raise DifferentRunsError((first.name, path.name), "; ".join(differing))


def _names(files: Sequence[ReviewFile]) -> Iterator[str | None]:
    """Give every name that stands in a file, also in rows that cannot be read."""
    for file in files:
        for row in REVIEW_SHEET.rows(file.tables):
            yield row[ReviewColumn.REVIEWER]
            yield from map(reader_in, row.header)
        for entry in file.saved.decisions if file.saved else ():
            yield entry.reviewer
        for link in file.mapping.links if file.mapping else ():
            yield from (decision.reviewer for decision in link.decisions)


def compare_files(
    first: Path, second: Path, *, today: dt.date | None = None
) -> tuple[Agreement, tuple[str, str], tuple[Issue, ...]]:
    """Measure the agreement of two review workbooks or mappings.

    Returns:
        The agreement, what to call the two, and the trouble met while reading them.

    Raises:
        InputFileError: a file cannot be read, or it is one and the same file.
        NothingSharedError: the files are about different courses.
    """
    if first.resolve() == second.resolve():
        raise InputFileError(
            second, "dit is twee keer hetzelfde bestand.", "Geef de bestanden van twee lezers."
        )
    first_mapping, issues = open_mapping(first, today=today)
    second_mapping, more = open_mapping(second, today=today)
    names = (first.stem, second.stem)
    shown = names if names[0] != names[1] else (str(first), str(second))
    agreement = compare_reviews(first_mapping, second_mapping)
    issues_of_both = [issue for issue in (*issues, *more) if issue.code != _PART_ONLY]
    if readers := agreement.readers_in_both:
        message = (
            f"In {first.name} en in {second.name} staan besluiten van {' en '.join(readers)} over"
            " dezelfde koppelingen: die lezer wordt dan met zichzelf vergeleken, en de"
            " overeenstemming lijkt groter dan ze is. Geef van elke lezer het eigen bestand, zoals"
            " het vóór het samenvoegen was."
        )
        issues_of_both.append(warning("review-same-reader", message, Place(file=second.name)))
    return agreement, shown, tuple(issues_of_both)
