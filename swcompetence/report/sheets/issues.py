"""What went less smoothly while reading, as the sheets *Ingelezen* list it."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.model import Issue
from swcompetence.report.findings.wording import SEVERITY_WORDS
from swcompetence.report.sheets.sheet import Cell, Sheet, SheetColumn
from swcompetence.report.sheets.style import Look


def write_issues(sheet: Sheet, issues: Sequence[Issue], code_header: str) -> None:
    """Write the issues from the cursor on, or that there are none."""
    columns = (
        SheetColumn("Ernst", Look.CELL_STRONG),
        *(SheetColumn(header) for header in ("Melding", "Blad", "Cel")),
        *(SheetColumn(header, Look.CELL_MINOR) for header in ("Bestand", code_header)),
    )
    rows: list[list[Cell]] = [
        [
            *(SEVERITY_WORDS[issue.severity], issue.message),
            *(issue.where.sheet, issue.where.cell, issue.where.file, issue.code),
        ]
        for issue in issues
    ]
    sheet.heading(f"Meldingen ({len(issues)})")
    if rows:
        sheet.table("Meldingen", columns, rows, "Meldingen bij het inlezen")
    else:
        sheet.put(sheet.row, 0, "Geen meldingen: alles is gelezen zoals verwacht.", Look.PROSE)
        sheet.row += 1
