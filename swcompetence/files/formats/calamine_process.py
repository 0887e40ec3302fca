"""The program that reads .xls, .xlsb and .ods for us, where possible in a process of its own.

python-calamine is native code: on a damaged .xls it may ask for hundreds of gigabytes and abort.
Run by path with the limits as arguments; a workbook on stdin, JSON on stdout.
It imports nothing of swcompetence, so that it starts fast.
"""

from __future__ import annotations

import json
import sys
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

_VISIBILITY = (
    (SheetVisibleEnum.Hidden, "hidden"),
    (SheetVisibleEnum.VeryHidden, "veryHidden"),
)


class _TooMuchError(Exception):
    """The workbook passes a limit; the name of the limit is the only argument."""


def _read_book(
    content: bytes, rows: int, cells: int, characters: float
) -> list[dict[str, Any]]:  # Any: JSON
    """Give the sheets of a workbook as JSON values."""
    book = CalamineWorkbook.from_filelike(BytesIO(content))
    sheets = []
    left = characters
    for facts in book.sheets_metadata:
        if facts.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = book.get_sheet_by_name(facts.name)
        if sheet.total_height > rows:
            raise _TooMuchError("rijen")
        if sheet.height * sheet.width > cells:
            raise _TooMuchError("cellen")
        filled, used = _cells(sheet, left)
        left -= used
        sheets.append(
            {
                "name": facts.name,
                "visibility": next(
                    (word for kind, word in _VISIBILITY if kind == facts.visible), "visible"
                ),
                "cells": filled,
                "merged": sheet.merged_cell_ranges or [],
            }
        )
    return sheets


def _cells(sheet: CalamineSheet, left: float) -> tuple[list[list[Any]], int]:  # Any: JSON
    """Give `[row from 0, column from 0, value]` for every cell that is not empty."""
    filled = []
    used = 0
    top, first = sheet.start or (0, 0)
    for row, values in enumerate(sheet.to_python(skip_empty_area=True), start=top):
        for column, value in enumerate(values, start=first):
            if value == "" or value is None:
                continue
            used += len(value) if isinstance(value, str) else 1
            if used > left:
                raise _TooMuchError("uitgepakt-mb")
            filled.append([row, column, value])
    return filled, used


def _as_text(value: object) -> str:
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return str(value.date()) if is_day else value.isoformat(" ", timespec="minutes")
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _limit_memory(megabytes: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
    except (ImportError, ValueError, OSError):
        return


def main() -> None:
    """Read the workbook on stdin."""
    memory, rows, cells, characters = map(int, sys.argv[1:5])
    content = sys.stdin.buffer.read()
    _limit_memory(memory)
    sys.stdout.buffer.write(answer_to(content, rows, cells, characters))


def answer_to(content: bytes, rows: int, cells: int, characters: float) -> bytes:
    """Give JSON with the sheets of a workbook, the limit that it passes, or what went wrong."""
    try:
        answer: dict[str, Any] = {"sheets": _read_book(content, rows, cells, characters)}  # JSON
    except _TooMuchError as error:
        answer = {"limit": error.args[0]}
    except MemoryError:
        answer = {"limit": "geheugen-mb"}
    except BaseException as error:  # noqa: BLE001 - a panic in native code is no Exception
        answer = {"error": type(error).__name__}
    return json.dumps(answer, default=_as_text).encode()


if __name__ == "__main__":
    main()
