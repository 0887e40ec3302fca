"""Render a gap report as a workbook: the same report gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io

from xlsxwriter.workbook import Workbook

from swcompetence.cells import inert
from swcompetence.report.comparison.overview import COMPARISON, comparison_widths, write_comparison
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import banner, date_words
from swcompetence.report.sheets.archive import finished_archive, new_workbook
from swcompetence.report.sheets.sheet import Head, Sheet
from swcompetence.report.sheets.style import FONT, Style
from swcompetence.report.workbook.account import ACCOUNT, ACCOUNT_WIDTHS, write_account
from swcompetence.report.workbook.board_lists import BoardLists
from swcompetence.report.workbook.course_sheet import (
    COURSE_SHEET,
    COURSE_SHEET_WIDTHS,
    write_per_course,
)
from swcompetence.report.workbook.gaps import GAPS, GAPS_WIDTHS, write_gaps
from swcompetence.report.workbook.guide import GUIDE, GUIDE_WIDTHS, write_guide
from swcompetence.report.workbook.item_sheet import ITEM_SHEET, ITEM_SHEET_WIDTHS, write_per_item
from swcompetence.report.workbook.matrix import matrix_sheet, write_matrix
from swcompetence.report.workbook.ocmw import OCMW_SHEET, OCMW_WIDTHS, write_ocmw
from swcompetence.report.workbook.progression_sheet import progression_sheet, write_progression
from swcompetence.report.workbook.read_sheet import READ, READ_WIDTHS, write_read
from swcompetence.report.workbook.spread_sheet import SPREAD, SPREAD_WIDTHS, write_spread
from swcompetence.report.workbook.starting_points_sheet import (
    STARTING_POINTS,
    STARTING_POINTS_WIDTHS,
    write_starting_points,
)
from swcompetence.report.workbook.statements_sheet import (
    STATEMENT_WIDTHS,
    STATEMENTS,
    write_statements,
)
from swcompetence.report.workbook.summary import SUMMARY, SUMMARY_WIDTHS, write_summary

_ROW_HEIGHT = 17
"""In pixels."""
_FONT = {"font_name": FONT, "font_size": 10}
"""The default font sets the width of a column: the same in Excel and LibreOffice."""
_NO_DATE = dt.date(2000, 1, 1)
_PROVISIONAL = "Voorstellen komen van een programma en tellen pas na bevestiging door een lesgever."


def render_workbook(report: GapReport) -> bytes:
    """Write the workbook (.xlsx) of a report."""
    content = io.BytesIO()
    with new_workbook(
        content, default_row_height=_ROW_HEIGHT, default_format_properties=dict(_FONT)
    ) as workbook:
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
    guide = Sheet(workbook, style, GUIDE, head, GUIDE_WIDTHS)
    summary = Sheet(workbook, style, SUMMARY, head, SUMMARY_WIDTHS)
    ocmw = Sheet(workbook, style, OCMW_SHEET, head, OCMW_WIDTHS)
    clusters = write_ocmw(workbook, ocmw, report)
    write_spread(workbook, Sheet(workbook, style, SPREAD, head, SPREAD_WIDTHS), report)
    starts = Sheet(workbook, style, STARTING_POINTS, head, STARTING_POINTS_WIDTHS)
    write_starting_points(starts, report)
    write_matrix(matrix_sheet(workbook, style, head, report), report)
    _write_board_sheets(workbook, style, head, report)
    write_read(Sheet(workbook, style, READ, head, READ_WIDTHS), report)
    write_account(Sheet(workbook, style, ACCOUNT, head, ACCOUNT_WIDTHS), report)
    BoardLists(report).write(workbook)
    # Last, since these tell about the other sheets.
    write_summary(workbook, summary, report, clusters)
    write_guide(guide, report, list(workbook.sheetnames))


def _write_board_sheets(workbook: Workbook, style: Style, head: Head, report: GapReport) -> None:
    """Write what a board works with, and the evidence behind it."""
    lists = BoardLists(report)
    write_gaps(Sheet(workbook, style, GAPS, head, GAPS_WIDTHS), report, lists)
    write_statements(Sheet(workbook, style, STATEMENTS, head, STATEMENT_WIDTHS), report, lists)
    write_per_item(Sheet(workbook, style, ITEM_SHEET, head, ITEM_SHEET_WIDTHS), report)
    write_per_course(Sheet(workbook, style, COURSE_SHEET, head, COURSE_SHEET_WIDTHS), report)
    write_progression(progression_sheet(workbook, style, head, report), report)
    if report.comparison:
        widths = comparison_widths(report.comparison)
        write_comparison(Sheet(workbook, style, COMPARISON, head, widths), report.comparison)


def _properties(report: GapReport) -> dict[str, str | dt.datetime]:
    day = report.date or _NO_DATE
    return {
        "title": inert(f"Hiatenrapport {report.programme.title}")[:255],
        "subject": "Wat de fiches tonen van de kaders van het sociaal werk",
        "author": f"swcompetence {report.trace.tool_version}",
        "created": dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC),
    }
