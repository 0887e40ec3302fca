"""From a mapping, reviewed or not, to gap reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from swcompetence.errors import InputFileError, UnknownFrameworkError
from swcompetence.matching import tool_version
from swcompetence.model import Framework, Issue, Mapping
from swcompetence.registry import get_framework, resolve_frameworks
from swcompetence.report.view import build_report
from swcompetence.report.workbook import render_workbook
from swcompetence.review.decisions import read_decisions
from swcompetence.review.merge import merge
from swcompetence.review.parts import missing_issues
from swcompetence.workflow.review_files import read_review_file

__all__ = ["frameworks_of", "open_mapping", "render_reports"]


def open_mapping(path: Path) -> tuple[Mapping, tuple[Issue, ...]]:
    """Open a mapping from JSON, or from a review workbook with the decisions that stand in it.

    Returns:
        The mapping, and the trouble met while opening it; that stands in the mapping as well.

    Raises:
        InputFileError: the file cannot be read or holds no mapping.
    """
    file = read_review_file(path)
    if file.mapping is None:
        raise InputFileError(
            path,
            "Dit werkboek heeft enkel het blad Koppelingen; de koppelingen zelf ontbreken.",
            "Breng het eerst samen met het oorspronkelijke werkboek: swcompetence review BESTAND"
            " --mapping ORIGINEEL.",
        )
    lacking = tuple(i for i in missing_issues(file.mapping) if i not in file.mapping.issues)
    decisions, more = read_decisions(file.tables, file.mapping) if file.tables else ((), ())
    found = (*file.issues, *more, *lacking)
    if not (decisions or found):
        return file.mapping, ()
    merged = merge(file.mapping, decisions)
    told = dict.fromkeys((*merged.issues, *found))
    return merged.model_copy(update={"issues": tuple(told)}), found


def frameworks_of(mapping: Mapping, extra: Sequence[str] = ()) -> tuple[Framework, ...]:
    """Give the editions that a mapping points into.

    Args:
        mapping: the mapping.
        extra: references or paths of editions that are not shipped.

    Raises:
        UnknownFrameworkError: an edition of the mapping is not at hand.
    """
    given = {one.ref: one for one in (resolve_frameworks(extra) if extra else ())}
    found = []
    for used in mapping.frameworks:
        try:
            found.append(given.get(used.ref) or get_framework(used.ref))
        except UnknownFrameworkError as error:
            raise UnknownFrameworkError(
                f"{used.ref} (gebruikt in dit bestand; geef het mee met --framework PAD)",
                error.known,
            ) from None
    return tuple(found)


def render_reports(
    mapping: Mapping, frameworks: Sequence[Framework], *, date: dt.date | None
) -> dict[str, bytes]:
    """Render one gap report for each curriculum of a mapping, by curriculum id."""
    return {
        curriculum.id: render_workbook(
            build_report(
                mapping.only(curriculum.id), frameworks, date=date, tool_version=tool_version()
            )
        )
        for curriculum in mapping.curricula
    }
