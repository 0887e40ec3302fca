"""Reads .xlsx and .xlsm through openpyxl; nothing in the file is run or followed."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from openpyxl.cell.cell import Cell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet as OpenpyxlSheet
from openpyxl.xml.constants import SHARED_STRINGS

from swcompetence.errors import InputFileError
from swcompetence.files.course_list.issue_codes import warning
from swcompetence.files.formats.cell_text import BREAKS, number_text, plain_text
from swcompetence.files.formats.raw_sheet import RawSheet, finish
from swcompetence.files.formats.read_limits import ReadLimits
from swcompetence.files.formats.worksheet import Worksheet, too_many_cells
from swcompetence.files.formats.xlsx_layout import hidden_issues, struck_issues
from swcompetence.files.formats.xlsx_parts import count_cells, shared_strings, uncached_formulas
from swcompetence.model import Issue, Place, Table

_ZEROS = re.compile(r"0+")


def read_xlsx(
    content: bytes, path: Path, limits: ReadLimits
) -> tuple[tuple[Worksheet, ...], tuple[Issue, ...]]:
    """Read all sheets of a workbook that `kind_of` let through.

    Raises:
        InputFileError: openpyxl cannot make sense of it, or it has too many cells.
    """
    try:
        counted = count_cells(content)
        uncached = uncached_formulas(content) if counted <= limits.cells else {}
    except Exception as error:  # XML and zip errors of many kinds
        raise _damaged(path) from error
    if counted > limits.cells:
        raise too_many_cells(path, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that do not concern us
            reader = _Reader(BytesIO(content), data_only=True, keep_links=False)
            reader.read()
    except Exception as error:  # openpyxl raises any kind on a foreign file
        raise _damaged(path) from error
    sheets: list[Worksheet] = []
    issues: list[Issue] = []
    for sheet in reader.wb.worksheets:
        worksheet, found = _read_sheet(sheet, path, limits)
        sheets.append(worksheet)
        issues += _uncached_issues(worksheet.table, uncached.get(sheet.title, ()))
        issues += found
    return tuple(sheets), tuple(issues)


class _Reader(ExcelReader):
    """The reader of openpyxl, with a faster one for the texts of cells."""

    def read_strings(self) -> None:
        """Read the shared strings."""
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]  # openpyxl's stub
        if part:
            with self.archive.open(part.PartName[1:]) as stream:
                self.shared_strings = shared_strings(stream)


def _damaged(path: Path) -> InputFileError:
    return InputFileError(
        path,
        "deze werkmap kan niet gelezen worden; ze lijkt beschadigd.",
        "Open ze in Excel, laat ze herstellen en bewaar ze opnieuw als .xlsx.",
    )


def _read_sheet(
    sheet: OpenpyxlSheet, path: Path, limits: ReadLimits
) -> tuple[Worksheet, list[Issue]]:
    cells = {
        (row, column - 1): cell
        for (row, column), cell in sheet._cells.items()  # noqa: SLF001 - iter_rows makes every empty cell up to the last one
        if isinstance(cell, Cell) and cell.value is not None
    }
    raw = RawSheet(
        sheet.title,
        {place: text for place, cell in cells.items() if (text := _text(cell)).strip()},
        [
            (one.min_row, one.min_col - 1, one.max_row, one.max_col - 1)
            for one in sheet.merged_cells.ranges
        ],
        sheet.sheet_state,
        {place: str(cell.value) for place, cell in cells.items() if cell.data_type == "e"},
    )
    worksheet, issues = finish(raw, path, limits)
    where = Place(file=path.name, sheet=sheet.title)
    issues += hidden_issues(sheet, raw.texts, where)
    issues += struck_issues(cells, raw.texts, where)
    return worksheet, issues


def _text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, str):
        if cell.data_type == "e":
            return ""
        return BREAKS.sub("\n", unescape(value) if "_x" in value else value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value, cell.number_format)
    return plain_text(value)


def _number(value: float, number_format: str) -> str:
    text = number_text(value)
    # A format of zeros only shows leading zeros: the code 00123 is stored as 123.
    if _ZEROS.fullmatch(number_format) and text.isdigit():
        return text.zfill(min(len(number_format), 50))
    return text


def _uncached_issues(table: Table, addresses: tuple[str, ...]) -> Iterator[Issue]:
    if addresses:
        named = ", ".join(addresses[:10]) + (" …" if addresses[10:] else "")
        yield warning(
            "formula-without-value",
            f"Formules zonder bewaarde waarde zijn als leeg gelezen: {named}. Open het bestand in"
            " Excel, bewaar het en lees het opnieuw in.",
            Place(file=table.file, sheet=table.sheet, cell=addresses[0]),
        )
