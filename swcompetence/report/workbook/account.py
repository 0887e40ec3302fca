"""The sheet *Verantwoording*: what stands behind the report."""

from __future__ import annotations

from swcompetence.analysis.reference.reference import KIND_WORDS
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import Edition, GapReport, Practice
from swcompetence.report.findings.wording import DOUBT_NOTE, NO_NORM, date_words
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.sheet import Column
from swcompetence.report.sheets.style import Look

ACCOUNT = "Verantwoording"


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
        (Column("Cijfer", Look.CELL_STRONG), Column("Regel")),
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
