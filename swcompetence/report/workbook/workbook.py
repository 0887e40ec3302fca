"""Render a gap report as a workbook: the same report gives the same bytes."""

from __future__ import annotations

from swcompetence.report.comparison.book import write_comparison
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import PROVISIONAL, banner, date_words
from swcompetence.report.sheets.book import Book, Imprint, finished_archive, workbook_bytes
from swcompetence.report.sheets.sheet import Head
from swcompetence.report.sheets.style import FONT
from swcompetence.report.workbook.account import write_account, write_read
from swcompetence.report.workbook.board import BoardLists, write_gaps, write_statements
from swcompetence.report.workbook.evidence import write_per_course, write_per_item
from swcompetence.report.workbook.guide import guide_sheet, write_guide
from swcompetence.report.workbook.matrix import write_matrix
from swcompetence.report.workbook.ocmw import write_ocmw, write_spread
from swcompetence.report.workbook.progression_sheet import write_progression
from swcompetence.report.workbook.starting_points_sheet import write_starting_points
from swcompetence.report.workbook.summary import summary_sheet, write_summary

_ROW_HEIGHT = 17
"""In pixels."""
_FONT = {"font_name": FONT, "font_size": 10}
"""The default font sets the width of a column: the same in Excel and LibreOffice."""


def render_workbook(report: GapReport) -> bytes:
    """Write the workbook (.xlsx) of a report."""
    is_done = report.progress.decided == report.progress.asked
    progress = banner(report.progress)
    imprint = Imprint(
        f"Hiatenrapport {report.programme.title}",
        "Wat de fiches tonen van de kaders van het sociaal werk",
        f"swcompetence {report.trace.tool_version}",
        report.date,
    )
    head = Head(
        programme=report.programme.title,
        banner=progress if is_done else f"{progress}. {PROVISIONAL}",
        is_done=is_done,
        date=date_words(report.date),
    )

    def write(book: Book) -> None:
        lists = BoardLists(report)
        guide, summary = guide_sheet(book), summary_sheet(book)
        clusters = write_ocmw(book, report)
        write_spread(book, report)
        write_starting_points(book, report)
        write_matrix(book, report)
        write_gaps(book, report, lists)
        write_statements(book, report, lists)
        write_per_item(book, report)
        write_per_course(book, report)
        write_progression(book, report)
        if report.comparison:
            write_comparison(book, report.comparison)
        write_read(book, report)
        write_account(book, report)
        lists.write(book.workbook)
        # Last, since these tell about the other sheets.
        write_summary(summary, report, clusters)
        write_guide(guide, report, list(book.workbook.sheetnames))

    looks = {"default_row_height": _ROW_HEIGHT, "default_format_properties": dict(_FONT)}
    return finished_archive(workbook_bytes(imprint, head, write, **looks))
