"""The sheets *Ingelezen* and *Verantwoording*: what was read, and what stands behind the report."""

from __future__ import annotations

from swcompetence.analysis.reference.reference import KIND_WORDS
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import Edition, GapReport, Practice
from swcompetence.report.findings.wording import DOUBT_NOTE, NO_NORM, date_words, decimal, shortened
from swcompetence.report.sheet_names import ACCOUNT
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.issues import write_issues
from swcompetence.report.sheets.sheet import Cell, Sheet, SheetColumn
from swcompetence.report.sheets.style import Look
from swcompetence.review.rollover.changes import FIELD_WORDS
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
    programme = report.programme
    nominal = programme.nominal_credits
    unread = sum(course.has_only_title for course in report.courses)
    sheet.facts(
        {
            "Bestand": programme.file or "niet opgegeven",
            "Vingerafdruk (sha256)": programme.sha256 or "niet opgegeven",
            "Opleidingsonderdelen": f"{len(report.courses)}, waarvan {unread} met enkel een titel",
            "Studiepunten in de lijst": decimal(programme.list_credits),
            "Nominale omvang": f"{decimal(nominal)} studiepunten" if nominal else "onbekend",
        }
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
        (SheetColumn("In hoeveel fiches", Look.COUNT), SheetColumn("Zin")),
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


def write_account(book: Book, report: GapReport) -> None:
    """Add *Verantwoording*."""
    sheet = book.sheet(ACCOUNT, (34, 112))
    sheet.title("Verantwoording: wat achter dit rapport staat")
    trace, tool = report.trace, report.trace.mapping_tool
    reviewers = [
        f"{reviewer.name} ({counted(reviewer.decisions, 'besluit', 'besluiten')})"
        for reviewer in trace.reviewers
    ]
    list_file = [part for part in (report.programme.file, report.programme.sha256) if part]
    sheet.answers(
        "Herkomst",
        {
            "Datum van dit rapport": date_words(report.date),
            "Programma": f"{tool.name} {trace.tool_version}",
            "Koppelingen gemaakt met": f"{tool.name} {tool.version}, {tool.matcher}, parameters"
            f" {tool.parameters} ({date_words(trace.mapping_date)})",
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
    sheet.heading("De regel achter elk cijfer")
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
    sources = "".join(f"\n–  {source}" for source in reference.sources) or " geen opgegeven"
    return (
        f"Soort: {KIND_WORDS[reference.kind]}. {reference.about}{left_out}\nBronnen:{sources}"
        f"\n{NO_NORM}"
    )


def _edition(edition: Edition) -> str:
    confidence = "" if edition.is_confidence_measured else "\nZekerheid: niet gemeten"
    sources = "".join(f"\n–  {source}" for source in edition.sources) or " geen opgegeven"
    return (
        f"{edition.ref}, revisie {edition.revision} ({edition.standing}). {edition.about}"
        f"\nUitgever: {edition.publisher}"
        f"\nLicentie: {edition.licence}"
        f"\nLaatst nagekeken: {date_words(edition.last_checked_on)}{confidence}"
        f"\nVingerafdruk items {edition.digest}, inhoud en woordenschat {edition.vocabulary_digest}"
        f"\nBronnen:{sources}"
    )
