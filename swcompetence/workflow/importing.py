"""From somebody else's file to an edition: which format it has, and the edition in our YAML."""

from __future__ import annotations

import contextlib
import csv
import json
import re
from collections.abc import Callable
from functools import partial
from io import StringIO
from pathlib import Path

from swcompetence.errors import InputFileError, UnknownFormatError
from swcompetence.exchange.case.reading import read_case_json
from swcompetence.exchange.exported import Imported, legible
from swcompetence.exchange.formats import IMPORT_FORMATS
from swcompetence.exchange.lists.outcomes import read_matrix, read_outcomes
from swcompetence.exchange.lms.canvas import CANVAS_COLUMNS
from swcompetence.exchange.lms.moodle import MOODLE_COLUMNS, read_moodle_csv
from swcompetence.exchange.new_edition import EditionFacts
from swcompetence.exchange.skos.reading import read_skos
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.files.formats.file_kind import read_bytes
from swcompetence.model import Framework, Place
from swcompetence.model.issue import info

_TURTLE = re.compile(r"^\s*@?(?:prefix|base)\s", re.IGNORECASE | re.MULTILINE)
_HEAD, _ROWS = 4096, 65_536
"""Bytes by which a format is recognised: of its first lines, and of its first rows."""
_READERS: dict[str, Callable[[bytes, str, EditionFacts], Imported]] = {
    "case": read_case_json,
    "moodle": read_moodle_csv,
    "skos": read_skos,
    "skos-json": partial(read_skos, form="json-ld"),
}
_SELF_NAMING = frozenset({"case", "skos", "skos-json"})
"""Formats that name the publisher."""


def import_framework(
    path: str | Path,
    facts: EditionFacts,
    *,
    source_format: str | None = None,
    profile: ColumnProfile | None = None,
    course_list: str | Path | None = None,
) -> Imported:
    """Read an edition from a file in another format.

    Args:
        path: a list of outcomes (Excel, .ods, .csv), CASE (.json), Moodle (.csv) or SKOS.
        facts: what the caller knows; given facts win over those in the file. An empty publisher
            is taken from the file, where its format names one.
        source_format: a name of `IMPORT_FORMATS`; None recognises the format by what the file
            holds.
        profile: what the columns of a list of outcomes hold; without it, recognised by their name.
        course_list: for a matrix, the list of the courses that it is about; None where the file
            itself is that list.

    Returns:
        The edition, and what had no place in one or had to be guessed.

    Raises:
        UnknownFormatError: `source_format` is none of them.
        InputFileError: the file cannot be read or is not what it was taken for.
        EditionError: what the file says does not make an edition.
    """
    if source_format is not None and source_format not in IMPORT_FORMATS:
        raise UnknownFormatError(source_format, IMPORT_FORMATS)
    path = Path(path)
    content, name = read_bytes(path), path.name
    chosen = source_format or format_of(content, name)
    if not facts.publisher.strip() and chosen not in _SELF_NAMING:
        raise InputFileError(
            name,
            "Dit bestand zegt niet van wie het kader is.",
            'Geef de naam mee, bijvoorbeeld --publisher "Hogeschool Scheldezoom".',
        )
    if chosen == "matrix":
        curriculum = read_course_list(course_list)[0] if course_list else None
        return _legible(read_matrix(content, name, facts, curriculum), name)
    if chosen == "olr":
        return _legible(read_outcomes(content, name, facts, profile=profile), name)
    return _legible(_READERS[chosen](content, name, facts), name)


def _legible(read: Imported, name: str) -> Imported:
    """Take away the signs that nobody sees, as in a course list, and tell of those that steer."""
    data = read.framework.model_dump(mode="json")
    clean = legible(data)
    if clean == data:
        return read
    issues = read.issues
    if "\ufffd" in str(clean) and "\ufffd" not in str(data):
        text = "Onleesbare stuurtekens in de teksten zijn vervangen door ‘\ufffd’."
        issues += (info("control-characters", text, Place(file=name)),)
    return Imported(Framework.model_validate(clean), issues)


def format_of(content: bytes, name: str) -> str:
    """Recognise the format of a file; what is nothing else is taken for a list of outcomes.

    Raises:
        InputFileError: JSON that is neither a CASE package nor JSON-LD, or a file for Canvas.
    """
    text = content[:_HEAD].decode("utf-8-sig", errors="replace")
    if name.lower().endswith(".ttl") or _TURTLE.search(text):
        return "skos"
    if text.lstrip().startswith(("{", "[")):
        return _json_format(content, name)
    if all(column in text.split("\n", 1)[0] for column in CANVAS_COLUMNS[:2]):
        raise InputFileError(
            name,
            "Dit zijn leerresultaten voor Canvas; een kader is daaruit niet terug te lezen.",
            "Geef het kader waaruit ze gemaakt zijn, als CASE, Moodle, SKOS of een lijst.",
        )
    return "moodle" if _is_moodle(content[:_ROWS].decode("utf-8-sig", "replace")) else "olr"


def _is_moodle(text: str) -> bool:
    """Know Moodle by its column names, or in another language by its shape: the framework's row."""
    head = text.split("\n", 1)[0]
    if all(column in head for column in MOODLE_COLUMNS[:2]):
        return True
    place = MOODLE_COLUMNS.index("Is framework")
    with contextlib.suppress(csv.Error):  # bytes that are no text
        return any(
            len(row) == len(MOODLE_COLUMNS) and row[place] == "1"
            for delimiter in ",;\t"
            for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter)
        )
    return False


def _json_format(content: bytes, name: str) -> str:
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return "case"
    if isinstance(data, dict) and data.keys() & {"CFDocument", "CFPackage"}:
        return "case"
    if isinstance(data, list) or data.keys() & {"@context", "@graph"}:
        return "skos-json"
    raise InputFileError(
        name,
        "Dit is JSON, maar geen CASE-pakket en geen SKOS.",
        "Geef een CASE-pakket (CFPackage) of SKOS in JSON-LD.",
    )
