"""The sections *OCMW-praktijk* and *Spreiding*: how much, beside what, and where it sits."""

from __future__ import annotations

from collections.abc import Iterator

from swcompetence.analysis.practice import FIELD_COMPARISON_RULE, FieldComparison
from swcompetence.analysis.reference.reference import KIND_WORDS
from swcompetence.analysis.reference.representation import RepresentationLine
from swcompetence.analysis.spread import SPREAD_RULE, Dimension, SpreadGroup
from swcompetence.analysis.text_share import Presence
from swcompetence.report.findings.gap_report import GapReport, Practice
from swcompetence.report.findings.headline import field_sentence
from swcompetence.report.findings.wording import (
    NO_NORM,
    VERDICT_NOTE,
    credits_words,
    fine_percent,
    index_words,
    phase_words,
    share_range,
)
from swcompetence.report.page.block import (
    Block,
    Cell,
    Chapter,
    Kind,
    PageTable,
    Prose,
    Subsection,
    columns,
)
from swcompetence.report.page.chart import STANDING_TONES, presence_chart, reference_chart
from swcompetence.report.page.names import PageNames, credits_cell, finding_cell, number_cell
from swcompetence.report.page.summary import NO_OCMW

_LINE_FIGURES = (
    ("Verwacht (stp.)", Kind.NUMBER),
    "Laag tot hoog (stp.)",
    ("Aandeel", Kind.NUMBER),
    ("Referentie", Kind.NUMBER),
    ("Index", Kind.NUMBER),
    ("Oordeel", Kind.CHOICE),
)
_THEMES = columns(
    ("Thema", Kind.HEADER), ("Cluster", Kind.CHOICE), ("Bevinding", Kind.CHOICE), *_LINE_FIGURES
)
_CLUSTERS = columns(("Cluster", Kind.HEADER), ("Bevinding", Kind.CHOICE), *_LINE_FIGURES)
_READING = (
    "Aandeel is het deel van het thema in alle verwachte studiepunten naar OCMW-praktijk, niet"
    " in de hele opleiding. Index is aandeel gedeeld door referentie; 1 is in verhouding. Lees"
    " de index nooit zonder de studiepunten ernaast."
    f" {VERDICT_NOTE}"
)
_GROUPS = columns(
    ("Groep", Kind.HEADER),
    ("Opleidingsonderdelen", Kind.NUMBER),
    ("Studiepunten", Kind.NUMBER),
    ("Verwacht naar OCMW (stp.)", Kind.NUMBER),
    ("Verwacht aandeel", Kind.NUMBER),
    "Laag tot hoog",
    "Raken OCMW-praktijk",
)
_FIELDS = columns(
    ("Werkveld", Kind.HEADER),
    ("Plaats", Kind.NUMBER),
    ("Bevinding", Kind.CHOICE),
    ("Opleidingsonderdelen", Kind.NUMBER),
    ("Verwacht (stp.)", Kind.NUMBER),
    "Laag tot hoog (stp.)",
    ("Verwacht aandeel", Kind.NUMBER),
)
_TITLES = {
    Dimension.PHASE: "Per fase",
    Dimension.TRACK: "Per traject",
    Dimension.CHOICE: "Verplicht of keuze",
    Dimension.TYPE: "Per soort opleidingsonderdeel",
}


