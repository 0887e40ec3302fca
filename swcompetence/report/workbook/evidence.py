"""The sheets *Per kaderitem* and *Per opleidingsonderdeel*: one row a link, with its evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.link_standing import Assessed
from swcompetence.model import BoardStatement, Decision, ItemRef
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import CourseLine, GapReport, ItemLine, LinkLine, State
from swcompetence.report.findings.names import ReadableNames
from swcompetence.report.findings.wording import (
    FINDING_WORDS,
    date_words,
    decimal,
    phase_words,
    quoted,
    shortened,
)
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.sheet import HEAD_ROWS, Cell, Sheet, SheetColumn, address, widths
from swcompetence.report.sheets.style import Look
from swcompetence.review.sheet import LEVELS, VERDICT_WORDS

_STATED = "volgens de commissie"
"""What stands where a link has its state: a statement is no link."""
_STATED_NOTE = "Verklaring van de opleidingscommissie, geen bewijs uit de fiche; telt nergens mee"
_QUOTE = 260
_LEAD = "samen"
"""Marks the row that sums an item or a course up."""
_EVIDENCE_COLUMNS = (
    SheetColumn("Stand", width=16),
    SheetColumn("Niveau", width=13),
    SheetColumn("Geëvalueerd", width=13),
    SheetColumn("Zekerheid", width=11),
    SheetColumn("Nagekeken door", width=20),
    SheetColumn("Bewijs uit de fiche", width=55),
)
_HEADER_ROW = HEAD_ROWS + 1
_LINE = 235
_STATE_LOOKS: dict[str, Look] = {
    State.CONFIRMED: Look.CONFIRMED,
    State.PROPOSED: Look.PROPOSED,
    State.MENTIONED: Look.MENTIONED,
    _STATED: Look.STATED,
    FINDING_WORDS[Finding.PROPOSED]: Look.PROPOSED,
    FINDING_WORDS[Finding.NOT_FOUND]: Look.NOT_FOUND,
}
_ITEM_COLUMNS = (
    SheetColumn("Kader", Look.CELL_MINOR, 17),
    SheetColumn("Kaderitem", Look.CELL_STRONG, 23),
    SheetColumn("Code", width=12),
    SheetColumn("Opleidingsonderdeel", width=25),
)
_ITEM_INTRO = (
    f"De bewijsfiche van elk kaderitem: filter op Kaderitem. Eerst een rij ‘{_LEAD}’, dan elke"
    " koppeling met zinnen uit de fiche. Enkel ‘bevestigd’ is door lesgevers beslist;"
    f" ‘{_STATED}’ is een verklaring zonder bewijs en telt nergens mee."
)
_COURSE_COLUMNS = (
    SheetColumn("Code", Look.CELL_STRONG, 12),
    SheetColumn("Opleidingsonderdeel", Look.CELL_STRONG, 24),
    SheetColumn("Kader", Look.CELL_MINOR, 17),
    SheetColumn("Kaderitem", width=24),
)
_COURSE_INTRO = (
    f"Wat elke fiche toont: filter op Code. De rij ‘{_LEAD}’ somt per kader de items op, daarna"
    " volgt elke koppeling met zinnen uit de fiche. Enkel ‘bevestigd’ is door lesgevers beslist;"
    f" ‘{_STATED}’ is een verklaring zonder bewijs en telt nergens mee."
)
_SHOWN = (State.CONFIRMED, State.PROPOSED, State.MENTIONED)


def named_level(level: str) -> str:
    """Write a level with what it stands for; a college's own level as it is.

    >>> named_level("I"), named_level("gevorderd")
    ('I introductie', 'gevorderd')
    """
    return f"{level} {LEVELS[level]}" if level in LEVELS else level


def _counted_states(links: Mapping[State, int], statements: int) -> str:
    """Write how many links have each state, and how often a board states it, one a line."""
    numbers = (*links.items(), (_STATED, statements))
    words = "\n".join(f"{number} {state}" for state, number in numbers if number)
    return words or "geen koppeling"


def _shared_cells(state: str | None, about: str) -> list[Cell]:
    return [state, *[None] * 4, about]


def link_cells(link: LinkLine) -> list[Cell]:
    """Give the shared cells of a link; a level comes with a decision, never with a proposal."""
    is_confirmed = link.state is State.CONFIRMED
    levels = "\n".join(map(named_level, link.levels)) or "niet ingevuld"
    is_assessed = is_confirmed or link.assessed is Assessed.MENTIONED
    return [
        link.state,
        levels if is_confirmed else None,
        link.assessed if is_assessed else None,
        "lesgever voegde toe" if link.confidence is None else link.band.value,
        "\n".join(map(_decision_words, link.decisions)),
        _evidence_words(link),
    ]


def _decision_words(decision: Decision) -> str:
    date = f", {date_words(decision.date)}" if decision.date else ""
    final = " (definitief)" if decision.final else ""
    note = f": {shortened(decision.note, _QUOTE)}" if decision.note else ""
    verdict = VERDICT_WORDS[decision.verdict]
    return f"{decision.reviewer or 'zonder naam'}: {verdict}{date}{final}{note}"


def _evidence_words(link: LinkLine) -> str:
    if link.quotes:
        return "\n".join(quoted(quote.text, quote.field, _QUOTE) for quote in link.quotes)
    if link.confidence is None:
        return "geen citaat: een lesgever legde deze koppeling zelf"
    return "geen citaat: enkel gelijkenis in woordgebruik"


def stated_cells(statement: BoardStatement) -> list[Cell]:
    """Give the shared cells of what a board stated, so that nobody takes it for evidence."""
    date = date_words(statement.date) if statement.date else None
    who = ", ".join(part for part in (statement.who, date) if part)
    remark = f": ‘{statement.remark}’" if statement.remark else ""
    return _shared_cells(_STATED, f"{_STATED_NOTE}{remark}{f' ({who})' if who else ''}")


def _write_table(
    sheet: Sheet,
    names: Sequence[SheetColumn],
    rows: Sequence[Sequence[Cell]],
    table: str,
    intro: str,
) -> None:
    """Write the table; the word `_LEAD` in the last but one of `names` marks a row that sums up."""
    sheet.notes(intro, _LINE, until=_HEADER_ROW)
    columns = (*names, *_EVIDENCE_COLUMNS)
    area = sheet.table(table, columns, rows, intro)
    last, state_column = len(columns) - 1, len(names)
    sheet.tint_words(area, state_column, _STATE_LOOKS)
    is_lead = f'{address(area.first_row, state_column - 2, is_fixed=True)}="{_LEAD}"'
    sheet.tint(area.cells(0, last - 1), is_lead, Look.LEAD)
    sheet.tint(area.cells(last), is_lead, Look.LEAD_TEXT)
    is_stated = f'{address(area.first_row, state_column, is_fixed=True)}="{_STATED}"'
    sheet.tint(area.cells(last), is_stated, Look.STATED)
    sheet.finish_table(_HEADER_ROW, 2)


def write_per_item(book: Book, report: GapReport) -> None:
    """Add *Per kaderitem*: the evidence file of every item."""
    sheet = book.sheet("Per kaderitem", widths((*_ITEM_COLUMNS, *_EVIDENCE_COLUMNS)))
    sheet.title("Per kaderitem: waar staat het, en wat is het bewijs")
    names = ReadableNames(report)
    courses = {course.id: course for course in report.courses}
    rows: list[list[Cell]] = []
    for line in report.items:
        item = line.coverage
        statements = report.board.about(item.item)
        about = _shared_cells(FINDING_WORDS[item.finding], _about_item(line))
        of_item: list[list[Cell]] = [[_LEAD, _counted_states(line.counts, len(statements)), *about]]
        for link in report.links_of_item(item.item):
            course = courses[link.course]
            of_item.append([course.code, course.title, *link_cells(link)])
        for statement in statements:
            stated = courses.get(statement.course)
            name = [stated.code, stated.title] if stated else [None, names.course(statement.course)]
            of_item.append([*name, *stated_cells(statement)])
        rows += [[item.item.framework, item.label, *cells] for cells in of_item]
    _write_table(sheet, _ITEM_COLUMNS, rows, "PerKaderitem", _ITEM_INTRO)


def _about_item(line: ItemLine) -> str:
    item = line.coverage
    group = [f"Cluster: {item.group}."] if item.group else []
    points = (
        f"Volle studiepunten: {decimal(item.confirmed_credits)} bevestigd,"
        f" {decimal(item.proposed_credits)} voorgesteld."
    )
    where = counted(line.weak, "opleidingsonderdeel", "opleidingsonderdelen")
    weak = f"Zwakke aanwijzing in {where} (· in de Matrix)." if line.weak else ""
    return " ".join([*group, points, weak]).strip()


def write_per_course(book: Book, report: GapReport) -> None:
    """Add *Per opleidingsonderdeel*: what every course shows."""
    sheet = book.sheet("Per opleidingsonderdeel", widths((*_COURSE_COLUMNS, *_EVIDENCE_COLUMNS)))
    sheet.title("Per opleidingsonderdeel: wat de fiche toont, en wat het bewijs is")
    names = ReadableNames(report)
    labels = {line.coverage.item: line.coverage.label for line in report.items}
    rows: list[list[Cell]] = []
    for course in report.courses:
        links = report.links_of_course(course.id)
        statements = [x for x in report.board.statements if x.course == course.id]
        numbers = Counter(link.state for link in links)
        counts = _counted_states({state: numbers[state] for state in _SHOWN}, len(statements))
        about = _shared_cells(None, _about_course(report, labels, course, links))
        of_course = [
            [_LEAD, counts, *about],
            *([link.item.framework, labels[link.item], *link_cells(link)] for link in links),
            *([x.item.framework, names.item(x.item), *stated_cells(x)] for x in statements),
        ]
        rows += [[course.code, course.title, *cells] for cells in of_course]
    _write_table(sheet, _COURSE_COLUMNS, rows, "PerOpleidingsonderdeel", _COURSE_INTRO)


def _about_course(
    report: GapReport, labels: dict[ItemRef, str], course: CourseLine, links: Sequence[LinkLine]
) -> str:
    points = (
        f"{decimal(course.credits)} studiepunten" if course.credits else "studiepunten onbekend"
    )
    phase = f", {phase_words(course.phase)}" if course.phase else ""
    unread = " Enkel de titel was te lezen." if course.has_only_title else ""
    lines = [f"{points[0].upper()}{points[1:]}{phase}.{unread}"]
    for framework in report.frameworks:
        of_framework = [link for link in links if link.item.framework == framework.id]
        for state in _SHOWN:
            items = [labels[link.item] for link in of_framework if link.state is state]
            if items:
                lines.append(f"{framework.id}, {state}: {', '.join(items)}")
    return "\n".join(lines)
