"""Render a gap report as a workbook: the same report gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io

from xlsxwriter.workbook import Workbook

from swcompetence.cells import inert
from swcompetence.report.account import (
    ACCOUNT,
    ACCOUNT_WIDTHS,
    READ,
    READ_WIDTHS,
    write_account,
    write_read,
)
from swcompetence.report.archive import finished_archive
from swcompetence.report.gap_report import GapReport
from swcompetence.report.gaps import GAPS, GAPS_WIDTHS, write_gaps, write_lists
from swcompetence.report.guide import GUIDE, GUIDE_WIDTHS, write_guide
from swcompetence.report.matrix import matrix_sheet, write_matrix
from swcompetence.report.ocmw import OCMW_SHEET, OCMW_WIDTHS, write_ocmw
from swcompetence.report.sheet import Head, Sheet
from swcompetence.report.style import Style
from swcompetence.report.summary import SUMMARY, SUMMARY_WIDTHS, write_summary
from swcompetence.report.wording import banner, date_words

__all__ = ["render_workbook"]

_TEXTS_STAY_TEXTS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
_NO_DATE = dt.date(2000, 1, 1)
_PROVISIONAL = "Voorstellen komen van een programma en tellen pas na bevestiging door een lesgever."


def render_workbook(report: GapReport) -> bytes:
    """Write the workbook (.xlsx) of a report."""
    content = io.BytesIO()
    with Workbook(content, _TEXTS_STAY_TEXTS) as workbook:
        workbook.set_properties(_properties(report))
        _write_sheets(workbook, report)
    return finished_archive(content.getvalue())


def _write_sheets(workbook: Workbook, report: GapReport) -> None:
    style = Style(workbook)
    is_done = report.progress.decided == report.progress.asked
    said = banner(report.progress)
    head = Head(
        programme=report.programme.title,
        banner=said if is_done else f"{said}. {_PROVISIONAL}",
        is_done=is_done,
        date=date_words(report.date),
    )
    write_guide(Sheet(workbook, style, GUIDE, head, GUIDE_WIDTHS), report)
    summary = Sheet(workbook, style, SUMMARY, head, SUMMARY_WIDTHS)
    write_ocmw(Sheet(workbook, style, OCMW_SHEET, head, OCMW_WIDTHS), report)
    write_matrix(matrix_sheet(workbook, style, head, report), report)
    write_gaps(Sheet(workbook, style, GAPS, head, GAPS_WIDTHS), report)
    write_read(Sheet(workbook, style, READ, head, READ_WIDTHS), report)
    write_account(Sheet(workbook, style, ACCOUNT, head, ACCOUNT_WIDTHS), report)
    write_lists(workbook)
    # Last, since its chart copies values from the sheets that it counts on.
    write_summary(workbook, summary, report)


def _properties(report: GapReport) -> dict[str, str | dt.datetime]:
    day = report.date or _NO_DATE
    return {
        "title": inert(f"Hiatenrapport {report.programme.title}")[:255],
        "subject": "Wat de fiches tonen van de kaders van het sociaal werk",
        "author": f"swcompetence {report.trace.tool_version}",
        "created": dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC),
    }
