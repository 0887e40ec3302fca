"""The sheet *OCMW*: how much of each cluster and theme, beside a reference and the work fields."""

from __future__ import annotations

from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.practice import FieldComparison
from swcompetence.analysis.reference.reference import KIND_WORDS
from swcompetence.analysis.reference.representation import RepresentationLine, Standing
from swcompetence.report.findings.gap_report import FrameworkLines, GapReport, ItemLine, Practice
from swcompetence.report.findings.headline import field_sentence, practice_sentences
from swcompetence.report.findings.practice import OCMW
from swcompetence.report.findings.wording import (
    FINDING_WORDS,
    NO_NORM,
    VERDICT_NOTE,
    fine_percent,
    verdict,
)
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.charts import (
    PRESENCE_SERIES,
    ChartWords,
    Spot,
    insert_bars,
    presence_words,
)
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Cell, Column, Formula, Sheet, address
from swcompetence.report.sheets.style import Look
from swcompetence.report.workbook.matrix import MatrixPlaces

_FIELD_COLUMNS = (
    Column("Plaats", Look.COUNT),
    Column("Werkveld", Look.CELL_STRONG),
    Column("Bevinding"),
    Column("stp. laag", Look.CREDITS),
    Column("stp. verwacht", Look.CREDITS),
    Column("stp. hoog", Look.CREDITS),
    Column("van de opleiding", Look.SHARE_FINE),
    Column("aantal", Look.COUNT),
)
_FIELD_READING = (
    "Werkvelden zijn er om te vergelijken: een veld dat ontbreekt is geen hiaat. De studiepunten"
    " tellen enkel de zinnen die het werkveld noemen; aantal = opleidingsonderdelen met een"
    " koppeling (B of V)."
)


def _write_work_fields(sheet: Sheet, fields: FieldComparison) -> None:
    """Write the fields from the cursor on, most credits first, with local government marked."""
    sheet.heading("Lokaal bestuur en OCMW naast de andere werkvelden")
    sheet.lines(field_sentence(fields), _LINE)
    sheet.lines(_FIELD_READING, _SMALL_LINE, Look.NOTE)
    rows: list[list[Cell]] = [
        [
            *(field.rank or "geen", field.label, FINDING_WORDS[field.finding]),
            *(field.credits.low, field.credits.expected, field.credits.high),
            *(field.share, field.courses),
        ]
        for field in fields.ranked
    ]
    area = sheet.grid(_FIELD_COLUMNS, rows)
    focus = fields.focus_place
    if focus is not None:
        row = area.first_row + fields.ranked.index(focus)
        focused = area._replace(first_row=row, last_row=row)
        sheet.tint(focused.cells(0, len(_FIELD_COLUMNS) - 1), "TRUE", Look.FOCUS)


_WIDTHS = (26, 38, 30, 9, 10, 9, 9.5, 11, 8, 11, 4.5, 4.5, 4.5, 38, 26)
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
_STANDING_LOOKS = {
    FINDING_WORDS[Finding.NOT_FOUND]: Look.NOT_FOUND,
    Standing.MENTIONED: Look.MENTIONED,
    Standing.UNDER: Look.WEAK,
}
_LEAST_CHART = 270
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


def write_ocmw(book: Book, report: GapReport) -> Area | None:
    """Add the sheet and say where the clusters stand; None where there are none."""
    sheet = book.sheet("OCMW", _WIDTHS)
    sheet.title("OCMW-praktijk: hoeveel, van wat, en naast welke referentie")
    practice, framework = report.practice, report.framework(OCMW)
    if practice is None or framework is None:
        sheet.lines(_ABSENT, _LINE)
        sheet.finish_text()
        return None
    sheet.heading("Hoeveel OCMW-praktijk staat er in de fiches?")
    for sentence in practice_sentences(practice):
        sheet.lines(sentence, _LINE)
    reference = practice.reference
    sheet.lines(
        f"Referentie: ‘{reference.title}’ ({KIND_WORDS[reference.kind]}). {reference.about}"
        f" {NO_NORM} De regel achter elk cijfer staat op het blad Verantwoording.",
        _SMALL_LINE,
        Look.NOTE,
    )
    sheet.row += 1
    clusters = _write_clusters(book, sheet, practice)
    sheet.row += 1
    if report.fields is not None:
        _write_work_fields(sheet, report.fields)
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


