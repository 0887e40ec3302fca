"""An edition of one's own: copied as YAML, or corrected on a sheet of Excel."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from swcompetence.analysis.edition.lint import lint
from swcompetence.errors import InputFileError, UnknownFrameworkError
from swcompetence.files.data.edition_text import edition_text
from swcompetence.files.formats.file_kind import FileKind, kind_of, read_bytes
from swcompetence.files.formats.read_limits import LIMITS
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.files.formats.xlsx import formula_cells
from swcompetence.model import Framework
from swcompetence.registry import resolve_frameworks
from swcompetence.review.corrections import MARK, Corrected, own_edition, read_corrections

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

    Args:
        path: the workbook.
        framework: reference or path of that edition; None takes what the workbook names.
        on: the day, for the changelog.

    Returns:
        The edition with its corrections and what was noticed; no edition where anything is wrong.

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
        tables, edition, on=on, formulas=formula_cells(content) if is_xlsx else None
    )
    known = {(issue.code, issue.message) for issue in lint(edition)}
    lines = [
        issue
        for issue in (lint(corrected.edition) if corrected.edition else ())
        if (issue.code, issue.message) not in known and issue.code != "checked-before-change"
    ]
    # That our own column is hidden is no news, and formulas are told as errors.
    repeated = {"hidden-columns", "hidden-rows", "formula-without-value"}
    issues = tuple(issue for issue in issues if issue.code not in repeated)
    issues = (*issues, *corrected.issues, *lines)
    is_wrong = any(issue.severity == "error" for issue in issues)
    return corrected._replace(edition=None if is_wrong else corrected.edition, issues=issues)
