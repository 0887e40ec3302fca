"""The sheet *Per opleidingsonderdeel*: what every course shows, one row a link."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from swcompetence.model import ItemRef
from swcompetence.report.findings.gap_report import CourseLine, GapReport, LinkLine, State
from swcompetence.report.findings.names import ToldNames
from swcompetence.report.findings.wording import decimal
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

COURSE_SHEET = "Per opleidingsonderdeel"
_OWN: tuple[Wide, ...] = (
    (Column("Code", Look.CELL_STRONG), 12),
    (Column("Opleidingsonderdeel", Look.CELL_STRONG), 24),
    (Column("Kader", Look.CELL_MINOR), 17),
    (Column("Kaderitem"), 24),
)
COURSE_SHEET_WIDTHS = tuple(width for _, width in (*_OWN, *EVIDENCE_COLUMNS))
_INTRO = (
    f"Wat elke fiche toont: filter op Code. De rij ‘{LEAD}’ somt per kader de items op, daarna"
    " volgt elke koppeling met zinnen uit de fiche. Enkel ‘bevestigd’ is door lesgevers beslist;"
    f" ‘{STATED}’ is een verklaring zonder bewijs en telt nergens mee."
)
_SHOWN = (State.CONFIRMED, State.PROPOSED, State.MENTIONED)


def write_per_course(sheet: Sheet, report: GapReport) -> None:
    """Fill the sheet."""
    sheet.title("Per opleidingsonderdeel: wat de fiche toont, en wat het bewijs is")
    names = ToldNames(report)
    labels = {line.coverage.item: line.coverage.label for line in report.items}
    rows = [
        [course.code, course.title, *cells]
        for course in report.courses
        for cells in _course_rows(report, names, labels, course)
    ]
    write_evidence_table(sheet, _OWN, rows, "PerOpleidingsonderdeel", _INTRO)


def _course_rows(
    report: GapReport, names: ToldNames, labels: dict[ItemRef, str], course: CourseLine
) -> Iterator[list[Cell]]:
    links = report.links_of_course(course.id)
    statements = [one for one in report.board.statements if one.course == course.id]
    numbers = Counter(link.state for link in links)
    states: dict[str, int] = {state: numbers[state] for state in _SHOWN}
    counts = counted_states(states | {STATED: len(statements)}, "geen koppeling")
    yield [LEAD, counts, *lead_cells(None, _about(report, labels, course, links))]
    for link in links:
        yield [link.item.framework, labels[link.item], *link_cells(link)]
    for statement in statements:
        item = statement.item
        yield [item.framework, names.item(item), *stated_cells(statement)]


def _about(
    report: GapReport, labels: dict[ItemRef, str], course: CourseLine, links: Sequence[LinkLine]
) -> str:
    """Give the facts of a course, and its items of each framework."""
    points = (
        f"{decimal(course.credits)} studiepunten" if course.credits else "studiepunten onbekend"
    )
    phase = f", {_phase(course.phase)}" if course.phase else ""
    unread = " Enkel de titel was te lezen." if course.has_only_title else ""
    lines = [f"{points[0].upper()}{points[1:]}{phase}.{unread}"]
    for framework in report.frameworks:
        own = [link for link in links if link.item.framework == framework.id]
        for state in _SHOWN:
            items = [labels[link.item] for link in own if link.state is state]
            if items:
                lines.append(f"{framework.id}, {state}: {', '.join(items)}")
    return "\n".join(lines)


def _phase(phase: str) -> str:
    return f"fase {phase}" if phase.isdigit() else phase
