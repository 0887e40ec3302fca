"""The sheet *Samenvatting*: one printed page with the state of play."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from swcompetence.analysis.checks.check import Outcome
from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.practice import PracticeShare
from swcompetence.analysis.share import Share
from swcompetence.report.findings.gap_report import FrameworkLines, GapReport, Practice, State
from swcompetence.report.findings.practice import FIELDS, OCMW
from swcompetence.report.findings.wording import FINDING_WORDS, FIRST_GAPS, NO_NORM, counted
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Cell, Column, Formula, Sheet
from swcompetence.report.sheets.style import Look
from swcompetence.report.workbook.matrix_places import MatrixPlaces
from swcompetence.report.workbook.summary_charts import insert_summary_charts

SUMMARY = "Samenvatting"
SUMMARY_WIDTHS = (38, 11, 12.5, 12.5, 12.5, 15, 11, 2, 66)
_LINE = 205
_LEFT_LINE = 140
_ABSENT = "Het kader OCMW-praktijk maakt geen deel uit van dit rapport."
_TEXT_NOTE = (
    "Naar tekst: van elk opleidingsonderdeel tellen enkel de zinnen over OCMW-praktijk. Laag ="
    " bevestigd door een lesgever; verwacht = bevestigd + voorstellen maal hun zekerheid; hoog ="
    " met alle voorstellen en zwakkere aanwijzingen. Nooit optellen: hoog bevat"
    " verwacht, en verwacht bevat laag."
)
_COURSE_NOTE = (
    "Grover: een opleidingsonderdeel met een koppeling telt met al zijn studiepunten, ook als maar"
    " een deel over OCMW-praktijk gaat. Bevestigd en voorgesteld overlappen niet. Nooit optellen."
)
_COUNT_NOTE = (
    "Elk kaderitem telt één keer, bij zijn sterkste bevinding; de aantallen komen uit de Matrix."
    " Werkvelden dienen enkel om te vergelijken: een veld dat ontbreekt is geen hiaat."
)
_GAP_NOTE = (
    "‘Niet aangetroffen in de fiches’ is niet hetzelfde als niet onderwezen: het is een vraag aan"
    " de lesgevers. Alles staat op het blad Hiaten, een begin voor het gesprek op het blad"
    " Aanknopingspunten, de regel achter elk cijfer op het blad Verantwoording."
)
_TEXT_COLUMNS = (
    "OCMW-praktijk naar tekst",
    "laag",
    "verwacht",
    "hoog",
    "basis",
)
_COURSE_COLUMNS = (
    Column("Hele opleidingsonderdelen (grover)", Look.CELL_STRONG),
    Column("aantal", Look.COUNT),
    Column("studiepunten", Look.CREDITS),
    Column("basis", Look.CREDITS),
    Column("deel van de basis", Look.SHARE),
)
_FRAMEWORK_COLUMNS = (
    Column("Kader", Look.CELL_STRONG),
    Column("items", Look.COUNT),
    *(Column(words, Look.COUNT) for words in FINDING_WORDS.values()),
    Column("deel bevestigd", Look.SHARE),
)


def write_summary(
    workbook: Workbook, sheet: Sheet, report: GapReport, clusters: Area | None
) -> None:
    """Fill the sheet.

    Args:
        workbook: that the sheet belongs to.
        sheet: the sheet.
        report: what is told.
        clusters: where the clusters of OCMW practice stand, with their share.
    """
    sheet.title("Samenvatting: wat de fiches tonen")
    sheet.heading("In het kort")
    for headline in report.headlines:
        sheet.lines(f"•  {headline}", _LINE)
    sheet.lines(f"•  {_checks_sentence(report)}", _LINE)
    sheet.row += 1
    top = sheet.row
    if report.practice is None:
        sheet.lines(_ABSENT, _LEFT_LINE)
    else:
        _write_shares(sheet, report, report.practice)
    sheet.row += 1
    counted_in = _write_frameworks(sheet, report)
    insert_summary_charts(workbook, sheet, report, (clusters, counted_in), top)
    sheet.row += 1
    _write_gaps(sheet, report)
    sheet.freeze(HEAD_ROWS - 1)
    sheet.finish(repeat=(0, HEAD_ROWS - 1), is_one_page=True)
    sheet.worksheet.print_area(0, 0, sheet.row, len(SUMMARY_WIDTHS) - 1)


def _checks_sentence(report: GapReport) -> str:
    outcomes = [check.outcome for check in report.checks]
    found = outcomes.count(Outcome.FOUND)
    open_ones = sum(one in {Outcome.NOT_JUDGED, Outcome.PARTLY} for one in outcomes)
    checks = counted(len(outcomes), "controle", "controles")
    return (
        f"Van {checks} vinden er {found} iets om te bespreken en zijn er {open_ones} niet"
        " (helemaal) te beoordelen: zie het blad Hiaten."
    )


def _write_shares(sheet: Sheet, report: GapReport, practice: Practice) -> None:
    sheet.heading("Aandeel OCMW-praktijk in de opleiding")
    _write_text_share(sheet, practice.share)
    base = practice.share.size.base_rule
    sheet.lines(f"{_TEXT_NOTE} Basis: {base}.", _LEFT_LINE, Look.NOTE)
    _write_course_share(sheet, report, practice.courses)
    sheet.lines(f"{_COURSE_NOTE} {NO_NORM}", _LEFT_LINE, Look.NOTE)


def _write_text_share(sheet: Sheet, share: PracticeShare) -> None:
    for column, words in enumerate(_TEXT_COLUMNS):
        sheet.put(sheet.row, column, words, Look.HEADER_NUMBER if column else Look.HEADER)
    parts, points = sheet.row + 1, sheet.row + 2
    base = len(_TEXT_COLUMNS) - 1
    sheet.put(points, 0, "studiepunten", Look.CELL_STRONG)
    sheet.put(parts, 0, "deel van de opleiding", Look.CELL_STRONG)
    base_cell: str = xl_rowcol_to_cell(points, base)
    ects = (share.credits.low, share.credits.expected, share.credits.high)
    for column, (own, part) in enumerate(
        zip(ects, (share.low, share.expected, share.high), strict=True), 1
    ):
        sheet.put(points, column, own, Look.CREDITS)
        cell: str = xl_rowcol_to_cell(points, column)
        quotient = "onbekend" if part is None else Formula(f"{cell}/{base_cell}", part)
        sheet.put(parts, column, quotient, Look.SHARE_KEY)
    sheet.put(points, base, share.size.base_credits, Look.CREDITS)
    sheet.put(parts, base, None, Look.CELL)
    sheet.row += 3


def _write_course_share(sheet: Sheet, report: GapReport, share: Share) -> None:
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
        rows.append([word, count, sum_of_points, share.list_credits, quotient])
    sheet.grid(_COURSE_COLUMNS, rows)


def _quotient(row: int, value: float | None) -> Cell:
    """Divide the points by the base of the same row."""
    if value is None:
        return "onbekend"
    return Formula(f"{xl_rowcol_to_cell(row, 2)}/{xl_rowcol_to_cell(row, 3)}", value)


def _write_frameworks(sheet: Sheet, report: GapReport) -> Area:
    """Write the counts of findings and say where those stand that a gap can be in."""
    sheet.heading("Bevindingen per kader")
    places = MatrixPlaces(report)
    header = sheet.row
    ordered = sorted(report.frameworks, key=lambda one: (one.id != OCMW, one.id == FIELDS))
    area = sheet.grid(
        _FRAMEWORK_COLUMNS,
        [_framework_row(one, places, row) for row, one in enumerate(ordered, header + 1)],
    )
    sheet.lines(_COUNT_NOTE, _LEFT_LINE, Look.NOTE)
    compared = len(ordered) > 1 and ordered[-1].id == FIELDS
    return area._replace(last_row=area.last_row - compared)


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


def _write_gaps(sheet: Sheet, report: GapReport) -> None:
    sheet.heading(FIRST_GAPS)
    if not report.main_gaps:
        sheet.lines("Geen: elk kaderitem is bevestigd in minstens één fiche.", _LINE)
    for number, gap in enumerate(report.main_gaps, 1):
        sheet.lines(f"{number}.  {gap}", _LINE)
    if report.has_more_gaps:
        sheet.lines("Er zijn er meer: zie het blad Hiaten.", _LINE)
    sheet.lines(_GAP_NOTE, _LINE, Look.NOTE)
