"""Review files as they come back: the mapping that they carry and the sheets that people filled."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from swcompetence.errors import InputFileError
from swcompetence.files.data.data_files import read_mapping
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.model import Issue, Mapping, Table
from swcompetence.review.book import mapping_in
from swcompetence.review.rows import review_rows

_OWN_FORMULAS = {"formula-without-value"}
"""What the reader says of our own formulas in rows that nobody filled in."""


class ReviewFile(NamedTuple):
    """What stands in one file."""

    path: Path
    mapping: Mapping | None
    """None for a workbook that only holds the sheet *Koppelingen*."""
    tables: tuple[Table, ...] = ()
    """The sheets; none for JSON."""
    issues: tuple[Issue, ...] = ()


def read_review_file(path: Path) -> ReviewFile:
    """Read a review workbook, a copy of its sheet *Koppelingen*, or a mapping in JSON.

    Raises:
        InputFileError: the file cannot be read, or is none of these.
    """
    if path.suffix.lower() == ".json":
        return ReviewFile(path, read_mapping(path))
    tables, issues = read_workbook(path)
    mapping = mapping_in(tables)
    if mapping is None and not any(review_rows(tables)):
        raise InputFileError(
            path,
            "Dit werkboek bevat geen koppelingen die swcompetence gemaakt heeft.",
            "Geef het werkboek dat ‘swcompetence map’ schreef (niet de cursuslijst zelf).",
        )
    found = tuple(issue for issue in issues if issue.code not in _OWN_FORMULAS)
    return ReviewFile(path, mapping, tables, found)
