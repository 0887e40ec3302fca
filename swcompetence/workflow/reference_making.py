"""Makes references and forms: from texts or other programmes, and written to a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, NamedTuple

from swcompetence.analysis.reference.texts import reference_from_mapping, texts_without_item
from swcompetence.errors import InputFileError
from swcompetence.files.course_list.column_profile import ColumnProfile, find_profile
from swcompetence.files.data.reference_file import blank_form_text, reference_text
from swcompetence.files.data.reference_form import read_reference_form
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.files.formats.text_files import TEXT_SUFFIXES, read_texts, texts_in
from swcompetence.matching import propose
from swcompetence.model import (
    Course,
    Curriculum,
    Framework,
    Issue,
    Reference,
    ReferenceKind,
    Severity,
)
from swcompetence.report.forms.reference_template import render_reference_template
from swcompetence.workflow.course_lists import read_lists

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

    Args:
        paths: lists (Excel, .csv ...), or with texts also .txt files and folders of these.
        framework: the edition to weigh.
        kind: what the files hold.
        title: the name of the reference.
        profile: what the columns hold; by default the shipped one for vacancies, or none for
            course lists.
        limits: how large a file may be.
        progress: called after every text, with the number of texts in all.

    Raises:
        InputFileError: a file cannot be read, or holds no text.
        NothingToWeighError: no text is about any item.
    """
    is_texts = kind is ReferenceKind.TEXTS
    curricula, issues = _read_all(
        paths, framework, profile or (find_profile(_TEXT_PROFILE) if is_texts else None), limits
    )
    total = sum(len(one.courses) for one in curricula)
    mapping = propose(
        curricula, [framework], progress=lambda course: progress(course, total), issues=issues
    )
    reference = reference_from_mapping(mapping, framework, kind=kind, title=title)
    told = [issue for issue in issues if not is_texts or issue.code not in _OF_COURSES]
    kept = [issue for issue in told if issue.severity is not Severity.INFO]
    reference = reference.model_copy(update={"issues": (*reference.issues, *kept)})
    return Derived(reference, total, len(texts_without_item(mapping, framework)))


def check_reference_name(target: Path) -> None:
    """Refuse a name that asks for a format in which no reference is written.

    Raises:
        InputFileError: it does not end in .yaml, .yml or .json.
    """
    if target.suffix.lower() not in {".yaml", ".yml", ".json"}:
        raise InputFileError(
            target, "Een referentie is YAML of JSON.", "Gebruik een naam op .yaml of .json."
        )


def render_reference(reference: Reference, target: Path) -> bytes:
    """Write a reference in the format that the name of the target asks for.

    Raises:
        InputFileError: the name does not end in .yaml, .yml or .json.
    """
    check_reference_name(target)
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
            _refuse_form(path, framework, limits)
            lists.append(path)
    curricula, issues = read_lists(lists, profile=profile, limits=limits)
    if texts:
        loose, told = read_texts(texts, limits=limits)
        return (*curricula, loose), (*issues, *told)
    return curricula, issues


def _refuse_form(path: Path, framework: Framework, limits: ReadLimits) -> None:
    """Refuse a filled-in form: its rows would be read as if they were vacancies."""
    tables, _ = read_workbook(path, limits=limits)
    if read_reference_form(tables, framework)[0]:
        raise InputFileError(
            path,
            "Dit is een formulier met punten, geen lijst van teksten.",
            "Lees het met ‘swcompetence reference merge’.",
        )
