"""The mapping inside what lecturers work in, so that it stands on its own; read back checked.

A workbook holds it in pieces that a cell holds, the page and a file of decisions hold it deflated.
The pieces are plain ASCII JSON without anything that a spreadsheet program might rewrite: no line
ends, no double spaces, no `_x0041_`, which Excel reads as a character.
"""

from __future__ import annotations

import base64
import hashlib
import re
import zlib
from collections.abc import Sequence

from pydantic import ValidationError

from swcompetence.errors import InputFileError
from swcompetence.model import MAPPING_SCHEMA, READ_SCHEMAS, Mapping, Table

MAPPING_SHEET = "_mapping"
LINKS_SHEET = "Koppelingen"
"""On which lecturers decide."""
_PIECE = 32_000
_FAMILY = MAPPING_SCHEMA.partition("@")[0]
_IN_PAGE = re.compile(
    rb'<script type="text/plain" id="mapping" data-digest="(\w{64})">([\w+/=]*)</script>'
)
_HEAD = 3
"""Cells before the pieces: schema, number of characters, sha256."""


def mapping_cells(mapping: Mapping) -> tuple[str, ...]:
    """Give the cells of one column: schema, length, sha256 and then the pieces."""
    text = mapping.model_dump_json(ensure_ascii=True)
    text = text.replace("  ", " \\u0020").replace("_x", "\\u005fx")
    return (MAPPING_SCHEMA, str(len(text)), _digest(text), *_pieces(text))


def _pieces(text: str) -> list[str]:
    """Cut a text so that no piece begins or ends with a space, which a program might trim."""
    pieces = []
    start = 0
    while start < len(text):
        end = min(start + _PIECE, len(text))
        while end < len(text) and " " in text[end - 1 : end + 1]:
            end -= 1
        pieces.append(text[start:end])
        start = end
    return pieces


def mapping_in(tables: Sequence[Table]) -> Mapping | None:
    """Give the mapping that a review workbook carries, None where it carries none.

    Raises:
        InputFileError: it is damaged, or written by a newer version.
    """
    for table in tables:
        cells = [row.values[0] for row in table.rows if row.values and row.values[0].strip()]
        if cells and cells[0].startswith(f"{_FAMILY}@"):
            return _mapping(table.file, cells)
    return None


def _mapping(file: str, cells: Sequence[str]) -> Mapping:
    if cells[0] not in READ_SCHEMAS:
        raise InputFileError(
            file,
            f"de bewaarde koppelingen hebben de vorm {cells[0]}; deze versie leest"
            f" {MAPPING_SCHEMA}.",
            "Gebruik een recentere versie van swcompetence.",
        )
    text = "".join(cells[_HEAD:])
    is_whole = cells[1:_HEAD] == [str(len(text)), _digest(text)]
    try:
        mapping = Mapping.from_json(text) if is_whole else None
    except ValidationError:
        mapping = None
    if mapping is None:
        raise InputFileError(
            file,
            f"de koppelingen op het verborgen blad {MAPPING_SHEET} zijn beschadigd.",
            "De besluiten zelf zijn niet verloren: geef het oorspronkelijke bestand mee met"
            " --mapping.",
        )
    return mapping


def packed_mapping(mapping: Mapping) -> tuple[str, str]:
    """Give a mapping as a page and a file of decisions hold it, and its digest."""
    text = mapping.model_dump_json()
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode(), _digest(text)


def unpacked_mapping(packed: str | bytes, digest: str, file: str, most_bytes: int) -> Mapping:
    """Read what `packed_mapping` wrote.

    Raises:
        InputFileError: it is damaged, or larger than this number of bytes.
    """
    try:
        unpacking = zlib.decompressobj()
        text = unpacking.decompress(base64.b64decode(packed, validate=True), most_bytes)
        if unpacking.eof and _digest(text.decode()) == digest:
            return Mapping.from_json(text)
    except (ValueError, zlib.error):  # of base64, UTF-8 and the model
        pass
    raise InputFileError(
        file,
        "de koppelingen in dit bestand zijn beschadigd.",
        "Bewaar het opnieuw uit de pagina, of vraag het opnieuw aan de lesgever.",
    )


def mapping_in_page(content: bytes, file: str, most_bytes: int) -> Mapping | None:
    """Give the mapping that the page for lecturers carries, None where a page is no such one.

    Raises:
        InputFileError: it is damaged.
    """
    held = _IN_PAGE.search(content)
    return unpacked_mapping(held[2], held[1].decode(), file, most_bytes) if held else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
