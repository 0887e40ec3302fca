"""Divide a mapping among reviewers: one mapping and one file name per part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.formats.sheets import read_workbook
from swcompetence.model import Framework, Issue, Mapping
from swcompetence.review.parts.parts import (
    Division,
    assignments,
    by_phase,
    by_reviewer,
    by_track,
    split,
)
from swcompetence.text import fold
from swcompetence.workflow.outputs import render_mapping

_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST = 60


def render_parts(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    target: Path,
    *,
    split_by: str | None = None,
    blind_seed: int | None = None,
) -> tuple[dict[Path, bytes], tuple[Issue, ...]]:
    """Render a mapping whole, or each of its parts, by the file to write.

    Args:
        mapping: the whole.
        frameworks: the editions that its links point into.
        target: the file for the whole; parts get its name and their own.
        split_by: as for `divide`; None keeps the mapping whole.
        blind_seed: as for `render_mapping`.

    Raises:
        NotDivisibleError: no course says its track or phase.
        InputFileError: the list of reviewers cannot be read, or the target has no known format.
    """
    parts, issues = divide(mapping, split_by) if split_by else ((mapping,), ())
    targets = part_targets(target, parts) if split_by else (target,)
    files = {
        path: render_mapping(part, frameworks, path, blind_seed=blind_seed)
        for path, part in zip(targets, parts, strict=True)
    }
    return files, issues


def divide(mapping: Mapping, by: str) -> tuple[tuple[Mapping, ...], tuple[Issue, ...]]:
    """Divide a mapping into parts that `review` can bring together again.

    Args:
        mapping: the whole.
        by: `traject`, `fase`, or the path of a list with the columns code and naam.

    Returns:
        The parts, and an issue for what the list of reviewers leaves open; every part has them.

    Raises:
        NotDivisibleError: no course says its track or phase.
        InputFileError: the list cannot be read, or gives nobody a course.
    """
    divisions, issues = _divisions(mapping, by)
    told = mapping.model_copy(update={"issues": (*mapping.issues, *issues)})
    return split(told, divisions), issues


def _divisions(mapping: Mapping, by: str) -> tuple[tuple[Division, ...], tuple[Issue, ...]]:
    match by.strip().casefold():
        case "traject":
            return by_track(mapping), ()
        case "fase":
            return by_phase(mapping), ()
        case _:
            return _by_list(mapping, Path(by))


def _by_list(mapping: Mapping, path: Path) -> tuple[tuple[Division, ...], tuple[Issue, ...]]:
    if not path.suffix and not path.exists():
        raise InputFileError(
            path,
            "hierop kan niet verdeeld worden.",
            "Kies traject of fase, of geef een CSV met de kolommen code;naam.",
        )
    tables, found = read_workbook(path)
    rows = assignments(tables)
    divisions, issues = by_reviewer(mapping, rows)
    if len(issues) > len(rows):
        raise InputFileError(
            path,
            "geen enkele code in deze lijst staat in de cursuslijst.",
            "Zet in de eerste kolom de code van een opleidingsonderdeel en in de tweede een naam.",
        )
    return divisions, (*found, *issues)


def part_targets(target: Path, parts: Sequence[Mapping]) -> tuple[Path, ...]:
    """Give each part its own file name beside the target, safe in every file system.

    Accents and signs are written plainly; names that come out alike get a number.
    """
    taken: set[str] = set()
    targets = []
    for part in parts:
        bare = _UNSAFE.sub("-", fold(part.part.name if part.part else "")).strip("-")
        name = plain = bare[:_LONGEST].strip("-") or "deel"
        number = 2
        while name in taken:
            name, number = f"{plain}-{number}", number + 1
        taken.add(name)
        targets.append(target.with_stem(f"{target.stem}-{name}"))
    return tuple(targets)
