"""The sheet *Wel onderwezen*: what a board says is taught though no course sheet shows it."""

from __future__ import annotations

import datetime as dt

from xlsxwriter.utility import xl_rowcol_to_cell

from swcompetence.model import STATEMENTS_SHEET, BoardStatement, StatementColumn
from swcompetence.report.findings.gap_report import GapReport, State
from swcompetence.report.findings.names import ToldNames
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Cell, Column, Sheet
from swcompetence.report.sheets.style import Look
from swcompetence.report.workbook.board_lists import BoardLists

STATEMENTS = STATEMENTS_SHEET
SPARE_ROWS = 30
_SHOWN_NOW = "Fiche toont nu"
_COLUMNS = (
    (Column(StatementColumn.FRAMEWORK, Look.INPUT), 22),
    (Column(StatementColumn.ITEM, Look.INPUT), 34),
    (Column(StatementColumn.COURSE, Look.INPUT), 36),
    (Column(StatementColumn.REMARK, Look.INPUT), 44),
    (Column(StatementColumn.WHO, Look.INPUT), 17),
    (Column(StatementColumn.DATE, Look.INPUT_DATE), 12),
    (Column(_SHOWN_NOW, Look.CELL_MINOR), 15),
    (Column(StatementColumn.KEY, Look.CELL_MINOR), 60),
)
STATEMENT_WIDTHS = tuple(width for _, width in _COLUMNS)
_PLACE = {column.header: place for place, (column, _) in enumerate(_COLUMNS)}
_HEADER_ROW = HEAD_ROWS + 3
_LINE = 215
_WHAT = (
    "Wat hier staat, telt nooit mee als dekking: het is een verklaring van de opleidingscommissie,"
    " geen bewijs uit een fiche."
)
_HOW = (
    "Zit een kaderitem wel in een opleidingsonderdeel en staat het niet in de fiche? Kies dan het"
    " kader, het kaderitem en het opleidingsonderdeel, en schrijf kort waar het aan bod komt, wie"
    " dat zegt en wanneer (dag/maand/jaar). Het volgende rapport neemt de rijen over, op dit blad"
    " en apart op de bladen Per kaderitem en Per opleidingsonderdeel. Pas de fiche aan om het te"
    " laten meetellen. Een rij intrekken? Maak ze leeg."
)
_FIRST_EXCEL_YEAR = 1900


def write_statements(sheet: Sheet, report: GapReport, lists: BoardLists) -> None:
    """Fill the sheet: what is known, and empty rows to add to."""
    sheet.title("Wel onderwezen, staat niet in de fiche")
    sheet.row = HEAD_ROWS - 1
    sheet.lines(_WHAT, _LINE, Look.QUESTION_LINE)
    sheet.lines(_HOW, _LINE, Look.NOTE)
    sheet.row = _HEADER_ROW
    names = ToldNames(report)
    rows = [_cells(report, names, one) for one in report.board.statements]
    spare: list[list[Cell]] = [[None] * len(_COLUMNS) for _ in range(SPARE_ROWS)]
    columns = [column for column, _ in _COLUMNS]
    about = "Verklaringen van de opleidingscommissie, zonder gewicht in de cijfers"
    area = sheet.table("WelOnderwezen", columns, [*rows, *spare], about)
    _add_choices(sheet, area, lists)
    sheet.hide(_PLACE[StatementColumn.KEY])
    sheet.freeze(_HEADER_ROW + 1)
    sheet.finish(repeat=(_HEADER_ROW, _HEADER_ROW))


def _cells(report: GapReport, names: ToldNames, statement: BoardStatement) -> list[Cell]:
    return [
        names.framework(statement.item.framework),
        names.item(statement.item),
        names.course(statement.course),
        statement.remark,
        statement.who,
        _date(statement.date),
        _shown_now(report, statement),
        statement.key,
    ]


def _date(date: dt.date | None) -> Cell:
    """Give a date that a spreadsheet can hold; older ones as text."""
    return date.isoformat() if date and date.year < _FIRST_EXCEL_YEAR else date


def _shown_now(report: GapReport, statement: BoardStatement) -> str:
    states = report.matrix.get(statement.item, {})
    state = states.get(statement.course)
    if state is None:
        return "niet in dit rapport"
    return "geen aanwijzing" if state is State.NONE else state.value


def _add_choices(sheet: Sheet, area: Area, lists: BoardLists) -> None:
    """Offer the names; others may be typed, since the reader asks ‘did you mean’."""
    framework: str = xl_rowcol_to_cell(
        area.first_row, _PLACE[StatementColumn.FRAMEWORK], col_abs=True
    )
    for column, source in (
        (StatementColumn.FRAMEWORK, lists.frameworks),
        (StatementColumn.ITEM, lists.items(framework)),
        (StatementColumn.COURSE, lists.courses),
    ):
        rule = {"validate": "list", "source": f"={source}", "show_error": False}
        place = _PLACE[column]
        sheet.worksheet.data_validation(area.first_row, place, area.last_row, place, rule)
