"""Finds references by name or path, and merges the forms that respondents filled in."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib.resources.abc import Traversable
from pathlib import Path

from rapidfuzz import process

from swcompetence.analysis.reference.reference import (
    equal_reference,
    fit_reference,
    merge_references,
    reference_of_form,
)
from swcompetence.errors import InputFileError, NothingToWeighError, UnknownReferenceError
from swcompetence.files.data.reference_file import (
    REFERENCES_FOLDER,
    read_reference,
    shipped_references,
)
from swcompetence.files.data.reference_form import read_reference_form
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.model import (
    Framework,
    Issue,
    Place,
    Reference,
    ReferenceForm,
    Severity,
)
from swcompetence.registry import builtin_root

EQUAL = "gelijk"
"""Name of the reference that gives every item the same weight."""
_YAML = frozenset({".yaml", ".yml", ".json"})
_BOOKS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv"})
_NO_FORM = (
    "Maak een formulier met ‘swcompetence reference template’, of een referentie uit vacatures met"
    " ‘swcompetence reference from’."
)


def list_references() -> tuple[tuple[str, Reference], ...]:
    """Give name and value of every shipped reference that is not computed."""
    found = shipped_references(builtin_root() / REFERENCES_FOLDER)
    return tuple((name, _read(file)) for name, file in found.items())


def open_reference(text: str, framework: Framework) -> Reference:
    """Give the reference that a user asked for, in the items of an edition.

    Args:
        text: `gelijk`, the name of a shipped reference, the path of a reference (YAML, JSON) or
            of a form that was filled in (Excel, YAML), or of a folder of such forms.
        framework: the edition that it will be used with.

    Returns:
        The reference; what was noticed while reading stands in its `issues`.

    Raises:
        UnknownReferenceError: neither a name nor a path.
        InputFileError: a file that cannot be read, or is no form.
        EditionError: a YAML file with mistakes.
        ReferenceMismatchError: it is for another framework.
        NothingToWeighError: a form that gives no points.
    """
    if text.strip().casefold() == EQUAL:
        return equal_reference(framework)
    shipped = shipped_references(builtin_root() / REFERENCES_FOLDER)
    if text in shipped:
        return fit_reference(_read(shipped[text]), framework)
    path = Path(text)
    if path.is_dir():
        return merge_files(_forms_in(path), framework)
    if path.exists() or path.suffix.lower() in _YAML | _BOOKS:
        return merge_files([path], framework)
    known = [EQUAL, *shipped]
    near = process.extract(text, known, score_cutoff=60, limit=2)
    raise UnknownReferenceError(text, known, [name for name, _, _ in near])


def merge_files(
    paths: Sequence[Path], framework: Framework, *, title: str | None = None
) -> Reference:
    """Read forms or references and merge them; each weighs the same.

    A form that is given twice counts once, and one without points does not count: both are told.

    Raises:
        InputFileError: a file that cannot be read, or is no form.
        EditionError: a YAML file with mistakes.
        ReferenceMismatchError: they are for another framework, or differ in kind.
        NothingToWeighError: no form gives any points.
    """
    seen: set[str] = set()
    references: list[Reference] = []
    issues: list[Issue] = []
    for path in paths:
        digest = hashlib.sha256(read_bytes(path)).hexdigest()
        if digest in seen:
            issues.append(_copied(path))
            continue
        seen.add(digest)
        found, told = _open_file(path, framework)
        issues += told
        try:
            references.append(_weighed(found, framework, path))
        except NothingToWeighError as error:
            if len(paths) == 1:
                raise
            issues.append(_empty(path, error))
    if not references:
        raise NothingToWeighError("geen enkel formulier geeft punten", "Vul er minstens één in.")
    merged = merge_references(references, title=title)
    return merged.model_copy(update={"issues": (*merged.issues, *issues)})


def _read(file: Traversable) -> Reference:
    found = read_reference(file)
    if isinstance(found, ReferenceForm):
        raise InputFileError(str(file), "Dit is een formulier.", _NO_FORM)
    return found


def _forms_in(folder: Path) -> list[Path]:
    kinds = {".xlsx", ".xlsm", ".ods", ".yaml", ".yml"}
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in kinds and not path.name.startswith(("~$", "."))
    )
    if not found:
        raise InputFileError(folder, "In deze map staat geen enkel formulier.", _NO_FORM)
    return found


def _open_file(
    path: Path, framework: Framework
) -> tuple[Reference | ReferenceForm, tuple[Issue, ...]]:
    if path.suffix.lower() in _YAML:
        return read_reference(path), ()
    tables, issues = read_workbook(path)
    form, told = read_reference_form(tables, framework)
    if form is None:
        raise InputFileError(
            path, "Hierin staat geen kolom ‘Punten’ naast thema's van een kader.", _NO_FORM
        )
    return form, (*issues, *told)


def _weighed(found: Reference | ReferenceForm, framework: Framework, path: Path) -> Reference:
    if isinstance(found, ReferenceForm):
        found = reference_of_form(found, framework, file=path.name)
    return fit_reference(found, framework)


def _copied(path: Path) -> Issue:
    return Issue(
        code="reference-form-copied",
        severity=Severity.WARNING,
        message=f"‘{path.name}’ is hetzelfde bestand als een ander en telt één keer mee.",
        where=Place(file=path.name),
    )


def _empty(path: Path, error: NothingToWeighError) -> Issue:
    return Issue(
        code="reference-form-empty",
        severity=Severity.WARNING,
        message=f"Telt niet mee: {error.what}.",
        where=Place(file=path.name),
    )
