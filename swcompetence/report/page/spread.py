"""The section *Spreiding*: where OCMW practice sits, and its place among the work fields."""

from __future__ import annotations

from swcompetence.analysis.practice import FIELD_COMPARISON_RULE, FieldComparison
from swcompetence.analysis.spread import SPREAD_RULE, Dimension, SpreadGroup
from swcompetence.report.findings.gap_report import GapReport, Practice
from swcompetence.report.findings.headline import field_sentence
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
from swcompetence.report.page.chart import presence_chart
from swcompetence.report.page.names import PageNames, finding_cell, number_cell, phase_words
from swcompetence.report.page.numbers import credits_words, fine_percent
from swcompetence.report.page.practice import range_words
from swcompetence.report.page.summary import NO_PRACTICE

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


def spread_section(report: GapReport, names: PageNames) -> Section:
    """Tell where in the programme the content sits."""
    practice = report.practice
    intro: tuple[Block, ...] = (Prose((NO_PRACTICE,), tone="warning"),)
    if practice:
        rules = (SPREAD_RULE, practice.spread.phase_rule)
        intro = (
            Prose(("Waar in de opleiding zit wat de fiches over OCMW-praktijk tonen?",)),
            Prose(rules, tone="rule", title="Regel achter de spreiding"),
        )
    return Section(
        anchor="spreiding",
        title="Spreiding",
        intro=intro,
        parts=(
            *(_division(practice, one, names) for one in Dimension if _has(practice, one)),
            *((_fields(report.fields),) if report.fields else ()),
        ),
    )


def _has(practice: Practice | None, dimension: Dimension) -> bool:
    return practice is not None and bool(practice.spread.of(dimension))


def _division(practice: Practice | None, dimension: Dimension, names: PageNames) -> Part:
    groups = practice.spread.of(dimension) if practice else ()
    title = _TITLES[dimension]
    return Part(
        title,
        (
            presence_chart(
                f"{title}: aandeel OCMW-praktijk in de studiepunten van de groep",
                [(_name(one), one.credits, one.group_credits) for one in groups],
                is_share=True,
            ),
            Table(
                f"Spreiding {title.lower()}", _GROUPS, tuple(_group(one, names) for one in groups)
            ),
        ),
    )


def _name(group: SpreadGroup) -> str:
    return phase_words(group.name) if group.dimension is Dimension.PHASE else group.name


def _group(group: SpreadGroup, names: PageNames) -> tuple[Cell, ...]:
    return (
        Cell(_name(group)),
        number_cell(group.courses),
        number_cell(group.group_credits, credits_words(group.group_credits)),
        number_cell(group.credits.expected, credits_words(group.credits.expected)),
        number_cell(group.expected, fine_percent(group.expected)),
        Cell(
            "onbekend"
            if group.low is None
            else f"{fine_percent(group.low)} tot {fine_percent(group.high)}"
        ),
        Cell(names.codes(group.touching) or "geen"),
    )


def _fields(fields: FieldComparison) -> Part:
    place = fields.focus_place
    return Part(
        "Plaats tussen de werkvelden",
        (
            Prose((field_sentence(fields),)),
            presence_chart(
                "Studiepunten naar tekst per werkveld",
                [(one.label, one.credits, None) for one in fields.ranked if one.credits.high],
                is_share=False,
                focus=place.label if place else None,
            ),
            Table(
                "Werkvelden",
                _FIELDS,
                tuple(
                    (
                        Cell(one.label),
                        number_cell(one.rank, str(one.rank) if one.rank else "geen"),
                        finding_cell(one.finding),
                        number_cell(one.courses),
                        number_cell(one.credits.expected, credits_words(one.credits.expected)),
                        Cell(range_words(one.credits)),
                        number_cell(one.share, fine_percent(one.share)),
                    )
                    for one in fields.ranked
                ),
            ),
            Prose((FIELD_COMPARISON_RULE,), tone="rule", title="Regel achter de werkvelden"),
        ),
    )
