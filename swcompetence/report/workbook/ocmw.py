"""The sheet *OCMW*: how much of each cluster and theme, beside a reference and the work fields."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook

from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.reference.reference import KIND_WORDS
from swcompetence.analysis.reference.representation import RepresentationLine, Standing
from swcompetence.model import Reference
from swcompetence.report.findings.gap_report import FrameworkLines, GapReport, ItemLine, Practice
from swcompetence.report.findings.headline import practice_sentences
from swcompetence.report.findings.practice import OCMW
from swcompetence.report.findings.wording import FINDING_WORDS, NO_NORM, VERDICT_NOTE, verdict
from swcompetence.report.page.numbers import fine_percent
from swcompetence.report.sheets.charts import (
    PRESENCE_SERIES,
    ChartWords,
    Spot,
    insert_bars,
    presence_told,
)
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Cell, Column, Formula, Sheet
from swcompetence.report.sheets.style import Look
from swcompetence.report.workbook.matrix_places import MatrixPlaces
from swcompetence.report.workbook.work_field_table import write_work_fields

OCMW_SHEET = "OCMW"
OCMW_WIDTHS = (26, 38, 30, 9, 10, 9, 9.5, 11, 8, 11, 4.5, 4.5, 4.5, 38, 26)
CLUSTER_COLUMN = 0
_LINKED_COLUMN = 1
_STANDING_COLUMN = 2
_PRESENCE_COLUMNS = (3, 4, 5)
SHARE_COLUMN = 6
REFERENCE_COLUMN = 7
_CHART_COLUMN = 9
_CONFIRMED_COLUMN, _PROPOSED_COLUMN = 10, 11
_LAST_PRINTED = 13
_FIGURES = (
    Column("Oordeel"),
    Column("stp. laag", Look.CREDITS),
    Column("stp. verwacht", Look.CREDITS),
    Column("stp. hoog", Look.CREDITS),
    Column("aandeel", Look.SHARE_FINE),
    Column("referentie", Look.SHARE_FINE),
    Column("index", Look.INDEX),
)
_CLUSTER_COLUMNS = (
    Column("Cluster", Look.CELL_STRONG),
    Column("Thema's met een koppeling (B of V)"),
    *_FIGURES,
)
_THEME_COLUMNS = (
    Column("Cluster"),
    Column("Thema", Look.CELL_STRONG),
    *_FIGURES,
    Column("spreiding referentie", Look.CELL_MINOR),
    Column("B", Look.COUNT),
    Column("V", Look.COUNT),
    Column("T", Look.COUNT),
    Column("Opleidingsonderdelen (B en V)"),
    Column("Verwijzing", Look.CELL_MINOR),
)
_LINE = 205
_SMALL_LINE = 225
_NOTE_LINE = 145
_LEAST_CHART = 270
_UNMEASURED = "geen referentie"
_ABSENT = (
    "Het kader OCMW-praktijk (ocmw-praktijk) maakt geen deel uit van deze koppelingen. Maak ze"
    " opnieuw met dat kader erbij om hier de thema's van de OCMW-praktijk te zien."
)
_READING = (
    "stp. = studiepunten naar tekst: enkel de zinnen over het thema tellen, niet het hele"
    " opleidingsonderdeel. Laag = bevestigd; verwacht = bevestigd + voorstellen maal hun zekerheid;"
    " hoog = met alle voorstellen en zwakkere aanwijzingen. Aandeel = deel van de verwachte"
    " studiepunten voor OCMW-praktijk. Index = aandeel gedeeld door referentie: 1 is in verhouding."
    " Lees de index nooit zonder de studiepunten: een groot aandeel van weinig blijft weinig."
    f" {VERDICT_NOTE}"
)
_CHART_TITLE = "Studiepunten OCMW-praktijk per cluster, naar tekst"


def write_ocmw(workbook: Workbook, sheet: Sheet, report: GapReport) -> Area | None:
    """Fill the sheet and say where the clusters stand; None where there are none."""
    sheet.title("OCMW-praktijk: hoeveel, van wat, en naast welke referentie")
    practice, framework = report.practice, report.framework(OCMW)
    if practice is None or framework is None:
        sheet.lines(_ABSENT, _LINE)
        sheet.freeze(HEAD_ROWS - 1)
        sheet.finish(repeat=(0, HEAD_ROWS - 1))
        return None
    sheet.heading("Hoeveel OCMW-praktijk staat er in de fiches?")
    for sentence in practice_sentences(practice):
        sheet.lines(sentence, _LINE)
    _write_reference(sheet, practice.reference)
    sheet.row += 1
    clusters = _write_clusters(workbook, sheet, practice)
    sheet.row += 1
    if report.fields is not None:
        write_work_fields(sheet, report.fields)
        sheet.row += 1
    sheet.worksheet.set_h_pagebreaks([sheet.row])
    sheet.heading(f"Per thema ({len(framework.items)})")
    sheet.lines(VERDICT_NOTE, _LINE, Look.NOTE)
    themes = _write_themes(sheet, report, framework, practice)
    if clusters is not None:
        _count_links(sheet, clusters, themes, practice)
    sheet.freeze(HEAD_ROWS - 1, 2)
    sheet.finish(repeat=(themes.first_row - 1, themes.first_row - 1))
    sheet.worksheet.print_area(0, 0, themes.last_row, _LAST_PRINTED)
    return clusters


def _write_reference(sheet: Sheet, reference: Reference) -> None:
    kind = KIND_WORDS[reference.kind]
    sheet.lines(
        f"Referentie: ‘{reference.title}’ ({kind}). {reference.about} {NO_NORM} De regel achter"
        " elk cijfer staat op het blad Verantwoording.",
        _SMALL_LINE,
        Look.NOTE,
    )


def _write_clusters(workbook: Workbook, sheet: Sheet, practice: Practice) -> Area | None:
    """Write the clusters with the chart beside them, and how to read both."""
    compared = practice.representation
    if not compared.clusters:
        sheet.lines(_READING, _NOTE_LINE, Look.NOTE)
        return None
    top = sheet.row
    sheet.heading("Per cluster")
    rows: list[list[Cell]] = [
        [one.label, None, *_figures(one, compared.floor)] for one in compared.clusters
    ]
    area = sheet.grid(_CLUSTER_COLUMNS, rows)
    _tint(sheet, area)
    sheet.lines(_READING, _NOTE_LINE, Look.NOTE)
    told = "; ".join(f"{one.label}: {presence_told(one.credits)}" for one in compared.clusters)
    while sheet.height(top, sheet.row) < _LEAST_CHART:
        sheet.row += 1
    width = sheet.pixels(_CHART_COLUMN, _LAST_PRINTED) - 4
    spot = Spot(top, _CHART_COLUMN, width, sheet.height(top, sheet.row) - 4)
    words = ChartWords(_CHART_TITLE, f"{told}.")
    places = (area, (CLUSTER_COLUMN, *_PRESENCE_COLUMNS))
    insert_bars(workbook, sheet, PRESENCE_SERIES, places, words, spot)
    return area


def _count_links(sheet: Sheet, clusters: Area, themes: Area, practice: Practice) -> None:
    """Count the themes of each cluster with a B or a V, live."""
    confirmed, proposed = (themes.column(one) for one in (_CONFIRMED_COLUMN, _PROPOSED_COLUMN))
    for row, cluster in enumerate(practice.representation.clusters, clusters.first_row):
        own = [one for one in practice.representation.items if one.group == cluster.label]
        linked = sum(one.finding in {Finding.CONFIRMED, Finding.PROPOSED} for one in own)
        name: str = xl_rowcol_to_cell(row, CLUSTER_COLUMN)
        is_own = f"--({themes.column(CLUSTER_COLUMN)}={name})"
        formula = Formula(
            f'SUMPRODUCT({is_own},--({confirmed}+{proposed}>0))&" van de "&SUMPRODUCT({is_own})',
            f"{linked} van de {len(own)}",
        )
        sheet.put(row, _LINKED_COLUMN, formula, Look.CELL)


def _figures(line: RepresentationLine, floor: float) -> list[Cell]:
    wanted = line.reference_share
    return [
        verdict(line, floor),
        line.credits.low,
        line.credits.expected,
        line.credits.high,
        line.share,
        _UNMEASURED if wanted is None else wanted,
        line.index,
    ]


def _write_themes(
    sheet: Sheet, report: GapReport, framework: FrameworkLines, practice: Practice
) -> Area:
    compared = practice.representation
    rows = [
        _theme_row(report, line, [*_figures(own, compared.floor), _spread(own)], row)
        for row, (line, own) in enumerate(
            zip(framework.items, compared.items, strict=True), sheet.row + 1
        )
    ]
    area = sheet.table("OcmwThemas", _THEME_COLUMNS, rows, "Thema's uit de OCMW-praktijk")
    _tint(sheet, area)
    group: str = xl_rowcol_to_cell(area.first_row, CLUSTER_COLUMN, col_abs=True)
    above: str = xl_rowcol_to_cell(area.first_row - 1, CLUSTER_COLUMN, col_abs=True)
    cells = (area.first_row, 0, area.last_row, len(_THEME_COLUMNS) - 1)
    sheet.tint(cells, f"{group}<>{above}", Look.GROUP_START)
    return area


def _theme_row(report: GapReport, line: ItemLine, figures: list[Cell], row: int) -> list[Cell]:
    item, places = line.coverage, MatrixPlaces(report)
    key: str = xl_rowcol_to_cell(row, len(_THEME_COLUMNS) - 1, col_abs=True)
    keys = places.column(places.key_column)

    def from_matrix(column: int, value: float) -> Formula:
        return Formula(f"SUMIFS({places.column(column)},{keys},{key})", value)

    return [
        item.group,
        item.label,
        *figures,
        from_matrix(places.confirmed_column, len(item.confirmed)),
        from_matrix(places.proposed_column, len(item.proposed)),
        from_matrix(places.mentioned_column, len(item.mentioned)),
        "\n".join(
            [
                *(f"B  {report.course(course).name}" for course in item.confirmed),
                *(f"V  {report.course(course).name}" for course in item.proposed),
            ]
        ),
        item.item,
    ]


def _spread(line: RepresentationLine) -> str | None:
    low, high = line.reference_low, line.reference_high
    if low is None or high is None:
        return None
    return f"{fine_percent(low)} tot {fine_percent(high)}"


def _tint(sheet: Sheet, area: Area) -> None:
    corner: str = xl_rowcol_to_cell(area.first_row, _STANDING_COLUMN)
    cells = (area.first_row, _STANDING_COLUMN, area.last_row, _STANDING_COLUMN)
    for words, look in (
        (FINDING_WORDS[Finding.NOT_FOUND], Look.NOT_FOUND),
        (Standing.MENTIONED, Look.MENTIONED),
        (Standing.UNDER, Look.WEAK),
    ):
        sheet.tint(cells, f'LEFT({corner},{len(words)})="{words}"', look)
