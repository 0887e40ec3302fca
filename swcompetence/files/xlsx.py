"""Reads .xlsx and .xlsm through openpyxl, and tells what a reader of the list cannot see."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet as OpenpyxlSheet

from swcompetence.cells import CELL_LIMIT, inert
from swcompetence.errors import InputFileError
from swcompetence.files.issue_codes import info, warning
from swcompetence.files.worksheet import Worksheet, rows_of, spans
from swcompetence.files.xlsx_parts import range_area, uncached_formulas
from swcompetence.model import Issue, Place, Table, column_letters

__all__ = ["read_xlsx"]

_MOST_CELLS = 4_000_000
_MOST_COLUMNS = 256
_ZEROS = re.compile(r"0+")
_BREAKS = re.compile(r"[\x0b\x0c]")

CellMap = dict[tuple[int, int], Cell]
TextMap = dict[tuple[int, int], str]


def read_xlsx(content: bytes, path: Path) -> tuple[tuple[Worksheet, ...], tuple[Issue, ...]]:
    """Read all sheets of a workbook that passed `check_workbook`.

    Raises:
        InputFileError: openpyxl cannot make sense of it, or it has too many cells.
    """
    try:
        area = range_area(content)
        uncached = uncached_formulas(content)
    except Exception as error:  # XML and zip errors of many kinds
        raise _damaged(path) from error
    if area > _MOST_CELLS:
        raise _too_large(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that do not concern us
            book = load_workbook(BytesIO(content), data_only=True)
    except Exception as error:  # openpyxl raises any kind on a foreign file
        raise _damaged(path) from error
    sheets: list[Worksheet] = []
    issues: list[Issue] = []
    for sheet in book.worksheets:
        worksheet, found = _read_sheet(sheet, path)
        sheets.append(worksheet)
        issues += _uncached_issue(worksheet.table, uncached.get(sheet.title, ()))
        issues += found
    return tuple(sheets), tuple(issues)


def _damaged(path: Path) -> InputFileError:
    return InputFileError(
        path,
        "deze werkmap kan niet gelezen worden; ze lijkt beschadigd.",
        "Open ze in Excel, laat ze herstellen en bewaar ze opnieuw als .xlsx.",
    )


def _too_large(path: Path) -> InputFileError:
    return InputFileError(
        path,
        "een blad in deze werkmap heeft te veel cellen voor een lijst van opleidingsonderdelen.",
        "Bewaar enkel de lijst in een nieuwe werkmap, zonder losse tekst ver onder de lijst en"
        " zonder samengevoegde volledige kolommen.",
    )


def _read_sheet(sheet: OpenpyxlSheet, path: Path) -> tuple[Worksheet, list[Issue]]:
    filled = {
        (row, column - 1): cell
        for (row, column), cell in sheet._cells.items()  # noqa: SLF001 - iter_rows makes every empty cell up to the last one
        if isinstance(cell, Cell) and cell.value is not None
    }
    cells = {place: cell for place, cell in filled.items() if place[1] < _MOST_COLUMNS}
    texts = {place: text for place, cell in cells.items() if (text := _text(cell)).strip()}
    width = max((column for _, column in texts), default=0) + 1
    if width * max((row for row, _ in texts), default=0) > _MOST_CELLS:
        raise _too_large(path)
    where = Place(file=path.name, sheet=sheet.title)
    issues = [
        *_far_right(filled, where),
        *_cell_issues(cells, where),
        *_hidden(sheet, texts, where),
        *_struck_out(cells, texts, where),
    ]
    full, copied = _fill_merged(sheet, texts)
    table = Table(path.name, sheet.title, rows_of(full), sheet.sheet_state)
    return Worksheet(table, copied), issues


def _text(cell: Cell) -> str:
    value = cell.value
    if cell.data_type == "e":
        return ""
    if isinstance(value, bool):
        return "waar" if value else "onwaar"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    if isinstance(value, datetime):
        return (
            value.date().isoformat()
            if value.time() == time()
            else value.isoformat(" ", timespec="minutes")
        )
    if isinstance(value, date | time):
        return value.isoformat()
    return inert(_BREAKS.sub("\n", unescape(str(value))))


def _number(value: float, number_format: str) -> str:
    if not float(value).is_integer():
        return format(value, ".15g")
    text = str(int(value))
    # A format of zeros only shows leading zeros: the code 00123 is stored as 123.
    return text.zfill(len(number_format)) if _ZEROS.fullmatch(number_format) else text


def _fill_merged(sheet: OpenpyxlSheet, texts: TextMap) -> tuple[TextMap, frozenset[str]]:
    full = dict(texts)
    copied: set[str] = set()
    last_row = max((row for row, _ in texts), default=0)
    last_column = max((column for _, column in texts), default=-1)
    for merged in sheet.merged_cells.ranges:
        first = (merged.min_row, merged.min_col - 1)
        if first not in texts:
            continue
        for row in range(merged.min_row, min(merged.max_row, last_row) + 1):
            for column in range(merged.min_col - 1, min(merged.max_col - 1, last_column) + 1):
                full[row, column] = texts[first]
                if row > merged.min_row:
                    copied.add(f"{column_letters(column)}{row}")
    return full, frozenset(copied)


def _address(place: tuple[int, int]) -> str:
    return f"{column_letters(place[1])}{place[0]}"


def _at(where: Place, cell: str) -> Place:
    return where.model_copy(update={"cell": cell})


def _far_right(cells: CellMap, where: Place) -> Iterator[Issue]:
    far = sorted(place for place in cells if place[1] >= _MOST_COLUMNS)
    if far:
        yield warning(
            "cells-far-right",
            f"Cellen voorbij kolom {column_letters(_MOST_COLUMNS - 1)} zijn niet gelezen (vanaf"
            f" {_address(far[0])}). Staat daar iets van de lijst, verplaats het dan naar links.",
            _at(where, _address(far[0])),
        )


def _cell_issues(cells: CellMap, where: Place) -> Iterator[Issue]:
    for place, cell in sorted(cells.items(), key=lambda pair: pair[0]):
        address = _address(place)
        if cell.data_type == "e":
            yield warning(
                "formula-error",
                f"Cel {address} geeft de fout {cell.value} en is als leeg gelezen. Herstel de"
                " formule in Excel en bewaar het bestand.",
                _at(where, address),
            )
        if not isinstance(cell.value, str):
            continue
        raw = _BREAKS.sub("\n", unescape(cell.value))
        if len(raw) >= CELL_LIMIT:
            yield warning(
                "cell-full",
                f"Cel {address} bevat het grootste aantal tekens dat Excel toelaat; het einde van"
                " de tekst kan ontbreken. Kijk de tekst na in de bron.",
                _at(where, address),
            )
        if inert(raw).count("\ufffd") > raw.count("\ufffd"):
            yield info(
                "control-characters",
                f"Cel {address} bevat onleesbare stuurtekens; ze zijn vervangen door ‘\ufffd’.",
                _at(where, address),
            )


def _hidden(sheet: OpenpyxlSheet, texts: TextMap, where: Place) -> Iterator[Issue]:
    used = {row for row, _ in texts}
    rows = [row for row, facts in sheet.row_dimensions.items() if facts.hidden and row in used]
    if rows:
        yield warning(
            "hidden-rows",
            f"Verborgen rijen zijn meegelezen: {spans(rows)}. Verwijder ze uit het bestand als ze"
            " niet bij de lijst horen.",
            _at(where, str(min(rows))),
        )
    columns = [
        column
        for facts in sheet.column_dimensions.values()
        if facts.hidden
        for column in range((facts.min or 1) - 1, facts.max or 0)
    ]
    letters = [column_letters(c) for c in sorted({c for _, c in texts} & set(columns))]
    if letters:
        yield info(
            "hidden-columns",
            f"Verborgen kolommen zijn meegelezen: {', '.join(letters)}.",
            _at(where, f"{letters[0]}1"),
        )


def _struck_out(cells: CellMap, texts: TextMap, where: Place) -> Iterator[Issue]:
    struck = {p for p in texts if cells[p].font.strike}
    plain = {row for row, _ in texts.keys() - struck}
    rows = [row for row in {row for row, _ in struck} if row not in plain]
    if rows:
        yield warning(
            "struck-out-rows",
            f"Doorgestreepte rijen zijn meegelezen: {spans(rows)}. Verwijder ze uit het bestand"
            " als die opleidingsonderdelen niet meer bestaan.",
            _at(where, str(min(rows))),
        )
    partly = [_address(place) for place in sorted(struck) if place[0] in plain]
    if partly:
        yield warning(
            "struck-out-cells",
            f"Doorgestreepte cellen zijn meegelezen: {', '.join(partly)}. Verwijder de tekst als"
            " die niet meer geldt.",
            _at(where, partly[0]),
        )


def _uncached_issue(table: Table, addresses: tuple[str, ...]) -> Iterator[Issue]:
    if addresses:
        named = ", ".join(addresses[:10]) + (" …" if addresses[10:] else "")
        yield warning(
            "formula-without-value",
            f"Formules zonder bewaarde waarde zijn als leeg gelezen: {named}. Open het bestand in"
            " Excel, bewaar het en lees het opnieuw in.",
            Place(file=table.file, sheet=table.sheet, cell=addresses[0]),
        )
