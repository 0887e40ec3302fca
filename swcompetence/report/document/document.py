"""Tell a report as a document: the chapters in their order, and what stands around them."""

from __future__ import annotations

from swcompetence.model import ActionStatus
from swcompetence.report.document.account import account_chapter
from swcompetence.report.document.block import Publication
from swcompetence.report.document.comparison import comparison_chapter
from swcompetence.report.document.evidence import evidence_chapter
from swcompetence.report.document.gaps import gaps_chapter, statements_chapter
from swcompetence.report.document.matrix import matrix_chapter
from swcompetence.report.document.practice import practice_chapter
from swcompetence.report.document.progression import progression_chapter
from swcompetence.report.document.reference import reference_chapter
from swcompetence.report.document.summary import summary_chapter
from swcompetence.report.findings.gap_report import GapReport, ReadableNames
from swcompetence.report.findings.wording import PROVISIONAL, banner

_NOT_YET = "Voorlopig, nog niet nagekeken door lesgevers."
_NO_PROGRESSION = (
    "Geen leerlijn en geen smalste traject: de lijst noemt geen fasen en zegt niet wat"
    " verplicht is."
)


def publication_of(report: GapReport, *, is_full: bool = True) -> Publication:
    """Tell a report once, for every writer; the evidence, the longest chapter, in a full one."""
    progress = report.review.progress
    is_done = progress.by_people == progress.asked
    progression = progression_chapter(report)
    chapters = (
        summary_chapter(report),
        practice_chapter(report),
        gaps_chapter(report),
        statements_chapter(report),
        matrix_chapter(report),
        account_chapter(report, () if progression else (_NO_PROGRESSION,)),
        *([reference_chapter(report.reference)] if report.reference else []),
        *([comparison_chapter(report.comparison)] if report.comparison else []),
        *([progression] if progression else []),
        *([evidence_chapter(report)] if is_full else []),
    )
    return Publication(
        title=f"Hiatenrapport {report.programme.title}",
        kind="Hiatenrapport: wat de fiches tonen",
        about=report.programme.title,
        banner=banner(progress),
        is_done=is_done,
        caution="" if is_done else PROVISIONAL if progress.decided else _NOT_YET,
        day=report.date,
        maker=f"swcompetence {report.trace.tool_version}",
        citation=report.trace.citation,
        chapters=chapters,
        lists=_lists(report),
    )


def _lists(report: GapReport) -> dict[str, tuple[tuple[str, str], ...]]:
    names = ReadableNames(report)
    frameworks = [framework.ref.id for framework in report.frameworks]
    return {
        "status": tuple((status.value, "") for status in ActionStatus),
        "framework": tuple((names.framework(framework), "") for framework in frameworks),
        "course": tuple((names.course(course.id), "") for course in report.courses),
        "item": tuple(
            (item, names.framework(framework))
            for framework in frameworks
            for item in names.items_of(framework)
        ),
    }
