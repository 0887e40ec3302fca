"""The section *Vergelijking*: the programme beside other years or colleges."""

from __future__ import annotations

from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.analysis.finding import Finding
from swcompetence.report.comparison.tables import (
    UNKNOWN,
    comparison_notes,
    comparison_tables,
    finding_words,
)
from swcompetence.report.page.block import (
    Cell,
    Chapter,
    Kind,
    PageTable,
    Prose,
    Subsection,
    columns,
)
from swcompetence.report.page.names import PageNames

_TONES = dict(zip(Finding, "bvtttn", strict=True))


def comparison_section(comparison: Comparison, names: PageNames) -> Chapter:
    """Put the lists side by side."""
    parts = []
    for table in comparison_tables(comparison):
        headers = columns((table.headers[0], Kind.HEADER), *table.headers[1:])
        rows = tuple(tuple(map(Cell, row)) for row in table.rows)
        parts.append(Subsection(table.title, (PageTable(table.title, headers, rows),)))
    headers = columns(
        *(("Kaderitem", Kind.HEADER), ("Cluster", Kind.CHOICE)),
        *((side.name, Kind.CHOICE) for side in comparison.lists),
    )
    for framework in comparison.frameworks:
        rows = tuple(
            (
                names.item_cell(row.item, row.label),
                Cell(row.group or ""),
                *(
                    Cell(finding_words(state.finding), tone=_TONES[state.finding])
                    if state.finding
                    else Cell(UNKNOWN, tone="x")
                    for state in row.states
                ),
            )
            for row in framework.items
        )
        items = PageTable(f"Bevinding per lijst: {framework.title}", headers, rows)
        title = f"Item per item: {framework.title}"
        parts.append(Subsection(title, (items,), is_folded=True))
    return Chapter(
        anchor="vergelijking",
        title="Vergelijking",
        intro=(Prose(tuple(comparison_notes(comparison)), tone="note", is_list=True),),
        parts=tuple(parts),
    )
