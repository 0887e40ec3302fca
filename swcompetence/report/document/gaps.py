"""The chapters *Hiaten* and *Wel onderwezen*, in which a board notes what it decides."""

from __future__ import annotations

import datetime as dt

from swcompetence.analysis.checks.check import Weight
from swcompetence.analysis.starting_points import StartingPoint
from swcompetence.model import (
    GAPS_SHEET,
    STATEMENTS_SHEET,
    ActionColumn,
    StatementColumn,
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
)
from swcompetence.report.document.cells import (
    foundation_words,
    item_cell,
    named_courses,
    rule_prose,
)
from swcompetence.report.document.quotes import quote_line
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.gap_rows import GapRow, GapRowKind, gap_rows
from swcompetence.report.findings.names import ReadableNames
from swcompetence.report.findings.wording import FINDING_WORDS

_GAPS = (
    ReportColumn(ActionColumn.CHECK, ColumnRole.CHOICE, 18),
    ReportColumn("Gewicht", ColumnRole.CHOICE, 9),
    ReportColumn("Uitkomst", ColumnRole.CHOICE, 12),
    ReportColumn(ActionColumn.FRAMEWORK, ColumnRole.CHOICE, 15),
    ReportColumn("Cluster", ColumnRole.CHOICE, 14),
    ReportColumn(ActionColumn.LABEL, ColumnRole.ABOUT, 25),
    ReportColumn("Opleidingsonderdelen", ColumnRole.TEXT, 25),
    ReportColumn("Vaststelling", ColumnRole.TEXT, 27),
    ReportColumn("Aanknopingspunt", ColumnRole.QUOTE, 32),
    ReportColumn(ActionColumn.OWNER, ColumnRole.INPUT, 13),
    ReportColumn(ActionColumn.STATUS, ColumnRole.INPUT, 12, choices="status", is_strict=True),
    ReportColumn(ActionColumn.REMARK, ColumnRole.INPUT, 22),
    ReportColumn(ActionColumn.ITEM, ColumnRole.KEY, 28),
    ReportColumn(ActionColumn.KEY, ColumnRole.KEY, 60),
)
_STATEMENTS = (
    ReportColumn(StatementColumn.FRAMEWORK, ColumnRole.INPUT, 22, choices="framework"),
    ReportColumn(
        StatementColumn.ITEM,
        ColumnRole.INPUT,
        34,
        choices=f"item[{StatementColumn.FRAMEWORK.value}]",
    ),
    ReportColumn(StatementColumn.COURSE, ColumnRole.INPUT, 36, choices="course"),
    ReportColumn(StatementColumn.REMARK, ColumnRole.INPUT, 44),
    ReportColumn(StatementColumn.WHO, ColumnRole.INPUT, 17),
    ReportColumn(StatementColumn.DATE, ColumnRole.DATE, 12),
    ReportColumn("Fiche toont nu", ColumnRole.MINOR, 20),
    ReportColumn(StatementColumn.KEY, ColumnRole.KEY, 60),
)
SPARE_ROWS = 30
_MOST_COURSES = 3
_QUOTE = 150
_FIRST_EXCEL_YEAR = 1900
_WEIGHTS = {Weight.HIGH: Tone.HIGH, Weight.MIDDLE: Tone.MIDDLE, Weight.LOW: Tone.LOW}
_KINDS = {
    GapRowKind.FOUND: None,
    GapRowKind.ALSO: Tone.NO_TRACE,
    GapRowKind.NOT_JUDGED: Tone.UNJUDGED,
    GapRowKind.GONE: Tone.LOW,
}
_INTRO = (
    "Eén rij per vaststelling: een vraag aan de lesgevers, geen oordeel. Vul Eigenaar en Opmerking"
    " in en kies een Status (gele kolommen): het volgende rapport neemt ze over. Een"
    " aanknopingspunt zegt waar een gesprek kan beginnen, niet dat het thema daar aan bod komt of"
    " hoort. Vraag een leerresultaat, een opdracht of een evaluatie, geen woord."
)
_WHAT = (
    "Wat hier staat, telt nooit mee als dekking: het is een verklaring van de opleidingscommissie,"
    " geen bewijs uit een fiche."
)
_HOW = (
    "Zit een kaderitem wel in een opleidingsonderdeel en staat het niet in de fiche? Kies kader,"
    " kaderitem en opleidingsonderdeel, en schrijf kort waar het aan bod komt, wie dat zegt en"
    " wanneer (dag/maand/jaar). Het volgende rapport neemt de rijen over. Pas de fiche aan om het"
    " te laten meetellen. Een rij intrekken? Maak ze leeg."
)


