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
from swcompetence.report.page.summary import NO_PRACTICE

_LINE_FIGURES = (
    ("Verwacht (stp.)", Kind.NUMBER),
    ("Laag tot hoog (stp.)", Kind.TEXT),
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
    ("Laag tot hoog", Kind.TEXT),
    ("Raken OCMW-praktijk", Kind.TEXT),
)
_FIELDS = columns(
    ("Werkveld", Kind.HEADER),
    ("Plaats", Kind.NUMBER),
    ("Bevinding", Kind.CHOICE),
    ("Opleidingsonderdelen", Kind.NUMBER),
    ("Verwacht (stp.)", Kind.NUMBER),
    ("Laag tot hoog (stp.)", Kind.TEXT),
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
        return Chapter("ocmw", title, (Prose((NO_PRACTICE,), tone="warning"),))
    return Chapter(
        anchor="ocmw",
        title=title,
        intro=_practice_intro(practice),
        parts=(
            Subsection("Per cluster", _clusters(practice)),
            Subsection("Per thema", (_themes(practice, names),)),
        ),
    )


def range_words(ects: Presence) -> str:
    """Write the ends of a presence in credits."""
    return f"{credits_words(ects.low)} tot {credits_words(ects.high)}"


def _practice_intro(practice: Practice) -> tuple[Block, ...]:
    reference, compared = practice.reference, practice.representation
    known = (
        f"Bronnen van de referentie: {', '.join(reference.sources)}." if reference.sources else ""
    )
    texts = (
        (
            f"Elk thema staat naast een referentie: ‘{reference.title}’"
            f" ({KIND_WORDS[reference.kind]}). {reference.about} {NO_NORM}"
        ),
        known,
        _READING,
        *(f"Bij de referentie: {issue.message}" for issue in reference.issues),
    )
    return (
        Prose(tuple(text for text in texts if text)),
        Prose((compared.rule,), tone="rule", title="Regel achter index en oordeel"),
    )


def _clusters(practice: Practice) -> tuple[Block, ...]:
    lines = practice.representation.clusters
    if not lines:
        return (Prose(("Het kader heeft geen clusters.",)),)
    return (
        reference_chart(
            "Aandeel per cluster naast de referentie",
            [(x.label, x.share, x.reference_share, x.credits.expected, x.standing) for x in lines],
            practice.representation.reference_title,
        ),
        PageTable(
            "Clusters van OCMW-praktijk",
            _CLUSTERS,
            tuple(
                (Cell(line.label), finding_cell(line.finding), *_line_figures(line))
                for line in lines
            ),
        ),
    )


def _themes(practice: Practice, names: PageNames) -> PageTable:
    return PageTable(
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


def _line_figures(line: RepresentationLine) -> tuple[Cell, ...]:
    ends = (line.reference_low, line.reference_high)
    spread = (
        f" ({' tot '.join(fine_percent(end) for end in ends)})"
        if any(end is not None for end in ends)
        else ""
    )
    share = line.reference_share
    return (
        credits_cell(line.credits.expected),
        Cell(range_words(line.credits)),
        number_cell(line.share, fine_percent(line.share) if line.share is not None else "geen"),
        number_cell(
            share, f"{fine_percent(share)}{spread}" if share is not None else "niet gemeten"
        ),
        number_cell(line.index, index_words(line.index)),
        Cell(line.standing, tone=STANDING_TONES[line.standing]),
    )


def spread_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell where in the programme the content sits."""
    practice = report.practice
    intro: tuple[Block, ...] = (Prose((NO_PRACTICE,), tone="warning"),)
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
            rows = tuple(_group(group, names) for group in groups)
            yield Subsection(title, (chart, PageTable(f"Spreiding {title.lower()}", _GROUPS, rows)))


def _name(group: SpreadGroup) -> str:
    return phase_words(group.name) if group.dimension is Dimension.PHASE else group.name


def _group(group: SpreadGroup, names: PageNames) -> tuple[Cell, ...]:
    return (
        Cell(_name(group)),
        number_cell(group.courses),
        credits_cell(group.group_credits),
        credits_cell(group.credits.expected),
        number_cell(group.expected, fine_percent(group.expected)),
        Cell(
            "onbekend"
            if group.low is None
            else f"{fine_percent(group.low)} tot {fine_percent(group.high)}"
        ),
        Cell(names.codes(group.touching) or "geen"),
    )


def _fields(fields: FieldComparison) -> Subsection:
    place = fields.focus_place
    return Subsection(
        "Plaats tussen de werkvelden",
        (
            Prose((field_sentence(fields),)),
            presence_chart(
                "Studiepunten naar tekst per werkveld",
                [(f.label, f.credits, None) for f in fields.ranked if f.credits.high],
                is_share=False,
                focus=place.label if place else None,
            ),
            PageTable(
                "Werkvelden",
                _FIELDS,
                tuple(
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
                ),
            ),
            Prose((FIELD_COMPARISON_RULE,), tone="rule", title="Regel achter de werkvelden"),
        ),
    )