def practice_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell what the sheets show of OCMW practice."""
    practice = report.practice
    title = "OCMW-praktijk"
    if practice is None:
        return Chapter("ocmw", title, (NO_OCMW,))
    themes = PageTable(
        "Thema's uit de OCMW-praktijk",
        _THEMES,
        tuple(
            (
                names.item_cell(line.item, line.label),
                Cell(line.group or ""),
                finding_cell(line.finding),
                *_line_figures(line),
            )
            for line in practice.representation.items
        ),
        note="Studiepunten naar tekst (ECTS). Klik op een thema voor de citaten en wie wat"
        " bevestigde.",
    )
    lines = practice.representation.clusters
    chart = reference_chart(
        "Aandeel per cluster naast de referentie",
        [(x.label, x.share, x.reference_share, x.credits.expected, x.standing) for x in lines],
        practice.representation.reference_title,
    )
    rows = tuple((Cell(x.label), finding_cell(x.finding), *_line_figures(x)) for x in lines)
    clusters = (chart, PageTable("Clusters van OCMW-praktijk", _CLUSTERS, rows))
    no_clusters = (Prose(("Het kader heeft geen clusters.",)),)
    reference, sources = practice.reference, practice.reference.sources
    about = f"‘{reference.title}’ ({KIND_WORDS[reference.kind]}). {reference.about} {NO_NORM}"
    texts = (
        f"Elk thema staat naast een referentie: {about}",
        *([f"Bronnen van de referentie: {', '.join(sources)}."] if sources else []),
        _READING,
        *(f"Bij de referentie: {issue.message}" for issue in reference.issues),
    )
    rule = Prose(
        (practice.representation.rule,), tone="rule", title="Regel achter index en oordeel"
    )
    return Chapter(
        anchor="ocmw",
        title=title,
        intro=(Prose(texts), rule),
        parts=(
            Subsection("Per cluster", clusters if lines else no_clusters),
            Subsection("Per thema", (themes,)),
        ),
    )


def range_words(ects: Presence) -> str:
    """Write the ends of a presence in credits."""
    return f"{credits_words(ects.low)} tot {credits_words(ects.high)}"


def _line_figures(line: RepresentationLine) -> tuple[Cell, ...]:
    ends = (line.reference_low, line.reference_high)
    spread = "" if ends == (None, None) else f" ({share_range(*ends)})"
    share = line.reference_share
    reference = "niet gemeten" if share is None else f"{fine_percent(share)}{spread}"
    return (
        credits_cell(line.credits.expected),
        Cell(range_words(line.credits)),
        number_cell(line.share, "geen" if line.share is None else fine_percent(line.share)),
        number_cell(share, reference),
        number_cell(line.index, index_words(line.index)),
        Cell(line.standing, tone=STANDING_TONES[line.standing]),
    )


def spread_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell where in the programme the content sits."""
    practice = report.practice
    intro: tuple[Block, ...] = (NO_OCMW,)
    if practice:
        rules = (SPREAD_RULE, practice.spread.phase_rule)
        intro = (
            Prose(("Waar in de opleiding zit wat de fiches over OCMW-praktijk tonen?",)),
            Prose(rules, tone="rule", title="Regel achter de spreiding"),
        )
    return Chapter(
        anchor="spreiding",
        title="Spreiding",
        intro=intro,
        parts=(
            *(_divisions(practice, names) if practice else ()),
            *((_fields(report.fields),) if report.fields else ()),
        ),
    )


def _divisions(practice: Practice, names: PageNames) -> Iterator[Subsection]:
    for dimension, title in _TITLES.items():
        groups = practice.spread.of(dimension)
        if groups:
            chart = presence_chart(
                f"{title}: aandeel OCMW-praktijk in de studiepunten van de groep",
                [(_name(group), group.credits, group.group_credits) for group in groups],
                is_share=True,
            )
            rows = tuple(
                (
                    Cell(_name(group)),
                    number_cell(group.courses),
                    credits_cell(group.group_credits),
                    credits_cell(group.credits.expected),
                    number_cell(group.expected, fine_percent(group.expected)),
                    Cell("onbekend" if group.low is None else share_range(group.low, group.high)),
                    Cell(names.codes(group.touching) or "geen"),
                )
                for group in groups
            )
            yield Subsection(title, (chart, PageTable(f"Spreiding {title.lower()}", _GROUPS, rows)))


def _name(group: SpreadGroup) -> str:
    return phase_words(group.name) if group.dimension is Dimension.PHASE else group.name


def _fields(fields: FieldComparison) -> Subsection:
    place = fields.focus_place
    chart = presence_chart(
        "Studiepunten naar tekst per werkveld",
        [(f.label, f.credits, None) for f in fields.ranked if f.credits.high],
        is_share=False,
        focus=place.label if place else None,
    )
    rows = tuple(
        (
            Cell(field.label),
            number_cell(field.rank, str(field.rank) if field.rank else "geen"),
            finding_cell(field.finding),
            number_cell(field.courses),
            credits_cell(field.credits.expected),
            Cell(range_words(field.credits)),
            number_cell(field.share, fine_percent(field.share)),
        )
        for field in fields.ranked
    )
    rule = Prose((FIELD_COMPARISON_RULE,), tone="rule", title="Regel achter de werkvelden")
    table = PageTable("Werkvelden", _FIELDS, rows)
    sentence = Prose((field_sentence(fields),))
    return Subsection("Plaats tussen de werkvelden", (sentence, chart, table, rule))
