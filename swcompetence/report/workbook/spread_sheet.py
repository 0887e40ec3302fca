"""The sheet *Spreiding*: where in the programme OCMW practice sits."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from swcompetence.analysis.spread import Dimension, SpreadGroup
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import NO_NORM
from swcompetence.report.page.numbers import credits_words
from swcompetence.report.sheets.charts import (
    PRESENCE_SERIES,
    ChartWords,
    Spot,
    insert_bars,
    presence_told,
)
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Cell, Column, Formula, Sheet
from swcompetence.report.sheets.style import Look

SPREAD = "Spreiding"
SPREAD_WIDTHS = (25, 27, 22, 17, 12, 10, 11, 10, 10, 11, 10, 46)
_COLUMNS = (
    Column("Indeling"),
    Column("Groep", Look.CELL_STRONG),
    Column("aantal opleidingsonderdelen", Look.COUNT),
    Column("waarvan met een koppeling", Look.COUNT),
    Column("stp. van de groep", Look.CREDITS),
    Column("stp. laag", Look.CREDITS),
    Column("stp. verwacht", Look.CREDITS),
    Column("stp. hoog", Look.CREDITS),
    Column("aandeel laag", Look.SHARE_FINE),
    Column("aandeel verwacht", Look.SHARE_FINE),
    Column("aandeel hoog", Look.SHARE_FINE),
    Column("Opleidingsonderdelen met een koppeling (B of V)"),
)
_GROUP_COLUMN = 1
_GROUP_CREDITS_COLUMN = 4
_CREDITS_COLUMNS = (5, 6, 7)
_LINE = 200
_MOST_COURSES = 5
_BAR = 30
_FRAME = 110
_ABSENT = "Het kader OCMW-praktijk maakt geen deel uit van dit rapport."
_NOTHING = "De lijst zegt niets over fase, traject of keuze, en heeft geen opleidingsonderdelen."
_TITLE = "Studiepunten OCMW-praktijk per groep, naar tekst"
_READING = (
    "Per groep: hoeveel studiepunten naar tekst naar OCMW-praktijk gaan (laag = bevestigd, verwacht"
    " = met de voorstellen maal hun zekerheid, hoog = met alle voorstellen en zwakkere"
    " aanwijzingen), en welk deel van de studiepunten van die groep dat is. Elke indeling verdeelt"
    " dezelfde opleidingsonderdelen op een andere manier: tel indelingen niet samen."
)
_TYPE_NOTE = (
    "De soort (stage, vaardigheden, afstudeerproef) komt uit de titel van het opleidingsonderdeel."
    " Wat studenten op hun stageplaats doen, staat zelden in een fiche en is hier onzichtbaar."
)


def write_spread(workbook: Workbook, sheet: Sheet, report: GapReport) -> None:
    """Fill the sheet."""
    sheet.title("Spreiding: waar in de opleiding zit OCMW-praktijk?")
    groups = report.practice.spread.groups if report.practice else ()
    if report.practice is None or not groups:
        sheet.lines(_NOTHING if report.practice else _ABSENT, _LINE)
        sheet.freeze(HEAD_ROWS - 1)
        sheet.finish(repeat=(0, HEAD_ROWS - 1))
        return
    for text in (_READING, f"{report.practice.spread.phase_rule} {_TYPE_NOTE} {NO_NORM}"):
        sheet.lines(text, _LINE, Look.NOTE)
    sheet.row += 1
    header = sheet.row
    rows = [_row(report, group, row) for row, group in enumerate(groups, header + 1)]
    area = sheet.table("SpreidingGroepen", _COLUMNS, rows, "OCMW-praktijk per groep")
    first: str = xl_rowcol_to_cell(area.first_row, 0, col_abs=True)
    above: str = xl_rowcol_to_cell(area.first_row - 1, 0, col_abs=True)
    cells = (area.first_row, 0, area.last_row, len(_COLUMNS) - 1)
    sheet.tint(cells, f"{first}<>{above}", Look.GROUP_START)
    sheet.row += 1
    _write_chart(workbook, sheet, area, groups)
    sheet.freeze(header + 1, _GROUP_COLUMN + 1)
    sheet.finish(repeat=(header, header))


def _row(report: GapReport, group: SpreadGroup, row: int) -> list[Cell]:
    ects = (group.credits.low, group.credits.expected, group.credits.high)
    base: str = xl_rowcol_to_cell(row, _GROUP_CREDITS_COLUMN)
    parts: list[Cell] = []
    for column, part in zip(_CREDITS_COLUMNS, (group.low, group.expected, group.high), strict=True):
        cell: str = xl_rowcol_to_cell(row, column)
        parts.append("onbekend" if part is None else Formula(f"{cell}/{base}", part))
    names = [report.course(one).name for one in group.touching[:_MOST_COURSES]]
    rest = len(group.touching) - _MOST_COURSES
    return [
        group.dimension,
        _name(group),
        group.courses,
        len(group.touching),
        group.group_credits,
        *ects,
        *parts,
        "\n".join([*names, f"en nog {rest}, zie Matrix"] if rest > 0 else names),
    ]


def _name(group: SpreadGroup) -> str:
    """Name a group so that it speaks for itself on a chart; some lists call a phase just ‘1’."""
    is_bare = group.name.isdigit() and group.dimension is Dimension.PHASE
    return f"{group.dimension} {group.name}" if is_bare else group.name


def _write_chart(
    workbook: Workbook, sheet: Sheet, area: Area, groups: tuple[SpreadGroup, ...]
) -> None:
    told = "; ".join(
        f"{one.dimension}, {_name(one)}: {presence_told(one.credits)} van"
        f" {credits_words(one.group_credits)}"
        for one in groups
    )
    spot = Spot(sheet.row, 0, sheet.pixels(0, 10), _FRAME + _BAR * len(groups))
    insert_bars(
        workbook,
        sheet,
        PRESENCE_SERIES,
        (area, (_GROUP_COLUMN, *_CREDITS_COLUMNS)),
        ChartWords(_TITLE, f"{told}."),
        spot,
    )
