"""The sheet *Ingelezen*: what was read, so that a list that was misread is seen at once."""

from __future__ import annotations

from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import decimal, shortened
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.issues import write_issues
from swcompetence.report.sheets.sheet import Cell, Column, Sheet
from swcompetence.report.sheets.style import Look
from swcompetence.review.rollover.changes import FIELD_WORDS
from swcompetence.text import SHARED_TEXT_RULE

_WIDTHS = (22, 52, 16, 14, 14, 14, 44, 24)
_COURSE_COLUMNS = (
    Column("Code", Look.CELL_STRONG),
    Column("Titel"),
    Column("Studiepunten", Look.CREDITS),
    Column("Fase"),
    Column("Koppelingen bevestigd", Look.COUNT),
    Column("Koppelingen voorgesteld", Look.COUNT),
    Column("Gelezen tekst"),
    Column("Plaats in de lijst", Look.CELL_MINOR),
)
_LINE = 180
_SENTENCE = 300


def write_read(book: Book, report: GapReport) -> None:
    """Add *Ingelezen*."""
    sheet = book.sheet("Ingelezen", _WIDTHS)
    sheet.title("Ingelezen: wat er uit uw lijst gelezen is")
    programme = report.programme
    nominal = programme.nominal_credits
    unread = sum(course.has_only_title for course in report.courses)
    sheet.facts(
        (
            ("Bestand", programme.file or "niet opgegeven"),
            ("Vingerafdruk (sha256)", programme.sha256 or "niet opgegeven"),
            (
                "Opleidingsonderdelen",
                f"{len(report.courses)}, waarvan {unread} met enkel een titel",
            ),
            ("Studiepunten in de lijst", decimal(programme.list_credits)),
            ("Nominale omvang", f"{decimal(nominal)} studiepunten" if nominal else "onbekend"),
        )
    )
    sheet.row += 1
    write_issues(sheet, report.issues, "Code")
    sheet.row += 1
    sheet.heading(f"Opleidingsonderdelen ({len(report.courses)})")
    sheet.table("Opleidingsonderdelen", _COURSE_COLUMNS, _courses(report), "Gelezen onderdelen")
    _write_shared(sheet, report)
    sheet.finish_text()


def _write_shared(sheet: Sheet, report: GapReport) -> None:
    """Tell which sentences many sheets share, since these say little of one course."""
    segments = report.shared_text.segments
    sheet.row += 1
    sheet.heading(f"Gedeelde tekst ({len(segments)})")
    sheet.lines(SHARED_TEXT_RULE, _LINE, Look.NOTE)
    if not segments:
        return
    sheet.grid(
        (Column("In hoeveel fiches", Look.COUNT), Column("Zin")),
        [[len(s.courses), shortened(s.text, _SENTENCE)] for s in segments],
    )


def _courses(report: GapReport) -> list[list[Cell]]:
    return [
        [
            course.code,
            course.title,
            course.credits,
            course.phase,
            course.confirmed,
            course.proposed,
            ", ".join(FIELD_WORDS[field] for field in course.texts) or "geen",
            course.place,
        ]
        for course in report.courses
    ]
