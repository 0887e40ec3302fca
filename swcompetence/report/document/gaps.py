"""The chapters *Hiaten* and *Wel onderwezen*, in which a board notes what it decides."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from swcompetence.analysis.checks.check import Check, CheckRow, Weight
from swcompetence.analysis.checks.checks import CHECK_TITLES
from swcompetence.analysis.starting_points import StartingPoint
from swcompetence.model import (
    GAPS_SHEET,
    STATEMENTS_SHEET,
    ActionColumn,
    BoardAction,
    GapKey,
    ItemRef,
    StatementColumn,
)
from swcompetence.report.document.block import (
    Chapter,
    ColumnRole,
    Prose,
    ReportCell,
    ReportColumn,
    ReportTable,
    Row,
    Subsection,
    Tone,
    cells,
)
from swcompetence.report.document.cells import (
    foundation_words,
    named_courses,
    quote_line,
    rule_prose,
)
from swcompetence.report.findings.gap_report import GapReport, ReadableNames
from swcompetence.report.findings.wording import FINDING_WORDS

_GONE = "Deze controle vindt dit niet langer. Wat de commissie noteerde, blijft hier staan."
_STRAY = (
    "Dit kaderitem of opleidingsonderdeel hoort niet bij dit rapport. Wat de commissie noteerde,"
    " blijft hier staan."
)


class GapRowKind(StrEnum):
    """Why a row stands on the sheet; the words of the column *Uitkomst*."""

    FOUND = "gevonden"
    ALSO = "tegenspraak"
    """A further action on a gap, that does not go together with the one above it."""
    NOT_JUDGED = "niet te beoordelen"
    GONE = "niet langer gevonden"


class GapRow(NamedTuple):
    """One row of the sheet."""

    kind: GapRowKind
    check: str
    """Title."""
    weight: str | None
    key: GapKey
    group: str | None = None
    label: str | None = None
    courses: tuple[str, ...] = ()
    """Course ids."""
    finding: str = ""
    action: BoardAction | None = None


def gap_rows(report: GapReport) -> tuple[GapRow, ...]:
    """Give what was found, then what could not be judged, then noted gaps that are gone."""
    names = ReadableNames(report)
    # The themes of OCMW practice come first, in the order in which to take them up.
    gaps = report.practice.gaps if report.practice else ()
    order: dict[ItemRef | None, int] = {gap.item: place for place, gap in enumerate(gaps)}
    rows = [
        _row(check, row, names)
        for check in report.checks
        for row in sorted(check.rows, key=lambda row: order.get(row.item, len(order)))
    ]
    # What could not be judged stands there only where the board noted something of it.
    rows += [
        _row(check, row, names)._replace(kind=GapRowKind.NOT_JUDGED)
        for check in report.checks
        for row in check.not_judged
        if report.board.actions_on(check.key(row))
    ]
    shown = {row.key for row in rows}
    gone = dict.fromkeys(a.gap for a in report.board.actions if a.gap not in shown)
    rows += [_gone(report, gap, names) for gap in gone]
    return tuple(full for row in rows for full in _with_actions(report, row))


def _row(check: Check, row: CheckRow, names: ReadableNames) -> GapRow:
    return GapRow(
        kind=GapRowKind.FOUND,
        check=check.title,
        weight=check.weight,
        group=row.group,
        label=row.label if row.item or not row.course else names.course(row.course),
        courses=row.courses if row.item else (),
        finding=row.remark,
        key=check.key(row),
    )


def _gone(report: GapReport, gap: GapKey, names: ReadableNames) -> GapRow:
    line = report.item(gap.item) if gap.item else None
    is_known = line is not None or (
        gap.item is None and any(course.id == gap.course for course in report.courses)
    )
    weights = {check.code: check.weight for check in report.checks}
    label = line.label if line else gap.item
    return GapRow(
        kind=GapRowKind.GONE,
        check=CHECK_TITLES.get(gap.check, gap.check),
        weight=weights.get(gap.check),
        group=line.group if line else None,
        label=names.course(gap.course) if gap.item is None and gap.course else label,
        finding=_GONE if is_known else _STRAY,
        key=gap,
    )


def _with_actions(report: GapReport, row: GapRow) -> Iterator[GapRow]:
    """Give a row with what the board noted of it; contradicting actions each get a row."""
    actions = report.board.actions_on(row.key)
    first, *rest = actions or (None,)
    if not rest:
        yield row._replace(action=first)
        return
    noted = " en ".join(
        f"‘{action.owner or 'geen eigenaar'}, {action.status}’" for action in actions
    )
    caution = (
        f"Tegenspraak: de commissie noteerde {noted}. Hou één rij over en maak de andere leeg."
    )
    yield row._replace(action=first, finding=f"{row.finding}\n{caution}")
    for action in rest:
        yield row._replace(kind=GapRowKind.ALSO, action=action, courses=(), finding=caution)


_GAPS = (
    ReportColumn(ActionColumn.CHECK, ColumnRole.CHOICE, 18),
    ReportColumn("Gewicht", ColumnRole.CHOICE, 9),
    ReportColumn("Uitkomst", ColumnRole.CHOICE, 12),
    ReportColumn(ActionColumn.FRAMEWORK, ColumnRole.CHOICE, 18),
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
    "Eén rij per vaststelling: een vraag aan de lesgevers, geen oordeel. In het werkboek vult de"
    " commissie Eigenaar, Status en Opmerking in: het volgende rapport neemt ze over. Een"
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
    points: dict[ItemRef | None, tuple[StartingPoint, ...]] = {
        start.item: start.points for start in report.starting_points
    }
    names = ReadableNames(report)
    table = ReportTable(
        "HiatenLijst",
        "Vaststellingen van de controles",
        _GAPS,
        tuple(
            _gap(report, names, row, next(iter(points.get(row.key.item, ())), None))
            for row in gap_rows(report)
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


def _gap(report: GapReport, names: ReadableNames, row: GapRow, point: StartingPoint | None) -> Row:
    noted, ref = row.action or BoardAction(gap=row.key), row.key.item
    item = report.item(ref) if ref else None
    foundation = foundation_words(report, item) if item else ""
    near = (
        quote_line(point.quote, [point.term], note=names.course(point.course), limit=_QUOTE)
        if point
        else None
    )
    return cells(
        row.check,
        ReportCell(row.weight, tone=_WEIGHTS[Weight(row.weight)] if row.weight else None),
        ReportCell(row.kind.value, tone=_KINDS[row.kind]),
        ref.framework if ref else row.key.framework,
        row.group,
        ReportCell(row.label or "", item=ref),
        ReportCell(lines=named_courses(names, row.courses, _MOST_COURSES)),
        row.finding,
        foundation if foundation or not near else ReportCell(lines=(near,)),
        *(noted.owner, noted.status.value, noted.remark),
        ref.item if ref else None,
        str(row.key),
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
            cells(
                names.framework(statement.item.framework),
                names.item(statement.item),
                names.course(statement.course),
                *(statement.remark, statement.who, when),
                now if is_known else "niet in dit rapport",
                statement.key,
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
