"""The mapping inside a review workbook: written in pieces that a cell holds, read back checked.

The pieces are plain ASCII JSON without anything that a spreadsheet program might rewrite: no line
ends, no double spaces, no `_x0041_`, which Excel reads as a character.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence

from pydantic import ValidationError

from swcompetence.errors import InputFileError
from swcompetence.model import MAPPING_SCHEMA, READ_SCHEMAS, Mapping, Table

MAPPING_SHEET = "_mapping"
_PIECE = 32_000
_FAMILY = MAPPING_SCHEMA.partition("@")[0]
_HEAD = 3
"""Cells before the pieces: schema, number of characters, sha256."""


def mapping_cells(mapping: Mapping) -> tuple[str, ...]:
    """Give the cells of one column: schema, length, sha256 and then the pieces."""
    data = mapping.model_dump(mode="json", by_alias=True)
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
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
    if cells[1:_HEAD] != [str(len(text)), _digest(text)]:
        raise _damaged(file)
    try:
        return Mapping.from_json(text)
    except ValidationError as error:
        raise _damaged(file) from error


def _damaged(file: str) -> InputFileError:
    return InputFileError(
        file,
        f"de koppelingen op het verborgen blad {MAPPING_SHEET} zijn beschadigd.",
        "De besluiten zelf zijn niet verloren: geef het oorspronkelijke bestand mee met --mapping.",
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
