"""The sheets *Ingelezen* and *Verantwoording*: what was read, and what stands behind the report."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.analysis.reference.reference import KIND_WORDS
from swcompetence.report.findings.account import (
    RULES_TITLE,
    list_facts,
    making,
    read_texts,
    reviewer_words,
)
from swcompetence.report.findings.gap_report import Edition, GapReport, Practice
from swcompetence.report.findings.wording import DOUBT_NOTE, NO_NORM, date_words, shortened
from swcompetence.report.sheet_names import ACCOUNT
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.sheet import Cell, SheetColumn
from swcompetence.report.sheets.style import Look
from swcompetence.text import SHARED_TEXT_RULE

_READ_WIDTHS = (22, 52, 16, 14, 14, 14, 44, 24)
_COURSE_COLUMNS = (
    SheetColumn("Code", Look.CELL_STRONG),
    SheetColumn("Titel"),
    SheetColumn("Studiepunten", Look.CREDITS),
    SheetColumn("Fase"),
    SheetColumn("Koppelingen bevestigd", Look.COUNT),
    SheetColumn("Koppelingen voorgesteld", Look.COUNT),
    SheetColumn("Gelezen tekst"),
    SheetColumn("Plaats in de lijst", Look.CELL_MINOR),
)
_LINE = 180
_SENTENCE = 300


def write_read(book: Book, report: GapReport) -> None:
    """Add *Ingelezen*."""
    sheet = book.sheet("Ingelezen", _READ_WIDTHS)
    sheet.title("Ingelezen: wat er uit uw lijst gelezen is")
    sheet.facts(list_facts(report))
    sheet.row += 1
    sheet.issues(report.issues, "Code")
    sheet.row += 1
    sheet.heading(f"Opleidingsonderdelen ({len(report.courses)})")
    rows: list[list[Cell]] = [
        [
            *(course.code, course.title, course.credits, course.phase),
            *(course.confirmed, course.proposed, read_texts(course), course.place),
        ]
        for course in report.courses
    ]
    sheet.table("Opleidingsonderdelen", _COURSE_COLUMNS, rows, "Gelezen onderdelen")
    # Sentences that many sheets share say little of one course.
    segments = report.shared_text.segments
    sheet.row += 1
    sheet.heading(f"Gedeelde tekst ({len(segments)})")
    sheet.lines(SHARED_TEXT_RULE, _LINE, Look.NOTE)
    if segments:
        sheet.grid(
            (SheetColumn("In hoeveel fiches", Look.COUNT), SheetColumn("Zin")),
            [[len(s.courses), shortened(s.text, _SENTENCE)] for s in segments],
        )
    sheet.finish_text()


def write_account(book: Book, report: GapReport) -> None:
    """Add *Verantwoording*."""
    sheet = book.sheet(ACCOUNT, (34, 112))
    sheet.title("Verantwoording: wat achter dit rapport staat")
    trace, reviewers = report.trace, reviewer_words(report)
    list_file = [part for part in (report.programme.file, report.programme.sha256) if part]
    sheet.answers(
        "Herkomst",
        {
            **making(report),
            "Nagekeken door": "\n".join([*reviewers, DOUBT_NOTE]) if reviewers else "nog niemand",
            "Lijst (bestand en sha256)": "\n".join(list_file) or "niet opgegeven",
            "Koppelingen (sha256)": trace.mapping_digest,
            "Norm": NO_NORM,
            "Zo verwijst u hiernaar": trace.citation,
        },
    )
    if report.practice is not None:
        reference = {report.practice.reference.title: _reference(report.practice)}
        sheet.answers("Referentie voor OCMW-praktijk", reference)
    sheet.heading("Kaders")
    for edition in trace.editions:
        sheet.pair(edition.title, _edition(edition))
    sheet.row += 1
    sheet.heading(RULES_TITLE)
    sheet.table(
        "Regels",
        (SheetColumn("Cijfer", Look.CELL_STRONG), SheetColumn("Regel")),
        [[rule.figure, rule.rule] for rule in trace.rules],
        "Elk cijfer met zijn regel",
    )
    sheet.finish_text()


def _reference(practice: Practice) -> str:
    reference = practice.reference
    labels = {line.item: line.label for line in practice.representation.items}
    unmeasured = [labels.get(item, item) for item in reference.not_measured]
    left_out = f"\nNiet gemeten, dus niet vergeleken: {'; '.join(unmeasured)}" if unmeasured else ""
    return (
        f"Soort: {KIND_WORDS[reference.kind]}. {reference.about}{left_out}"
        f"\n{_sources(reference.sources)}\n{NO_NORM}"
    )


def _sources(sources: Sequence[str]) -> str:
    return "Bronnen:" + ("".join(f"\n–  {source}" for source in sources) or " geen opgegeven")


def _edition(edition: Edition) -> str:
    confidence = "" if edition.is_confidence_measured else "\nZekerheid: niet gemeten"
    return (
        f"{edition.ref}, revisie {edition.revision} ({edition.standing}). {edition.about}"
        f"\nUitgever: {edition.publisher}"
        f"\nLicentie: {edition.licence}"
        f"\nLaatst nagekeken: {date_words(edition.last_checked_on)}{confidence}"
        f"\nVingerafdruk items {edition.digest}, inhoud en woordenschat {edition.vocabulary_digest}"
        f"\n{_sources(edition.sources)}"
    )
