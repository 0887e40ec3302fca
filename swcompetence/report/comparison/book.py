"""Render a comparison as a workbook: the same comparison gives the same bytes."""

from __future__ import annotations

import datetime as dt
import io

from xlsxwriter.workbook import Workbook

from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.cells import inert
from swcompetence.report.comparison.overview import OVERVIEW_WIDTHS, write_overview
from swcompetence.report.comparison.sheets import (
    BRIDGE_WIDTHS,
    BRIDGES,
    CHANGE_WIDTHS,
    CHANGES,
    COURSE_WIDTHS,
    COURSES,
    ITEMS,
    PLATFORMS,
    item_widths,
    platform_widths,
    write_bridges,
    write_changes,
    write_courses,
    write_items,
    write_platforms,
)
from swcompetence.report.comparison.words import title_of
from swcompetence.report.findings.wording import counted, date_words
from swcompetence.report.sheets.archive import finished_archive, new_workbook
from swcompetence.report.sheets.sheet import HEAD_ROWS, Head, Sheet
from swcompetence.report.sheets.style import Style

_SUMMARY = "Samenvatting"
_NO_DATE = dt.date(2000, 1, 1)


def render_comparison(comparison: Comparison, *, date: dt.date | None, tool_version: str) -> bytes:
    """Write the workbook (.xlsx) of a comparison."""
    content = io.BytesIO()
    with new_workbook(content) as workbook:
        workbook.set_properties(
            {
                "title": inert(f"Vergelijking {title_of(comparison)}")[:255],
                "subject": "Wat de fiches van verschillende lijsten tonen, naast elkaar",
                "author": f"swcompetence {tool_version}",
                "created": dt.datetime.combine(date or _NO_DATE, dt.time(), tzinfo=dt.UTC),
            }
        )
        _write_sheets(workbook, comparison, date)
    return finished_archive(content.getvalue())


def _write_sheets(workbook: Workbook, comparison: Comparison, date: dt.date | None) -> None:
    style = Style(workbook)
    head = _head(comparison, date)
    _write_summary(Sheet(workbook, style, _SUMMARY, head, OVERVIEW_WIDTHS), comparison)
    write_items(Sheet(workbook, style, ITEMS, head, item_widths(comparison)), comparison)
    if comparison.steps:
        write_changes(Sheet(workbook, style, CHANGES, head, CHANGE_WIDTHS), comparison)
        write_courses(Sheet(workbook, style, COURSES, head, COURSE_WIDTHS), comparison)
    widths = platform_widths(comparison)
    write_platforms(Sheet(workbook, style, PLATFORMS, head, widths), comparison)
    if comparison.bridges:
        write_bridges(Sheet(workbook, style, BRIDGES, head, BRIDGE_WIDTHS), comparison)


def _head(comparison: Comparison, date: dt.date | None) -> Head:
    decided = sum(one.decided for one in comparison.lists)
    asked = sum(one.asked for one in comparison.lists)
    proposals = counted(asked, "voorstel", "voorstellen")
    return Head(
        programme=title_of(comparison),
        banner=f"{decided} van {proposals} nagekeken, over alle lijsten samen",
        is_done=decided == asked,
        date=date_words(date),
    )


def _write_summary(sheet: Sheet, comparison: Comparison) -> None:
    sheet.title("Vergelijking: wat de fiches van elke lijst tonen")
    write_overview(sheet, comparison)
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=(0, HEAD_ROWS - 1))
