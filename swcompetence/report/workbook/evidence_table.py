"""The part that two sheets have in common: one row a link, with its evidence, and who decided."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter.utility import xl_rowcol_to_cell

from swcompetence.analysis.coverage import Finding
from swcompetence.model import BoardStatement
from swcompetence.report.findings.gap_report import LinkLine, State
from swcompetence.report.findings.wording import FINDING_WORDS
from swcompetence.report.sheets.sheet import HEAD_ROWS, Cell, Column, Sheet
from swcompetence.report.sheets.style import Look
from swcompetence.report.workbook.link_words import (
    STATED,
    assessed_words,
    confidence_words,
    decision_words,
    evidence_words,
    level_words,
    statement_words,
)

Wide = tuple[Column, float]
"""A column and its width."""
LEAD = "samen"
"""Marks the row that sums an item or a course up."""
EVIDENCE_COLUMNS: tuple[Wide, ...] = (
    (Column("Stand"), 16),
    (Column("Niveau"), 13),
    (Column("Geëvalueerd"), 13),
    (Column("Zekerheid"), 11),
    (Column("Nagekeken door"), 20),
    (Column("Bewijs uit de fiche"), 55),
)
_HEADER_ROW = HEAD_ROWS + 1
_LINE = 235
_LOOKS: dict[str, Look] = {
    State.CONFIRMED: Look.CONFIRMED,
    State.PROPOSED: Look.PROPOSED,
    State.MENTIONED: Look.MENTIONED,
    STATED: Look.STATED,
    FINDING_WORDS[Finding.PROPOSED]: Look.PROPOSED,
    FINDING_WORDS[Finding.NOT_FOUND]: Look.NOT_FOUND,
}


def counted_states(numbers: dict[str, int], none: str) -> str:
    """Write how many links have each state, one a line; `none` where there are none."""
    return "\n".join(f"{number} {state}" for state, number in numbers.items() if number) or none


def lead_cells(state: str | None, about: str) -> list[Cell]:
    """Give the shared cells of a row that sums up."""
    return [state, *[None] * 4, about]


def link_cells(link: LinkLine) -> list[Cell]:
    """Give the shared cells of a link."""
    return [
        link.state,
        level_words(link),
        assessed_words(link),
        confidence_words(link),
        decision_words(link),
        evidence_words(link),
    ]


def stated_cells(statement: BoardStatement) -> list[Cell]:
    """Give the shared cells of what a board stated, without the looks of a link."""
    return [STATED, *[None] * 4, statement_words(statement)]


def write_evidence_table(
    sheet: Sheet, own: Sequence[Wide], rows: Sequence[Sequence[Cell]], name: str, intro: str
) -> None:
    """Write the table; the word `LEAD` in the last but one of `own` marks a row that sums up."""
    sheet.row = HEAD_ROWS - 1
    sheet.lines(intro, _LINE, Look.NOTE)
    sheet.row = _HEADER_ROW
    columns = [column for column, _ in (*own, *EVIDENCE_COLUMNS)]
    area = sheet.table(name, columns, rows, intro)
    last, state_column = len(columns) - 1, len(own)

    def cell(column: int) -> str:
        address: str = xl_rowcol_to_cell(area.first_row, column, col_abs=True)
        return address

    states = (area.first_row, state_column, area.last_row, state_column)
    for word, look in _LOOKS.items():
        sheet.tint(states, f'{cell(state_column)}="{word}"', look)
    is_lead = f'{cell(state_column - 2)}="{LEAD}"'
    sheet.tint((area.first_row, 0, area.last_row, last - 1), is_lead, Look.LEAD)
    evidence = (area.first_row, last, area.last_row, last)
    sheet.tint(evidence, is_lead, Look.LEAD_TEXT)
    sheet.tint(evidence, f'{cell(state_column)}="{STATED}"', Look.STATED)
    sheet.freeze(_HEADER_ROW + 1, 2)
    sheet.finish(repeat=(_HEADER_ROW, _HEADER_ROW))
