"""Nothing that people decided or noted is overwritten unseen: how a file is put in its place."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from swcompetence.cells import free_name, refuse_long_name, write_whole
from swcompetence.errors import InputFileError, TargetExistsError, TargetLockedError
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.review.board import holds_notes
from swcompetence.review.sheet import REVIEW_SHEET, ReviewColumn, is_added
from swcompetence.workflow.opening import read_review_file

if TYPE_CHECKING:
    from swcompetence.report.document.block import Publication

_DECIDED_IN = (
    ReviewColumn.VERDICT,
    ReviewColumn.LEVEL,
    ReviewColumn.ASSESSED,
    ReviewColumn.REVIEWER,
    ReviewColumn.DATE,
    ReviewColumn.TIE,
    ReviewColumn.NOTE,
    ReviewColumn.FINAL,
)
_MAY_HOLD = frozenset({".xlsx", ".xlsm", ".ods", ".json", ".jsonl"})


def holds_decisions(path: Path) -> bool:
    """Say whether a file holds work of people: decisions, a row filled in, or a board's notes.

    A workbook that cannot be read may hold some, so it counts as one that does.
    """
    if path.suffix.lower() not in _MAY_HOLD or not path.is_file():
        return False
    try:
        file = read_review_file(path)
    except InputFileError:
        return _holds_notes(path)
    if file.saved or (file.mapping and any(link.decisions for link in file.mapping.links)):
        return True
    return any(
        is_added(row) or any(row[column] for column in _DECIDED_IN)
        for row in REVIEW_SHEET.rows(file.tables)
    )


def refuse_existing(path: Path, *, force: bool) -> None:
    """Stop before any work is done where the target may not be written.

    Raises:
        TargetExistsError: the file exists and `force` is off.
        TargetLockedError: the file is open in another program.
        InputFileError: the name is longer than a disk takes.
    """
    refuse_long_name(path)
    if path.exists() and not force:
        raise TargetExistsError(path, holds_decisions=holds_decisions(path))
    # Excel and LibreOffice say by a file beside it that they have this one open; elsewhere than on
    # Windows the system itself would let us replace it.
    for name in (f"~${path.name}", f".~lock.{path.name}#"):
        lock = path.with_name(name)
        if path.exists() and os.path.exists(lock):  # noqa: PTH110
            raise TargetLockedError(path, free_name(path), lock=lock)


def put_in_place(
    path: Path, content: bytes | Iterable[bytes], *, force: bool = False
) -> Path | None:
    """Write a file whole; a file with decisions that it replaces stays beside it as a dated copy.

    Returns:
        The copy, `naam (kopie 2026-11-22 143000).xlsx`, named after the moment at which the old
        file was last saved; None where there was nothing to keep.

    Raises:
        TargetExistsError: the file exists and `force` is off.
        TargetLockedError: the file is open in another program.
        InputFileError: the folder takes no file, or the disk is full.
    """
    refuse_existing(path, force=force)
    copy, is_new = _kept_copy(path) if holds_decisions(path) else (None, False)
    try:
        write_whole(path, content, force=force)
    except BaseException:
        if copy and is_new:
            copy.unlink(missing_ok=True)
        raise
    return copy


def _kept_copy(path: Path) -> tuple[Path, bool]:
    """Copy a file beside itself; say whether there was no such copy yet."""
    content = path.read_bytes()
    saved = dt.datetime.fromtimestamp(path.stat().st_mtime).astimezone()
    copy = path.with_name(f"{path.stem} (kopie {saved:%Y-%m-%d %H%M%S}){path.suffix}")
    if copy.exists() and copy.read_bytes() == content:
        return copy, False
    copy = free_name(copy) if copy.exists() else copy
    write_whole(copy, content, like=path)
    return copy, True


def _holds_notes(path: Path) -> bool:
    """Say whether a board noted something in a workbook; one that is damaged may hold notes."""
    if path.suffix.lower() in {".json", ".jsonl"} or not path.stat().st_size:
        return False
    try:
        tables, _ = read_workbook(path)
    except InputFileError:
        return True
    return holds_notes(tables)


def published(
    target: Path, what: str, *, publication: Callable[[], Publication], json: Callable[[], str]
) -> bytes:
    """Render a value in the format that the name of the target asks for: .xlsx, .html or .json.

    A Dutch sentence says `what` it is where the name asks for another format.

    Raises:
        InputFileError: the name asks for a format that does not exist.
    """
    match target.suffix.lower():
        case ".xlsx":
            from swcompetence.report.workbook import write_workbook

            return write_workbook(publication())
        case ".html":
            from swcompetence.report.page import write_page

            return write_page(publication()).encode()
        case ".json":
            return json().encode()
        case _:
            raise InputFileError(
                target,
                f"{what} is een werkboek, een webpagina of JSON.",
                "Gebruik een naam op .xlsx, .html of .json.",
            )


def beside(source: Path, what: str) -> Path:
    """Give the default target for a file: the same folder, the same name and what it holds.

    >>> beside(Path("lijsten/bachelor.xlsx"), "koppelingen").name
    'bachelor-koppelingen.xlsx'
    """
    stem = source.stem.removesuffix("-samengevoegd").removesuffix("-koppelingen")
    return source.parent / f"{stem}-{what}.xlsx"
