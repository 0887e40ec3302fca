"""The section *OCMW-praktijk*: every theme with its credits, its share and the reference."""

from __future__ import annotations

from swcompetence.analysis.reference.reference import KIND_WORDS
from swcompetence.analysis.reference.representation import RepresentationLine
from swcompetence.analysis.text_share import Presence
from swcompetence.report.findings.gap_report import GapReport, Practice
from swcompetence.report.findings.wording import NO_NORM, VERDICT_NOTE
from swcompetence.report.page.block import (
    Block,
    Cell,
    Kind,
    Part,
    Prose,
    Section,
    Table,
    columns,
)
from swcompetence.report.page.chart import reference_chart
from swcompetence.report.page.names import PageNames, finding_cell, number_cell
from swcompetence.report.page.numbers import credits_words, fine_percent, index_words
from swcompetence.report.page.summary import NO_PRACTICE
from swcompetence.report.page.tone import STANDING_TONES

_FIGURES = (
    ("Verwacht (stp.)", Kind.NUMBER),
    ("Laag tot hoog (stp.)", Kind.TEXT),
    ("Aandeel", Kind.NUMBER),
    ("Referentie", Kind.NUMBER),
    ("Index", Kind.NUMBER),
    ("Oordeel", Kind.CHOICE),
)
_THEMES = columns(
    ("Thema", Kind.HEADER), ("Cluster", Kind.CHOICE), ("Bevinding", Kind.CHOICE), *_FIGURES
)
_CLUSTERS = columns(("Cluster", Kind.HEADER), ("Bevinding", Kind.CHOICE), *_FIGURES)
_READING = (
    "Aandeel is het deel van het thema in alle verwachte studiepunten naar OCMW-praktijk, niet"
    " in de hele opleiding. Index is aandeel gedeeld door referentie; 1 is in verhouding. Lees"
    " de index nooit zonder de studiepunten ernaast."
    f" {VERDICT_NOTE}"
)


def practice_section(report: GapReport, names: PageNames) -> Section:
    """Tell what the sheets show of OCMW practice."""
    practice = report.practice
    title = "OCMW-praktijk"
    if practice is None:
        return Section("ocmw", title, (Prose((NO_PRACTICE,), tone="warning"),))
    return Section(
        anchor="ocmw",
        title=title,
        intro=_intro(practice),
        parts=(
            Part("Per cluster", _clusters(practice)),
            Part("Per thema", (_themes(practice, names),)),
        ),
    )


def range_words(ects: Presence) -> str:
    """Write the ends of a presence in credits."""
    return f"{credits_words(ects.low)} tot {credits_words(ects.high)}"


def _intro(practice: Practice) -> tuple[Block, ...]:
    reference, compared = practice.reference, practice.representation
    known = (
        f"Bronnen van de referentie: {', '.join(reference.sources)}." if reference.sources else ""
    )
    told = (
        (
            f"Elk thema staat naast een referentie: ‘{reference.title}’"
            f" ({KIND_WORDS[reference.kind]}). {reference.about} {NO_NORM}"
        ),
        known,
        _READING,
        *(f"Bij de referentie: {issue.message}" for issue in reference.issues),
    )
    return (
        Prose(tuple(text for text in told if text)),
        Prose((compared.rule,), tone="rule", title="Regel achter index en oordeel"),
    )


def _clusters(practice: Practice) -> tuple[Block, ...]:
    lines = practice.representation.clusters
    if not lines:
        return (Prose(("Het kader heeft geen clusters.",)),)
    return (
        reference_chart(
            "Aandeel per cluster naast de referentie",
            [
                (one.label, one.share, one.reference_share, one.credits.expected, one.standing)
                for one in lines
            ],
            practice.representation.reference_title,
        ),
        Table(
            "Clusters van OCMW-praktijk",
            _CLUSTERS,
            tuple((Cell(one.label), finding_cell(one.finding), *_figures(one)) for one in lines),
        ),
    )


def _themes(practice: Practice, names: PageNames) -> Table:
    return Table(
        "Thema's uit de OCMW-praktijk",
        _THEMES,
        tuple(
            (
                names.item_cell(one.item, one.label),
                Cell(one.group or ""),
                finding_cell(one.finding),
                *_figures(one),
            )
            for one in practice.representation.items
        ),
        note="Studiepunten naar tekst (ECTS). Klik op een thema voor de citaten en wie wat"
        " bevestigde.",
    )


def _figures(line: RepresentationLine) -> tuple[Cell, ...]:
    ends = (line.reference_low, line.reference_high)
    spread = (
        f" ({' tot '.join(fine_percent(end) for end in ends)})"
        if any(end is not None for end in ends)
        else ""
    )
    wanted = line.reference_share
    return (
        number_cell(line.credits.expected, credits_words(line.credits.expected)),
        Cell(range_words(line.credits)),
        number_cell(line.share, fine_percent(line.share) if line.share is not None else "geen"),
        number_cell(
            wanted, f"{fine_percent(wanted)}{spread}" if wanted is not None else "niet gemeten"
        ),
        number_cell(line.index, index_words(line.index)),
        Cell(line.standing, tone=STANDING_TONES[line.standing]),
    )
