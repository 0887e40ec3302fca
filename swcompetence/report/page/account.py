"""The sections *Wel onderwezen*, *Ingelezen* and *Verantwoording*."""

from __future__ import annotations

import re
from collections.abc import Iterator

from swcompetence.model import Severity
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import Edition, GapReport
from swcompetence.report.findings.wording import (
    DOUBT_NOTE,
    NO_NORM,
    SEVERITY_WORDS,
    credits_words,
    date_words,
)
from swcompetence.report.page.block import (
    Cell,
    Chapter,
    Facts,
    Kind,
    Line,
    PageTable,
    Prose,
    Stretch,
    Subsection,
    columns,
)
from swcompetence.report.page.names import PageNames, number_cell, text_facts, text_line
from swcompetence.review.rollover.changes import FIELD_WORDS

_STATEMENTS = columns(
    ("Kaderitem", Kind.HEADER), "Opleidingsonderdeel", "Toelichting", "Wie", "Datum"
)
_COURSES = columns(
    ("Opleidingsonderdeel", Kind.HEADER),
    ("Studiepunten", Kind.NUMBER),
    ("Fase", Kind.CHOICE),
    ("Bevestigd", Kind.NUMBER),
    ("Voorgesteld", Kind.NUMBER),
    "Gelezen tekst",
    "Plaats in de lijst",
)
_ISSUES = columns(("Melding", Kind.HEADER), ("Ernst", Kind.CHOICE), "Waar", "Code")
_SHARED = columns(("Gedeelde tekst", Kind.HEADER), ("Aantal", Kind.NUMBER), "Opleidingsonderdelen")
_RULES = columns(("Cijfer", Kind.HEADER), ("Regel", Kind.WIDE))
_SEVERITY_TONES = {Severity.ERROR: "n", Severity.WARNING: "t", Severity.INFO: "v"}
_ADDRESS = re.compile(r"(https?://[^\s,;)<>\"]*[^\s,;)<>\".])")
_STATEMENT_RULE = (
    "Wat volgens de opleidingscommissie wel onderwezen wordt maar niet in de fiche"
    " staat. Het telt in geen enkel cijfer mee: het is een verklaring, geen bewijs"
    " uit een fiche. Staat het volgend jaar in de fiche, dan telt het vanzelf."
)


def statements_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell what the board says is taught."""
    return Chapter(
        anchor="wel-onderwezen",
        title="Wel onderwezen",
        intro=(
            Prose((_STATEMENT_RULE,)),
            PageTable(
                "Verklaringen van de opleidingscommissie",
                _STATEMENTS,
                tuple(
                    (
                        names.item_cell(statement.item, names.label(statement.item)),
                        Cell(names.course(statement.course)),
                        Cell(statement.remark or ""),
                        Cell(statement.who or "niet opgegeven"),
                        Cell(date_words(statement.date)),
                    )
                    for statement in report.board.statements
                ),
                empty="De opleidingscommissie noteerde nog niets.",
            ),
        ),
    )


def read_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell what was read from the list."""
    programme = report.programme
    nominal = programme.nominal_credits
    unread = sum(course.has_only_title for course in report.courses)
    return Chapter(
        anchor="ingelezen",
        title="Ingelezen",
        intro=(
            text_facts(
                {
                    "Bestand": programme.file or "niet opgegeven",
                    "Vingerafdruk (sha256)": programme.sha256 or "niet opgegeven",
                    "Opleidingsonderdelen": f"{len(report.courses)}, waarvan {unread} met enkel"
                    " een titel",
                    "Studiepunten in de lijst": credits_words(programme.list_credits),
                    "Nominale omvang": f"{credits_words(nominal)} studiepunten"
                    if nominal
                    else "onbekend",
                }
            ),
        ),
        parts=(
            Subsection(f"Meldingen ({len(report.issues)})", (_issues(report),)),
            Subsection(f"Opleidingsonderdelen ({len(report.courses)})", (_courses(report),)),
            *_shared(report, names),
        ),
    )


