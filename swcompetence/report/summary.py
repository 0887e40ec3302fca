"""The sheet *Samenvatting*: one printed page with the state of play."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from swcompetence.analysis import Finding, Share
from swcompetence.report.charts import Spot, insert_cluster_chart
from swcompetence.report.gap_report import FrameworkLines, GapReport, State
from swcompetence.report.gaps import CHECK_COLUMN, STAND_COLUMN, STANDINGS, gaps_area
from swcompetence.report.headline import OCMW
from swcompetence.report.matrix_places import MatrixPlaces
from swcompetence.report.ocmw import FINDING_COLUMN, GROUP_COLUMN, ocmw_area
from swcompetence.report.sheet import HEAD_ROWS, Cell, Column, Formula, Sheet
from swcompetence.report.style import Look
from swcompetence.report.wording import FINDING_WORDS, NO_NORM

__all__ = ["SUMMARY", "SUMMARY_WIDTHS", "write_summary"]

SUMMARY = "Samenvatting"
SUMMARY_WIDTHS = (42, 10, 13.5, 12.5, 15, 15, 12, 2, 42, 10, 9, 9)
_RIGHT = 8
_LINE = 200
_LEFT_LINE = 150
_MINIMUM_CHART = 280
_ABSENT = "Het kader OCMW-praktijk maakt geen deel uit van dit rapport."
_FINDING_COLUMNS = tuple(Column(words, Look.COUNT) for words in FINDING_WORDS.values())
_SHARE_NOTE = (
    "Een opleidingsonderdeel telt met al zijn studiepunten, ook als maar een deel over"
    f" OCMW-praktijk gaat. Nooit optellen. {NO_NORM}"
)
_SHARE_COLUMNS = (
    Column("Opleidingsonderdelen met een koppeling", Look.CELL_STRONG),
    Column("aantal", Look.COUNT),
    Column("studiepunten", Look.CREDITS),
    Column("basis", Look.CREDITS),
    Column("deel van de basis", Look.SHARE),
)


def write_summary(workbook: Workbook, sheet: Sheet, report: GapReport) -> None:
    """Fill the sheet."""
    sheet.title("Samenvatting: wat de fiches tonen")
    sheet.heading("In het kort")
    for headline in report.headlines:
        sheet.lines(f"•  {headline}", _LINE)
    sheet.row += 1
    top = sheet.row
    _write_checks(sheet, report)
    right_end, sheet.row = sheet.row, top
    _write_frameworks(sheet, report)
    sheet.row = max(sheet.row, right_end) + 1
    framework = report.framework(OCMW)
    if framework is None or report.ocmw_share is None:
        sheet.lines(_ABSENT, _LINE)
    else:
        _write_ocmw(workbook, sheet, report, framework, report.ocmw_share)
    sheet.row += 1
    _write_gaps(sheet, report)
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=(0, HEAD_ROWS - 1), is_one_page=True)
    sheet.worksheet.print_area(0, 0, sheet.row, len(SUMMARY_WIDTHS) - 1)


def _write_frameworks(sheet: Sheet, report: GapReport) -> None:
    columns = (
        Column("Kader", Look.CELL_STRONG),
        Column("items", Look.COUNT),
        *_FINDING_COLUMNS,
        Column("deel bevestigd", Look.SHARE),
    )
    sheet.heading("Per kader")
    places = MatrixPlaces(report)
    header = sheet.row
    rows = [
        _framework_row(framework, places, row)
        for row, framework in enumerate(report.frameworks, header + 1)
    ]
    sheet.grid(columns, rows)


def _framework_row(framework: FrameworkLines, places: MatrixPlaces, row: int) -> list[Cell]:
    own = f'{places.column(places.key_column)},"{framework.id}:*"'
    confirmed = places.column(places.confirmed_column)
    proposed = places.column(places.proposed_column)
    mentioned = places.column(places.mentioned_column)
    unlinked = f"{confirmed},0,{proposed},0"
    of_row = {
        Finding.CONFIRMED: f'{confirmed},">0"',
        Finding.PROPOSED: f'{confirmed},0,{proposed},">0"',
        Finding.MENTIONED: f'{unlinked},{mentioned},">0"',
        Finding.NOT_FOUND: f"{unlinked},{mentioned},0",
    }
    total = len(framework.items)
    items: str = xl_rowcol_to_cell(row, 1)
    part: str = xl_rowcol_to_cell(row, 2)
    return [
        framework.title,
        Formula(f"COUNTIF({own})", total),
        *(Formula(f"COUNTIFS({own},{of_row[f]})", framework.count(f)) for f in FINDING_WORDS),
        Formula(
            f"IF({items}=0,0,{part}/{items})",
            framework.count(Finding.CONFIRMED) / total if total else 0,
        ),
    ]


def _write_checks(sheet: Sheet, report: GapReport) -> None:
    sheet.put(sheet.row, _RIGHT, "Controles (zie blad Hiaten)", Look.HEADING)
    sheet.row += 1
    area = gaps_area(report)
    checks, stands = area.column(CHECK_COLUMN), area.column(STAND_COLUMN)
    columns = (
        Column("Controle", Look.CELL_STRONG),
        Column("Gewicht"),
        Column("Aantal", Look.COUNT),
        Column("Nog open", Look.COUNT),
    )
    rows: list[list[Cell]] = []
    for row, check in enumerate(report.checks, sheet.row + 1):
        name: str = xl_rowcol_to_cell(row, _RIGHT)
        count = len(check.rows)
        is_open = f'--({stands}="{STANDINGS[0]}")'
        rows.append(
            [
                check.title,
                check.weight,
                Formula(f"SUMPRODUCT(--({checks}={name}))", count),
                Formula(f"SUMPRODUCT(--({checks}={name}),{is_open})", count),
            ]
        )
    sheet.grid(columns, rows, column=_RIGHT)


def _write_ocmw(
    workbook: Workbook, sheet: Sheet, report: GapReport, framework: FrameworkLines, share: Share
) -> None:
    top = sheet.row
    sheet.heading("Aandeel OCMW-praktijk in de opleiding")
    _write_share(sheet, report, share)
    sheet.row += 1
    sheet.heading("OCMW-praktijk per cluster (aantal thema's)")
    header = sheet.row
    rows = [
        _cluster_row(framework, group, row)
        for row, group in enumerate(framework.groups, header + 1)
    ]
    area = sheet.grid(
        (Column("Cluster", Look.CELL_STRONG), Column("thema's", Look.COUNT), *_FINDING_COLUMNS),
        rows,
    )
    if framework.groups:
        height = max(_MINIMUM_CHART, 20 * (sheet.row - top) + 45)
        spot = Spot(row=top, column=_RIGHT, width=sheet.pixels(_RIGHT) - 4, height=height)
        insert_cluster_chart(workbook, sheet, area, framework, spot)


def _write_share(sheet: Sheet, report: GapReport, share: Share) -> None:
    places = MatrixPlaces(report)
    confirmed = places.course_row(places.total_row(OCMW, State.CONFIRMED))
    proposed = places.course_row(places.total_row(OCMW, State.PROPOSED))
    points = places.course_row(places.credits_row)
    rows: list[list[Cell]] = []
    for word, condition, courses, total, part in (
        (
            "bevestigd",
            f'{confirmed},">0"',
            share.confirmed_courses,
            share.confirmed_credits,
            share.confirmed,
        ),
        (
            "voorgesteld (en niet bevestigd)",
            f'{confirmed},0,{proposed},">0"',
            share.proposed_courses,
            share.proposed_credits,
            share.proposed,
        ),
    ):
        count = Formula(f"COUNTIFS({condition})", len(courses))
        sum_of_points = Formula(f"SUMIFS({points},{condition})", total)
        quotient = _quotient(sheet.row + 1 + len(rows), part)
        rows.append([word, count, sum_of_points, share.base_credits, quotient])
    sheet.grid(_SHARE_COLUMNS, rows)
    sheet.lines(f"Basis: {share.base_rule}. {_SHARE_NOTE}", _LEFT_LINE, Look.NOTE)


def _quotient(row: int, value: float | None) -> Cell:
    """Divide the points by the base of the same row."""
    if value is None:
        return "onbekend"
    return Formula(f"{xl_rowcol_to_cell(row, 2)}/{xl_rowcol_to_cell(row, 3)}", value)


def _cluster_row(framework: FrameworkLines, group: str, row: int) -> list[Cell]:
    area = ocmw_area(framework)
    name: str = xl_rowcol_to_cell(row, 0)
    is_own = f"--({area.column(GROUP_COLUMN)}={name})"
    findings = area.column(FINDING_COLUMN)
    counts = {finding: framework.count(finding, group) for finding in FINDING_WORDS}
    return [
        group,
        Formula(f"SUMPRODUCT({is_own})", sum(counts.values())),
        *(
            Formula(f'SUMPRODUCT({is_own},--({findings}="{words}"))', counts[finding])
            for finding, words in FINDING_WORDS.items()
        ),
    ]


def _write_gaps(sheet: Sheet, report: GapReport) -> None:
    sheet.heading("Voornaamste hiaten")
    if not report.main_gaps:
        sheet.lines("Geen: elk kaderitem is bevestigd in minstens één fiche.", _LINE)
    for number, gap in enumerate(report.main_gaps, 1):
        sheet.lines(f"{number}.  {gap}", _LINE)
    sheet.lines(
        "Niet aangetroffen in de fiches is niet hetzelfde als niet onderwezen: het is een vraag aan"
        " de lesgevers. De volledige lijst staat op het blad Hiaten.",
        _LINE,
        Look.NOTE,
    )
