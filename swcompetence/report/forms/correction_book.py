"""Render the workbook on which a practitioner corrects an edition."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from swcompetence.model import Framework
from swcompetence.report.sheets.book import Book, ChoiceLists, Imprint, workbook_bytes
from swcompetence.report.sheets.sheet import Area, Cell, Head, Sheet, SheetColumn, widths
from swcompetence.report.sheets.style import Look
from swcompetence.review.corrections import (
    COUNTER_WORD,
    KIND_WORDS,
    REMOVE,
    STRENGTH_WORDS,
    DefinitionColumn,
    IndicatorColumn,
    definition_cells,
    edition_mark,
    full_label,
    wording_cells,
    wordings,
)

_NEW_ROWS = 60
_INDICATORS = (
    SheetColumn(IndicatorColumn.ITEM, Look.CELL_MINOR, 24),
    SheetColumn(IndicatorColumn.LABEL, Look.CELL, 34),
    SheetColumn(IndicatorColumn.KIND, Look.CELL, 13),
    SheetColumn(IndicatorColumn.STRENGTH, Look.CELL, 9),
    SheetColumn(IndicatorColumn.PHRASE, Look.CELL_STRONG, 40),
    SheetColumn(IndicatorColumn.NOT_NEAR, Look.CELL_MINOR, 24),
    SheetColumn(IndicatorColumn.NOTE, Look.CELL_MINOR, 28),
    SheetColumn(IndicatorColumn.CORRECTION, Look.INPUT_TEXT, 36),
    SheetColumn(IndicatorColumn.KEY, Look.CELL_MINOR, 10),
)
_DEFINITIONS = (
    SheetColumn(DefinitionColumn.ITEM, Look.CELL_MINOR, 24),
    SheetColumn(DefinitionColumn.LABEL, Look.CELL_STRONG, 34),
    SheetColumn(DefinitionColumn.DEFINITION, Look.CELL, 66),
    SheetColumn(DefinitionColumn.CORRECTION, Look.INPUT, 66),
    SheetColumn(DefinitionColumn.KEY, Look.CELL_MINOR, 10),
)
_STEPS = {
    "Wat staat hier?": "De woorden waaraan de software een thema herkent in een studiefiche, één"
    " rij per woordgroep. De software vindt elke verbuiging: ‘huisbezoek afleggen’ vindt ook"
    " ‘huisbezoeken afleggen’. U kent de praktijk; verbeter wat niet klopt.",
    "Andere woorden": "Typ de nieuwe woorden in de gele kolom Correctie. De oude laat u staan.",
    "Schrappen": f"Typ ‘{REMOVE}’ in Correctie. Verwijder de rij zelf niet.",
    "Zwakker of sterker": "Typ ‘zwak’ als de woorden ook vaak over iets anders gaan: ze tellen dan"
    " enkel naast andere woorden van het thema. Typ ‘sterk’ als ze op zich volstaan.",
    "Toevoegen": "Gebruik de lege rijen onderaan: kies een thema en typ de woorden in Correctie."
    " Soort en sterkte mogen leeg blijven: dan zijn het gewone, sterke woorden.",
    f"Soort ‘{COUNTER_WORD}’": "Woorden waarin het thema iets anders betekent. Staat bij ‘huur’ de"
    " woordgroep ‘huurauto’, dan telt ‘huur’ daar niet mee.",
    "Soort ‘afkorting’": "Enkel met dezelfde hoofdletters: LAC is iets anders dan lac.",
    "Niet dicht bij": "Staat een van die woorden vlak bij de woordgroep, dan telt ze niet. Bij een"
    " nieuwe rij mag u er opgeven, met komma's ertussen.",
    "leefloon*": "Elk woord dat zo begint: leefloonaanvraag. ‘*recht’ vindt wat zo eindigt.",
    "(gezin|koppel) begeleiden": "Een van beide. Met ‘(dringende)? steun’ mag het woord ontbreken.",
    "brug ... slaan": "Hoogstens drie andere woorden ertussen.",
    "schulden + afbetaling": "Beide in één zin, in welke volgorde ook.",
    "Een omschrijving verbeteren": "Typ de volledige nieuwe tekst in Correctie, op het blad"
    " Omschrijvingen. De namen van de thema's liggen vast: daaraan hangen besluiten van lesgevers.",
    "Teruggeven": "Bewaar het bestand als Excel-werkmap. ‘swcompetence frameworks apply’ maakt er"
    " uw eigen versie van het kader van; fouten meldt het met blad en cel. Wat lesgevers al"
    " beslisten, blijft gelden.",
}


def render_correction_book(edition: Framework) -> bytes:
    """Write the workbook (.xlsx) of one edition: the same bytes always."""
    head = Head(
        programme=f"Gemaakt van {edition_mark(edition)}",
        banner="Typ uw verbeteringen enkel in de gele kolom Correctie. Hoe dat gaat, staat op het"
        " blad Uitleg.",
        is_done=False,
        date="",
    )
    imprint = Imprint(f"Correctieblad: {edition.title}")
    return workbook_bytes(imprint, head, partial(_write, edition))


def _write(edition: Framework, book: Book) -> None:
    items = [item for item in edition.items if item.deprecated is None]
    choices: dict[str, list[str]] = {
        IndicatorColumn.ITEM: [item.id for item in items],
        IndicatorColumn.LABEL: [full_label(edition, item) for item in items],
        IndicatorColumn.KIND: [*KIND_WORDS.values(), COUNTER_WORD],
        IndicatorColumn.STRENGTH: list(STRENGTH_WORDS.values()),
    }
    lists = ChoiceLists(choices)
    lines = [(key, wording_cells(edition, wording)) for key, wording in wordings(edition)]
    sheet = book.sheet("Woorden", widths(_INDICATORS))
    sheet.title(f"{edition.title}: de woorden van elk thema")
    area = _table(sheet, "Woorden", _INDICATORS, [*lines, *([("", {})] * _NEW_ROWS)])
    new = area._replace(first_row=area.first_row + len(lines))
    for place, column in enumerate(_INDICATORS[:-1]):
        for row in range(new.first_row, new.last_row + 1):
            sheet.put(row, place, None, Look.INPUT_TEXT)
        if column.header in choices:
            sheet.offer(new, place, f"={lists.cells(column.header)}", error_type="warning")
    sheet.finish_table(area.first_row - 1, 2)
    sheet = book.sheet("Uitleg", (30, 100))
    sheet.title("Zo verbetert u een kader")
    for question, answer in _STEPS.items():
        sheet.pair(question, answer)
    sheet.finish_text()
    texts = [(item.id, definition_cells(edition, item)) for item in items]
    sheet = book.sheet("Omschrijvingen", widths(_DEFINITIONS))
    sheet.title(f"{edition.title}: wat elk thema is")
    area = _table(sheet, "Omschrijvingen", _DEFINITIONS, texts)
    sheet.finish_table(area.first_row - 1, 2)
    lists.write(book.workbook)


def _table(
    sheet: Sheet,
    name: str,
    columns: Sequence[SheetColumn],
    lines: Sequence[tuple[str, dict[str, str]]],
) -> Area:
    """Write lines by column, an empty cell to correct in, and a hidden key to know a row by."""
    rows: list[list[Cell]] = [
        [*(cells.get(column.header) for column in columns[:-1]), key] for key, cells in lines
    ]
    area = sheet.table(name, columns, rows, name)
    sheet.hide(len(columns) - 1)
    return area
