"""The sheet *OCMW*: every theme of OCMW practice with its courses and quotes."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell

from swcompetence.analysis import Finding, Share
from swcompetence.report.gap_report import FrameworkLines, GapReport, ItemLine
from swcompetence.report.headline import OCMW
from swcompetence.report.matrix_places import LETTERS, MATRIX, MatrixPlaces
from swcompetence.report.sheet import HEAD_ROWS, Area, Cell, Column, Formula, Sheet
from swcompetence.report.style import Look
from swcompetence.report.wording import FINDING_WORDS, NO_NORM, decimal, percent, quoted

__all__ = ["FINDING_COLUMN", "GROUP_COLUMN", "OCMW_SHEET", "OCMW_WIDTHS", "ocmw_area", "write_ocmw"]

OCMW_SHEET = "OCMW"
OCMW_WIDTHS = (22, 30, 17, 6, 8, 6, 8, 6, 42, 36, 36, 26)
GROUP_COLUMN = 0
FINDING_COLUMN = 2
_COLUMNS = (
    Column("Cluster"),
    Column("Thema", Look.CELL_STRONG),
    Column("Bevinding"),
    Column("B", Look.COUNT),
    Column("Stp. B", Look.CREDITS),
    Column("V", Look.COUNT),
    Column("Stp. V", Look.CREDITS),
    Column("T", Look.COUNT),
    Column("Opleidingsonderdelen (B en V)"),
    Column("Aanknopingspunten (T en ·)", Look.CELL_MINOR),
    Column("Sterkste citaat uit de fiches", Look.CELL_QUOTE),
    Column("Verwijzing", Look.CELL_MINOR),
)
_INTRO_ROWS = 5
_HEADER_ROW = HEAD_ROWS + _INTRO_ROWS
_LINE = 260
_MOST_POSSIBLE = 3
_ABSENT = (
    "Het kader OCMW-praktijk (ocmw-praktijk) maakt geen deel uit van deze koppelingen. Maak ze"
    " opnieuw met dat kader erbij om hier de thema's van de OCMW-praktijk te zien."
)


def ocmw_area(framework: FrameworkLines) -> Area:
    """Say where the themes stand, for formulas on other sheets."""
    return Area(OCMW_SHEET, _HEADER_ROW + 1, _HEADER_ROW + max(1, len(framework.items)))


def write_ocmw(sheet: Sheet, report: GapReport) -> None:
    """Fill the sheet."""
    sheet.title("OCMW-praktijk: wat de fiches per thema tonen")
    framework = report.framework(OCMW)
    if framework is None or report.ocmw_share is None:
        sheet.lines(_ABSENT, _LINE)
        sheet.freeze(HEAD_ROWS - 1)
        sheet.finish(repeat=(0, HEAD_ROWS - 1))
        return
    _write_share(sheet, report.ocmw_share)
    sheet.row = _HEADER_ROW
    places = MatrixPlaces(report)
    rows = [
        _row(report, places, line, row) for row, line in enumerate(framework.items, _HEADER_ROW + 1)
    ]
    area = sheet.table("OcmwThemas", _COLUMNS, rows, "Thema's uit de OCMW-praktijk")
    _tint(sheet, area)
    sheet.freeze(_HEADER_ROW + 1, 2)
    sheet.finish(repeat=(_HEADER_ROW, _HEADER_ROW))
    sheet.worksheet.print_area(0, 0, area.last_row, len(_COLUMNS) - 2)


def _write_share(sheet: Sheet, share: Share) -> None:
    for word, courses, points, part in (
        ("Bevestigd", share.confirmed_courses, share.confirmed_credits, share.confirmed),
        ("Voorgesteld", share.proposed_courses, share.proposed_credits, share.proposed),
    ):
        of_base = percent(part) if part is not None else "onbekend deel"
        sheet.put(
            sheet.row,
            0,
            f"{word}: {of_base} van de opleiding ({decimal(points)} van"
            f" {decimal(share.base_credits)} studiepunten, {len(courses)} opleidingsonderdelen)",
            Look.QUESTION_LINE,
        )
        sheet.row += 1
    sheet.lines(f"Regel: {share.rule} {NO_NORM}", _LINE, Look.NOTE)


def _row(report: GapReport, places: MatrixPlaces, line: ItemLine, row: int) -> list[Cell]:
    item = line.coverage
    key: str = xl_rowcol_to_cell(row, len(_COLUMNS) - 1, col_abs=True)
    keys = places.column(places.key_column)

    def from_matrix(column: int, value: float) -> Formula:
        return Formula(f"SUMIFS({places.column(column)},{keys},{key})", value)

    confirmed: str = xl_rowcol_to_cell(row, 3)
    proposed: str = xl_rowcol_to_cell(row, 5)
    mentioned: str = xl_rowcol_to_cell(row, 7)
    finding = f'"{FINDING_WORDS[Finding.NOT_FOUND]}"'
    for count, found in (
        (mentioned, Finding.MENTIONED),
        (proposed, Finding.PROPOSED),
        (confirmed, Finding.CONFIRMED),
    ):
        finding = f'IF({count}>0,"{FINDING_WORDS[found]}",{finding})'
    quote = line.quote
    return [
        item.group,
        item.label,
        Formula(finding, FINDING_WORDS[item.finding]),
        from_matrix(places.confirmed_column, len(item.confirmed)),
        from_matrix(places.confirmed_credits_column, item.confirmed_credits),
        from_matrix(places.proposed_column, len(item.proposed)),
        from_matrix(places.proposed_credits_column, item.proposed_credits),
        from_matrix(places.mentioned_column, len(item.mentioned)),
        "\n".join(
            [
                *(f"B  {report.course(course).name}" for course in item.confirmed),
                *(f"V  {report.course(course).name}" for course in item.proposed),
            ]
        ),
        "\n".join(_possible(report, line)),
        quoted(quote, report.course(quote.course).code) if quote else "geen citaat",
        item.item,
    ]


def _possible(report: GapReport, line: ItemLine) -> list[str]:
    names = [
        f"{LETTERS[line.state(course)]}  {report.course(course).name}"
        for course in line.possible[:_MOST_POSSIBLE]
    ]
    rest = len(line.possible) - _MOST_POSSIBLE
    return [*names, f"en nog {rest}, zie {MATRIX}"] if rest > 0 else names


def _tint(sheet: Sheet, area: Area) -> None:
    corner: str = xl_rowcol_to_cell(area.first_row, FINDING_COLUMN)
    cells = (area.first_row, FINDING_COLUMN, area.last_row, FINDING_COLUMN)
    for finding, look in (
        (Finding.CONFIRMED, Look.CONFIRMED),
        (Finding.PROPOSED, Look.PROPOSED),
        (Finding.MENTIONED, Look.MENTIONED),
        (Finding.NOT_FOUND, Look.NOT_FOUND),
    ):
        sheet.tint(cells, f'{corner}="{FINDING_WORDS[finding]}"', look)
    group: str = xl_rowcol_to_cell(area.first_row, GROUP_COLUMN, col_abs=True)
    above: str = xl_rowcol_to_cell(area.first_row - 1, GROUP_COLUMN, col_abs=True)
    rows = (area.first_row, 0, area.last_row, len(_COLUMNS) - 1)
    sheet.tint(rows, f"{group}<>{above}", Look.GROUP_START)
