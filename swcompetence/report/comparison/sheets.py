"""The sheets of a comparison workbook that list items, changes, courses and bridges."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import xl_rowcol_to_cell

from swcompetence.analysis import CREDITS_RULE, Finding
from swcompetence.analysis.comparison.comparison import Bridge, Comparison, ItemRow, Step
from swcompetence.report.comparison.words import (
    NO_PLATFORM,
    STEP_RULE,
    finding_words,
    platform_words,
    step_words,
)
from swcompetence.report.findings.wording import FINDING_WORDS
from swcompetence.report.sheets.sheet import HEAD_ROWS, Area, Cell, Column, Sheet
from swcompetence.report.sheets.style import Look

ITEMS, CHANGES, COURSES = "Kaderitems", "Erbij en weg", "Opleidingsonderdelen"
PLATFORMS, BRIDGES = "Platforms", "Bruggen"
_NAMES = (26, 26, 34)
CHANGE_WIDTHS = (18, 18, 9, 34, 30, 16, 40, 18, 30)
COURSE_WIDTHS = (18, 18, 12, 16, 52, 9)
BRIDGE_WIDTHS = (22, 26, 26, 24, 40, 40)
_HEADER_ROW = HEAD_ROWS + 2
_LINE = 175
_LOOKS = {
    Finding.CONFIRMED: Look.CONFIRMED,
    Finding.PROPOSED: Look.PROPOSED,
    Finding.MENTIONED: Look.MENTIONED,
    Finding.NOT_FOUND: Look.NOT_FOUND,
}
_ITEM_COLUMNS = (Column("Kader"), Column("Cluster"), Column("Kaderitem", Look.CELL_STRONG))


def item_widths(comparison: Comparison) -> tuple[float, ...]:
    """Give the column widths of the sheet with items."""
    count = len(comparison.lists)
    return (*_NAMES, *[17] * count, *[11] * (2 * count), 26)


def platform_widths(comparison: Comparison) -> tuple[float, ...]:
    """Give the column widths of the sheet with platforms."""
    return (*_NAMES, *[26] * len(comparison.platforms))


def write_items(sheet: Sheet, comparison: Comparison) -> None:
    """Write every item with its finding and credits in every list."""
    names = [one.name for one in comparison.lists]
    columns = (
        *_ITEM_COLUMNS,
        *(Column(f"Bevinding {name}") for name in names),
        *(Column(f"Stp. bevestigd {name}", Look.CREDITS) for name in names),
        *(Column(f"Stp. voorgesteld {name}", Look.CREDITS) for name in names),
        Column("Verwijzing", Look.CELL_MINOR),
    )
    rows: list[list[Cell]] = []
    for title, row in _rows(comparison):
        findings = [finding_words(state.finding) for state in row.states]
        confirmed = [s.confirmed_credits if s.finding else None for s in row.states]
        proposed = [s.proposed_credits if s.finding else None for s in row.states]
        rows.append([title, row.group, row.label, *findings, *confirmed, *proposed, row.item])
    _start(sheet, "Kaderitems: wat elke lijst toont", CREDITS_RULE)
    area = sheet.table("Kaderitems", columns, rows, "Bevinding van elk kaderitem in elke lijst")
    last = len(_ITEM_COLUMNS) + len(names) - 1
    _tint(sheet, area, (len(_ITEM_COLUMNS), last))
    _end(sheet, freeze=len(_ITEM_COLUMNS))


def write_changes(sheet: Sheet, comparison: Comparison) -> None:
    """Write every link that came or went between two years."""
    columns = (
        *(Column(name) for name in ("Van", "Naar", "Wat")),
        Column("Kaderitem", Look.CELL_STRONG),
        Column("Verwijzing", Look.CELL_MINOR),
        *(Column(name) for name in ("Code", "Opleidingsonderdeel", "Stand", "Omdat")),
    )
    rows = [row for step in comparison.steps for row in _change_rows(comparison, step)]
    _start(sheet, "Erbij en weg: koppelingen tussen opeenvolgende lijsten", STEP_RULE)
    sheet.table("ErbijEnWeg", columns, rows, "Koppelingen die erbij kwamen of wegvielen")
    _end(sheet, freeze=3)


def _change_rows(comparison: Comparison, step: Step) -> Iterator[list[Cell]]:
    names = step_words(comparison, step)
    for what, changes in (("erbij", step.gained), ("weg", step.lost)):
        for one in changes:
            yield [
                *names,
                what,
                one.label,
                one.item,
                one.code,
                one.title,
                FINDING_WORDS[one.state],
                one.cause,
            ]


def write_courses(sheet: Sheet, comparison: Comparison) -> None:
    """Write the courses that are new or gone."""
    columns = (
        *(Column(name) for name in ("Van", "Naar", "Wat", "Code", "Opleidingsonderdeel")),
        Column("Stp.", Look.CREDITS),
    )
    rows: list[list[Cell]] = [
        [*step_words(comparison, step), what, one.code, one.title, one.credits]
        for step in comparison.steps
        for what, courses in (("nieuw", step.new_courses), ("verdwenen", step.gone_courses))
        for one in courses
    ]
    _start(
        sheet,
        "Opleidingsonderdelen die nieuw zijn of verdwenen",
        "Wat in de ene lijst staat en in de andere niet herkend werd. Een opleidingsonderdeel dat"
        " een andere titel én een andere tekst kreeg, staat hier twee keer.",
    )
    sheet.table("NieuwEnVerdwenen", columns, rows, "Opleidingsonderdelen per stap")
    _end(sheet, freeze=3)


def write_platforms(sheet: Sheet, comparison: Comparison) -> None:
    """Write how many programmes of each platform show an item."""
    names = [one.name or NO_PLATFORM for one in comparison.platforms]
    rows: list[list[Cell]] = [
        [title, row.group, row.label, *(platform_words(count) for count in row.platforms)]
        for title, row in _rows(comparison)
    ]
    _start(
        sheet,
        "Platforms: hoeveel opleidingen tonen een kaderitem",
        "Van elke opleiding telt enkel de nieuwste lijst. ‘2 van 3 (1 bevestigd)’: in twee van de"
        " drie opleidingen is het item bevestigd of voorgesteld, in één daarvan bevestigd. Welke"
        " hogeschool bij welk platform hoort, staat in platforms.yaml (naar een bron van januari"
        " 2020), of in het bestand dat met --platforms gegeven is.",
    )
    columns = (*_ITEM_COLUMNS, *(Column(name) for name in names))
    sheet.table("PerPlatform", columns, rows, "Kaderitems per regionaal platform")
    for platform in comparison.platforms:
        if platform.priorities:
            text = f"Werkpunten van platform {platform.name}: {'; '.join(platform.priorities)}."
            sheet.row += 1
            sheet.lines(text, _LINE, Look.NOTE)
    _end(sheet, freeze=len(_ITEM_COLUMNS))


def write_bridges(sheet: Sheet, comparison: Comparison) -> None:
    """Write how lists with another edition or framework were read."""
    columns = tuple(
        Column(name)
        for name in ("Lijst", "Gekoppeld met", "Gelezen als", "Telt mee?", "Item", "Staat voor")
    )
    rows = [
        [comparison.lists[one.place].name, one.source, one.target, *rest]
        for one in comparison.bridges
        for rest in _bridge_rows(one)
    ]
    _start(
        sheet,
        "Bruggen tussen edities en kaders",
        "Tussen edities langs vervangen items, tussen kaders langs de meegeleverde crosswalks."
        " Enkel hetzelfde en bijna hetzelfde tellen mee; ruimer, enger en verwant niet.",
    )
    sheet.table("Bruggen", columns, rows, "Hoe items van andere edities gelezen zijn")
    _end(sheet, freeze=1)


def _bridge_rows(bridge: Bridge) -> Iterator[list[Cell]]:
    for pair in bridge.counted:
        yield [f"ja: {pair.how}", pair.old, pair.new]
    for pair in bridge.approximate:
        yield [f"nee: {pair.how}", pair.old, pair.new]
    for item in bridge.unbridged:
        yield ["nee: geen tegenhanger", item, None]
    for item in bridge.unasked:
        yield ["nee: hier niet gevraagd", None, item]


def _rows(comparison: Comparison) -> Iterator[tuple[str, ItemRow]]:
    for one in comparison.frameworks:
        for row in one.items:
            yield one.title, row


def _start(sheet: Sheet, title: str, note: str) -> None:
    sheet.title(title)
    sheet.row = HEAD_ROWS - 1
    sheet.lines(note, _LINE, Look.NOTE)
    sheet.row = max(sheet.row, _HEADER_ROW)


def _end(sheet: Sheet, *, freeze: int) -> None:
    sheet.freeze(_HEADER_ROW + 1, freeze)
    sheet.finish(repeat=(_HEADER_ROW, _HEADER_ROW), paper="A3")


def _tint(sheet: Sheet, area: Area, columns: tuple[int, int]) -> None:
    corner: str = xl_rowcol_to_cell(area.first_row, columns[0])
    cells = (area.first_row, columns[0], area.last_row, columns[1])
    for finding, look in _LOOKS.items():
        sheet.tint(cells, f'{corner}="{FINDING_WORDS[finding]}"', look)