def _issues(report: GapReport) -> PageTable:
    return PageTable(
        "Meldingen bij het inlezen",
        _ISSUES,
        tuple(
            (
                Cell(issue.message),
                Cell(SEVERITY_WORDS[issue.severity], tone=_SEVERITY_TONES[issue.severity]),
                Cell(str(issue.where)),
                Cell(issue.code),
            )
            for issue in report.issues
        ),
        empty="Geen meldingen: alles is gelezen zoals verwacht.",
    )


def _courses(report: GapReport) -> PageTable:
    return PageTable(
        "Opleidingsonderdelen, met hun aantal koppelingen",
        _COURSES,
        tuple(
            (
                Cell(course.name),
                number_cell(
                    course.credits,
                    "onbekend" if course.credits is None else credits_words(course.credits),
                ),
                Cell(course.phase or "niet vermeld"),
                number_cell(course.confirmed),
                number_cell(course.proposed),
                Cell(", ".join(FIELD_WORDS[field] for field in course.texts) or "geen"),
                Cell(course.place or ""),
            )
            for course in report.courses
        ),
    )


def _shared(report: GapReport, names: PageNames) -> Iterator[Subsection]:
    segments = report.shared_text.segments
    if segments:
        rows = tuple(
            (
                Cell(segment.text),
                number_cell(len(segment.courses)),
                Cell(names.codes(segment.courses)),
            )
            for segment in segments
        )
        table = PageTable("Tekst die in drie of meer fiches staat", _SHARED, rows)
        yield Subsection(f"Gedeelde tekst ({len(segments)})", (table,), is_folded=True)


def account_section(report: GapReport) -> Chapter:
    """Tell what stands behind the report."""
    rules = tuple((Cell(rule.figure), Cell(rule.rule)) for rule in report.trace.rules)
    return Chapter(
        anchor="verantwoording",
        title="Verantwoording",
        intro=(text_facts(_origin(report)),),
        parts=(
            *(
                Subsection(
                    f"Kader: {edition.title}",
                    (Facts(tuple(_edition(edition))),),
                    is_folded=True,
                )
                for edition in report.trace.editions
            ),
            Subsection(
                "De regel achter elk cijfer",
                (PageTable("Elk cijfer met zijn regel", _RULES, rules),),
            ),
        ),
    )


def _origin(report: GapReport) -> dict[str, str]:
    trace, tool = report.trace, report.trace.mapping_tool
    reviewers = [
        f"{reviewer.name} ({counted(reviewer.decisions, 'besluit', 'besluiten')})"
        for reviewer in trace.reviewers
    ]
    return {
        "Zo verwijst u hiernaar": trace.citation,
        "Datum van dit rapport": date_words(report.date),
        "Programma": f"{tool.name} {trace.tool_version}",
        "Koppelingen gemaakt met": f"{tool.name} {tool.version}, {tool.matcher}, parameters"
        f" {tool.parameters} ({date_words(trace.mapping_date)})",
        "Nagekeken door": f"{', '.join(reviewers)}. {DOUBT_NOTE}" if reviewers else "nog niemand",
        "Koppelingen (sha256)": trace.mapping_digest,
        "Norm": NO_NORM,
    }


def _edition(edition: Edition) -> Iterator[tuple[str, tuple[Line, ...]]]:
    measured = "gemeten" if edition.is_confidence_measured else "niet gemeten"
    for name, text in (
        ("Editie", f"{edition.ref}, revisie {edition.revision} ({edition.standing})"),
        ("Over", edition.about),
        ("Uitgever", edition.publisher),
        ("Licentie", edition.licence),
        ("Laatst nagekeken", date_words(edition.last_checked_on)),
        ("Zekerheid van voorstellen", measured),
        ("Vingerafdruk items", edition.digest),
        ("Vingerafdruk inhoud en woordenschat", edition.vocabulary_digest),
    ):
        yield name, (text_line(text),)
    # The addresses are cut out of the line of a source: every second piece is one.
    sources = (
        Line(
            tuple(
                Stretch(piece, url=piece if number % 2 else None)
                for number, piece in enumerate(_ADDRESS.split(source))
                if piece
            )
        )
        for source in edition.sources
    )
    yield "Bronnen", tuple(sources) or (text_line("geen"),)
