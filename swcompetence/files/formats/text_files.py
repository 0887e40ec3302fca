"""Reads plain texts, such as vacancies saved one a file, as a list to map."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.formats.file_kind import FileKind, kind_of, read_bytes
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
from swcompetence.files.formats.text_encoding import decoded, encoding_issues
from swcompetence.model import Course, CourseField, Curriculum, Issue, Place

TEXT_SUFFIXES = frozenset({".txt", ".md"})
_LONGEST_TITLE = 150


def texts_in(folder: Path) -> tuple[Path, ...]:
    """Give the text files directly in a folder, by name.

    Raises:
        InputFileError: there is none.
    """
    found = sorted(path for path in folder.iterdir() if path.suffix.lower() in TEXT_SUFFIXES)
    if not found:
        raise InputFileError(
            folder,
            "In deze map staat geen enkele tekst (.txt).",
            "Bewaar elke vacature als tekstbestand, of geef een Excel-lijst.",
        )
    return tuple(found)


def read_texts(
    paths: Sequence[Path], *, limits: ReadLimits = LIMITS
) -> tuple[Curriculum, tuple[Issue, ...]]:
    """Read texts, one a file: the first line that is not blank is the title.

    Raises:
        InputFileError: a file is missing, empty, too large or no text.
    """
    courses: list[Course] = []
    issues: list[Issue] = []
    for path in paths:
        content = read_bytes(path, limits)
        if kind_of(content, path, limits) is not FileKind.TEXT:
            raise InputFileError(path, "Dit is geen tekstbestand.", "Bewaar het als .txt.")
        text, encoding = decoded(content)
        issues += encoding_issues(encoding, Place(file=path.name))
        courses.append(_course(text, path, {course.id for course in courses}))
    return Curriculum(id="teksten", courses=tuple(courses)), tuple(issues)


def _course(text: str, path: Path, taken: set[str]) -> Course:
    name, number = f"tekst/{path.stem}", 2
    while name in taken:
        name, number = f"tekst/{path.stem}-{number}", number + 1
    first, _, rest = text.strip().partition("\n")
    if len(first) > _LONGEST_TITLE:
        first, rest = path.stem, text.strip()
    return Course(
        id=name, code=path.stem, title=first.strip(), fields={CourseField.CONTENT: rest.strip()}
    )
