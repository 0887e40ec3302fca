"""The sheet *Samenvatting*: one printed page with the state of play."""

from __future__ import annotations

from swcompetence.analysis.checks.check import Outcome
from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.practice import PracticeShare
from swcompetence.analysis.share import Share
from swcompetence.model.mapping import OCMW
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import FIELDS, FrameworkLines, GapReport, State
from swcompetence.report.findings.headline import finding_counts
from swcompetence.report.findings.wording import (
    FINDING_WORDS,
    FIRST_GAPS,
    NO_GAPS,
    NO_NORM,
    NO_PRACTICE,
    credits_words,
    fine_percent,
    shortened,
)
from swcompetence.report.sheet_names import SUMMARY
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.charts import (
    FINDING_SERIES,
    SHARE_SERIES,
    ChartWords,
    Spot,
    insert_bars,
)
from swcompetence.report.sheets.sheet import Area, Cell, Formula, Sheet, SheetColumn, address
from swcompetence.report.sheets.style import Look
from swcompetence.report.workbook.matrix import MatrixPlaces
from swcompetence.report.workbook.ocmw import CLUSTER_COLUMN, REFERENCE_COLUMN, SHARE_COLUMN

_RIGHT = 8
_LEGEND = 45
_HEIGHTS = (275, 195)
"""Pixels that the two charts need at least."""
_SHARE_CHART = "Waarover gaat de OCMW-inhoud ({ects} stp. verwacht)? Deel per cluster"
_FINDING_CHART = "Wat de fiches tonen van elk kader (aantal items)"
_WIDTHS = (38, 11, 12.5, 12.5, 12.5, 15, 11, 2, 66)
_LINE = 205
_LEFT_LINE = 140
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
_TEXT_COLUMNS = ("OCMW-praktijk naar tekst", "laag", "verwacht", "hoog", "basis")
_COURSE_COLUMNS = (
    SheetColumn("Hele opleidingsonderdelen (grover)", Look.CELL_STRONG),
    SheetColumn("aantal", Look.COUNT),
    SheetColumn("studiepunten", Look.CREDITS),
    SheetColumn("basis", Look.CREDITS),
    SheetColumn("deel van de basis", Look.SHARE),
)
_FRAMEWORK_COLUMNS = (
    SheetColumn("Kader", Look.CELL_STRONG),
    SheetColumn("items", Look.COUNT),
    *(SheetColumn(words, Look.COUNT) for words in FINDING_WORDS.values()),
    SheetColumn("deel bevestigd", Look.SHARE),
)


def _insert_charts(
    sheet: Sheet, report: GapReport, areas: tuple[Area | None, Area], top: int
) -> None:
    """Put two charts one above the other, right of the tables; `areas` holds what they show."""
    clusters, frameworks = areas
    high, low = _HEIGHTS
    # The tables may be shorter than the charts beside them; what follows stands below both.
    while sheet.height(top, sheet.row) < high + low:
        sheet.row += 1
    width = sheet.pixels(_RIGHT) - 4
    spare = sheet.height(top, sheet.row) - high - low
    # Each chart hangs from a row, so the lower one starts at the first that is free.
    middle = top
    while sheet.height(top, middle) < high + spare // 2:
        middle += 1
    if clusters is not None and report.practice is not None:
        in_sheets, in_reference = SHARE_SERIES.series
        compared = report.practice.representation
        legend = f"referentie: {shortened(compared.reference_title, _LEGEND)}"
        # The title names the credits as well: a large part of little remains little.
        shares = "; ".join(
            f"{cluster.label}: {fine_percent(cluster.share)} in de fiches,"
            f" {fine_percent(cluster.reference_share)} in de referentie"
            for cluster in compared.clusters
        )
        insert_bars(
            sheet,
            SHARE_SERIES._replace(series=(in_sheets, in_reference._replace(name=legend))),
            (clusters, (CLUSTER_COLUMN, SHARE_COLUMN, REFERENCE_COLUMN)),
            ChartWords(
                _SHARE_CHART.format(ects=credits_words(compared.credits.expected)),
                f"Referentie ‘{compared.reference_title}’. {shares}.",
            ),
            Spot(top, _RIGHT, width, sheet.height(top, middle) - 6),
        )
    if report.frameworks:
        counts = "; ".join(
            f"{framework.title}: {', '.join(finding_counts(framework))}"
            for framework in report.frameworks
            if framework.id != FIELDS
        )
        insert_bars(
            sheet,
            FINDING_SERIES,
            (frameworks, (0, 2, 3, 4, 5)),
            ChartWords(_FINDING_CHART, f"{counts}."),
            Spot(middle, _RIGHT, width, sheet.height(middle, sheet.row) - 4),
        )


def summary_sheet(book: Book) -> Sheet:
    """Begin the sheet, which stands before those that it tells about."""
    return book.sheet(SUMMARY, _WIDTHS)


