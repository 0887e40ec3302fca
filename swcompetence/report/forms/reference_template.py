"""Render the form on which people of the practice weigh the items of an edition."""

from __future__ import annotations

from itertools import groupby

from xlsxwriter.utility import xl_range_abs

from swcompetence.files.data.reference_form import FORM_LABELS, MOST_POINTS, NOT_KNOWN
from swcompetence.model import Framework, Item
from swcompetence.report.sheets.book import Book, Imprint, workbook_bytes
from swcompetence.report.sheets.sheet import (
    Cell,
    Formula,
    Head,
    Sheet,
    SheetColumn,
    address,
    widths,
)
from swcompetence.report.sheets.style import Look

FORM = "Formulier"
EXPLANATION = "Uitleg"

_COLUMNS = (
    SheetColumn("Thema", width=38),
    SheetColumn("Wat eronder valt", width=74),
    SheetColumn(f"Punten (0-{MOST_POINTS})", width=12),
    SheetColumn("Aandeel", Look.SHARE, 11),
    SheetColumn("Toelichting (mag leeg)", width=36),
    SheetColumn("Code", width=27),
)
_POINTS, _SHARE = 2, 3
_WHO = "Ingevuld door (mag leeg)"
_HINTS = {
    "organisation": "bijvoorbeeld: OCMW Denderkant (verzonnen)",
    "role": "bijvoorbeeld: maatschappelijk werker, hoofdmaatschappelijk werker",
    "date": "bijvoorbeeld: 22-11-2026",
    "remark": "wat u nog kwijt wilt",
}
_WHO_HINT = "blijft op dit formulier; namen komen niet in de referentie"
_STEPS = {
    "Wat vragen we?": "Hoeveel van het werk in uw OCMW of Sociaal Huis gaat naar elk thema? Denk"
    " aan het werk van de maatschappelijk werkers samen, in een gewoon jaar.",
    "Hoe geeft u punten?": f"Geef elk thema 0 tot {MOST_POINTS} punten. 0 betekent dat het bij u"
    f" niet voorkomt, {MOST_POINTS} dat het van alle thema's het meeste werk vraagt. Enkel de"
    " verhouding telt: 8 punten is dubbel zoveel werk als 4. Halve punten mogen.",
    "Wat als u iets niet weet?": "Schat. Weet u het echt niet, zet dan een vraagteken"
    f" ({NOT_KNOWN}): dat thema geldt dan als niet gemeten. Een thema dat u leeg laat, telt als 0."
    " Hoort een thema bij een andere dienst van uw lokaal bestuur, reken dan enkel wat uw sociale"
    " dienst ervan doet.",
    "Wat met overlap?": "Eén huisbezoek kan over schulden en over wonen gaan. Verdeel het werk"
    " dan over de thema's waar het om draait; de punten hoeven samen geen vast getal te zijn.",
    "Wat is de kolom Aandeel?": "Uw punten voor een thema, gedeeld door de som van al uw punten."
    " Ze rekent vanzelf mee en helpt u om de verhoudingen na te kijken. U hoeft ze niet in te"
    " vullen.",
    "Wat gebeurt ermee?": "De aandelen van alle respondenten worden gemiddeld; elk formulier"
    " weegt even zwaar. Het verslag over een opleiding noemt de referentie bij elk cijfer en"
    " toont hoe ver de antwoorden uit elkaar liggen. Er bestaat geen officiële norm: uw antwoord"
    " is een inschatting uit de praktijk en wordt ook zo genoemd.",
    "En uw gegevens?": "Uw OCMW en uw functie staan als bron bij de referentie. Een naam bij"
    " ‘Ingevuld door’ en uw toelichtingen blijven op dit formulier. Schrijf niets over cliënten.",
    "Hoe geeft u het terug?": "Bewaar het als Excel-bestand en bezorg het aan wie het u vroeg."
    " Eén formulier per respondent. Laat de kolom Code staan: daaraan wordt elk thema herkend.",
}


