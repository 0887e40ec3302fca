"""The sheets in which a board notes: *Hiaten*, *Wel onderwezen* and the choices behind them."""

from __future__ import annotations

from swcompetence.analysis.checks.check import Weight
from swcompetence.model import (
    GAPS_SHEET,
    STATEMENTS_SHEET,
    ActionColumn,
    ActionStatus,
    StatementColumn,
)
from swcompetence.report.findings.gap_report import GapReport, State
from swcompetence.report.findings.gap_rows import GapRowKind, gap_rows
from swcompetence.report.findings.names import ReadableNames
from swcompetence.report.findings.wording import some_courses
from swcompetence.report.sheets.book import Book, ChoiceLists
from swcompetence.report.sheets.sheet import (
    HEAD_ROWS,
    Cell,
    SheetColumn,
    address,
    widths,
)
from swcompetence.report.sheets.style import Look

_GAP_COLUMNS = (
    SheetColumn(ActionColumn.CHECK, Look.CELL_STRONG, 19),
    SheetColumn("Gewicht", width=9),
    SheetColumn("Uitkomst", width=12),
    SheetColumn(ActionColumn.FRAMEWORK, Look.CELL_MINOR, 16),
    SheetColumn("Cluster", Look.CELL_MINOR, 14),
    SheetColumn(ActionColumn.LABEL, Look.CELL_STRONG, 25),
    SheetColumn("Opleidingsonderdelen", width=27),
    SheetColumn("Vaststelling", width=28),
    SheetColumn(ActionColumn.OWNER, Look.INPUT, 14),
    SheetColumn(ActionColumn.STATUS, Look.INPUT, 13),
    SheetColumn(ActionColumn.REMARK, Look.INPUT, 24),
    SheetColumn(ActionColumn.ITEM, Look.CELL_MINOR, 28),
    SheetColumn(ActionColumn.KEY, Look.CELL_MINOR, 60),
)
_GAP_PLACE = {column.header: place for place, column in enumerate(_GAP_COLUMNS)}
_ACTED = (ActionColumn.OWNER, ActionColumn.STATUS, ActionColumn.REMARK)
_GAP_HEADER_ROW = HEAD_ROWS + 2
_MOST_COURSES = 3
_GAP_LINE = 235
_INTRO = (
    "Eén rij per vaststelling. Vul Eigenaar en Opmerking in en kies een Status (gele kolommen): het"
    " volgende rapport neemt ze over. Filter op Controle, Gewicht of Uitkomst om per onderwerp te"
    " werken. ‘Niet te beoordelen’ betekent dat een gegeven ontbreekt, niet dat alles in orde is."
    " De regel en de uitkomst van elke controle staan onder de lijst."
)
_SETTLED = (ActionStatus.DONE, ActionStatus.NO_ACTION)
_WEIGHT_LOOKS: dict[str, Look] = {Weight.HIGH: Look.NOT_FOUND, Weight.MIDDLE: Look.PROPOSED}
_KIND_LOOKS: dict[str, Look] = {
    GapRowKind.ALSO: Look.NOT_FOUND,
    GapRowKind.NOT_JUDGED: Look.UNJUDGED,
    GapRowKind.GONE: Look.SETTLED,
}
SPARE_ROWS = 30
_COLUMNS = (
    SheetColumn(StatementColumn.FRAMEWORK, Look.INPUT, 22),
    SheetColumn(StatementColumn.ITEM, Look.INPUT, 34),
    SheetColumn(StatementColumn.COURSE, Look.INPUT, 36),
    SheetColumn(StatementColumn.REMARK, Look.INPUT, 44),
    SheetColumn(StatementColumn.WHO, Look.INPUT, 17),
    SheetColumn(StatementColumn.DATE, Look.INPUT_DATE, 12),
    SheetColumn("Fiche toont nu", Look.CELL_MINOR, 15),
    SheetColumn(StatementColumn.KEY, Look.CELL_MINOR, 60),
)
_PLACE = {column.header: place for place, column in enumerate(_COLUMNS)}
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


class BoardLists(ChoiceLists):
    """The choices of the dropdowns in which a board notes."""

    def __init__(self, report: GapReport) -> None:
        names = ReadableNames(report)
        items = [
            (names.framework(framework.id), item)
            for framework in report.frameworks
            for item in names.items_of(framework.id)
        ]
        super().__init__(
            {
                "status": list(ActionStatus),
                "framework": [names.framework(framework.id) for framework in report.frameworks],
                "course": [names.course(course.id) for course in report.courses],
                "owner": [framework for framework, _ in items],
                "item": [item for _, item in items],
            }
        )

    def items_of(self, framework: str) -> str:
        """Give the items of the framework that a cell names, of all frameworks if it is empty."""
        owners, items = self.cells("owner"), self.cells("item")
        top = items.partition(":")[0]
        part = f"OFFSET({top},MATCH({framework},{owners},0)-1,0,COUNTIF({owners},{framework}),1)"
        return f'IF({framework}="",{items},{part})'


