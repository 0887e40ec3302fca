"""The chapter *Verantwoording*: what was read, and the rule behind every figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Literal

from swcompetence.analysis.base import LeftOutReason
from swcompetence.model import Severity
from swcompetence.phrasing import counted, decimal, shortened
from swcompetence.report.document.block import (
    Chapter,
    ColumnRole,
    Facts,
    Prose,
    ReportCell,
    ReportColumn,
    ReportTable,
    Span,
    Subsection,
    TextLine,
    Tone,
    cells,
    line,
)
from swcompetence.report.findings.gap_report import CourseLine, Edition, GapReport
from swcompetence.report.findings.wording import (
    FALLIBLE,
    NO_ISSUES,
    NO_NORM,
    SEVERITY_WORDS,
    UNSEEN,
    credits_words,
    date_words,
)
from swcompetence.review.sheet import FIELD_WORDS
from swcompetence.text import SHARED_TEXT_RULE

_COURSES = (
    ReportColumn("Code", ColumnRole.MINOR, 44),
    ReportColumn("Opleidingsonderdeel", ColumnRole.ABOUT, 50),
    ReportColumn("Studiepunten", ColumnRole.CREDITS, 14),
    ReportColumn("Fase", ColumnRole.CHOICE, 14),
    ReportColumn("Bevestigd", ColumnRole.COUNT, 14),
    ReportColumn("Voorgesteld", ColumnRole.COUNT, 14),
    ReportColumn("Gelezen tekst", ColumnRole.TEXT, 40),
    ReportColumn("Plaats in de lijst", ColumnRole.MINOR, 22),
)
_ISSUES = (
    ReportColumn("Ernst", ColumnRole.CHOICE, 44),
    ReportColumn("Melding", ColumnRole.ABOUT, 50),
    ReportColumn("Waar", ColumnRole.TEXT, 14),
    ReportColumn("Code", ColumnRole.MINOR, 14),
)
_LEFT_OUT = (
    ReportColumn("Opleidingsonderdeel", ColumnRole.ABOUT, 44),
    ReportColumn("In de plaats telt", ColumnRole.TEXT, 50),
    ReportColumn("Reden", ColumnRole.CHOICE, 14),
)
_REASONS = {
    LeftOutReason.NO_TEXT: "enkel een titel",
    LeftOutReason.LANGUAGE: "in een andere taal, niet gelezen",
    LeftOutReason.VARIANT: "zelfde tekst als een ander",
    LeftOutReason.COMPOSITE: "de delen tellen",
    LeftOutReason.PART: "het geheel telt",
    LeftOutReason.NOT_IN_ROUTE: "niet in het gekozen traject",
}
_SEVERITIES = {
    Severity.ERROR: Tone.NO_TRACE,
    Severity.WARNING: Tone.TOUCHED,
    Severity.INFO: Tone.PROPOSED,
}
_SENTENCE = 300
_ADDRESS = re.compile(r"(https?://[^\s,;)<>\"]*[^\s,;)<>\".])")
_LIMITS = (
    f"Niet gelezen: stageplaatsen, literatuur en lespraktijk. {UNSEEN}",
    (
        "‘Geen vermelding gevonden’ is niet hetzelfde als ‘niet onderwezen’: het is een vraag aan"
        " de lesgevers."
    ),
    f"Voorstellen komen van software die woorden vergelijkt. {FALLIBLE}",
    f"{NO_NORM} Dit rapport zegt iets over fiches, niet over lesgevers.",
)


def account_chapter(report: GapReport, absent: tuple[str, ...]) -> Chapter:
    """Tell what was read and what stands behind the report; `absent` says what is not there."""
    trace = report.trace
    # Also those that found nothing or could not be judged.
    checks = {f"{c.title} ({c.weight})": f"{c.in_words}. {c.rule}" for c in report.checks}
    origin = {
        "Zo verwijst u hiernaar": trace.citation,
        **_making(report),
        "Koppelingen (sha256)": trace.mapping_digest,
        **_list_facts(report),
    }
    return Chapter(
        "verantwoording",
        "Verantwoording",
        "Verantwoording: wat gelezen is, en de regel achter elk cijfer",
        (
            Subsection("Herkomst", (text_facts(origin),)),
            Subsection("Wat dit rapport niet kan zien", (Prose(_LIMITS, "list"),)),
            *_left_out(report),
            Subsection("Controles", (*([Prose(absent)] if absent else []), text_facts(checks))),
            Subsection(
                "De regel achter elk cijfer",
                (text_facts({rule.figure: rule.rule for rule in trace.rules}),),
            ),
            *(
                Subsection(f"Kader: {e.title}", (_edition(e),), is_folded=True)
                for e in trace.editions
            ),
            *_read(report),
            *(
                Subsection(
                    f"Bronnen: {e.title}",
                    (Facts(((e.ref, tuple(map(source_line, e.sources)) or (line("geen"),)),)),),
                    is_folded=True,
                    is_extra=True,
                )
                for e in trace.editions
            ),
        ),
    )


def text_facts(facts: Mapping[str, str]) -> Facts:
    """Give facts of plain texts, one line each."""
    return Facts(tuple((name, (line(text),)) for name, text in facts.items()))


def _left_out(report: GapReport) -> Iterator[Subsection]:
    """Say which courses the share is not taken over, and what selections would hold."""
    if report.practice is None:
        return
    share = report.practice.share
    rows = tuple(
        cells(
            report.course(left.course).name,
            ", ".join(report.course(course).name for course in left.instead),
            _REASONS[left.reason],
        )
        for left in share.base.courses_left_out
    )
    title = "Niet meegeteld in de basis"
    left_out = ReportTable("NietMeegeteld", title, _LEFT_OUT, rows, is_listed=False)
    routes = []
    if share.routes:
        low, high = map(credits_words, share.routes.explicit)
        ends = (
            "Wie uit deze lijst een programma van"
            f" {credits_words(share.routes.credits)} studiepunten (zonder stage) kiest, ontmoet"
            f" naar verwachting {low} tot {high} studiepunten OCMW-inhoud in de context van OCMW of"
            " lokaal bestuur."
        )
        routes.append(Prose((ends,)))
    yield Subsection("De basis van het aandeel", (*routes, left_out))


def _edition(edition: Edition) -> Facts:
    measured = "gemeten" if edition.is_confidence_measured else "niet gemeten"
    facts = {
        "Editie": f"{edition.ref}, revisie {edition.revision} ({edition.standing})",
        "Over": edition.about,
        "Uitgever": edition.publisher,
        "Licentie": edition.licence,
        "Laatst nagekeken": date_words(edition.last_checked_on),
        "Zekerheid van voorstellen": measured,
        "Vingerafdruk items": edition.digest,
        "Vingerafdruk inhoud en woordenschat": edition.vocabulary_digest,
        "Bronnen": f"{len(edition.sources)}: op de webpagina en in het volledige werkboek",
    }
    return text_facts(facts)


def source_line(source: str) -> TextLine:
    """Give a source with its addresses as links; every second piece is one."""
    return TextLine(
        tuple(
            Span(piece, url=piece if number % 2 else "")
            for number, piece in enumerate(_ADDRESS.split(source))
            if piece
        )
    )


def _read(report: GapReport) -> Iterator[Subsection]:
    issues = ReportTable(
        "Meldingen",
        "Meldingen bij het inlezen",
        _ISSUES,
        tuple(
            cells(
                ReportCell(SEVERITY_WORDS[issue.severity], tone=_SEVERITIES[issue.severity]),
                *(issue.message, str(issue.where), issue.code),
            )
            for issue in report.issues
        ),
        empty=NO_ISSUES,
    )
    courses = ReportTable(
        "Opleidingsonderdelen",
        "Opleidingsonderdelen, met hun aantal koppelingen",
        _COURSES,
        tuple(
            cells(
                course.code,
                ReportCell(course.title, url=course.url or ""),
                "onbekend" if course.credits is None else course.credits,
                *(course.phase, course.confirmed, course.proposed),
                *(_read_texts(course), course.place),
            )
            for course in report.courses
        ),
    )
    yield Subsection(f"Ingelezen: meldingen ({len(report.issues)})", (issues,))
    yield Subsection(f"Ingelezen: opleidingsonderdelen ({len(report.courses)})", (courses,))
    # Sentences that many sheets share say little of one course.
    segments = report.shared_text.segments
    if segments:
        shared = Facts(
            tuple(
                (f"in {len(part.courses)} fiches", (line(shortened(part.text, _SENTENCE)),))
                for part in segments
            )
        )
        title = f"Gedeelde tekst ({len(segments)})"
        yield Subsection(title, (Prose((SHARED_TEXT_RULE,), "note"), shared), is_folded=True)


_UNREAD: dict[Literal["language", "no_text"], str] = {
    "language": "In een andere taal, niet gelezen",
    "no_text": "Enkel een titel",
}


def _list_facts(report: GapReport) -> dict[str, str]:
    """Say what list was read, and how large it is."""
    programme, nominal = report.programme, report.programme.nominal_credits
    unread = unread_words(report)
    return {
        "Bestand": programme.file or "niet opgegeven",
        "Vingerafdruk (sha256)": programme.sha256 or "niet opgegeven",
        "Opleidingsonderdelen": f"{len(report.courses)}{unread and f'. {unread}'}",
        "Studiepunten in de lijst": decimal(programme.list_credits),
        "Nominale omvang": f"{decimal(nominal)} studiepunten" if nominal else "onbekend",
    }


def unread_words(report: GapReport) -> str:
    """Count the sheets that were not read and those that are a title only; empty without any."""
    reasons = Counter(course.skipped for course in report.courses if course.skipped)
    return " ".join(
        f"{words}: {reasons[reason]}." for reason, words in _UNREAD.items() if reasons[reason]
    )


def _read_texts(course: CourseLine) -> str:
    """Name the fields of a course whose text was read."""
    if course.skipped == "language":
        return "geen: in een andere taal"
    return ", ".join(FIELD_WORDS[field] for field in course.texts) or "geen"


def _making(report: GapReport) -> dict[str, str]:
    """Say when and with what the report was made."""
    trace, tool, review = report.trace, report.trace.mapping_tool, report.review
    reviewers = [counted(review.lecturers, "lesgever", "lesgevers")] if review.lecturers else []
    if review.nameless:
        reviewers.append(f"{counted(review.nameless, 'besluit', 'besluiten')} zonder naam")
    return {
        "Datum van dit rapport": date_words(report.date),
        "Nagekeken door": ", en ".join(reviewers) or "nog niemand",
        "Software": f"{tool.name} {trace.tool_version}",
        "Koppelingen gemaakt met": f"{tool.name} {tool.version}, {tool.matcher}, parameters"
        f" {tool.parameters} ({date_words(trace.mapping_date)})",
    }
