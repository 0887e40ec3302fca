"""From a mapping, reviewed or not, to gap reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from swcompetence.errors import InputFileError, UnknownFrameworkError
from swcompetence.matching import tool_version
from swcompetence.model import Framework, Issue, Mapping
from swcompetence.registry import get_framework, resolve_frameworks
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.report_json import render_json
from swcompetence.report.findings.view import PLAIN, ReportSettings, build_report
from swcompetence.report.page.page import render_page
from swcompetence.report.workbook.workbook import render_workbook
from swcompetence.review.decisions import read_decisions
from swcompetence.review.merge import merge
from swcompetence.review.parts.parts import missing_issues
from swcompetence.workflow.review_files import read_review_file


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


class ReportKind(StrEnum):
    """What a report can be written as; the values are the ends of file names."""

    WORKBOOK = "xlsx"
    """For a board, which notes its decisions in it."""
    PAGE = "html"
    """To show and to send: one file that needs no network."""
    JSON = "json"
    """For programs: `swcompetence/gap-report@1`."""


def kind_of(target: Path) -> ReportKind:
    """Give the kind of report that the name of a target asks for.

    Raises:
        InputFileError: the name asks for a format that does not exist.
    """
    suffix = target.suffix.lower().removeprefix(".")
    if suffix not in set(ReportKind):
        raise InputFileError(
            target,
            "Een hiatenrapport is een werkboek, een webpagina of JSON.",
            "Gebruik een naam op .xlsx, .html of .json.",
        )
    return ReportKind(suffix)


def render_report(report: GapReport, kind: ReportKind) -> bytes:
    """Write a report as one file; the same report gives the same bytes."""
    match kind:
        case ReportKind.WORKBOOK:
            return render_workbook(report)
        case ReportKind.PAGE:
            return render_page(report).encode()
        case ReportKind.JSON:
            return render_json(report).encode()


def build_reports(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    *,
    date: dt.date | None,
    settings: ReportSettings = PLAIN,
) -> dict[str, GapReport]:
    """Build one gap report for each curriculum of a mapping, by curriculum id.

    Raises:
        UnknownFrameworkError: a framework of the mapping is not among `frameworks`.
        ReferenceMismatchError: the reference is about another framework than OCMW practice.
    """
    return {
        curriculum.id: build_report(
            mapping.only(curriculum.id),
            frameworks,
            date=date,
            tool_version=tool_version(),
            settings=settings,
        )
        for curriculum in mapping.curricula
    }


def render_reports(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    *,
    date: dt.date | None,
    settings: ReportSettings = PLAIN,
    kinds: Sequence[ReportKind] = tuple(ReportKind),
) -> dict[str, dict[ReportKind, bytes]]:
    """Render the gap reports of a mapping: `render_reports(...)["my-list"]["html"]`.

    Args:
        mapping: of one or more curricula, reviewed or not.
        frameworks: its editions, see `frameworks_of`.
        date: the day to write on the reports.
        settings: a reference, the notes of a board, a comparison; as it is, none of these.
        kinds: what to write; as it is, everything.

    Returns:
        Curriculum id -> kind -> the file; the same arguments give the same bytes.

    Raises:
        UnknownFrameworkError: a framework of the mapping is not among `frameworks`.
        ReferenceMismatchError: the reference is about another framework than OCMW practice.
    """
    reports = build_reports(mapping, frameworks, date=date, settings=settings)
    return {
        name: {kind: render_report(report, kind) for kind in kinds}
        for name, report in reports.items()
    }
