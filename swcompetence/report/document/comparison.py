"""The chapter *Vergelijking*: the programme beside other years or colleges."""

from __future__ import annotations

from swcompetence.analysis.comparison.comparison import Comparison, ItemRow
from swcompetence.report.comparison.tables import (
    UNKNOWN,
    comparison_notes,
    comparison_tables,
    state_words,
)
from swcompetence.report.document.block import (
    Chapter,
    ColumnRole,
    Prose,
    ReportCell,
    ReportColumn,
    ReportTable,
    Subsection,
    Tone,
    cells,
)
from swcompetence.report.document.cells import FINDING_TONES, item_cell
from swcompetence.report.findings.gap_report import GapReport


def comparison_chapter(report: GapReport, comparison: Comparison) -> Chapter:
    """Put the lists side by side."""
    parts = [Subsection("", (Prose(tuple(comparison_notes(comparison)), "list"),))]
    for number, table in enumerate(comparison_tables(comparison), 1):
        first, *rest = table.headers
        others = (ReportColumn(label, width=22) for label in rest)
        columns = (ReportColumn(first, ColumnRole.ABOUT, 34), *others)
        rows = tuple(cells(*row) for row in table.rows)
        block = ReportTable(f"Vergeleken{number}", table.title, columns, rows, is_listed=False)
        parts.append(Subsection(table.title, (block,)))
    sides = (ReportColumn(side.name, ColumnRole.CHOICE, 22) for side in comparison.lists)
    columns = (
        ReportColumn("Kaderitem", ColumnRole.ABOUT, 34),
        ReportColumn("Cluster", ColumnRole.CHOICE, 22),
        *sides,
        ReportColumn("Verschil", ColumnRole.CHOICE, 22),
    )
    for number, framework in enumerate(comparison.frameworks, 1):
        rows = tuple(
            cells(
                item_cell(report, row.item, row.label),
                row.group,
                *(
                    ReportCell(state_words(state.finding), tone=FINDING_TONES[state.finding])
                    if state.finding
                    else ReportCell(UNKNOWN, tone=Tone.UNJUDGED)
                    for state in row.states
                ),
                _difference(row),
            )
            for row in framework.items
        )
        title = f"Bevinding per lijst: {framework.title}"
        block = ReportTable(f"PerLijst{number}", title, columns, rows, is_listed=False)
        parts.append(Subsection(f"Item per item: {framework.title}", (block,), is_folded=True))
    return Chapter("vergelijking", "Vergelijking", "Vergelijking", tuple(parts), frozen=1)


def _difference(row: ItemRow) -> str:
    findings = {state.finding for state in row.states}
    if len(findings - {None}) > 1:
        return "verschilt"
    return "niet alles te vergelijken" if None in findings else "gelijk"