def gaps_chapter(report: GapReport) -> Chapter:
    """Give the work list of the board: what every check found."""
    points = {start.item: start.points for start in report.starting_points}
    names = ReadableNames(report)
    rows = gap_rows(report)
    table = ReportTable(
        "HiatenLijst",
        "Vaststellingen van de controles",
        _GAPS,
        tuple(
            _gap(report, names, row, *points.get(row.key.item, ())[:1])
            if row.key.item
            else _gap(report, names, row)
            for row in rows
        ),
        empty="Geen enkele controle vond iets.",
    )
    return Chapter(
        "hiaten",
        GAPS_SHEET,
        "Hiaten: wat een gesprek vraagt",
        (
            Subsection(
                "", (Prose((_INTRO,), "note"), rule_prose(report, "aanknopingspunten"), table)
            ),
        ),
    )


def _gap(
    report: GapReport, names: ReadableNames, row: GapRow, point: StartingPoint | None = None
) -> tuple[ReportCell, ...]:
    noted = (
        row.action.owner if row.action else None,
        row.status.value,
        row.action.remark if row.action else None,
    )
    item = report.item(row.key.item) if row.key.item else None
    foundation = foundation_words(report, item) if item else ""
    near = (
        quote_line(point.quote, [point.term], note=names.course(point.course), limit=_QUOTE)
        if point
        else None
    )
    return (
        ReportCell(row.check),
        ReportCell(row.weight, tone=_WEIGHTS[Weight(row.weight)] if row.weight else None),
        ReportCell(row.kind.value, tone=_KINDS[row.kind]),
        ReportCell(row.framework),
        ReportCell(row.group),
        item_cell(report, row.key.item, row.label or ""),
        ReportCell(lines=named_courses(names, row.courses, _MOST_COURSES)),
        ReportCell(row.finding),
        ReportCell(foundation) if foundation or not near else ReportCell(lines=(near,)),
        *map(ReportCell, noted),
        ReportCell(row.item),
        ReportCell(str(row.key)),
    )


def statements_chapter(report: GapReport) -> Chapter:
    """Give what the board says is taught, and empty rows to add to."""
    names = ReadableNames(report)
    rows = []
    for statement in report.board.statements:
        item = report.item(statement.item)
        shown = (
            [found for found in item.courses if found.course == statement.course] if item else []
        )
        is_known = item and any(course.id == statement.course for course in report.courses)
        now = FINDING_WORDS[shown[0].finding] if shown else "geen aanwijzing"
        date = statement.date
        # A spreadsheet holds no older date.
        is_old = date is not None and date.year < _FIRST_EXCEL_YEAR
        when: str | dt.date | None = date.isoformat() if date and is_old else date
        rows.append(
            (
                ReportCell(names.framework(statement.item.framework)),
                ReportCell(names.item(statement.item)),
                ReportCell(names.course(statement.course)),
                ReportCell(statement.remark),
                ReportCell(statement.who),
                ReportCell(when),
                ReportCell(now if is_known else "niet in dit rapport"),
                ReportCell(statement.key),
            )
        )
    table = ReportTable(
        "WelOnderwezen",
        "Verklaringen van de opleidingscommissie",
        _STATEMENTS,
        tuple(rows),
        empty="De opleidingscommissie noteerde nog niets.",
        spare=SPARE_ROWS,
    )
    return Chapter(
        "wel-onderwezen",
        STATEMENTS_SHEET,
        "Wel onderwezen, staat niet in de fiche",
        (Subsection("", (Prose((_WHAT,), "key"), Prose((_HOW,), "note"), table)),),
    )
