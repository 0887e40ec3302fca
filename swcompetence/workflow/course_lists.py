"""From course lists to a mapping."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from swcompetence.errors import InputFileError
from swcompetence.files.course_list.column_profile import ColumnProfile
from swcompetence.files.course_list.course_list import read_course_list
from swcompetence.files.formats.read_limits import LIMITS, ReadLimits
from swcompetence.matching import propose
from swcompetence.model import Course, Curriculum, Framework, Issue, Mapping
from swcompetence.report.sheet_names import LINKS


def read_lists(
    paths: Sequence[Path],
    *,
    programme_credits: float | None = None,
    limits: ReadLimits = LIMITS,
    profile: ColumnProfile | None = None,
) -> tuple[tuple[Curriculum, ...], tuple[Issue, ...]]:
    """Read course lists; with several, course ids are prefixed by the id of their curriculum.

    Raises:
        InputFileError: a file cannot be read, holds no course, or holds links instead.
    """
    curricula: list[Curriculum] = []
    issues: list[Issue] = []
    for path in paths:
        curriculum, found = read_course_list(
            path, programme_credits=programme_credits, limits=limits, profile=profile
        )
        if any(account.sheet == LINKS for account in curriculum.ledger):
            raise InputFileError(
                path,
                f"Dit is een werkboek met koppelingen (blad {LINKS}), geen lijst van"
                " opleidingsonderdelen.",
                "Maak er een rapport van met ‘swcompetence report’, of geef de lijst zelf.",
            )
        taken = {one.id for one in curricula}
        curricula.append(_renamed(curriculum, taken))
        issues += found
    if len(curricula) > 1:
        curricula = [_prefixed(curriculum) for curriculum in curricula]
    return tuple(curricula), tuple(issues)


def map_lists(  # noqa: PLR0913 - each is a choice of the user
    paths: Sequence[Path],
    frameworks: Sequence[Framework],
    *,
    date: dt.date | None = None,
    programme_credits: float | None = None,
    limits: ReadLimits = LIMITS,
    profile: ColumnProfile | None = None,
    progress: Callable[[Course, int], None] = lambda _course, _total: None,
) -> Mapping:
    """Read course lists and propose links.

    Args:
        paths: one or more lists.
        frameworks: editions to map onto.
        date: the day to write in the mapping.
        programme_credits: nominal ECTS credits of the programme, where the list cannot tell.
        limits: how large a list may be.
        profile: what the columns of the lists hold; without it, recognised by their header.
        progress: called after every course, with the number of courses in all.

    Raises:
        InputFileError: a file cannot be read, or holds no course.
    """
    curricula, issues = read_lists(
        paths, programme_credits=programme_credits, limits=limits, profile=profile
    )
    total = sum(len(curriculum.courses) for curriculum in curricula)
    return propose(
        curricula,
        frameworks,
        date=date,
        issues=issues,
        progress=lambda course: progress(course, total),
    )


def _renamed(curriculum: Curriculum, taken: set[str]) -> Curriculum:
    """Give the curriculum an id that no other list has."""
    name, number = curriculum.id, 2
    while name in taken:
        name, number = f"{curriculum.id}-{number}", number + 1
    return curriculum.model_copy(update={"id": name})


def _prefixed(curriculum: Curriculum) -> Curriculum:
    courses = tuple(
        course.model_copy(update={"id": f"{curriculum.id}/{course.id}"})
        for course in curriculum.courses
    )
    return curriculum.model_copy(update={"courses": courses})
