"""Two reviewed files side by side."""

from __future__ import annotations

from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.model import Issue
from swcompetence.review.agreement import Agreement, compare_reviews
from swcompetence.workflow.gap_report import open_mapping

_PART_ONLY = "review-part-missing"
"""Two readers of one part are compared as they are."""


def compare_files(
    first: Path, second: Path
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
    one, issues = open_mapping(first)
    other, more = open_mapping(second)
    names = (first.stem, second.stem)
    shown = names if names[0] != names[1] else (str(first), str(second))
    told = tuple(issue for issue in (*issues, *more) if issue.code != _PART_ONLY)
    return compare_reviews(one, other), shown, told
