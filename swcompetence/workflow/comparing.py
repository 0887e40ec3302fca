"""From mappings of years or colleges to one comparison."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from swcompetence.analysis.comparison.build import MappedList, compare
from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.analysis.comparison.steps import SameCourse, Transition
from swcompetence.errors import InputFileError
from swcompetence.files.data.data_files import read_platforms, shipped_platforms
from swcompetence.matching import tool_version
from swcompetence.model import Curriculum, Issue, Mapping
from swcompetence.model.college import Platforms
from swcompetence.registry import frameworks_of, list_crosswalks, resolve_frameworks
from swcompetence.report.document.comparison import publication_of_comparison
from swcompetence.review.rollover import pair_courses
from swcompetence.workflow.opening import open_mapping
from swcompetence.workflow.safekeeping import published

_SHARED = 0.5
"""Least part of the shorter list that is recognised in two years of one programme, where their
names do not say so."""


def compare_lists(
    paths: Sequence[Path], *, frameworks: Sequence[str] = (), platforms: Path | None = None
) -> tuple[Comparison, tuple[Issue, ...]]:
    """Compare review workbooks or mappings, in the order in which they are given.

    A file with colleges and platforms goes in place of the shipped one.

    Raises:
        InputFileError: a file cannot be read, stands there twice, or there is one list only.
        EditionError: the file with platforms has mistakes.
        UnknownFrameworkError: an edition of a mapping is not at hand.
    """
    resolved: set[Path] = set()
    opened: list[tuple[str, Mapping]] = []
    issues: list[Issue] = []
    for path in paths:
        if path.resolve() in resolved:
            raise InputFileError(
                path, "Dit bestand staat er twee keer.", "Geef elk bestand één keer."
            )
        resolved.add(path.resolve())
        mapping, of_file = open_mapping(path)
        issues += of_file
        opened += [(path.stem, mapping.only(curriculum.id)) for curriculum in mapping.curricula]
    if len(opened) < 2:  # noqa: PLR2004 - a comparison needs two
        raise InputFileError(
            paths[0], "Eén lijst is niets om te vergelijken.", "Geef er een tweede bestand bij."
        )
    known = read_platforms(platforms) if platforms else shipped_platforms()
    return compare_mappings(opened, known, frameworks=frameworks), tuple(issues)


def compare_mappings(
    named: Sequence[tuple[str, Mapping]],
    platforms: Platforms,
    *,
    frameworks: Sequence[str] = (),
) -> Comparison:
    """Compare mappings of one curriculum each; a name serves where lists do not name themselves."""
    curricula = [mapping.curricula[0] for _, mapping in named]
    names = _names([name for name, _ in named], curricula)
    entries = []
    for name, (_, mapping) in zip(names, named, strict=True):
        platform = platforms.of(mapping.curricula[0].college)
        # Two lists may use two editions of one framework.
        refs = {used.ref for used in mapping.frameworks}
        used = [name for name in frameworks if resolve_frameworks([name])[0].ref in refs]
        entries.append(
            MappedList(
                name=name,
                mapping=mapping,
                frameworks=frameworks_of(mapping, used),
                platform=platform.name if platform else None,
            )
        )
    transitions = []
    for new, curriculum in enumerate(curricula):
        # The list before it that is of the same programme.
        for old in reversed(range(new)):
            pairs = _next_year(curricula[old], curriculum)
            if pairs is not None:
                transitions.append(Transition(old=old, new=new, pairs=pairs))
                break
    compared = compare(entries, transitions=transitions, crosswalks=list_crosswalks())
    priorities = {platform.name: platform.priorities for platform in platforms.platforms}
    lines = tuple(
        line.model_copy(update={"priorities": priorities.get(line.name or "", ())})
        for line in compared.platforms
    )
    return compared.model_copy(update={"platforms": lines})


def _names(given: Sequence[str], curricula: Sequence[Curriculum]) -> list[str]:
    """Choose the shortest names that tell the lists apart: year, college and year, and so on."""
    is_one_programme = len({(c.college, c.programme) for c in curricula}) == 1
    ways = [
        [c.academic_year or "" for c in curricula] if is_one_programme else [],
        [_joined(c.college or c.programme, c.academic_year) for c in curricula],
        [_joined(c.college, c.programme, c.academic_year) for c in curricula],
        list(given),
    ]
    for names in ways:
        if all(names) and len(set(names)) == len(given):
            return names
    return [f"{name} ({number})" for number, name in enumerate(given, 1)]


def _joined(*parts: str | None) -> str:
    return " ".join(part for part in parts if part)


def _next_year(old: Curriculum, new: Curriculum) -> tuple[SameCourse, ...] | None:
    """Give the courses that are the same, None where the lists are of two programmes.

    Of one programme are lists with the same college and programme. Where a name is missing or was
    changed, at least half of the shorter list has to be recognised in the other one.
    """
    if old.college and new.college and _key(old.college) != _key(new.college):
        return None
    course_pairs = pair_courses(old.courses, new.courses).pairs
    pairs = tuple(
        SameCourse(p.old.id, p.new.id, is_guess=p.kinship is not None) for p in course_pairs
    )
    named = old.college and old.programme and new.college and new.programme
    if named and _key(old.programme or "") == _key(new.programme or ""):
        return pairs
    shorter = min(len(old.courses), len(new.courses))
    return pairs if shorter and len(pairs) >= _SHARED * shorter else None


def _key(name: str) -> str:
    return " ".join(name.casefold().split())


def render_as(comparison: Comparison, target: Path, *, date: dt.date | None) -> bytes:
    """Render a comparison in the format that the name of the target asks for.

    Raises:
        InputFileError: the name asks for a format that does not exist.
    """
    return published(
        target,
        "Een vergelijking",
        publication=lambda: publication_of_comparison(
            comparison, date=date, tool_version=tool_version()
        ),
        json=comparison.to_json,
    )
