"""The section *Vergelijking*: the programme beside other years or colleges."""

from __future__ import annotations

from swcompetence.analysis.comparison.comparison import Comparison, FrameworkComparison
from swcompetence.report.comparison.tables import (
    UNKNOWN,
    TextTable,
    comparison_notes,
    comparison_tables,
    finding_words,
)
from swcompetence.report.page.block import Cell, Column, Kind, Part, Prose, Section, Table
from swcompetence.report.page.chart import FINDING_TONES
from swcompetence.report.page.names import PageNames


def comparison_section(comparison: Comparison, names: PageNames) -> Section:
    """Put the lists side by side."""
    return Section(
        anchor="vergelijking",
        title="Vergelijking",
        intro=(Prose(tuple(comparison_notes(comparison)), tone="note", is_list=True),),
        parts=(
            *(Part(table.title, (_table(table),)) for table in comparison_tables(comparison)),
            *(
                Part(
                    f"Item per item: {framework.title}",
                    (_items(comparison, framework, names),),
                    is_folded=True,
                )
                for framework in comparison.frameworks
            ),
        ),
    )


def _table(table: TextTable) -> Table:
    first, *rest = table.headers
    return Table(
        table.title,
        (Column(first, Kind.HEADER), *(Column(label) for label in rest)),
        tuple(tuple(Cell(text) for text in row) for row in table.rows),
    )


def _items(comparison: Comparison, framework: FrameworkComparison, names: PageNames) -> Table:
    return Table(
        f"Bevinding per lijst: {framework.title}",
        (
            Column("Kaderitem", Kind.HEADER),
            Column("Cluster", Kind.CHOICE),
            *(Column(side.name, Kind.CHOICE) for side in comparison.lists),
        ),
        tuple(
            (
                names.item_cell(row.item, row.label),
                Cell(row.group or ""),
                *(
                    Cell(finding_words(state.finding), tone=FINDING_TONES[state.finding])
                    if state.finding
                    else Cell(UNKNOWN, tone="x")
                    for state in row.states
                ),
            )
            for row in framework.items
        ),
    )
