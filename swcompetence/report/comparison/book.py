"""A comparison as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from swcompetence.analysis.comparison.comparison import Comparison, ItemRow
from swcompetence.phrasing import counted
from swcompetence.report.comparison.tables import (
    NO_PLATFORM,
    STEP_RULE,
    comparison_tables,
    content_notes,
    platform_words,
    state_words,
    step_words,
    title_of,
)
from swcompetence.report.findings.wording import FINDING_WORDS, date_words
from swcompetence.report.sheets.book import Book, Imprint, workbook_bytes
from swcompetence.report.sheets.sheet import HEAD_ROWS, Cell, Head, Sheet, SheetColumn
from swcompetence.report.sheets.style import Look

_FINDING_LOOKS = dict(
    zip(
        FINDING_WORDS.values(),
        (Look.CONFIRMED, Look.PROPOSED, *[Look.MENTIONED] * 3, Look.NOT_FOUND),
        strict=True,
    )
)
_ITEMS_NOTE = "Per lijst de beste bevinding van elk kaderitem, over alle fiches."
_OVERVIEW_WIDTHS = (30, 20, *[19] * 9)
_OVERVIEW_LINE = 190
_COLUMN_LOOKS = {**dict.fromkeys(("Naar", "Lijsten", "Nagekeken"), Look.CELL)}
"""Of the columns of a table that hold no counts."""
_READING = (
    "Hier staat naast elkaar wat de fiches van deze lijsten tonen; het zegt niets over de"
    " lessen zelf. Bevestigd en voorgesteld worden nooit opgeteld tot een oordeel: een voorstel"
    " komt van de software en is door niemand bevestigd. Lees eerst waarin de lijsten zelf"
    " verschillen."
)
_NAMES = (26, 26, 34)
_HEADER_ROW = HEAD_ROWS + 2
_LINE = 175
_ITEM_COLUMNS = (
    SheetColumn("Kader"),
    SheetColumn("Cluster"),
    SheetColumn("Kaderitem", Look.CELL_STRONG),
)


def render_comparison(comparison: Comparison, *, date: dt.date | None, tool_version: str) -> bytes:
    """Write the workbook (.xlsx) of a comparison."""
    decided = sum(side.decided for side in comparison.lists)
    asked = sum(side.asked for side in comparison.lists)
    title = title_of(comparison)
    imprint = Imprint(
        f"Vergelijking {title}",
        "Wat de fiches van verschillende lijsten tonen, naast elkaar",
        f"swcompetence {tool_version}",
        date,
    )
    head = Head(
        programme=title,
        banner=f"{decided} van {counted(asked, 'voorstel', 'voorstellen')} nagekeken, over alle"
        " lijsten samen",
        is_done=decided == asked,
        date=date_words(date),
    )

    def write(book: Book) -> None:
        sheet = book.sheet("Samenvatting", _OVERVIEW_WIDTHS)
        sheet.title("Vergelijking: wat de fiches van elke lijst tonen")
        _write_overview(sheet, comparison)
        sheet.finish_text()
        _write_items(book, comparison)
        if comparison.steps:
            _write_changes(book, comparison)
            _write_courses(book, comparison)
        _write_platforms(book, comparison)
        if comparison.bridges:
            _write_bridges(book, comparison)

    return workbook_bytes(imprint, head, write)


def _begun(sheet: Sheet, title: str, note: str) -> Sheet:
    sheet.title(title)
    sheet.notes(note, _LINE, until=_HEADER_ROW)
    return sheet


def _write_items(book: Book, comparison: Comparison) -> None:
    names = [side.name for side in comparison.lists]
    widths = (*_NAMES, *[17] * len(names), 26)
    columns = (
        *_ITEM_COLUMNS,
        *(SheetColumn(f"Bevinding {name}") for name in names),
        SheetColumn("Verwijzing", Look.CELL_MINOR),
    )
    rows: list[list[Cell]] = []
    for title, row in _rows(comparison):
        findings = [state_words(state.finding) for state in row.states]
        rows.append([title, row.group, row.label, *findings, row.item])
    sheet = _begun(
        book.sheet("Kaderitems", widths), "Kaderitems: wat elke lijst toont", _ITEMS_NOTE
    )
    area = sheet.table("Kaderitems", columns, rows, "Bevinding van elk kaderitem in elke lijst")
    first = len(_ITEM_COLUMNS)
    sheet.tint_words(area, first, _FINDING_LOOKS, last=first + len(names) - 1)
    sheet.finish_table(_HEADER_ROW, first, paper="A3")


def _write_changes(book: Book, comparison: Comparison) -> None:
    columns = (
        *(SheetColumn(name) for name in ("Van", "Naar", "Wat")),
        SheetColumn("Kaderitem", Look.CELL_STRONG),
        SheetColumn("Verwijzing", Look.CELL_MINOR),
        *(SheetColumn(name) for name in ("Code", "Opleidingsonderdeel", "Stand", "Omdat")),
    )
    rows: list[list[Cell]] = [
        [
            *step_words(comparison, step),
            what,
            *(link.label, link.item, link.code, link.title),
            "bevestigd" if link.is_confirmed else "voorgesteld",
            link.cause,
        ]
        for step in comparison.steps
        for what, links in (("erbij", step.gained), ("weg", step.lost))
        for link in links
    ]
    sheet = _begun(
        book.sheet("Erbij en weg", (18, 18, 9, 34, 30, 16, 40, 18, 30)),
        "Erbij en weg: koppelingen tussen opeenvolgende lijsten",
        STEP_RULE,
    )
    sheet.table("ErbijEnWeg", columns, rows, "Koppelingen die erbij kwamen of wegvielen")
    sheet.finish_table(_HEADER_ROW, 3, paper="A3")


def _write_courses(book: Book, comparison: Comparison) -> None:
    columns = (
        *(SheetColumn(name) for name in ("Van", "Naar", "Wat", "Code", "Opleidingsonderdeel")),
        SheetColumn("Stp.", Look.CREDITS),
    )
    rows: list[list[Cell]] = [
        [*step_words(comparison, step), what, course.code, course.title, course.credits]
        for step in comparison.steps
        for what, courses in (("nieuw", step.new_courses), ("verdwenen", step.gone_courses))
        for course in courses
    ]
    sheet = _begun(
        book.sheet("Opleidingsonderdelen", (18, 18, 12, 16, 52, 9)),
        "Opleidingsonderdelen die nieuw zijn of verdwenen",
        "Wat in de ene lijst staat en in de andere niet herkend werd. Een opleidingsonderdeel dat"
        " een andere titel én een andere tekst kreeg, staat hier twee keer.",
    )
    sheet.table("NieuwEnVerdwenen", columns, rows, "Opleidingsonderdelen per stap")
    sheet.finish_table(_HEADER_ROW, 3, paper="A3")


def _write_platforms(book: Book, comparison: Comparison) -> None:
    names = [platform.name or NO_PLATFORM for platform in comparison.platforms]
    rows: list[list[Cell]] = [
        [title, row.group, row.label, *(platform_words(count) for count in row.platforms)]
        for title, row in _rows(comparison)
    ]
    sheet = _begun(
        book.sheet("Platforms", (*_NAMES, *[26] * len(names))),
        "Platforms: hoeveel opleidingen tonen een kaderitem",
        "Van elke opleiding telt enkel de nieuwste lijst. ‘2 van 3 (1 bevestigd)’: in twee van de"
        " drie opleidingen is het item bevestigd of voorgesteld, in één daarvan bevestigd. Welke"
        " hogeschool bij welk platform hoort, staat in platforms.yaml (naar een bron van januari"
        " 2020), of in het bestand dat met --platforms gegeven is.",
    )
    columns = (*_ITEM_COLUMNS, *(SheetColumn(name) for name in names))
    sheet.table("PerPlatform", columns, rows, "Kaderitems per regionaal platform")
    for platform in comparison.platforms:
        if platform.priorities:
            text = f"Werkpunten van platform {platform.name}: {'; '.join(platform.priorities)}."
            sheet.row += 1
            sheet.lines(text, _LINE, Look.NOTE)
    sheet.finish_table(_HEADER_ROW, len(_ITEM_COLUMNS), paper="A3")


def _write_bridges(book: Book, comparison: Comparison) -> None:
    names = ("Lijst", "Gekoppeld met", "Gelezen als", "Telt mee?", "Item", "Staat voor")
    rows: list[list[Cell]] = [
        [comparison.lists[bridge.place].name, bridge.source, bridge.target, *pair]
        for bridge in comparison.bridges
        for pair in (
            *((f"ja: {pair.how}", pair.old, pair.new) for pair in bridge.counted),
            *((f"nee: {pair.how}", pair.old, pair.new) for pair in bridge.approximate),
            *(("nee: geen tegenhanger", item, None) for item in bridge.unbridged),
            *(("nee: hier niet gevraagd", None, item) for item in bridge.unasked),
        )
    ]
    sheet = _begun(
        book.sheet("Bruggen", (22, 26, 26, 24, 40, 40)),
        "Bruggen tussen edities en kaders",
        "Tussen edities langs vervangen items, tussen kaders langs de meegeleverde crosswalks."
        " Enkel hetzelfde en bijna hetzelfde tellen mee; ruimer, enger en verwant niet.",
    )
    columns = [SheetColumn(name) for name in names]
    sheet.table("Bruggen", columns, rows, "Hoe items van andere edities gelezen zijn")
    sheet.finish_table(_HEADER_ROW, 1, paper="A3")


def _rows(comparison: Comparison) -> Iterator[tuple[str, ItemRow]]:
    for framework in comparison.frameworks:
        for row in framework.items:
            yield framework.title, row


def _write_overview(sheet: Sheet, comparison: Comparison) -> None:
    sheet.lines(_READING, _OVERVIEW_LINE)
    sheet.row += 1
    sheet.heading("Waarin de lijsten zelf verschillen")
    for caution in comparison.cautions:
        sheet.lines(f"•  {caution.text}", _OVERVIEW_LINE)
    if not comparison.cautions:
        sheet.lines(
            "Geen verschillen in lengte, trajecten, teksten, nazicht of kaders.", _OVERVIEW_LINE
        )
    sheet.row += 1
    for table in comparison_tables(comparison):
        sheet.heading(table.title)
        columns = [
            SheetColumn(table.headers[0], Look.CELL_STRONG),
            *(
                SheetColumn(header, _COLUMN_LOOKS.get(header, Look.COUNT))
                for header in table.headers[1:]
            ),
        ]
        # A count is written as a number that can be reckoned with.
        rows = [[float(text) if text.isdigit() else text for text in row] for row in table.rows]
        sheet.grid(columns, rows)
        sheet.row += 1
    for note in content_notes(comparison):
        sheet.lines(note, _OVERVIEW_LINE, Look.NOTE)
