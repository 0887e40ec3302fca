"""Files of our chain, opened: what a file is, the mapping in it, and its editions."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from swcompetence.errors import InputFileError
from swcompetence.files.data.data_files import read_mapping
from swcompetence.files.data.mapping_lines import read_mapping_lines
from swcompetence.files.formats.file_kind import FileKind, kind_of, read_bytes
from swcompetence.files.formats.read_limits import LIMITS
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.files.formats.xlsx import formula_cells, note_cells
from swcompetence.model import Decision, Framework, Issue, Mapping, Place, Table
from swcompetence.model.issue import warning
from swcompetence.phrasing import counted
from swcompetence.review.carriers import (
    DecisionFile,
    decision_file_in,
    mapping_in,
    mapping_in_page,
    saved_decisions,
    unpacked_mapping,
)
from swcompetence.review.decisions import decisions_in, overlooked_cells
from swcompetence.review.merge import ReviewedLink, merge
from swcompetence.review.parts import join, missing_issues
from swcompetence.review.sheet import MAPPING_SHEET, has_review_sheet

_OURS = {"formula-without-value", "hidden-columns"}
"""What the reader says of our own formulas and hidden columns."""
_OF_GAP_REPORT = {"Samenvatting", "Verantwoording"}
"""Sheets by which a gap report is known."""
_REPORT_SCHEMA = re.compile(rb'"schema"\s*:\s*"swcompetence/gap-report@')
_MOST_BYTES = int(LIMITS.unpacked_mb * 1_000_000)
_NO_MAPPING = "Dit werkboek heeft enkel het blad Koppelingen; de koppelingen zelf ontbreken."
_GIVE_MAPPING = (
    "Breng het eerst samen met het oorspronkelijke werkboek: swcompetence review BESTAND"
    " --mapping ORIGINEEL."
)


class ReviewFile(NamedTuple):
    """What stands in one file."""

    path: Path
    mapping: Mapping | None
    """None for a workbook that only holds the sheet *Koppelingen*."""
    tables: tuple[Table, ...] = ()
    """The sheets; none for JSON."""
    issues: tuple[Issue, ...] = ()
    saved: DecisionFile | None = None
    """What a lecturer saved from the page."""

    def decisions(
        self,
        mapping: Mapping,
        frameworks: Sequence[Framework] = (),
        issued: Mapping | None = None,
        today: dt.date | None = None,
    ) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
        """Read what people decided in it, see `decisions_in`; JSON of a mapping says it itself.

        How many decisions name nobody is told as well.
        """
        said: tuple[ReviewedLink, ...] = ()
        issues: tuple[Issue, ...] = ()
        if self.saved:
            said, issues = saved_decisions(
                self.saved, self.path.name, mapping, frameworks, today=today
            )
        elif self.tables:
            said, issues = decisions_in(
                self.tables, mapping, frameworks, issued=issued, today=today
            )
        elif self.mapping:
            held = (decision for link in self.mapping.links for decision in link.decisions)
            return (), _nameless(self.path.name, held)
        return said, (*issues, *_nameless(self.path.name, (row.decision for row in said)))


def _nameless(file: str, decisions: Iterable[Decision]) -> tuple[Issue, ...]:
    """Tell how many decisions in a file name nobody: those of several people then look like one."""
    count = sum(not decision.reviewer for decision in decisions)
    if not count:
        return ()
    says = f"{counted(count, 'besluit noemt', 'besluiten noemen')} geen lesgever"
    they = "Het telt" if count == 1 else "Ze tellen"
    message = (
        f"{file}: {says}. {they} mee, maar als van één onbekende; vul ‘Nagekeken door’ in om te"
        " weten wie wat besliste."
    )
    return (warning("review-without-reviewer", message, Place(file=file)),)


def read_review_file(path: Path) -> ReviewFile:
    """Read what holds links, in any of the forms in which we give it and get it back.

    These are a review workbook, a copy of its sheet *Koppelingen*, the page for lecturers, the
    decisions saved from it, and a mapping in JSON or JSON Lines.

    Raises:
        InputFileError: the file cannot be read, or is none of these.
    """
    if path.suffix.lower() == ".json":
        saved = decision_file_in(read_bytes(path), path.name)
        if saved is None:
            return ReviewFile(path, read_mapping(path))
        held = unpacked_mapping(saved.mapping, saved.digest, path.name, _MOST_BYTES)
        return ReviewFile(path, held, saved=saved)
    if path.suffix.lower() == ".jsonl":
        return ReviewFile(path, join(read_mapping_lines(path)))
    if page := _page_mapping(path):
        message = (
            f"{path.name}: in de pagina zelf staat niet wat een lesgever besliste. Geef het bestand"
            " mee dat de knop ‘Bewaar’ maakte (besluiten-….json)."
        )
        return ReviewFile(
            path, page, issues=(warning("review-page-only", message, Place(file=path.name)),)
        )
    tables, issues = read_workbook(path)
    mapping = mapping_in(tables)
    if mapping is None and not has_review_sheet(tables):
        raise InputFileError(
            path,
            "Dit werkboek bevat geen koppelingen die swcompetence gemaakt heeft.",
            "Geef het werkboek dat ‘swcompetence map’ schreef (niet de cursuslijst zelf).",
        )
    of_people = [issue for issue in issues if issue.code not in _OURS]
    content = read_bytes(path)
    if kind_of(content, path, LIMITS) is FileKind.XLSX:
        formulas = formula_cells(content, only_uncached=True)
        of_people += overlooked_cells(tables, note_cells(content), formulas)
    return ReviewFile(path, mapping, tables, tuple(of_people))


def _page_mapping(path: Path) -> Mapping | None:
    if path.suffix.lower() not in {".html", ".htm"}:
        return None
    return mapping_in_page(read_bytes(path), path.name, _MOST_BYTES)


def check_review_sheet(file: ReviewFile) -> None:
    """Refuse a workbook without the sheet on which people decide.

    Raises:
        InputFileError: there is no such sheet, or its header is gone.
    """
    if file.tables and not has_review_sheet(file.tables):
        raise InputFileError(
            file.path,
            "Er is geen blad met de kolommen Koppeling-id en Besluit: wat u besliste, is niet te"
            " lezen.",
            "Zet het blad Koppelingen en zijn kopregel terug, of geef een kopie waar ze nog in"
            " staan.",
        )


def open_mapping(
    path: str | Path, *, today: dt.date | None = None
) -> tuple[Mapping, tuple[Issue, ...]]:
    """Open a mapping from JSON, or from a review workbook with the decisions that stand in it.

    Args:
        path: the workbook that `swcompetence map` or `review` wrote (.xlsx), or their .json or
            .jsonl; the decisions saved from their page (.json), or that page (.html).
        today: the day of reading: a decision dated later, a typing error, counts without its date
            and is told. None takes every date as it is.

    Returns:
        The mapping, and the trouble met while opening it; that stands in the mapping as well.

    Raises:
        InputFileError: the file cannot be read or holds no mapping.
    """
    path = Path(path)
    file = read_review_file(path)
    if file.mapping is None:
        raise InputFileError(path, _NO_MAPPING, _GIVE_MAPPING)
    check_review_sheet(file)
    decisions, more = file.decisions(file.mapping, today=today)
    issues = (*file.issues, *more, *missing_issues(file.mapping))
    if not (decisions or issues):
        return file.mapping, ()
    merged = merge(file.mapping, decisions)
    all_issues = dict.fromkeys((*merged.issues, *issues))
    return merged.model_copy(update={"issues": tuple(all_issues)}), issues


def read_decisions(
    path: str | Path, mapping: Mapping | None = None, *, today: dt.date | None = None
) -> tuple[tuple[ReviewedLink, ...], tuple[Issue, ...]]:
    """Read what reviewers decided in a workbook or in the page, for `merge`.

    Args:
        path: a review workbook, a copy of its sheet *Koppelingen*, or decisions saved from the
            page (.json).
        mapping: what the decisions are about; None for the mapping that the file carries.
        today: the day of reading, as for `open_mapping`.

    Returns:
        The decisions in the order of the rows, and what could not be understood, with its cell.

    Raises:
        InputFileError: the file cannot be read, or neither it nor the caller gives a mapping.
    """
    path = Path(path)
    file = read_review_file(path)
    mapping = mapping or file.mapping
    if mapping is None:
        raise InputFileError(path, _NO_MAPPING, _GIVE_MAPPING)
    decisions, issues = file.decisions(mapping, issued=file.mapping, today=today)
    return decisions, (*file.issues, *issues)


class FileRole(StrEnum):
    """What a file is."""

    COURSE_LIST = "course list"
    REVIEW_BOOK = "review book"
    """A mapping: the workbook or page in which lecturers decide, their decisions, or JSON."""
    GAP_REPORT = "gap report"
    """The workbook in which a board notes, or JSON."""


def role_of(path: Path) -> FileRole:
    """Judge a file by what stands in it; what is none of ours is taken for a course list.

    Raises:
        InputFileError: the file cannot be read.
    """
    if path.suffix.lower() == ".json":
        is_report = _REPORT_SCHEMA.search(read_bytes(path))
        return FileRole.GAP_REPORT if is_report else FileRole.REVIEW_BOOK
    if path.suffix.lower() == ".jsonl" or _page_mapping(path):
        return FileRole.REVIEW_BOOK
    tables, _ = read_workbook(path)
    names = {table.sheet for table in tables}
    if MAPPING_SHEET in names or has_review_sheet(tables):
        return FileRole.REVIEW_BOOK
    return FileRole.GAP_REPORT if names >= _OF_GAP_REPORT else FileRole.COURSE_LIST
