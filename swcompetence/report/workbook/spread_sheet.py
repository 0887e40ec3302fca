"""The sheet *Spreiding*: where in the programme OCMW practice sits."""

from __future__ import annotations

from swcompetence.analysis.spread import Dimension, SpreadGroup
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import NO_NORM, credits_words, some_courses
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.charts import (
    PRESENCE_SERIES,
    ChartWords,
    Spot,
    insert_bars,
    presence_words,
)
from swcompetence.report.sheets.sheet import Area, Cell, Column, Formula, Sheet, address
from swcompetence.report.sheets.style import Look

_WIDTHS = (25, 27, 22, 17, 12, 10, 11, 10, 10, 11, 10, 46)
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


def write_spread(book: Book, report: GapReport) -> None:
    """Add the sheet."""
    sheet = book.sheet("Spreiding", _WIDTHS)
    sheet.title("Spreiding: waar in de opleiding zit OCMW-praktijk?")
    groups = report.practice.spread.groups if report.practice else ()
    if report.practice is None or not groups:
        sheet.lines(_NOTHING if report.practice else _ABSENT, _LINE)
        sheet.finish_text()
        return
    for text in (_READING, f"{report.practice.spread.phase_rule} {_TYPE_NOTE} {NO_NORM}"):
        sheet.lines(text, _LINE, Look.NOTE)
    sheet.row += 1
    header = sheet.row
    rows = [_row(report, group, row) for row, group in enumerate(groups, header + 1)]
    area = sheet.table("SpreidingGroepen", _COLUMNS, rows, "OCMW-praktijk per groep")
    sheet.tint_groups(area, 0, len(_COLUMNS) - 1)
    sheet.row += 1
    _write_chart(book, sheet, area, groups)
    sheet.finish_table(header, _GROUP_COLUMN + 1)


def _row(report: GapReport, group: SpreadGroup, row: int) -> list[Cell]:
    ects = (group.credits.low, group.credits.expected, group.credits.high)
    base = address(row, _GROUP_CREDITS_COLUMN)
    parts: list[Cell] = []
    for column, part in zip(_CREDITS_COLUMNS, (group.low, group.expected, group.high), strict=True):
        quotient = f"{address(row, column)}/{base}"
        parts.append("onbekend" if part is None else Formula(quotient, part))
    return [
        group.dimension,
        _name(group),
        group.courses,
        len(group.touching),
        group.group_credits,
        *ects,
        *parts,
        some_courses(report, group.touching, _MOST_COURSES),
    ]


def _name(group: SpreadGroup) -> str:
    """Name a group so that it speaks for itself on a chart; some lists call a phase just ‘1’."""
    is_bare = group.name.isdigit() and group.dimension is Dimension.PHASE
    return f"{group.dimension} {group.name}" if is_bare else group.name


def _write_chart(book: Book, sheet: Sheet, area: Area, groups: tuple[SpreadGroup, ...]) -> None:
    spoken = "; ".join(
        f"{group.dimension}, {_name(group)}: {presence_words(group.credits)} van"
        f" {credits_words(group.group_credits)}"
        for group in groups
    )
    spot = Spot(sheet.row, 0, sheet.pixels(0, 10), _FRAME + _BAR * len(groups))
    insert_bars(
        book.workbook,
        sheet,
        PRESENCE_SERIES,
        (area, (_GROUP_COLUMN, *_CREDITS_COLUMNS)),
        ChartWords(_TITLE, f"{spoken}."),
        spot,
    )