def write_summary(sheet: Sheet, report: GapReport, clusters: Area | None) -> None:
    """Fill the sheet; `clusters` says where those of OCMW practice stand, with their share."""
    sheet.title("Samenvatting: wat de fiches tonen")
    sheet.heading("In het kort")
    for headline in report.headlines:
        sheet.lines(f"•  {headline}", _LINE)
    outcomes = [check.outcome for check in report.checks]
    unjudged = outcomes.count(Outcome.NOT_JUDGED) + outcomes.count(Outcome.PARTLY)
    sheet.lines(
        f"•  Van {counted(len(outcomes), 'controle', 'controles')} vinden er"
        f" {outcomes.count(Outcome.FOUND)} iets om te bespreken en zijn er {unjudged} niet"
        " (helemaal) te beoordelen: zie het blad Hiaten.",
        _LINE,
    )
    sheet.row += 1
    top = sheet.row
    practice = report.practice
    if practice is None:
        sheet.lines(NO_PRACTICE, _LEFT_LINE)
    else:
        sheet.heading("Aandeel OCMW-praktijk in de opleiding")
        _write_text_share(sheet, practice.share)
        sheet.lines(f"{_TEXT_NOTE} Basis: {practice.share.size.base_rule}.", _LEFT_LINE, Look.NOTE)
        _write_course_share(sheet, report, practice.courses)
        sheet.lines(f"{_COURSE_NOTE} {NO_NORM}", _LEFT_LINE, Look.NOTE)
    sheet.row += 1
    frameworks = _write_frameworks(sheet, report)
    _insert_charts(sheet, report, (clusters, frameworks), top)
    sheet.row += 1
    sheet.heading(FIRST_GAPS)
    if not report.main_gaps:
        sheet.lines(NO_GAPS, _LINE)
    for number, gap in enumerate(report.main_gaps, 1):
        sheet.lines(f"{number}.  {gap}", _LINE)
    if report.has_more_gaps:
        sheet.lines("Er zijn er meer: zie het blad Hiaten.", _LINE)
    sheet.lines(_GAP_NOTE, _LINE, Look.NOTE)
    sheet.finish_text(is_one_page=True)
    sheet.worksheet.print_area(0, 0, sheet.row, len(_WIDTHS) - 1)


def _write_text_share(sheet: Sheet, share: PracticeShare) -> None:
    for column, words in enumerate(_TEXT_COLUMNS):
        sheet.put(sheet.row, column, words, Look.HEADER_NUMBER if column else Look.HEADER)
    parts, points = sheet.row + 1, sheet.row + 2
    base = len(_TEXT_COLUMNS) - 1
    sheet.put(points, 0, "studiepunten", Look.CELL_STRONG)
    sheet.put(parts, 0, "deel van de opleiding", Look.CELL_STRONG)
    ects = (share.credits.low, share.credits.expected, share.credits.high)
    shares = (share.low, share.expected, share.high)
    for column, (amount, part) in enumerate(zip(ects, shares, strict=True), 1):
        sheet.put(points, column, amount, Look.CREDITS)
        sheet.put(parts, column, _quotient(points, column, base, part), Look.SHARE_KEY)
    sheet.put(points, base, share.size.base_credits, Look.CREDITS)
    sheet.put(parts, base, None, Look.CELL)
    sheet.row += 3


def _write_course_share(sheet: Sheet, report: GapReport, share: Share) -> None:
    places = MatrixPlaces(report)
    confirmed = places.course_row(places.total_row(OCMW, State.CONFIRMED))
    proposed = places.course_row(places.total_row(OCMW, State.PROPOSED))
    points = places.course_row(places.credits_row)
    sure = (share.confirmed_courses, share.confirmed_credits, share.confirmed)
    unsure = (share.proposed_courses, share.proposed_credits, share.proposed)
    rows: list[list[Cell]] = []
    for word, condition, (courses, total, part) in (
        ("bevestigd", f'{confirmed},">0"', sure),
        ("voorgesteld (en niet bevestigd)", f'{confirmed},0,{proposed},">0"', unsure),
    ):
        count = Formula(f"COUNTIFS({condition})", len(courses))
        sum_of_points = Formula(f"SUMIFS({points},{condition})", total)
        quotient = _quotient(sheet.row + 1 + len(rows), 2, 3, part)
        rows.append([word, count, sum_of_points, share.list_credits, quotient])
    sheet.grid(_COURSE_COLUMNS, rows)


def _quotient(row: int, column: int, base: int, value: float | None) -> Cell:
    if value is None:
        return "onbekend"
    return Formula(f"{address(row, column)}/{address(row, base)}", value)


def _write_frameworks(sheet: Sheet, report: GapReport) -> Area:
    """Write the counts of findings and say where those stand that a gap can be in."""
    sheet.heading("Bevindingen per kader")
    places = MatrixPlaces(report)
    header = sheet.row
    ordered = sorted(report.frameworks, key=lambda lines: (lines.id != OCMW, lines.id == FIELDS))
    area = sheet.grid(
        _FRAMEWORK_COLUMNS,
        [_framework_row(lines, places, row) for row, lines in enumerate(ordered, header + 1)],
    )
    sheet.lines(_COUNT_NOTE, _LEFT_LINE, Look.NOTE)
    compared = len(ordered) > 1 and ordered[-1].id == FIELDS
    return area._replace(last_row=area.last_row - compared)


def _framework_row(framework: FrameworkLines, places: MatrixPlaces, row: int) -> list[Cell]:
    keys = f'{places.column(places.key_column)},"{framework.id}:*"'
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
    items, part = address(row, 1), address(row, 2)
    return [
        framework.title,
        Formula(f"COUNTIF({keys})", total),
        *(Formula(f"COUNTIFS({keys},{of_row[f]})", framework.count(f)) for f in FINDING_WORDS),
        Formula(
            f"IF({items}=0,0,{part}/{items})",
            framework.count(Finding.CONFIRMED) / total if total else 0,
        ),
    ]
