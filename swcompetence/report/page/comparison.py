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
from swcompetence.report.page.block import (
    Cell,
    Chapter,
    Kind,
    PageColumn,
    PageTable,
    Prose,
    Subsection,
)
from swcompetence.report.page.chart import FINDING_TONES
from swcompetence.report.page.names import PageNames


def comparison_section(comparison: Comparison, names: PageNames) -> Chapter:
    """Put the lists side by side."""
    return Chapter(
        anchor="vergelijking",
        title="Vergelijking",
        intro=(Prose(tuple(comparison_notes(comparison)), tone="note", is_list=True),),
        parts=(
            *(Subsection(table.title, (_table(table),)) for table in comparison_tables(comparison)),
            *(
                Subsection(
                    f"Item per item: {framework.title}",
                    (_items(comparison, framework, names),),
                    is_folded=True,
                )
                for framework in comparison.frameworks
            ),
        ),
    )


def _table(table: TextTable) -> PageTable:
    first, *rest = table.headers
    return PageTable(
        table.title,
        (PageColumn(first, Kind.HEADER), *(PageColumn(label) for label in rest)),
        tuple(tuple(Cell(text) for text in row) for row in table.rows),
    )


def _items(comparison: Comparison, framework: FrameworkComparison, names: PageNames) -> PageTable:
    return PageTable(
        f"Bevinding per lijst: {framework.title}",
        (
            PageColumn("Kaderitem", Kind.HEADER),
            PageColumn("Cluster", Kind.CHOICE),
            *(PageColumn(side.name, Kind.CHOICE) for side in comparison.lists),
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
