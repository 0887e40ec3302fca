"""The sheet *Per kaderitem*: the evidence file of every item, one row a link."""

from __future__ import annotations

from collections.abc import Iterator

from swcompetence.model import BoardStatement
from swcompetence.report.findings.gap_report import GapReport, ItemLine, State
from swcompetence.report.findings.names import ToldNames
from swcompetence.report.findings.wording import FINDING_WORDS, counted, decimal
from swcompetence.report.sheets.sheet import Cell, Column, Sheet
from swcompetence.report.sheets.style import Look
from swcompetence.report.workbook.evidence_table import (
    EVIDENCE_COLUMNS,
    LEAD,
    Wide,
    counted_states,
    lead_cells,
    link_cells,
    stated_cells,
    write_evidence_table,
)
from swcompetence.report.workbook.link_words import STATED

ITEM_SHEET = "Per kaderitem"
_OWN: tuple[Wide, ...] = (
    (Column("Kader", Look.CELL_MINOR), 17),
    (Column("Kaderitem", Look.CELL_STRONG), 23),
    (Column("Code"), 12),
    (Column("Opleidingsonderdeel"), 25),
)
ITEM_SHEET_WIDTHS = tuple(width for _, width in (*_OWN, *EVIDENCE_COLUMNS))
_INTRO = (
    f"De bewijsfiche van elk kaderitem: filter op Kaderitem. Eerst een rij ‘{LEAD}’, dan elke"
    " koppeling met zinnen uit de fiche. Enkel ‘bevestigd’ is door lesgevers beslist;"
    f" ‘{STATED}’ is een verklaring zonder bewijs en telt nergens mee."
)


def write_per_item(sheet: Sheet, report: GapReport) -> None:
    """Fill the sheet."""
    sheet.title("Per kaderitem: waar staat het, en wat is het bewijs")
    names = ToldNames(report)
    rows = [
        [framework.id, line.coverage.label, *cells]
        for framework in report.frameworks
        for line in framework.items
        for cells in _item_rows(report, names, line)
    ]
    write_evidence_table(sheet, _OWN, rows, "PerKaderitem", _INTRO)


def _item_rows(report: GapReport, names: ToldNames, line: ItemLine) -> Iterator[list[Cell]]:
    item = line.coverage
    statements = report.board.about(item.item)
    states: dict[str, int] = {
        State.CONFIRMED: len(item.confirmed),
        State.PROPOSED: len(item.proposed),
        State.MENTIONED: len(item.mentioned),
        STATED: len(statements),
    }
    counts = counted_states(states, "geen koppeling")
    yield [LEAD, counts, *lead_cells(FINDING_WORDS[item.finding], _about(line))]
    for link in report.links_of_item(item.item):
        course = report.course(link.course)
        yield [course.code, course.title, *link_cells(link)]
    for statement in statements:
        yield [*_named(report, names, statement), *stated_cells(statement)]


def _about(line: ItemLine) -> str:
    item = line.coverage
    group = [f"Cluster: {item.group}."] if item.group else []
    points = (
        f"Volle studiepunten: {decimal(item.confirmed_credits)} bevestigd,"
        f" {decimal(item.proposed_credits)} voorgesteld."
    )
    number = len(line.possible) - len(item.mentioned)
    where = counted(number, "opleidingsonderdeel", "opleidingsonderdelen")
    weak = f"Zwakke aanwijzing in {where} (· in de Matrix)." if number else ""
    return " ".join([*group, points, weak]).strip()


def _named(report: GapReport, names: ToldNames, statement: BoardStatement) -> list[Cell]:
    for course in report.courses:
        if course.id == statement.course:
            return [course.code, course.title]
    return [None, names.course(statement.course)]
