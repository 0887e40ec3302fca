"""What python-calamine does not tell about an .ods: merged cells, hidden rows, and its real size.

The XML is read as a stream, so a row that repeats a million times costs nothing here.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.sax import make_parser

from swcompetence.errors import InputFileError
from swcompetence.files.formats.read_limits import ReadLimits, over_limit
from swcompetence.files.formats.worksheet import Area, too_many_cells

_CELLS = {"table:table-cell", "table:covered-table-cell"}


@dataclass(slots=True)
class OdsSheet:
    """Where a sheet of an .ods has merged cells and hidden rows."""

    name: str
    merged: list[Area] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    """First and last row of every run of hidden rows."""
    last_row: int = 0
    last_column: int = 0


def ods_sheets(content: bytes, path: Path, limits: ReadLimits) -> tuple[OdsSheet, ...]:
    """Measure the sheets of an .ods before its cells are made.

    Raises:
        InputFileError: it is damaged, declares entities, or has too many rows or cells.
    """
    try:
        with (
            zipfile.ZipFile(BytesIO(content)) as archive,
            archive.open("content.xml") as stream,
        ):
            handler = _Measure(path, limits)
            parser = make_parser()
            parser.setContentHandler(handler)
            parser.parse(stream)
            return tuple(handler.sheets)
    except InputFileError:
        raise
    except Exception as error:  # XML and zip errors of many kinds
        raise InputFileError(
            path,
            "deze werkmap kan niet gelezen worden; ze lijkt beschadigd.",
            "Open ze in LibreOffice, laat ze herstellen en bewaar ze opnieuw als .xlsx.",
        ) from error


class _Measure(ContentHandler):
    """Follows rows and cells by their repeat counts."""

    def __init__(self, path: Path, limits: ReadLimits) -> None:
        super().__init__()
        self.sheets: list[OdsSheet] = []
        self._path = path
        self._limits = limits
        self._row = self._repeated = self._column = 0

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - its SAX name
        if name == "table:table":
            self.sheets.append(OdsSheet(attrs.get("table:name", "")))
            self._row = 0
        elif not self.sheets:
            return
        elif name == "table:table-row":
            self._repeated, self._column = _number(attrs, "number-rows-repeated"), 0
            if attrs.get("table:visibility", "visible") != "visible":
                self.sheets[-1].hidden.append((self._row + 1, self._row + self._repeated))
        elif name in _CELLS:
            self._cell(self.sheets[-1], attrs)

    def endElement(self, name: str) -> None:  # noqa: N802 - its SAX name
        if name == "table:table-row":
            self._row += self._repeated

    def _cell(self, sheet: OdsSheet, attrs: AttributesImpl) -> None:
        """Note a cell that holds a value, and the cells that it covers."""
        row, column = self._row + 1, self._column
        self._column += _number(attrs, "number-columns-repeated")
        if "office:value-type" in attrs:
            sheet.last_row = max(sheet.last_row, self._row + self._repeated)
            sheet.last_column = max(sheet.last_column, self._column)
            _check(sheet, self._path, self._limits)
        down, right = (
            _number(attrs, "number-rows-spanned"),
            _number(attrs, "number-columns-spanned"),
        )
        if max(down, right) > 1:
            sheet.merged.append((row, column, row + down - 1, column + right - 1))


def _check(sheet: OdsSheet, path: Path, limits: ReadLimits) -> None:
    if sheet.last_row > limits.rows:
        raise over_limit(
            path,
            limits,
            "rijen",
            f"een blad heeft te veel rijen: er staat iets op rij {sheet.last_row}",
            "Verwijder losse tekst ver onder de lijst.",
        )
    if sheet.last_row * sheet.last_column > limits.cells:
        raise too_many_cells(path, limits)


def _number(attrs: AttributesImpl, name: str) -> int:
    text = attrs.get(f"table:{name}", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() else 1
