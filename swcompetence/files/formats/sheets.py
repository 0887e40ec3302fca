"""Reads a workbook into tables, judging by content which reader fits.

A further format is a kind in `file_kind` and a reader here: bytes in, raw sheets out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from swcompetence.files.formats.file_kind import FileKind, kind_of, read_bytes
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits, over_limit
from swcompetence.files.formats.worksheet import RawSheet, Worksheet, finish
from swcompetence.model import Issue, Table

_Reader = Callable[[bytes, Path, ReadLimits], Iterator[RawSheet]]
"""Raises an `InputFileError` where the content is damaged, too large or holds no table."""


def read_workbook(
    path: Path, *, limits: ReadLimits = LIMITS
) -> tuple[tuple[Table, ...], tuple[Issue, ...]]:
    """Read every sheet of a file as text, with merged cells filled.

    What the format cannot tell matters to a course list only and is left out here.

    Raises:
        InputFileError: the file is missing, too large, damaged or holds no table.
    """
    worksheets, issues = read_sheets(read_bytes(path, limits), path, limits)
    tables = tuple(worksheet.table for worksheet in worksheets)
    return tables, tuple(issue for issue in issues if issue.code != "layout-unknown")


@lru_cache(maxsize=2)  # who asks what a file is, mostly reads it next
def read_sheets(
    content: bytes, path: Path, limits: ReadLimits = LIMITS
) -> tuple[tuple[Worksheet, ...], tuple[Issue, ...]]:
    """Read the content of a file; `path` only names it.

    Raises:
        InputFileError: the content is damaged, too large or holds no table.
    """
    worksheets: list[Worksheet] = []
    issues: list[Issue] = []
    for raw in _reader(kind_of(content, path, limits))(content, path, limits):
        worksheet, sheet_issues = finish(raw, path, limits)
        worksheets.append(worksheet)
        issues += sheet_issues
    # One long text may stand in very many cells of a small file.
    characters = sum(
        len(value) for sheet in worksheets for row in sheet.table.rows for value in row.values
    )
    if characters > limits.unpacked_mb * 1e6:
        reason = f"de cellen bevatten samen te veel tekst: {characters / 1e6:.0f} miljoen tekens"
        raise over_limit(path, limits, "uitgepakt-mb", reason)
    return tuple(worksheets), tuple(issues)


def _reader(kind: FileKind) -> _Reader:
    """Load the reader of a kind of file, and no other."""
    match kind:
        case FileKind.XLSX:
            from swcompetence.files.formats.xlsx import read_xlsx  # noqa: PLC0415

            return read_xlsx
        case FileKind.HTML:
            from swcompetence.files.formats.html_tables import read_html  # noqa: PLC0415

            return read_html
        case FileKind.TEXT:
            from swcompetence.files.formats.text_files import read_delimited  # noqa: PLC0415

            return read_delimited
        case FileKind.XLS | FileKind.XLSB | FileKind.ODS:
            from swcompetence.files.formats.foreign_book import read_foreign  # noqa: PLC0415

            return partial(read_foreign, kind=kind)
