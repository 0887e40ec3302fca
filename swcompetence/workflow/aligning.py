"""From two editions to a crosswalk between them: drafted, reviewed in Excel, written as YAML."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from swcompetence.errors import InputFileError, UnknownFrameworkError
from swcompetence.files.data.edition_text import edition_text
from swcompetence.matching.items.alignment import (
    ALIGNMENT,
    PREDICATE_LEVELS,
    draft_alignments,
    draft_crosswalk,
    reviewed_crosswalk,
)
from swcompetence.model import Crosswalk, Framework, Issue, Mapping
from swcompetence.registry import get_framework, resolve_frameworks
from swcompetence.report.review_book.book import render_review_book
from swcompetence.review.decisions import decisions_in
from swcompetence.review.merge import merge
from swcompetence.workflow.opening import read_review_file

_YAML = frozenset({".yaml", ".yml"})


class ReviewedAlignments(NamedTuple):
    """A review workbook of alignments as it came back."""

    mapping: Mapping
    subject: Framework
    target: Framework
    issues: tuple[Issue, ...]
    """What could not be understood in it; those rows stay undecided."""

    def crosswalk(self, date: dt.date) -> Crosswalk:
        """Give what people confirmed.

        Raises:
            NothingAlignedError: nothing is confirmed.
        """
        return reviewed_crosswalk(self.mapping, self.subject, self.target, date=date)


def align(subject: Framework, target: Framework, *, date: dt.date) -> Mapping:
    """Propose which items of one edition touch those of another.

    Raises:
        NothingAlignedError: both are the same edition.
    """
    return draft_alignments(subject, target, date=date)


def render_alignments(
    mapping: Mapping, subject: Framework, target: Framework, out: Path, *, date: dt.date
) -> bytes:
    """Render proposals as a crosswalk (.yaml) or as a review workbook (.xlsx).

    Raises:
        InputFileError: the name asks for another format.
        NothingAlignedError: nothing is proposed, and a crosswalk is asked for.
    """
    if out.suffix.lower() in _YAML:
        return edition_text(draft_crosswalk(mapping, subject, target, date=date)).encode()
    if out.suffix.lower() == ".xlsx":
        return render_review_book(
            mapping, [target], levels=PREDICATE_LEVELS, items_of=subject.title
        )
    raise InputFileError(
        out,
        "In dit formaat worden geen koppelingen tussen kaders geschreven.",
        "Gebruik een naam op .yaml (crosswalk) of .xlsx (om na te kijken).",
    )


def _shipped(ref: str) -> Framework:
    try:
        return get_framework(ref)
    except UnknownFrameworkError as error:
        raise UnknownFrameworkError(
            f"{ref} (gebruikt in dit werkboek; noem beide kaders mee, zoals bij het opstellen)",
            error.known,
        ) from None


def read_alignments(path: Path, editions: Sequence[str] = ()) -> ReviewedAlignments:
    """Read a review workbook that `render_alignments` made.

    Args:
        path: the workbook.
        editions: references or paths of its two editions; only needed for those not shipped.

    Raises:
        InputFileError: the file cannot be read, or holds no alignments.
        UnknownFrameworkError: an edition is not at hand.
    """
    file = read_review_file(path)
    mapping = file.mapping
    if mapping is None or not mapping.tool.matcher.startswith(ALIGNMENT):
        raise InputFileError(
            path,
            "Dit is geen nakijkbestand van twee kaders.",
            "Geef het werkboek dat ‘swcompetence align KADER KADER -o BESTAND.xlsx’ schreef.",
        )
    given = {
        str(edition.ref): edition for edition in (resolve_frameworks(editions) if editions else ())
    }
    refs = (mapping.curricula[0].id, str(mapping.frameworks[0].ref))
    subject, target = (given.get(ref) or _shipped(ref) for ref in refs)
    decisions, issues = decisions_in(file.tables, mapping, [target], levels=PREDICATE_LEVELS)
    return ReviewedAlignments(merge(mapping, decisions), subject, target, (*file.issues, *issues))
