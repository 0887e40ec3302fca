"""Render a gap report as a workbook: the same report gives the same bytes."""

from __future__ import annotations

from swcompetence.report.document.block import Publication
from swcompetence.report.document.document import publication_of
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.sheets.book import Book, Imprint, finished_archive, workbook_bytes
from swcompetence.report.sheets.sheet import Head
from swcompetence.report.sheets.style import FONT
from swcompetence.report.workbook.writer import ChapterWriter

_ROW_HEIGHT = 17
"""In pixels."""
_FONT = {"font_name": FONT, "font_size": 10}
"""The default font sets the width of a column: the same in Excel and LibreOffice."""


def render_workbook(report: GapReport, *, is_full: bool = False) -> bytes:
    """Write the workbook (.xlsx) of a report; a full one also holds the evidence."""
    return write_workbook(publication_of(report, is_full=is_full), is_full=is_full)


def write_workbook(document: Publication, *, is_full: bool = False) -> bytes:
    """Write a document as a workbook (.xlsx), extra chapters only in a full one."""
    imprint = Imprint(
        document.title,
        "Wat de fiches tonen van de kaders van het sociaal werk",
        document.maker,
        document.day,
    )
    head = Head(
        programme=document.programme,
        banner=". ".join(part for part in (document.banner, document.caution) if part),
        is_done=document.progress == 1,
        date=document.date,
    )
    chapters = document.chapters
    if not is_full:
        chapters = tuple(chapter.brief() for chapter in chapters if not chapter.is_extra)

    def write(book: Book) -> None:
        ChapterWriter(book, document).write(chapters)

    looks = {"default_row_height": _ROW_HEIGHT, "default_format_properties": dict(_FONT)}
    return finished_archive(workbook_bytes(imprint, head, write, **looks))
