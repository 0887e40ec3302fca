"""Reads .xlsx and .xlsm through openpyxl; nothing in the file is run or followed.

What openpyxl does not tell, or makes slowly, is read from the XML parts below it.
"""

from __future__ import annotations

import posixpath
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape as unescape_xml
from io import BytesIO
from pathlib import Path
from typing import IO

from defusedxml.ElementTree import fromstring, iterparse
from openpyxl.cell.cell import Cell
from openpyxl.reader.excel import ExcelReader
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet as OpenpyxlSheet
from openpyxl.xml.constants import SHARED_STRINGS

from swcompetence.files.formats.read_limits import ReadLimits
from swcompetence.files.formats.worksheet import (
    BREAKS,
    CellPlace,
    RawSheet,
    TextMap,
    damaged,
    too_many_cells,
    value_text,
)
from swcompetence.model import Place
from swcompetence.model.issue import warning
from swcompetence.phrasing import first_few

_RANGE = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*[\"']"
    rb"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']"
)
_CELL = re.compile(rb"<(?:\w+:)?(?:c|row|col)[\s/>]")
_STRICT = b"http://purl.oclc.org/ooxml/"
_STRICT_NAME = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/")
_HEAD = 4096
"""Bytes in which a part of a workbook names what it is made of."""
_MANY_EMPTY = 10_000
"""Empty elements above which it pays to leave out the cells and rows that hold only a format."""
_EMPTY_CELL = re.compile(rb"<(?:\w+:)?c\b[^<>]*/>")
_EMPTY_ROW = re.compile(rb"<(?:\w+:)?row\b[^<>]*(?:/>|></(?:\w+:)?row>)")
_TAGS_A_CELL = 8
"""More tags than this for every cell is no list: each one takes memory, whatever its name."""
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUED_FORMULA = re.compile(
    rb"<(?:\w+:)?f\b[^<>]*(?:/>|>[^<>]*</(?:\w+:)?f>)<(?:\w+:)?v>[^<>\s]"
    rb"|\bt=\"str\"[^<>]*><(?:\w+:)?f\b[^<>]*>[^<>]*</(?:\w+:)?f><(?:\w+:)?v></"
)
"""A formula with the value behind it, as all programs write it; no other is known to have one."""
_LINK = re.compile(
    rb"<(?:\w+:)?c\b[^<>]*?\br=\"([A-Z]{1,3}\d{1,7})\"[^<>]*>"
    rb"<(?:\w+:)?f\b[^<>]*>HYPERLINK\((?:\"|&quot;)([^\"<>]{1,2000}?)(?:\"|&quot;)"
)
_ZEROS = re.compile(r"0+")
_MOST_ZEROS = 50
_SHOWN = 10
_SAVE_AGAIN = "Open ze in Excel, laat ze herstellen en bewaar ze opnieuw als .xlsx."


def read_xlsx(content: bytes, path: Path, limits: ReadLimits) -> Iterator[RawSheet]:
    """Read all sheets of a workbook that `kind_of` let through."""
    try:
        content = _usual(content)
        cell_count = _count_cells(content)
        within = cell_count <= limits.cells
        uncached = formula_cells(content, only_uncached=True) if within else {}
        links = _formula_links(content) if within else {}
    except Exception as error:  # XML and zip errors of many kinds
        raise damaged(path, _SAVE_AGAIN) from error
    if cell_count > limits.cells:
        raise too_many_cells(path, limits)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # styles and extensions that do not concern us
            reader = _Reader(BytesIO(content), data_only=True, keep_links=False)
            reader.read()
    except Exception as error:  # openpyxl raises any kind on a foreign file
        raise damaged(path, _SAVE_AGAIN) from error
    for sheet in reader.wb.worksheets:
        raw = _raw_sheet(sheet, links.get(sheet.title, {}))
        if addresses := uncached.get(sheet.title, ()):
            place = Place(file=path.name, sheet=sheet.title, cell=addresses[0])
            message = (
                "Formules zonder bewaarde waarde zijn als leeg gelezen:"
                f" {first_few(addresses, _SHOWN)}. Open het bestand in Excel, bewaar het en"
                " lees het opnieuw in."
            )
            issue = warning("formula-without-value", message, place)
            raw = replace(raw, valueless=frozenset(addresses), issues=[issue])
        yield raw


