"""The sheets *OCMW* and *Spreiding*: how much OCMW practice, beside what, and where it sits."""

from __future__ import annotations

from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.practice import FieldComparison
from swcompetence.analysis.reference.reference import KIND_WORDS
from swcompetence.analysis.reference.representation import RepresentationLine, Standing
from swcompetence.analysis.spread import Dimension, SpreadGroup
from swcompetence.model.mapping import OCMW
from swcompetence.report.findings.gap_report import (
    FrameworkLines,
    GapReport,
    Practice,
)
from swcompetence.report.findings.headline import field_sentence, practice_sentences
from swcompetence.report.findings.wording import (
    FINDING_WORDS,
    NO_NORM,
    NO_PRACTICE,
    VERDICT_NOTE,
    credits_words,
    share_range,
    some_courses,
    verdict_words,
)
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.charts import (
    PRESENCE_SERIES,
    ChartWords,
    Spot,
    insert_bars,
    presence_words,
)
from swcompetence.report.sheets.sheet import (
    HEAD_ROWS,
    Area,
    Cell,
    Formula,
    Sheet,
    SheetColumn,
    address,
)
from swcompetence.report.sheets.style import Look
from swcompetence.report.workbook.matrix import MatrixPlaces

_ENDS = ("laag", "verwacht", "hoog")
_PRESENCE = tuple(SheetColumn(f"stp. {end}", Look.CREDITS) for end in _ENDS)
_FIELD_COLUMNS = (
    SheetColumn("Plaats", Look.COUNT),
    SheetColumn("Werkveld", Look.CELL_STRONG),
    SheetColumn("Bevinding"),
    *_PRESENCE,
    SheetColumn("van de opleiding", Look.SHARE_FINE),
    SheetColumn("aantal", Look.COUNT),
)
_FIELD_READING = (
    "Werkvelden zijn er om te vergelijken: een veld dat ontbreekt is geen hiaat. De studiepunten"
    " tellen enkel de zinnen die het werkveld noemen; aantal = opleidingsonderdelen met een"
    " koppeling (B of V)."
)
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
    SheetColumn("Oordeel"),
    *_PRESENCE,
    SheetColumn("aandeel", Look.SHARE_FINE),
    SheetColumn("referentie", Look.SHARE_FINE),
    SheetColumn("index", Look.INDEX),
)
_CLUSTER_COLUMNS = (
    SheetColumn("Cluster", Look.CELL_STRONG),
    SheetColumn("Thema's met een koppeling (B of V)"),
    *_FIGURES,
)
_THEME_COLUMNS = (
    SheetColumn("Cluster"),
    SheetColumn("Thema", Look.CELL_STRONG),
    *_FIGURES,
    SheetColumn("spreiding referentie", Look.CELL_MINOR),
    *(SheetColumn(letter, Look.COUNT) for letter in "BVT"),
    SheetColumn("Opleidingsonderdelen (B en V)"),
    SheetColumn("Verwijzing", Look.CELL_MINOR),
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
_SPREAD_WIDTHS = (25, 27, 22, 17, 12, 10, 11, 10, 10, 11, 10, 46)
_SPREAD_COLUMNS = (
    SheetColumn("Indeling"),
    SheetColumn("Groep", Look.CELL_STRONG),
    SheetColumn("aantal opleidingsonderdelen", Look.COUNT),
    SheetColumn("waarvan met een koppeling", Look.COUNT),
    SheetColumn("stp. van de groep", Look.CREDITS),
    *_PRESENCE,
    *(SheetColumn(f"aandeel {end}", Look.SHARE_FINE) for end in _ENDS),
    SheetColumn("Opleidingsonderdelen met een koppeling (B of V)"),
)
_GROUP_COLUMN = 1
_GROUP_CREDITS_COLUMN = 4
_CREDITS_COLUMNS = (5, 6, 7)
_SPREAD_LINE = 200
_MOST_COURSES = 5
_BAR = 30
_FRAME = 110
_NOTHING = "De lijst zegt niets over fase, traject of keuze, en heeft geen opleidingsonderdelen."
_TITLE = "Studiepunten OCMW-praktijk per groep, naar tekst"
_SPREAD_READING = (
    "Per groep: hoeveel studiepunten naar tekst naar OCMW-praktijk gaan (laag = bevestigd, verwacht"
    " = met de voorstellen maal hun zekerheid, hoog = met alle voorstellen en zwakkere"
    " aanwijzingen), en welk deel van de studiepunten van die groep dat is. Elke indeling verdeelt"
    " dezelfde opleidingsonderdelen op een andere manier: tel indelingen niet samen."
)
_TYPE_NOTE = (
    "De soort (stage, vaardigheden, afstudeerproef) komt uit de titel van het opleidingsonderdeel."
    " Wat studenten op hun stageplaats doen, staat zelden in een fiche en is hier onzichtbaar."
)


def _write_work_fields(sheet: Sheet, fields: FieldComparison) -> None:
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
    clusters = _write_clusters(sheet, practice)
    sheet.row += 1
    if report.fields is not None:
        _write_work_fields(sheet, report.fields)
        sheet.row += 1
    sheet.worksheet.set_h_pagebreaks([sheet.row])
    sheet.heading(f"Per thema ({len(framework.items)})")
    sheet.lines(VERDICT_NOTE, _LINE, Look.NOTE)
    themes = _write_themes(sheet, report, framework, practice)
    if clusters is not None:
        # The themes of each cluster with a B or a V, counted live.
        confirmed, proposed = map(themes.column, (_CONFIRMED_COLUMN, _PROPOSED_COLUMN))
        for row, cluster in enumerate(practice.representation.clusters, clusters.first_row):
            items = [item for item in practice.representation.items if item.group == cluster.label]
            linked = sum(item.finding in {Finding.CONFIRMED, Finding.PROPOSED} for item in items)
            is_own = f"--({themes.column(CLUSTER_COLUMN)}={address(row, CLUSTER_COLUMN)})"
            count = f"SUMPRODUCT({is_own},--({confirmed}+{proposed}>0))"
            formula = f'{count}&" van de "&SUMPRODUCT({is_own})'
            linked_words = f"{linked} van de {len(items)}"
            sheet.put(row, _LINKED_COLUMN, Formula(formula, linked_words), Look.CELL)
    sheet.freeze(HEAD_ROWS - 1, 2)
    sheet.finish(repeat=(themes.first_row - 1, themes.first_row - 1))
    sheet.worksheet.print_area(0, 0, themes.last_row, _LAST_PRINTED)
    return clusters


def _write_clusters(sheet: Sheet, practice: Practice) -> Area | None:
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
    insert_bars(sheet, PRESENCE_SERIES, places, words, spot)
    return area


def _figures(line: RepresentationLine, floor: float) -> list[Cell]:
    return [
        verdict_words(line, floor),
        *(line.credits.low, line.credits.expected, line.credits.high, line.share),
        "geen referentie" if line.reference_share is None else line.reference_share,
        line.index,
    ]


def _write_themes(
    sheet: Sheet, report: GapReport, framework: FrameworkLines, practice: Practice
) -> Area:
    compared, places = practice.representation, MatrixPlaces(report)
    keys = places.column(places.key_column)
    rows: list[list[Cell]] = []
    for line, shares in zip(framework.items, compared.items, strict=True):
        item = line.coverage
        low, high = shares.reference_low, shares.reference_high
        key = address(sheet.row + 1 + len(rows), len(_THEME_COLUMNS) - 1, is_fixed=True)
        courses = [
            *(f"B  {name}" for name in report.course_names(item.confirmed)),
            *(f"V  {name}" for name in report.course_names(item.proposed)),
        ]
        rows.append(
            [
                *(item.group, item.label, *_figures(shares, compared.floor)),
                None if low is None or high is None else share_range(low, high),
                *(
                    Formula(f"SUMIFS({places.column(column)},{keys},{key})", number)
                    for column, number in enumerate(line.counts.values(), places.confirmed_column)
                ),
                *("\n".join(courses), item.item),
            ]
        )
    area = sheet.table("OcmwThemas", _THEME_COLUMNS, rows, "Thema's uit de OCMW-praktijk")
    sheet.tint_starts(area, _STANDING_COLUMN, _STANDING_LOOKS)
    sheet.tint_groups(area, CLUSTER_COLUMN, len(_THEME_COLUMNS) - 1)
    return area


def write_spread(book: Book, report: GapReport) -> None:
    """Add the sheet."""
    sheet = book.sheet("Spreiding", _SPREAD_WIDTHS)
    sheet.title("Spreiding: waar in de opleiding zit OCMW-praktijk?")
    groups = report.practice.spread.groups if report.practice else ()
    if report.practice is None or not groups:
        sheet.lines(_NOTHING if report.practice else NO_PRACTICE, _SPREAD_LINE)
        sheet.finish_text()
        return
    for text in (_SPREAD_READING, f"{report.practice.spread.phase_rule} {_TYPE_NOTE} {NO_NORM}"):
        sheet.lines(text, _SPREAD_LINE, Look.NOTE)
    sheet.row += 1
    header = sheet.row
    rows: list[list[Cell]] = []
    for row, group in enumerate(groups, header + 1):
        base = address(row, _GROUP_CREDITS_COLUMN)
        shares = zip(_CREDITS_COLUMNS, (group.low, group.expected, group.high), strict=True)
        rows.append(
            [
                *(group.dimension, _name(group), group.courses, len(group.touching)),
                *(group.group_credits, group.credits.low),
                *(group.credits.expected, group.credits.high),
                *(
                    "onbekend"
                    if share is None
                    else Formula(f"{address(row, column)}/{base}", share)
                    for column, share in shares
                ),
                "\n".join(some_courses(report.course_names(group.touching), _MOST_COURSES)),
            ]
        )
    area = sheet.table("SpreidingGroepen", _SPREAD_COLUMNS, rows, "OCMW-praktijk per groep")
    sheet.tint_groups(area, 0, len(_SPREAD_COLUMNS) - 1)
    sheet.row += 1
    spoken = "; ".join(
        f"{group.dimension}, {_name(group)}: {presence_words(group.credits)} van"
        f" {credits_words(group.group_credits)}"
        for group in groups
    )
    places = (area, (_GROUP_COLUMN, *_CREDITS_COLUMNS))
    words = ChartWords(_TITLE, f"{spoken}.")
    spot = Spot(sheet.row, 0, sheet.pixels(0, 10), _FRAME + _BAR * len(groups))
    insert_bars(sheet, PRESENCE_SERIES, places, words, spot)
    sheet.finish_table(header, _GROUP_COLUMN + 1)


def _name(group: SpreadGroup) -> str:
    """Name a group so that it speaks for itself on a chart; some lists call a phase just ‘1’."""
    is_bare = group.name.isdigit() and group.dimension is Dimension.PHASE
    return f"{group.dimension} {group.name}" if is_bare else group.name
