"""The section *Hiaten*: every check with its rule, what it found and what it could not judge."""

from __future__ import annotations

from collections.abc import Iterator

from swcompetence.analysis.checks.check import Check, CheckRow, Outcome, Weight
from swcompetence.model import BoardAction
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.gap_rows import GapRowKind, gap_rows
from swcompetence.report.findings.wording import some_courses
from swcompetence.report.page.block import (
    Block,
    Cell,
    Chapter,
    Kind,
    Line,
    PageTable,
    Prose,
    Subsection,
    columns,
)
from swcompetence.report.page.names import PageNames, text_line

_CHECKS = columns(
    ("Controle", Kind.HEADER), ("Gewicht", Kind.CHOICE), "Uitkomst", ("Regel", Kind.WIDE)
)
_ABOUT = ("Kaderitem of opleidingsonderdeel", Kind.HEADER)
_FRAMEWORK = ("Kader", Kind.CHOICE)
_ROWS = columns(
    *(_ABOUT, _FRAMEWORK, ("Cluster", Kind.CHOICE)),
    *("Wat er is", "Opleidingsonderdelen", "Commissie"),
)
_UNJUDGED = columns(_ABOUT, _FRAMEWORK, "Waarom niet")
_GONE = columns(_ABOUT, ("Controle", Kind.CHOICE), "Wat er is", "Commissie")
_MOST_COURSES = 4
_INTRO = (
    "Een hiaat is een vraag aan de lesgevers: zit dit er wel in, en hoort het dan in de fiche? Per"
    " controle staat er wat ze vond, en wat er niet te beoordelen was. ‘Niets gevonden’ en ‘niet te"
    " beoordelen’ zijn twee verschillende dingen."
)


def gaps_section(report: GapReport, names: PageNames) -> Chapter:
    """Tell what the checks came to."""
    order = list(Weight)
    rows = tuple(
        (
            Cell(check.title, anchor=f"controle-{check.code}" if _has_part(check) else ""),
            Cell(check.weight, tone=f"w{order.index(check.weight)}"),
            Cell(check.in_words),
            Cell(check.rule),
        )
        for check in report.checks
    )
    # What the board noted of gaps that the checks do not find any more.
    noted = tuple(
        (
            names.item_cell(row.key.item if row.key else None, row.label or ""),
            Cell(row.check),
            Cell(row.finding),
            Cell(lines=(_action(row.action),) if row.action else ()),
        )
        for row in gap_rows(report)
        if row.kind is GapRowKind.GONE
    )
    title = "Genoteerd, niet langer gevonden"
    gone = (Subsection(title, (PageTable(title, _GONE, noted),)),) if noted else ()
    return Chapter(
        anchor="hiaten",
        title="Hiaten",
        intro=(Prose((_INTRO,)),),
        parts=(
            Subsection("Alle controles", (PageTable("Controles met hun regel", _CHECKS, rows),)),
            *(
                Subsection(
                    f"{check.title} ({len(check.rows)})" if check.rows else check.title,
                    tuple(_blocks(report, check, names)),
                    anchor=f"controle-{check.code}",
                )
                for check in report.checks
                if _has_part(check)
            ),
            *gone,
        ),
    )


def _has_part(check: Check) -> bool:
    return check.outcome in {Outcome.FOUND, Outcome.PARTLY}


def _blocks(report: GapReport, check: Check, names: PageNames) -> Iterator[Block]:
    yield Prose((f"Gewicht: {check.weight}. Uitkomst: {check.in_words}.",), tone="key")
    yield Prose((check.rule,), tone="rule")
    if check.rows:
        rows = tuple(_row(report, check, row, names) for row in check.rows)
        yield PageTable(check.title, _ROWS, rows)
    if check.not_judged:
        unjudged = tuple(
            (names.item_cell(row.item, row.label), _framework_cell(row), Cell(row.remark))
            for row in check.not_judged
        )
        yield PageTable(f"Niet te beoordelen bij ‘{check.title}’", _UNJUDGED, unjudged)


def _framework_cell(row: CheckRow) -> Cell:
    return Cell(row.framework or "alle kaders")


def _row(report: GapReport, check: Check, row: CheckRow, names: PageNames) -> tuple[Cell, ...]:
    # A row about a course has its title as label; the code tells courses of one title apart.
    label = names.course(row.course) if row.course else row.label
    courses = some_courses([names.course(course) for course in row.courses], _MOST_COURSES)
    return (
        names.item_cell(row.item, label),
        _framework_cell(row),
        Cell(row.group or ""),
        Cell(row.remark),
        Cell(lines=tuple(map(text_line, courses))),
        Cell(lines=tuple(map(_action, report.board.actions_on(check.key(row))))),
    )


def _action(action: BoardAction) -> Line:
    owner = f", {action.owner}" if action.owner else ""
    return text_line(f"{action.status}{owner}", note=action.remark or "")
