"""Editions and crosswalks of a college: copied or drafted, corrected in Excel, and read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from swcompetence.analysis.edition.lint import lint
from swcompetence.errors import InputFileError, UnknownFrameworkError
from swcompetence.files.data.edition_text import edition_text
from swcompetence.files.formats.file_kind import FileKind, kind_of, read_bytes
from swcompetence.files.formats.read_limits import LIMITS
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.files.formats.xlsx import formula_cells, note_cells
from swcompetence.matching.items.alignment import ALIGNMENT, PREDICATE_LEVELS, draft_crosswalk
from swcompetence.model import Framework, Issue, Mapping
from swcompetence.registry import get_framework, resolve_frameworks
from swcompetence.review.corrections import MARK, Corrected, own_edition, read_corrections
from swcompetence.review.decisions import decisions_in
from swcompetence.review.merge import merge
from swcompetence.workflow.opening import read_review_file

_HEAD = """\
# Eigen versie van een kader. De ids en namen van de thema's blijven: daaraan hangen besluiten.
# Indicatoren zijn gewone woorden: huisbezoek afleggen | leefloon* | *recht | (gezin|koppel)
# begeleiden | (dringende)? steun | brug ... slaan | schulden + afbetaling.
# Nakijken: swcompetence frameworks validate BESTAND --try LIJST. Gebruiken: --framework BESTAND.
"""


def copy_edition(edition: Framework, *, on: dt.date) -> Framework:
    """Give a copy to correct, `2026.2+eigen`; it never stands in the way of the one it is of."""
    return own_edition(edition, f"Kopie van {edition.ref}, revisie {edition.revision}.", on=on)


def own_edition_text(edition: Framework) -> str:
    """Write an edition of one's own as YAML, with how to go on in its head."""
    return _HEAD + edition_text(edition)


def apply_corrections(path: Path, *, framework: str | None = None, on: dt.date) -> Corrected:
    """Read a workbook with corrections, and correct the edition that it was made of.

    That edition is what the workbook names, unless a reference or path is given. The result has no
    edition where anything is wrong.

    Raises:
        InputFileError: the file cannot be read, or was not made by `render_correction_book`.
        UnknownFrameworkError: `framework` leads nowhere.
    """
    tables, issues = read_workbook(path)
    cells = (value for table in tables for row in table.rows for value in row.values)
    mark = next(filter(None, map(MARK.search, cells)), None)
    if mark is None:
        raise InputFileError(
            path,
            "Dit is geen correctieblad: nergens staat van welk kader het gemaakt is.",
            "Maak er een met ‘swcompetence frameworks sheet KADER’.",
        )
    try:
        edition = resolve_frameworks([framework or mark[1]])[0]
    except UnknownFrameworkError as error:
        if framework:
            raise
        raise InputFileError(
            path,
            f"Dit blad is gemaakt van {mark[1]}, en dat kader wordt niet meegeleverd.",
            "Geef het bestand van dat kader mee met --framework.",
        ) from error
    content = read_bytes(path)
    is_xlsx = kind_of(content, path, LIMITS) is FileKind.XLSX
    corrected = read_corrections(
        tables,
        edition,
        on=on,
        formulas=formula_cells(content) if is_xlsx else None,
        notes=note_cells(content) if is_xlsx else None,
    )
    known = {(issue.code, issue.message) for issue in lint(edition)}
    lines = [
        issue.model_copy(
            update={"where": corrected.places.get(issue.where.cell or "", issue.where)}
        )
        for issue in (lint(corrected.edition) if corrected.edition else ())
        if (issue.code, issue.message) not in known and issue.code != "checked-before-change"
    ]
    # That our own column is hidden is no news, and formulas are told as errors.
    repeated = {"hidden-columns", "hidden-rows", "formula-without-value"}
    issues = tuple(issue for issue in issues if issue.code not in repeated)
    issues = (*issues, *corrected.issues, *lines)
    is_wrong = any(issue.severity == "error" for issue in issues)
    return corrected._replace(edition=None if is_wrong else corrected.edition, issues=issues)


_YAML = frozenset({".yaml", ".yml"})


class ReviewedAlignments(NamedTuple):
    """A review workbook of alignments as it came back."""

    mapping: Mapping
    subject: Framework
    target: Framework
    issues: tuple[Issue, ...]
    """What could not be understood in it; those rows stay undecided."""


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
        from swcompetence.report.review_book.book import render_review_book

        return render_review_book(
            mapping, [target], levels=PREDICATE_LEVELS, items_of=subject.title
        )
    raise InputFileError(
        out,
        "In dit formaat worden geen koppelingen tussen kaders geschreven.",
        "Gebruik een naam op .yaml (crosswalk) of .xlsx (om na te kijken).",
    )


def read_alignments(path: Path, editions: Sequence[str] = ()) -> ReviewedAlignments:
    """Read a review workbook that `render_alignments` made; `editions` are those not shipped.

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
    try:
        subject, target = (given.get(ref) or get_framework(ref) for ref in refs)
    except UnknownFrameworkError as error:
        raise UnknownFrameworkError(
            error.ref,
            error.known,
            advice="Het is gebruikt in dit werkboek; noem beide kaders mee, zoals bij het"
            " opstellen.",
        ) from None
    decisions, issues = decisions_in(file.tables, mapping, [target], levels=PREDICATE_LEVELS)
    return ReviewedAlignments(merge(mapping, decisions), subject, target, (*file.issues, *issues))
