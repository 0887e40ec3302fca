"""The sheet *Aanknopingspunten*: where a conversation about a missing theme could start."""

from __future__ import annotations

from swcompetence.analysis.starting_points import ItemStartingPoints, Nearness, StartingPoint
from swcompetence.phrasing import counted
from swcompetence.report.findings.gap_report import GapReport
from swcompetence.report.findings.wording import quoted
from swcompetence.report.sheets.book import Book
from swcompetence.report.sheets.sheet import Cell, SheetColumn
from swcompetence.report.sheets.style import Look

_WIDTHS = (22, 34, 38, 30, 66, 30)
_COLUMNS = (
    SheetColumn("Kader en cluster", Look.CELL_MINOR),
    SheetColumn("Kaderitem", Look.CELL_STRONG),
    SheetColumn("Opleidingsonderdeel"),
    SheetColumn("Waarom het dichtbij komt"),
    SheetColumn("Zinnen uit de fiche die dat tonen", Look.CELL_QUOTE),
    SheetColumn("Woorden die dichtbij komen"),
)
_ITEM_COLUMN = 1
_LINE = 200
_MOST_TEXT = 220
_INTRO = (
    "Voor elk kaderitem dat niet aangetroffen is in de fiches, enkel terloops vermeld is of"
    " onderbelicht is: hoogstens drie opleidingsonderdelen waarvan de fiche er het dichtst bij"
    " komt. Het is een plek om een gesprek te beginnen: er staat niet dat het item daar aan bod"
    " komt, en ook niet dat het daar thuishoort."
)
_NONE = "Er zijn geen kaderitems waarvoor aanknopingspunten gezocht worden."


def write_starting_points(book: Book, report: GapReport) -> None:
    """Add the sheet."""
    sheet = book.sheet("Aanknopingspunten", _WIDTHS)
    sheet.title("Aanknopingspunten: een plek om een gesprek te beginnen")
    practice = report.practice.starting_points if report.practice else ()
    items = (*practice, *report.starting_points)
    if not items:
        sheet.lines(_NONE, _LINE)
        sheet.finish_text()
        return
    sheet.lines(_INTRO, _LINE)
    sheet.row += 1
    header = sheet.row
    rows = [_row(report, item, point) for item in items for point in item.points]
    area = sheet.table("Aanknopingspunten", _COLUMNS, rows, "Plekken voor een gesprek")
    sheet.tint_groups(area, _ITEM_COLUMN, len(_COLUMNS) - 1)
    sheet.row += 1
    bare = [item.label for item in items if not item.points]
    if bare:
        number = counted(len(bare), "kaderitem", "kaderitems")
        sheet.heading(f"Zonder aanknopingspunt: {number}")
        sheet.lines(f"{'; '.join(bare)}.", _LINE)
    sheet.finish_table(header, 2)


def _row(report: GapReport, item: ItemStartingPoints, point: StartingPoint) -> list[Cell]:
    framework = report.framework(item.item.framework)
    title = framework.title if framework else item.item.framework
    quotes = [quoted(segment.text, segment.field, _MOST_TEXT) for segment in point.segments]
    words = dict.fromkeys(word for segment in point.segments for word in segment.words)
    whys = {
        Nearness.TERM: "de fiche bevat een term van het kaderitem",
        Nearness.RELATED: f"raakt ‘{point.related}’, een verwant item",
    }
    return [
        f"{title}\n{item.group}" if item.group else title,
        item.label,
        report.course(point.course).name,
        whys[point.nearness],
        "\n".join(quotes),
        ", ".join(words),
    ]
