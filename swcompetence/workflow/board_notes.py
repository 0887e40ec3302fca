"""What a programme board noted in earlier gap reports, for the next one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from swcompetence.analysis.checks.checks import CHECK_CODES, CHECK_TITLES
from swcompetence.errors import InputFileError
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.model import (
    GAPS_SHEET,
    STATEMENTS_SHEET,
    BoardNotes,
    Framework,
    Issue,
    Mapping,
    Place,
    Severity,
    Table,
)
from swcompetence.model.issue import warning
from swcompetence.report.findings.report_json import read_noted
from swcompetence.review.board import has_board_sheet, join_notes, known_notes, read_board

_ADVICE = "Geef een hiatenrapport dat ‘swcompetence report’ schreef: .xlsx of .json."
_NO_SHEET = f"Hierin staat geen blad {GAPS_SHEET} en geen blad {STATEMENTS_SHEET}."
_JSON = ".json"


def open_board(
    paths: Sequence[Path], mapping: Mapping, frameworks: Sequence[Framework]
) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Read the notes of a board out of earlier reports: workbooks, or JSON.

    Args:
        paths: the reports, each with the notes of one or more members.
        mapping: the mapping of the new report.
        frameworks: its editions.

    Returns:
        Everything that was noted, joined, and what could not be taken over.

    Raises:
        InputFileError: a file cannot be read, or is no gap report.
    """
    notes: list[BoardNotes] = []
    issues: list[Issue] = []
    tables: list[Table] = []
    for path in paths:
        if path.suffix.lower() == _JSON:
            noted, more = _in_json(path, mapping, frameworks)
            notes.append(noted)
            issues += more
        else:
            sheets, more = read_workbook(path)
            if not any(map(has_board_sheet, sheets)):
                raise InputFileError(path, _NO_SHEET, _ADVICE)
            tables += sheets
            issues += _of_board_sheets(sheets, more)
    if tables:
        noted, more = read_board(tables, mapping, frameworks, check_codes=CHECK_CODES)
        notes.append(noted)
        issues += more
    joined, more = join_notes(notes)
    return joined, tuple(dict.fromkeys((*issues, *more)))


def notes_in_targets(
    targets: Sequence[Path], mapping: Mapping, frameworks: Sequence[Framework]
) -> tuple[BoardNotes, tuple[Issue, ...]]:
    """Read the notes in files that a report is about to replace, so that none of them is lost.

    A board writes in a workbook. The JSON beside it may be older, so it is only asked where no
    workbook is replaced. A file that holds no notes, or is something else, says nothing.
    """
    there = [path for path in targets if path.is_file() and path.stat().st_size]
    books = [path for path in there if path.suffix.lower() == ".xlsx"]
    notes = BoardNotes()
    issues: list[Issue] = []
    for path in books or [path for path in there if path.suffix.lower() == _JSON]:
        try:
            noted, of_board = open_board([path], mapping, frameworks)
        except InputFileError:
            if _is_damaged(path):
                issues.append(_unreadable(path))
            continue
        notes, more = join_notes([notes, noted])
        issues += [*of_board, *more]
    return notes, tuple(dict.fromkeys(issues))


def _of_board_sheets(tables: Sequence[Table], issues: Sequence[Issue]) -> Iterator[Issue]:
    """Keep what says that something a board wrote could not be read."""
    board_sheets = {table.sheet for table in tables if has_board_sheet(table)}
    for issue in issues:
        if issue.severity is not Severity.INFO and issue.where.sheet in board_sheets:
            yield issue


def _in_json(
    path: Path, mapping: Mapping, frameworks: Sequence[Framework]
) -> tuple[BoardNotes, tuple[Issue, ...]]:
    try:
        board = read_noted(read_bytes(path))
    except ValidationError as error:
        raise InputFileError(path, "Dit is geen hiatenrapport.", _ADVICE) from error
    return known_notes(board, mapping, frameworks, checks=CHECK_TITLES, file=path.name)


def _is_damaged(path: Path) -> bool:
    """Say whether a workbook cannot be read, so that notes may stand in it."""
    if path.suffix.lower() == _JSON:
        return False
    try:
        read_workbook(path)
    except InputFileError:
        return True
    return False


def _unreadable(path: Path) -> Issue:
    return warning(
        "board-file-unreadable",
        f"‘{path.name}’ is niet leesbaar: wat de opleidingscommissie daarin noteerde, is"
        " niet overgenomen.",
        Place(file=path.name),
    )
