"""Reads a workbook into tables, judging by content which reader fits.

A further format is a branch in `read_sheets`: bytes in, worksheets and issues out.
"""

from __future__ import annotations

from pathlib import Path

from swcompetence.files.file_kind import check_workbook, read_bytes
from swcompetence.files.worksheet import Worksheet
from swcompetence.files.xlsx import read_xlsx
from swcompetence.model import Issue, Table

__all__ = ["read_sheets", "read_workbook"]


def read_workbook(path: Path) -> tuple[tuple[Table, ...], tuple[Issue, ...]]:
    """Read every sheet of a workbook as text, with merged cells filled.

    Raises:
        InputFileError: the file is missing, too large, damaged or no workbook.
    """
    worksheets, issues = read_sheets(read_bytes(path), path)
    return tuple(worksheet.table for worksheet in worksheets), issues


def read_sheets(content: bytes, path: Path) -> tuple[tuple[Worksheet, ...], tuple[Issue, ...]]:
    """Read the content of a workbook; `path` only names it.

    Raises:
        InputFileError: the content is damaged, too large or no workbook.
    """
    check_workbook(content, path)
    return read_xlsx(content, path)
