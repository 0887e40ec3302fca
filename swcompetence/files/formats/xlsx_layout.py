"""Tells what a person sees in an .xlsx and a reader of its texts does not: hidden, struck out."""

from __future__ import annotations

from collections.abc import Iterator

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet as OpenpyxlSheet

from swcompetence.files.course_list.issue_codes import info, warning
from swcompetence.files.formats.raw_sheet import CellPlace, address_of
from swcompetence.files.formats.worksheet import TextMap, spans
from swcompetence.model import Issue, Place, column_letters

CellMap = dict[CellPlace, Cell]


def hidden_issues(sheet: OpenpyxlSheet, texts: TextMap, where: Place) -> Iterator[Issue]:
    """Name the hidden rows and columns of a sheet."""
    used = {row for row, _ in texts}
    rows = [row for row, facts in sheet.row_dimensions.items() if facts.hidden and row in used]
    if rows:
        yield warning(
            "hidden-rows",
            f"Verborgen rijen zijn meegelezen: {spans(rows)}. Verwijder ze uit het bestand als ze"
            " niet bij de lijst horen.",
            _at(where, str(min(rows))),
        )
    hidden = [
        ((facts.min or 1) - 1, facts.max or 0)
        for facts in sheet.column_dimensions.values()
        if facts.hidden
    ]
    columns = sorted({column for _, column in texts})
    letters = [column_letters(c) for c in columns if any(a <= c < b for a, b in hidden)]
    if letters:
        yield info(
            "hidden-columns",
            f"Verborgen kolommen zijn meegelezen: {', '.join(letters)}.",
            _at(where, f"{letters[0]}1"),
        )


def struck_issues(cells: CellMap, texts: TextMap, where: Place) -> Iterator[Issue]:
    """Name the rows and cells that are struck out."""
    struck = _struck(cells, texts)
    if not struck:
        return
    plain = {row for row, _ in texts.keys() - struck}
    rows = [row for row in {row for row, _ in struck} if row not in plain]
    if rows:
        yield warning(
            "struck-out-rows",
            f"Doorgestreepte rijen zijn meegelezen: {spans(rows)}. Verwijder ze uit het bestand"
            " als die opleidingsonderdelen niet meer bestaan.",
            _at(where, str(min(rows))),
        )
    partly = [address_of(place) for place in sorted(struck) if place[0] in plain]
    if partly:
        yield warning(
            "struck-out-cells",
            f"Doorgestreepte cellen zijn meegelezen: {', '.join(partly)}. Verwijder de tekst als"
            " die niet meer geldt.",
            _at(where, partly[0]),
        )


def _struck(cells: CellMap, texts: TextMap) -> set[CellPlace]:
    """Find the struck-out cells; a style is looked up once, since that is slow."""
    by_style: dict[int, bool] = {}
    struck = set()
    for place in texts:
        cell = cells[place]
        if not cell.has_style:
            continue
        style = cell.style_id
        if style not in by_style:
            by_style[style] = bool(cell.font.strike)
        if by_style[style]:
            struck.add(place)
    return struck


def _at(where: Place, cell: str) -> Place:
    return where.model_copy(update={"cell": cell})
