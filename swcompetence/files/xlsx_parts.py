"""What openpyxl does not tell about a workbook, read from its XML parts."""

from __future__ import annotations

import posixpath
import re
import zipfile
from io import BytesIO
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring, iterparse

__all__ = ["range_area", "uncached_formulas"]

_RANGE = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s[^>]*?\bref\s*=\s*[\"']"
    rb"\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})[\"']"
)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")


def range_area(content: bytes) -> int:
    """Add up the cells of all merged and hyperlinked ranges, which openpyxl makes one by one."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return sum(
            (int(bottom) - int(top) + 1) * (_column_number(right) - _column_number(left) + 1)
            for name in _sheet_parts(archive)
            for left, top, right, bottom in _RANGE.findall(archive.read(name))
        )


def uncached_formulas(content: bytes) -> dict[str, tuple[str, ...]]:
    """Give, per sheet name, the addresses of formulas that the file holds no value for."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        found = {
            name: _uncached(part)
            for name, path in _path_by_sheet(archive).items()
            if path in archive.namelist() and _FORMULA.search(part := archive.read(path))
        }
    return {name: addresses for name, addresses in found.items() if addresses}


def _sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    return [name for name in archive.namelist() if name.endswith(".xml") and "sheet" in name]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _path_by_sheet(archive: zipfile.ZipFile) -> dict[str, str]:
    relations = "xl/_rels/workbook.xml.rels"
    if relations not in archive.namelist():
        return {}
    targets = {
        node.get("Id", ""): posixpath.normpath(posixpath.join("/xl", node.get("Target", "")))[1:]
        for node in fromstring(archive.read(relations))
    }
    return {
        node.get("name", ""): targets.get(_relation(node), "")
        for node in fromstring(archive.read("xl/workbook.xml")).iter()
        if _local(node.tag) == "sheet"
    }


def _relation(node: Element) -> str:
    return next((value for key, value in node.items() if key.endswith("}id")), "")


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _uncached(part: bytes) -> tuple[str, ...]:
    addresses = []
    for _, node in iterparse(BytesIO(part)):
        if _local(node.tag) != "c":
            continue
        parts = {_local(child.tag): child for child in node}
        value = parts.get("v")
        # An empty text is a value: Excel writes <v></v> with t="str" for it.
        has_value = value is not None and (value.text or node.get("t") == "str")
        if "f" in parts and not has_value:
            addresses.append(node.get("r", "?"))
        node.clear()
    return tuple(addresses)
