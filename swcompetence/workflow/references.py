"""References by name or path, merged from forms, derived from texts, and written."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Literal, NamedTuple

from rapidfuzz import process

from swcompetence.analysis.reference.reference import (
    equal_reference,
    fit_reference,
    merge_references,
    reference_from_mapping,
    reference_of_form,
    texts_without_item,
)
from swcompetence.errors import InputFileError, NothingToWeighError, UnknownReferenceError
from swcompetence.files.course_list.column_profile import ColumnProfile, find_profile
from swcompetence.files.data.reference_file import (
    REFERENCES_FOLDER,
    blank_form_text,
    read_reference,
    reference_text,
    shipped_references,
)
from swcompetence.files.data.reference_form import read_reference_form
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.files.formats.text_files import TEXT_SUFFIXES, read_texts, texts_in
from swcompetence.matching import propose
from swcompetence.model import (
    Course,
    Curriculum,
    Framework,
    Issue,
    Place,
    Reference,
    ReferenceForm,
    ReferenceKind,
    Severity,
)
from swcompetence.model.issue import warning
from swcompetence.registry import builtin_root
from swcompetence.report.forms.reference_template import render_reference_template
from swcompetence.workflow.mapping import read_lists

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
    files = shipped_references(builtin_root() / REFERENCES_FOLDER)
    return tuple((name, _read(file)) for name, file in files.items())


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
    digests: set[str] = set()
    references: list[Reference] = []
    issues: list[Issue] = []
    for path in paths:
        digest = hashlib.sha256(read_bytes(path)).hexdigest()
        if digest in digests:
            text = f"‘{path.name}’ is hetzelfde bestand als een ander en telt één keer mee."
            issues.append(warning("reference-form-copied", text, Place(file=path.name)))
            continue
        digests.add(digest)
        answer, of_file = _open_file(path, framework)
        issues += of_file
        try:
            if isinstance(answer, ReferenceForm):
                answer = reference_of_form(answer, framework, file=path.name)
            references.append(fit_reference(answer, framework))
        except NothingToWeighError as error:
            if len(paths) == 1:
                raise
            text = f"Telt niet mee: {error.what}."
            issues.append(warning("reference-form-empty", text, Place(file=path.name)))
    if not references:
        raise NothingToWeighError("geen enkel formulier geeft punten", "Vul er minstens één in.")
    merged = merge_references(references, title=title)
    return merged.model_copy(update={"issues": (*merged.issues, *issues)})


def _read(file: Traversable) -> Reference:
    reference = read_reference(file)
    if isinstance(reference, ReferenceForm):
        raise InputFileError(str(file), "Dit is een formulier.", _NO_FORM)
    return reference


def _forms_in(folder: Path) -> list[Path]:
    kinds = {".xlsx", ".xlsm", ".ods", ".yaml", ".yml"}
    forms = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in kinds and not path.name.startswith(("~$", "."))
    )
    if not forms:
        raise InputFileError(folder, "In deze map staat geen enkel formulier.", _NO_FORM)
    return forms


def _open_file(
    path: Path, framework: Framework
) -> tuple[Reference | ReferenceForm, tuple[Issue, ...]]:
    if path.suffix.lower() in _YAML:
        return read_reference(path), ()
    tables, issues = read_workbook(path)
    form, of_form = read_reference_form(tables, framework)
    if form is None:
        raise InputFileError(
            path, "Hierin staat geen kolom ‘Punten’ naast thema's van een kader.", _NO_FORM
        )
    return form, (*issues, *of_form)


_TEXT_PROFILE = "vacatures"
_OF_COURSES = frozenset(
    {
        "code-missing",
        "no-code-column",
        "no-credits-column",
        "programme-credits-inferred",
        "programme-credits-unknown",
        "programme-from-file-name",
        "title-duplicate",
    }
)
"""What is worth telling of a course list and not of a list of vacancies."""


class Derived(NamedTuple):
    """A reference from texts, and how many there were."""

    reference: Reference
    texts: int
    without_item: int
    """Texts that are about no item, and so weigh nothing."""


def derive_reference(  # noqa: PLR0913 - each is a choice of the user
    paths: Sequence[Path],
    framework: Framework,
    *,
    kind: Literal[ReferenceKind.TEXTS, ReferenceKind.CURRICULA] = ReferenceKind.TEXTS,
    title: str | None = None,
    profile: ColumnProfile | None = None,
    limits: ReadLimits = LIMITS,
    progress: Callable[[Course, int], None] = lambda _course, _total: None,
) -> Derived:
    """Derive a reference from vacancies or from the lists of other programmes.

    The files are lists (Excel, .csv ...), or with texts also .txt files and folders of these. For
    vacancies a shipped profile says what columns hold, unless another is given. `progress` is
    called after every text, with the number of texts in all.

    Raises:
        InputFileError: a file cannot be read, or holds no text.
        NothingToWeighError: no text is about any item.
    """
    is_texts = kind is ReferenceKind.TEXTS
    curricula, issues = _read_all(
        paths, framework, profile or (find_profile(_TEXT_PROFILE) if is_texts else None), limits
    )
    total = sum(len(curriculum.courses) for curriculum in curricula)
    mapping = propose(
        curricula, [framework], progress=lambda course: progress(course, total), issues=issues
    )
    reference = reference_from_mapping(mapping, framework, kind=kind, title=title)
    relevant = [issue for issue in issues if not is_texts or issue.code not in _OF_COURSES]
    kept = [issue for issue in relevant if issue.severity is not Severity.INFO]
    reference = reference.model_copy(update={"issues": (*reference.issues, *kept)})
    return Derived(reference, total, len(texts_without_item(mapping, framework)))


def render_reference(reference: Reference, target: Path) -> bytes:
    """Write a reference in the format that the name of the target asks for.

    Raises:
        InputFileError: the name does not end in .yaml, .yml or .json.
    """
    if target.suffix.lower() not in _YAML:
        raise InputFileError(
            target, "Een referentie is YAML of JSON.", "Gebruik een naam op .yaml of .json."
        )
    is_json = target.suffix.lower() == ".json"
    return (reference.to_json() if is_json else reference_text(reference)).encode()


def render_form(framework: Framework, target: Path) -> bytes:
    """Write an empty form in the format that the name of the target asks for.

    Raises:
        InputFileError: the name does not end in .xlsx, .yaml or .yml.
    """
    match target.suffix.lower():
        case ".xlsx":
            return render_reference_template(framework)
        case ".yaml" | ".yml":
            return blank_form_text(framework).encode()
        case _:
            raise InputFileError(
                target,
                "Het formulier is een Excel-werkboek of YAML.",
                "Gebruik een naam op .xlsx (voor respondenten) of .yaml.",
            )


def _read_all(
    paths: Sequence[Path],
    framework: Framework,
    profile: ColumnProfile | None,
    limits: ReadLimits,
) -> tuple[tuple[Curriculum, ...], tuple[Issue, ...]]:
    """Read lists and texts; the texts of all files and folders are one list."""
    lists: list[Path] = []
    texts: list[Path] = []
    for path in paths:
        if path.is_dir():
            texts += texts_in(path)
        elif path.suffix.lower() in TEXT_SUFFIXES:
            texts.append(path)
        else:
            tables, _ = read_workbook(path, limits=limits)
            # The rows of a filled-in form would be read as if they were vacancies.
            if read_reference_form(tables, framework)[0]:
                raise InputFileError(
                    path,
                    "Dit is een formulier met punten, geen lijst van teksten.",
                    "Lees het met ‘swcompetence reference merge’.",
                )
            lists.append(path)
    curricula, issues = read_lists(lists, profile=profile, limits=limits)
    if texts:
        loose, of_texts = read_texts(texts, limits=limits)
        return (*curricula, loose), (*issues, *of_texts)
    return curricula, issues