def _write_clusters(book: Book, sheet: Sheet, practice: Practice) -> Area | None:
    """Write the clusters with the chart beside them, and how to read both."""
    compared = practice.representation
    if not compared.clusters:
        sheet.lines(_READING, _NOTE_LINE, Look.NOTE)
        return None
    top = sheet.row
    sheet.heading("Per cluster")
    rows: list[list[Cell]] = [
        [cluster.label, None, *_figures(cluster, compared.floor)] for cluster in compared.clusters
    ]
    area = sheet.grid(_CLUSTER_COLUMNS, rows)
    sheet.tint_starts(area, _STANDING_COLUMN, _STANDING_LOOKS)
    sheet.lines(_READING, _NOTE_LINE, Look.NOTE)
    spoken = "; ".join(
        f"{cluster.label}: {presence_words(cluster.credits)}" for cluster in compared.clusters
    )
    while sheet.height(top, sheet.row) < _LEAST_CHART:
        sheet.row += 1
    width = sheet.pixels(_CHART_COLUMN, _LAST_PRINTED) - 4
    spot = Spot(top, _CHART_COLUMN, width, sheet.height(top, sheet.row) - 4)
    words = ChartWords(_CHART_TITLE, f"{spoken}.")
    places = (area, (CLUSTER_COLUMN, *_PRESENCE_COLUMNS))
    insert_bars(book.workbook, sheet, PRESENCE_SERIES, places, words, spot)
    return area


def _count_links(sheet: Sheet, clusters: Area, themes: Area, practice: Practice) -> None:
    """Count the themes of each cluster with a B or a V, live."""
    confirmed, proposed = (
        themes.column(column) for column in (_CONFIRMED_COLUMN, _PROPOSED_COLUMN)
    )
    for row, cluster in enumerate(practice.representation.clusters, clusters.first_row):
        items = [item for item in practice.representation.items if item.group == cluster.label]
        linked = sum(item.finding in {Finding.CONFIRMED, Finding.PROPOSED} for item in items)
        is_own = f"--({themes.column(CLUSTER_COLUMN)}={address(row, CLUSTER_COLUMN)})"
        formula = Formula(
            f'SUMPRODUCT({is_own},--({confirmed}+{proposed}>0))&" van de "&SUMPRODUCT({is_own})',
            f"{linked} van de {len(items)}",
        )
        sheet.put(row, _LINKED_COLUMN, formula, Look.CELL)


def _figures(line: RepresentationLine, floor: float) -> list[Cell]:
    return [
        verdict(line, floor),
        *(line.credits.low, line.credits.expected, line.credits.high, line.share),
        "geen referentie" if line.reference_share is None else line.reference_share,
        line.index,
    ]


def _write_themes(
    sheet: Sheet, report: GapReport, framework: FrameworkLines, practice: Practice
) -> Area:
    compared = practice.representation
    rows = [
        _theme_row(report, line, [*_figures(shares, compared.floor), _spread(shares)], row)
        for row, (line, shares) in enumerate(
            zip(framework.items, compared.items, strict=True), sheet.row + 1
        )
    ]
    area = sheet.table("OcmwThemas", _THEME_COLUMNS, rows, "Thema's uit de OCMW-praktijk")
    sheet.tint_starts(area, _STANDING_COLUMN, _STANDING_LOOKS)
    sheet.tint_groups(area, CLUSTER_COLUMN, len(_THEME_COLUMNS) - 1)
    return area


def _theme_row(report: GapReport, line: ItemLine, figures: list[Cell], row: int) -> list[Cell]:
    item, places = line.coverage, MatrixPlaces(report)
    key = address(row, len(_THEME_COLUMNS) - 1, is_fixed=True)
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
