"""The sheet *Verantwoording*: what stands behind the report."""

from __future__ import annotations

from swcompetence.analysis.reference.reference import KIND_WORDS
from swcompetence.report.findings.gap_report import GapReport, Practice
from swcompetence.report.findings.report_trace import Edition
from swcompetence.report.findings.wording import DOUBT_NOTE, NO_NORM, counted, date_words
from swcompetence.report.sheets.sheet import HEAD_ROWS, Column, Sheet
from swcompetence.report.sheets.style import Look

ACCOUNT = "Verantwoording"
ACCOUNT_WIDTHS = (34, 112)
_REPEATED = (0, HEAD_ROWS - 1)


def write_account(sheet: Sheet, report: GapReport) -> None:
    """Fill *Verantwoording*."""
    sheet.title("Verantwoording: wat achter dit rapport staat")
    trace, tool = report.trace, report.trace.mapping_tool
    reviewers = [
        f"{reviewer.name} ({counted(reviewer.decisions, 'besluit', 'besluiten')})"
        for reviewer in trace.reviewers
    ]
    sheet.heading("Herkomst")
    for question, answer in (
        ("Datum van dit rapport", date_words(report.date)),
        ("Programma", f"{tool.name} {trace.tool_version}"),
        (
            "Koppelingen gemaakt met",
            (
                f"{tool.name} {tool.version}, {tool.matcher}, parameters {tool.parameters}"
                f" ({date_words(trace.mapping_date)})"
            ),
        ),
        ("Nagekeken door", "\n".join([*reviewers, DOUBT_NOTE]) if reviewers else "nog niemand"),
        ("Lijst (bestand en sha256)", _source(report)),
        ("Koppelingen (sha256)", trace.mapping_digest),
        ("Norm", NO_NORM),
        ("Zo verwijst u hiernaar", trace.citation),
    ):
        sheet.pair(question, answer)
    sheet.row += 1
    if report.practice is not None:
        sheet.heading("Referentie voor OCMW-praktijk")
        sheet.pair(report.practice.reference.title, _reference(report.practice))
        sheet.row += 1
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
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=_REPEATED)


def _source(report: GapReport) -> str:
    parts = (report.programme.file, report.programme.sha256)
    return "\n".join(part for part in parts if part) or "niet opgegeven"


def _reference(practice: Practice) -> str:
    reference = practice.reference
    labels = {one.item: one.label for one in practice.representation.items}
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
