"""Reads .xls, .xlsb and .ods through python-calamine, which runs in a process of its own.

In a browser there is no other process; there it runs in ours, which the page can end.

What it does not tell about an .ods (merged cells, hidden rows, its real size) is read from the XML
as a stream, so a row that repeats a million times costs nothing.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from defusedxml.sax import make_parser

from swcompetence.errors import InputFileError
from swcompetence.files.formats.file_kind import FileKind
from swcompetence.files.formats.read_limits import ReadLimits, over_limit
from swcompetence.files.formats.worksheet import (
    BREAKS,
    Area,
    CellPlace,
    RawSheet,
    address_of,
    damaged,
    too_many_cells,
    value_text,
)

_PROGRAM = Path(__file__).with_name("calamine_process.py")
_HAS_PROCESSES = sys.platform != "emscripten"
_NO_WINDOW = getattr(subprocess, "CREATE_NO_WINDOW", 0)
_SAVE_AGAIN = "Open ze in Excel of LibreOffice, laat ze herstellen en bewaar ze als .xlsx."
_ZEROS = "en toont voorloopnullen van codes niet"
_LINKS = "waar links naartoe leiden"
_HYPERLINK = re.compile(r'HYPERLINK\("(?P<url>[^"]{1,2000})"')
_UNTOLD = {
    FileKind.XLS: f"welke rijen verborgen of doorgestreept zijn, {_LINKS} {_ZEROS}",
    FileKind.XLSB: "welke rijen verborgen of doorgestreept zijn, welke cellen samengevoegd zijn,"
    f" {_LINKS} {_ZEROS}",
    FileKind.ODS: f"welke rijen doorgestreept zijn {_ZEROS}",
}
_CELLS = {"table:table-cell", "table:covered-table-cell"}


def read_foreign(
    content: bytes, path: Path, limits: ReadLimits, *, kind: FileKind
) -> Iterator[RawSheet]:
    """Read an .xls, .xlsb or .ods; merged cells and hidden rows of an .ods come from its XML."""
    layouts = _ods_sheets(content, path, limits) if kind is FileKind.ODS else ()
    layout_by_name = {sheet.name: sheet for sheet in layouts}
    for answer in _answer(content, path, limits):
        texts = {
            (row + 1, column): BREAKS.sub("\n", value_text(value))
            for row, column, value in answer["cells"]
        }
        merged: list[Area] = [
            (top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in answer["merged"]
        ]
        raw = RawSheet(answer["name"], texts, merged, answer["visibility"], untold=_UNTOLD[kind])
        if ods := layout_by_name.get(raw.name):
            rows, runs = {row for row, _ in texts}, ods.hidden
            hidden = frozenset(row for row in rows if any(a <= row <= b for a, b in runs))
            raw = replace(raw, merged=ods.merged, hidden=hidden, links=ods.links)
        yield raw


def _answer(content: bytes, path: Path, limits: ReadLimits) -> Any:  # Any: JSON
    """Run the program on the content and give its sheets."""
    numbers = (limits.rows, limits.cells, limits.unpacked_mb * 1e6)
    try:
        if _HAS_PROCESSES:
            text = _of_process(content, (limits.memory_mb, *numbers), limits.seconds)
        else:
            from swcompetence.files.formats.calamine_process import answer_to  # noqa: PLC0415 - native code: only where there is no other way

            text = answer_to(content, *numbers)
        answer = json.loads(text)
    except subprocess.TimeoutExpired as error:
        reason = "het lezen van de werkmap duurt te lang"
        raise over_limit(path, limits, "seconden", reason) from error
    except (OSError, ValueError) as error:
        raise damaged(path, _SAVE_AGAIN) from error
    if "limit" in answer:
        raise over_limit(path, limits, answer["limit"], "de werkmap is te groot om veilig te lezen")
    if "sheets" not in answer:
        raise damaged(path, _SAVE_AGAIN)
    return answer["sheets"]


def _of_process(content: bytes, numbers: Sequence[float], seconds: float) -> bytes:
    """Give what the program answers; an empty object where it was aborted."""
    done = subprocess.run(  # noqa: S603 - our own program, no shell
        [sys.executable, "-P", str(_PROGRAM), *(str(int(number)) for number in numbers)],
        input=content,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        check=False,
        creationflags=_NO_WINDOW,
    )
    return done.stdout if done.returncode == 0 else b"{}"


@dataclass(slots=True)
class _OdsSheet:
    """Where a sheet of an .ods has merged cells, hidden rows and links."""

    name: str
    merged: list[Area] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    """First and last row of every run of hidden rows."""
    links: dict[str, str] = field(default_factory=dict)
    """Address of a cell -> what it leads to."""
    last_row: int = 0
    last_column: int = 0


def _ods_sheets(content: bytes, path: Path, limits: ReadLimits) -> tuple[_OdsSheet, ...]:
    """Measure the sheets of an .ods before its cells are made."""
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
        advice = "Open ze in LibreOffice, laat ze herstellen en bewaar ze opnieuw als .xlsx."
        raise damaged(path, advice) from error


class _Measure(ContentHandler):
    """Follows rows and cells by their repeat counts."""

    def __init__(self, path: Path, limits: ReadLimits) -> None:
        super().__init__()
        self.sheets: list[_OdsSheet] = []
        self._path = path
        self._limits = limits
        self._row = self._repeated = self._column = 0
        self._place: CellPlace = (1, 0)

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802 - its SAX name
        if name == "table:table":
            self.sheets.append(_OdsSheet(attrs.get("table:name", "")))
            self._row = 0
        elif not self.sheets:
            return
        elif name == "table:table-row":
            self._repeated, self._column = _number(attrs, "number-rows-repeated"), 0
            if attrs.get("table:visibility", "visible") != "visible":
                self.sheets[-1].hidden.append((self._row + 1, self._row + self._repeated))
        elif name in _CELLS:
            self._cell(self.sheets[-1], attrs)
        elif name == "text:a":  # the first link in a cell counts
            address = address_of(self._place)
            self.sheets[-1].links.setdefault(address, attrs.get("xlink:href", ""))

    def endElement(self, name: str) -> None:  # noqa: N802 - its SAX name
        if name == "table:table-row":
            self._row += self._repeated

    def _cell(self, sheet: _OdsSheet, attrs: AttributesImpl) -> None:
        """Note a cell that holds a value, and the cells that it covers."""
        row, column = self._row + 1, self._column
        self._place = row, column
        if formula := _HYPERLINK.search(attrs.get("table:formula", "")):
            sheet.links.setdefault(address_of(self._place), formula["url"])
        self._column += _number(attrs, "number-columns-repeated")
        if "office:value-type" in attrs:
            sheet.last_row = max(sheet.last_row, self._row + self._repeated)
            sheet.last_column = max(sheet.last_column, self._column)
            if sheet.last_row > self._limits.rows:
                reason = f"een blad heeft te veel rijen: er staat iets op rij {sheet.last_row}"
                advice = "Verwijder losse tekst ver onder de lijst."
                raise over_limit(self._path, self._limits, "rijen", reason, advice)
            if sheet.last_row * sheet.last_column > self._limits.cells:
                raise too_many_cells(self._path, self._limits)
        down = _number(attrs, "number-rows-spanned")
        right = _number(attrs, "number-columns-spanned")
        if max(down, right) > 1:
            sheet.merged.append((row, column, row + down - 1, column + right - 1))


def _number(attrs: AttributesImpl, name: str) -> int:
    text = attrs.get(f"table:{name}", "1")
    return max(int(text), 1) if text.isascii() and text.isdigit() else 1