def render_reference_template(framework: Framework) -> bytes:
    """Write the empty form (.xlsx) for the mapping level of an edition: the same bytes always."""
    head = Head(
        programme=f"Bij {framework.title}, editie {framework.version}",
        banner=f"Hoeveel van het werk in uw OCMW gaat naar elk thema? Geef elk thema 0 tot"
        f" {MOST_POINTS} punten in de gele kolom. Leeg telt als 0 (komt niet voor). Uitleg staat op"
        f" het blad {EXPLANATION}.",
        is_done=False,
        date="",
    )
    imprint = Imprint("Formulier: het gewicht van thema's in de praktijk")

    def write(book: Book) -> None:
        _write_form(book.sheet(FORM, widths(_COLUMNS)), framework)
        sheet = book.sheet(EXPLANATION, (30, 110))
        sheet.title("Zo vult u het formulier in")
        for question, answer in _STEPS.items():
            sheet.pair(question, answer)
        sheet.finish(repeat=(0, 2))

    return workbook_bytes(imprint, head, write)


def _write_form(sheet: Sheet, framework: Framework) -> None:
    sheet.title("Wat vraagt het werk in uw OCMW?")
    _write_facts(sheet, framework)
    header = sheet.row
    for place, column in enumerate(_COLUMNS):
        sheet.put(header, place, column.header, column.header_look)
    groups = [
        (group, list(items))
        for group, items in groupby(framework.mapping_items, key=framework.group)
    ]
    last = header + len(framework.mapping_items) + sum(group is not None for group, _ in groups)
    total = f"SUM({xl_range_abs(header + 1, _POINTS, last, _POINTS)})"
    row = header + 1
    for group, items in groups:
        if group:
            cells: tuple[Cell, ...] = (group.label, group.definition, None, None, None, None)
            for place, cell in enumerate(cells):
                sheet.put(row, place, cell, Look.TOTAL_LABEL)
            row += 1
        for item in items:
            _write_item(sheet, row, item, total)
            row += 1
    for place in range(len(_COLUMNS)):
        sheet.put(row, place, None, Look.TOTAL_LABEL)
    sheet.put(row, 0, "Som van uw punten", Look.TOTAL_LABEL)
    sheet.put(row, _POINTS, Formula(total, 0), Look.TOTAL)
    points = address(header + 1, _POINTS)
    is_number = f"AND(ISNUMBER({points}),{points}>=0,{points}<={MOST_POINTS})"
    rule = {
        "validate": "custom",
        "value": f'=OR({points}="{NOT_KNOWN}",{is_number})',
        "input_title": "Punten",
        "input_message": f"0 = komt niet voor, {MOST_POINTS} = vraagt het meeste werk."
        f" Leeg telt als 0; {NOT_KNOWN} = weet ik niet.",
        "error_type": "warning",
        "error_title": "Punten",
        "error_message": f"Geef een getal van 0 tot {MOST_POINTS}, of {NOT_KNOWN} als u het niet"
        " weet.",
    }
    sheet.worksheet.data_validation(header + 1, _POINTS, last, _POINTS, rule)
    sheet.finish_table(header, 1)


def _write_facts(sheet: Sheet, framework: Framework) -> None:
    sheet.put(sheet.row, 0, FORM_LABELS["framework"], Look.QUESTION)
    sheet.put(sheet.row, 1, framework.ref, Look.TEXT)
    asked = [(FORM_LABELS[name], hint) for name, hint in _HINTS.items()]
    for row, (label, hint) in enumerate([*asked[:2], (_WHO, _WHO_HINT), *asked[2:]], sheet.row + 1):
        sheet.put(row, 0, label, Look.QUESTION)
        sheet.put(row, 1, None, Look.INPUT)
        rule = {"validate": "any", "input_title": label[:32], "input_message": hint}
        sheet.worksheet.data_validation(row, 1, row, 1, rule)
    sheet.row += len(asked) + 3


def _write_item(sheet: Sheet, row: int, item: Item, total: str) -> None:
    points = address(row, _POINTS)
    known = f"IF({total}=0,0,N({points})/{total})"
    share = Formula(f'IF({points}="{NOT_KNOWN}","{NOT_KNOWN}",{known})', 0)
    cells: tuple[tuple[Cell, Look], ...] = (
        (item.label, Look.CELL_STRONG),
        (item.definition, Look.CELL),
        (None, Look.INPUT),
        (share, Look.SHARE),
        (None, Look.INPUT),
        (item.id, Look.CELL_MINOR),
    )
    for place, (cell, look) in enumerate(cells):
        sheet.put(row, place, cell, look)