def write_gaps(book: Book, report: GapReport, lists: BoardLists) -> None:
    """Add *Hiaten*: the rows of every check, a work list for the board."""
    sheet = book.sheet(GAPS_SHEET, widths(_GAP_COLUMNS))
    sheet.title("Hiaten: wat een gesprek vraagt")
    sheet.notes(_INTRO, _GAP_LINE, until=_GAP_HEADER_ROW)
    rows = gap_rows(report)
    cells: list[list[Cell]] = [
        [
            *(row.check, row.weight, row.kind, row.framework, row.group, row.label),
            "\n".join(some_courses(report.course_names(row.courses), _MOST_COURSES)),
            *(row.finding, row.action.owner if row.action else None, row.status),
            *(row.action.remark if row.action else None, row.item),
            str(row.key) if row.key else None,
        ]
        for row in rows
    ]
    area = sheet.table("HiatenLijst", _GAP_COLUMNS, cells, "Vaststellingen van de controles")
    for number, row in enumerate(rows, area.first_row):
        if row.key is None:
            for column in _ACTED:
                sheet.put(number, _GAP_PLACE[column], None, Look.CELL)
    sheet.offer(
        area,
        _GAP_PLACE[ActionColumn.STATUS],
        f"={lists.cells('status')}",
        error_title=ActionColumn.STATUS.value,
        error_message=f"Kies uit: {', '.join(ActionStatus)}.",
    )
    # Colours say what words say already.
    status = address(area.first_row, _GAP_PLACE[ActionColumn.STATUS], is_fixed=True)
    settled = ",".join(f'{status}="{word}"' for word in _SETTLED)
    shown = area.cells(0, _GAP_PLACE[ActionColumn.REMARK])
    sheet.tint(shown, f"OR({settled})", Look.SETTLED)
    sheet.tint_words(area, _GAP_PLACE["Gewicht"], _WEIGHT_LOOKS)
    sheet.tint_words(area, _GAP_PLACE["Uitkomst"], _KIND_LOOKS)
    sheet.row += 1
    # Every check with its rule, also those that found nothing.
    sheet.heading("De controles: uitkomst en regel")
    for check in report.checks:
        title = f"{check.title} (gewicht: {check.weight}): {check.in_words}"
        sheet.put(sheet.row, 0, title, Look.QUESTION_LINE)
        sheet.row += 1
        sheet.lines(f"Regel: {check.rule}", _GAP_LINE, Look.NOTE)
    sheet.hide(_GAP_PLACE[ActionColumn.KEY])
    sheet.finish_table(_GAP_HEADER_ROW, 1)
    sheet.worksheet.print_area(0, 0, sheet.row, _GAP_PLACE[ActionColumn.REMARK])


def write_statements(book: Book, report: GapReport, lists: BoardLists) -> None:
    """Add *Wel onderwezen*: what a board says is taught, and empty rows to add to."""
    sheet = book.sheet(STATEMENTS_SHEET, widths(_COLUMNS))
    sheet.title("Wel onderwezen, staat niet in de fiche")
    sheet.row = HEAD_ROWS - 1
    sheet.lines(_WHAT, _LINE, Look.QUESTION_LINE)
    sheet.lines(_HOW, _LINE, Look.NOTE)
    sheet.row = _HEADER_ROW
    names = ReadableNames(report)
    rows: list[list[Cell]] = []
    for statement in report.board.statements:
        item, course, date = statement.item, statement.course, statement.date
        state = report.matrix.get(item, {}).get(course)
        shown_now = "geen aanwijzing" if state is State.NONE else state
        rows.append(
            [
                *(names.framework(item.framework), names.item(item), names.course(course)),
                *(statement.remark, statement.who),
                # A spreadsheet holds no older date.
                date.isoformat() if date and date.year < _FIRST_EXCEL_YEAR else date,
                *(shown_now or "niet in dit rapport", statement.key),
            ]
        )
    spare: list[list[Cell]] = [[None] * len(_COLUMNS) for _ in range(SPARE_ROWS)]
    about = "Verklaringen van de opleidingscommissie, zonder gewicht in de cijfers"
    area = sheet.table("WelOnderwezen", _COLUMNS, [*rows, *spare], about)
    framework = address(area.first_row, _PLACE[StatementColumn.FRAMEWORK], is_fixed=True)
    # Other names may be typed, since the reader asks ‘did you mean’.
    for column, source in (
        (StatementColumn.FRAMEWORK, lists.cells("framework")),
        (StatementColumn.ITEM, lists.items_of(framework)),
        (StatementColumn.COURSE, lists.cells("course")),
    ):
        sheet.offer(area, _PLACE[column], f"={source}", show_error=False)
    sheet.hide(_PLACE[StatementColumn.KEY])
    sheet.finish_table(_HEADER_ROW, 0)
