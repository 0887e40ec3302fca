"""Says what a file is in our chain, for somebody who only hands it over."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

from swcompetence.files.formats.sheets import read_workbook
from swcompetence.report.sheet_names import ACCOUNT, SUMMARY
from swcompetence.review.book import MAPPING_SHEET
from swcompetence.review.rows import review_rows


class FileRole(StrEnum):
    """What a file is."""

    COURSE_LIST = "course list"
    REVIEW_BOOK = "review book"
    """A mapping: the workbook in which lecturers decide, or JSON."""
    GAP_REPORT = "gap report"


def role_of(path: Path) -> FileRole:
    """Judge a file by what stands in it; what is none of ours is taken for a course list.

    Raises:
        InputFileError: the file cannot be read.
    """
    if path.suffix.lower() == ".json":
        return FileRole.REVIEW_BOOK
    tables, _ = read_workbook(path)
    names = {table.sheet for table in tables}
    if MAPPING_SHEET in names or any(review_rows(tables)):
        return FileRole.REVIEW_BOOK
    return FileRole.GAP_REPORT if {SUMMARY, ACCOUNT} <= names else FileRole.COURSE_LIST
