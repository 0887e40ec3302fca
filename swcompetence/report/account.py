"""The sheets *Ingelezen* and *Verantwoording*: what was read, and what stands behind the report."""

from __future__ import annotations

from swcompetence.report.gap_report import Edition, GapReport
from swcompetence.report.sheet import HEAD_ROWS, Cell, Column, Sheet
from swcompetence.report.style import Look
from swcompetence.report.wording import (
    FIELD_WORDS,
    NO_NORM,
    SEVERITY_WORDS,
    counted,
    date_words,
    decimal,
)

__all__ = ["ACCOUNT", "ACCOUNT_WIDTHS", "READ", "READ_WIDTHS", "write_account", "write_read"]

READ = "Ingelezen"
READ_WIDTHS = (22, 52, 16, 14, 14, 14, 44, 24)
ACCOUNT = "Verantwoording"
ACCOUNT_WIDTHS = (34, 112)
_ISSUE_COLUMNS = (
    Column("Ernst", Look.CELL_STRONG),
    Column("Melding"),
    Column("Blad"),
    Column("Cel"),
    Column("Bestand", Look.CELL_MINOR),
    Column("Code", Look.CELL_MINOR),
)
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
_REPEATED = (0, HEAD_ROWS - 1)


def write_read(sheet: Sheet, report: GapReport) -> None:
    """Fill *Ingelezen*."""
    sheet.title("Ingelezen: wat er uit uw lijst gelezen is")
    programme = report.programme
    nominal = programme.nominal_credits
    unread = sum(course.has_only_title for course in report.courses)
    for question, answer in (
        ("Bestand", programme.file or "niet opgegeven"),
        ("Vingerafdruk (sha256)", programme.sha256 or "niet opgegeven"),
        ("Opleidingsonderdelen", f"{len(report.courses)}, waarvan {unread} met enkel een titel"),
        ("Studiepunten in de lijst", decimal(programme.list_credits)),
        ("Nominale omvang", f"{decimal(nominal)} studiepunten" if nominal else "onbekend"),
    ):
        sheet.put(sheet.row, 0, question, Look.QUESTION_LINE)
        sheet.put(sheet.row, 1, answer, Look.PROSE)
        sheet.row += 1
    sheet.row += 1
    sheet.heading(f"Meldingen ({len(report.issues)})")
    if report.issues:
        sheet.table("Meldingen", _ISSUE_COLUMNS, _issues(report), "Meldingen bij het inlezen")
    else:
        sheet.put(sheet.row, 0, "Geen meldingen: alles is gelezen zoals verwacht.", Look.PROSE)
        sheet.row += 1
    sheet.row += 1
    sheet.heading(f"Opleidingsonderdelen ({len(report.courses)})")
    sheet.table("Opleidingsonderdelen", _COURSE_COLUMNS, _courses(report), "Gelezen onderdelen")
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=_REPEATED)


def _issues(report: GapReport) -> list[list[Cell]]:
    return [
        [
            SEVERITY_WORDS[issue.severity],
            issue.message,
            issue.where.sheet,
            issue.where.cell,
            issue.where.file,
            issue.code,
        ]
        for issue in report.issues
    ]


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


def write_account(sheet: Sheet, report: GapReport) -> None:
    """Fill *Verantwoording*."""
    sheet.title("Verantwoording: wat achter dit rapport staat")
    trace, tool = report.trace, report.trace.mapping_tool
    reviewers = [
        f"{reviewer.name} ({counted(reviewer.decisions, 'beslissing', 'beslissingen')})"
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
        ("Nagekeken door", "\n".join(reviewers) or "nog niemand"),
        ("Lijst (bestand en sha256)", _source(report)),
        ("Koppelingen (sha256)", trace.mapping_digest),
        ("Norm", NO_NORM),
        ("Zo verwijst u hiernaar", trace.citation),
    ):
        sheet.pair(question, answer)
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


def _edition(edition: Edition) -> str:
    confidence = "" if edition.is_confidence_measured else "\nZekerheid: niet gemeten"
    sources = "".join(f"\n–  {source}" for source in edition.sources) or " geen opgegeven"
    return (
        f"{edition.ref}, revisie {edition.revision} ({edition.standing}). {edition.about}"
        f"\nUitgever: {edition.publisher}"
        f"\nLicentie: {edition.licence}"
        f"\nLaatst nagekeken: {date_words(edition.last_checked_on)}{confidence}"
        f"\nVingerafdruk inhoud {edition.digest}, woordenschat {edition.vocabulary_digest}"
        f"\nBronnen:{sources}"
    )
