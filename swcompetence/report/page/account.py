"""The sections *Wel onderwezen*, *Ingelezen* and *Verantwoording*."""

from __future__ import annotations

import re

from swcompetence.model import Severity
from swcompetence.report.findings.account import (
    RULES_TITLE,
    list_facts,
    making,
    read_texts,
    reviewer_words,
)
from swcompetence.report.findings.gap_report import Edition, GapReport
from swcompetence.report.findings.wording import (
    DOUBT_NOTE,
    NO_ISSUES,
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
    rows = tuple(
        (
            names.item_cell(statement.item, names.label(statement.item)),
            Cell(names.course(statement.course)),
            Cell(statement.remark or ""),
            Cell(statement.who or "niet opgegeven"),
            Cell(date_words(statement.date)),
        )
        for statement in report.board.statements
    )
    table = PageTable(
        "Verklaringen van de opleidingscommissie",
        _STATEMENTS,
        rows,
        empty="De opleidingscommissie noteerde nog niets.",
    )
    return Chapter("wel-onderwezen", "Wel onderwezen", (Prose((_STATEMENT_RULE,)), table))


def read_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell what was read from the list."""
    issues = PageTable(
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
        empty=NO_ISSUES,
    )
    segments = report.shared_text.segments
    rows = tuple(
        (Cell(part.text), number_cell(len(part.courses)), Cell(names.codes(part.courses)))
        for part in segments
    )
    table = PageTable("Tekst die in drie of meer fiches staat", _SHARED, rows)
    shared = Subsection(f"Gedeelde tekst ({len(segments)})", (table,), is_folded=True)
    return Chapter(
        anchor="ingelezen",
        title="Ingelezen",
        intro=(text_facts(list_facts(report)),),
        parts=(
            Subsection(f"Meldingen ({len(report.issues)})", (issues,)),
            Subsection(f"Opleidingsonderdelen ({len(report.courses)})", (_courses(report),)),
            *([shared] if segments else []),
        ),
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
                Cell(read_texts(course)),
                Cell(course.place or ""),
            )
            for course in report.courses
        ),
    )


def account_section(report: GapReport) -> Chapter:
    """Tell what stands behind the report."""
    reviewers = ", ".join(reviewer_words(report))
    origin = {
        "Zo verwijst u hiernaar": report.trace.citation,
        **making(report),
        "Nagekeken door": f"{reviewers}. {DOUBT_NOTE}" if reviewers else "nog niemand",
        "Koppelingen (sha256)": report.trace.mapping_digest,
        "Norm": NO_NORM,
    }
    rules = tuple((Cell(rule.figure), Cell(rule.rule)) for rule in report.trace.rules)
    return Chapter(
        anchor="verantwoording",
        title="Verantwoording",
        intro=(text_facts(origin),),
        parts=(
            *(
                Subsection(f"Kader: {edition.title}", (_edition(edition),), is_folded=True)
                for edition in report.trace.editions
            ),
            Subsection(RULES_TITLE, (PageTable("Elk cijfer met zijn regel", _RULES, rules),)),
        ),
    )


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
    }
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
    named = ("Bronnen", tuple(sources) or (text_line("geen"),))
    return Facts((*text_facts(facts).pairs, named))