def _usual(content: bytes) -> bytes:
    """Give a workbook as openpyxl knows it: no backslashes, no strict names, no empty cells.

    Excel opens all of those. A format on whole columns makes a million rows of empty cells.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    plain = {name.replace("\\", "/"): _plain_part(part) for name, part in parts.items()}
    if plain == parts:
        return content
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, part in plain.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _plain_part(part: bytes) -> bytes:
    if _STRICT in part[:_HEAD]:
        part = _STRICT_NAME.sub(rb"http://schemas.openxmlformats.org/\1/2006/", part)
    if part.count(b"/>") > _MANY_EMPTY:
        part = _EMPTY_ROW.sub(b"", _EMPTY_CELL.sub(b"", part))
    return part


class _Reader(ExcelReader):
    """The reader of openpyxl, with a faster one for the texts of cells."""

    def read_strings(self) -> None:
        """Read the shared strings."""
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]  # openpyxl's stub
        if part:
            with self.archive.open(part.PartName[1:]) as stream:
                self.shared_strings = _shared_strings(stream)


def _raw_sheet(sheet: OpenpyxlSheet, formula_links: dict[str, str]) -> RawSheet:
    cells = {
        (row, column - 1): cell
        for (row, column), cell in sheet._cells.items()  # noqa: SLF001 - iter_rows makes every empty cell up to the last one
        if isinstance(cell, Cell)
        and cell.value is not None
        # openpyxl fills an empty cell that has a link with the address of that link.
        and not (cell.hyperlink and cell.value == cell.hyperlink.location)
    }
    texts = {place: text for place, cell in cells.items() if (text := _text(cell)).strip()}
    hidden_columns = [
        range((facts.min or 1) - 1, facts.max or 0)
        for facts in sheet.column_dimensions.values()
        if facts.hidden
    ]
    columns = sorted({column for _, column in texts})
    return RawSheet(
        sheet.title,
        texts,
        [
            (area.min_row, area.min_col - 1, area.max_row, area.max_col - 1)
            for area in sheet.merged_cells.ranges
        ],
        sheet.sheet_state,
        {place: str(cell.value) for place, cell in cells.items() if cell.data_type == "e"},
        hidden=frozenset(n for n, row in sheet.row_dimensions.items() if row.hidden),
        hidden_columns=[c for c in columns if any(c in run for run in hidden_columns)],
        struck=_struck(cells, texts),
        links=formula_links
        | {
            cell.coordinate: cell.hyperlink.target
            for cell in cells.values()
            if cell.hyperlink and cell.hyperlink.target
        },
    )


def _text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, str):
        if cell.data_type == "e":
            return ""
        return BREAKS.sub("\n", unescape(value) if "_x" in value else value)
    text = value_text(value)
    # A format of zeros only shows leading zeros: the code 00123 is stored as 123.
    if text.isdigit() and _ZEROS.fullmatch(cell.number_format):
        return text.zfill(min(len(cell.number_format), _MOST_ZEROS))
    return text


def _struck(cells: dict[CellPlace, Cell], texts: TextMap) -> frozenset[CellPlace]:
    """Find the struck-out cells; a style is looked up once, since that is slow."""
    styled = {place: cell for place in texts if (cell := cells[place]).has_style}
    a_cell_of = {cell.style_id: cell for cell in styled.values()}
    struck = {style for style, cell in a_cell_of.items() if cell.font.strike}
    return frozenset(place for place, cell in styled.items() if cell.style_id in struck)


def _count_cells(content: bytes) -> int:
    """Count what openpyxl would make in a whole workbook: cells, rows, and the cells of ranges.

    Merged and hyperlinked ranges count cell by cell; a part counts whatever its name.
    """
    count = 0
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for part in map(archive.read, archive.namelist()):
            count += max(sum(1 for _ in _CELL.finditer(part)), part.count(b"<") // _TAGS_A_CELL)
            count += sum(
                (int(bottom) - int(top) + 1) * (_column_number(right) - _column_number(left) + 1)
                for left, top, right, bottom in _RANGE.findall(part)
            )
    return count


def _shared_strings(stream: IO[bytes]) -> list[str]:
    """Read the texts that cells point at, without phonetic readings.

    As openpyxl does, four times as fast: it makes objects of the formatting of every text.
    """
    texts = []
    for _, node in iterparse(stream):
        if _local(node.tag) == "si":
            text = ""
            for part in node:
                # A text stands by itself, or as the first one in a formatted run.
                runs = part if _local(part.tag) == "r" else (part,)
                first = next((run for run in runs if _local(run.tag) == "t"), None)
                text += "" if first is None else first.text or ""
            texts.append(text.replace("x005F_", ""))
            node.clear()
    return texts


def formula_cells(content: bytes, *, only_uncached: bool = False) -> dict[str, tuple[str, ...]]:
    """Give, per sheet name, the addresses of formulas, or of those that have no stored value."""
    return {
        name: _formulas(part, only_uncached=only_uncached)
        for name, part in _sheet_parts(content)
        if _FORMULA.search(part)
    }


def note_cells(content: bytes) -> dict[str, tuple[tuple[str, str], ...]]:
    """Give, per sheet name, the address and text of each note; a thread of comments has one too."""
    notes: dict[str, tuple[tuple[str, str], ...]] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name, path in _path_by_sheet(archive).items():
            folder, _, file = path.rpartition("/")
            relations = f"{folder}/_rels/{file}.rels"
            if relations not in archive.namelist():
                continue
            parts = [
                posixpath.normpath(posixpath.join("/", folder, node.get("Target", "")))[1:]
                for node in fromstring(archive.read(relations))
                if node.get("Type", "").endswith("/comments")
            ]
            notes[name] = tuple(
                (node.get("ref", "?"), "".join(node.itertext()).strip())
                for part in parts
                if part in archive.namelist()
                for node in fromstring(archive.read(part)).iter()
                if _local(node.tag) == "comment"
            )
    return notes


def _formula_links(content: bytes) -> dict[str, dict[str, str]]:
    """Give, per sheet name, the address of every cell with a formula HYPERLINK and its target."""
    return {
        name: {
            address.decode(): unescape_xml(target.decode("utf-8", "replace"))
            for address, target in _LINK.findall(part)
        }
        for name, part in _sheet_parts(content)
        if b"HYPERLINK(" in part
    }


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _sheet_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name, path in _path_by_sheet(archive).items():
            if path in archive.namelist():
                yield name, archive.read(path)


def _path_by_sheet(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive.namelist():
        return {}
    targets = {
        node.get("Id", ""): posixpath.normpath(posixpath.join("/xl", node.get("Target", "")))[1:]
        for node in fromstring(archive.read(relations))
    }
    return {
        node.get("name", ""): targets.get(
            next((value for key, value in node.items() if key.endswith("}id")), ""), ""
        )
        for node in fromstring(archive.read("xl/workbook.xml")).iter()
        if _local(node.tag) == "sheet"
    }


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _formulas(part: bytes, *, only_uncached: bool) -> tuple[str, ...]:
    if only_uncached and len(_FORMULA.findall(part)) == len(_VALUED_FORMULA.findall(part)):
        return ()
    addresses = []
    for _, node in iterparse(BytesIO(part)):
        if _local(node.tag) != "c":
            continue
        parts = {_local(child.tag): child for child in node}
        value = parts.get("v")
        # An empty text is a value: Excel writes <v></v> with t="str" for it.
        has_value = value is not None and (value.text or node.get("t") == "str")
        if "f" in parts and not (only_uncached and has_value):
            addresses.append(node.get("r", "?"))
        node.clear()
    return tuple(addresses)
