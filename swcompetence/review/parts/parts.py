"""Divide a mapping into parts, and bring what reviewers give back together again.

Parts may overlap: two reviewers may have the same course, or copies of one file.
"""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.errors import DifferentRunsError
from swcompetence.model import (
    Curriculum,
    Issue,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Model,
    Part,
    Place,
)
from swcompetence.review.issue_codes import warning
from swcompetence.review.parts.division import Division
from swcompetence.review.parts.same_run import differences
from swcompetence.review.rollover.history import united


class Missing(Model):
    """What a mapping that was brought together still lacks."""

    parts: tuple[str, ...] = ()
    """Names of the parts that were not given back."""
    courses: tuple[str, ...] = ()
    """Ids of the courses that are in none of the parts given back."""


def split(mapping: Mapping, divisions: Sequence[Division]) -> tuple[Mapping, ...]:
    """Give one mapping per part; each knows the whole that it is a part of.

    Raises:
        ValueError: the parts leave out a course, which would be lost, or name an unknown one.
    """
    whole = tuple(course.id for course in mapping.courses)
    if {course for one in divisions for course in one.courses} != set(whole):
        raise ValueError("the parts do not hold exactly the courses of the mapping")
    names = tuple(one.name for one in divisions)
    return tuple(
        mapping.of_courses(one.courses).model_copy(
            update={"part": Part(numbers=(number,), names=names, all_courses=whole)}
        )
        for number, one in enumerate(divisions, 1)
    )


def join(mappings: Sequence[Mapping]) -> Mapping:
    """Bring parts of one run together: the inverse of `split`, with or without decisions in them.

    Parts may overlap and may be given twice, and copies of a whole mapping join as well; all
    decisions are kept. What still lacks then, `missing` says.

    Raises:
        DifferentRunsError: they do not come from one run of `map`; the day does not count.
        ValueError: there are none.
    """
    if not mappings:
        raise ValueError("there is nothing to join")
    first, *others = mappings
    for other in others:
        _check_same_run(first, other)
    place = {course: number for number, course in enumerate(_whole(first))}
    links: dict[tuple[str, ItemRef], Link] = {}
    for link in (link for one in mappings for link in one.links):
        kept = links.setdefault((link.course, link.item), link)
        if kept != link:
            links[link.course, link.item] = united(kept, link)
    return first.model_copy(
        update={
            "curricula": tuple(
                _joined([one.curricula[number] for one in mappings], place)
                for number in range(len(first.curricula))
            ),
            "links": tuple(
                sorted(
                    links.values(),
                    key=lambda link: (link.origin is LinkOrigin.REVIEWER, place[link.course]),
                )
            ),
            "issues": _issues(mappings),
            "part": _part(mappings),
        }
    )


def missing(mapping: Mapping) -> Missing:
    """Say what lacks in a mapping that was brought together from parts; nothing in a whole one."""
    part = mapping.part
    if part is None:
        return Missing()
    present = {course.id for course in mapping.courses}
    return Missing(
        parts=tuple(n for number, n in enumerate(part.names, 1) if number not in part.numbers),
        courses=tuple(course for course in part.all_courses if course not in present),
    )


def missing_issues(mapping: Mapping) -> tuple[Issue, ...]:
    """Tell in one warning what lacks, so that nobody takes a part for the whole."""
    part, lacking = mapping.part, missing(mapping)
    if part is None or not (lacking.parts or lacking.courses):
        return ()
    of = f"{len(lacking.courses)} van {len(part.all_courses)}"
    return (
        warning(
            "review-part-missing",
            f"Dit is niet het geheel: {len(part.numbers)} van {part.of} delen zijn er"
            f" ({part.name}). Nog niet terug: {', '.join(lacking.parts)}. {of}"
            " opleidingsonderdelen tellen daarom niet mee.",
            Place(),
        ),
    )


def _whole(mapping: Mapping) -> tuple[str, ...]:
    own = tuple(course.id for course in mapping.courses)
    return mapping.part.all_courses if mapping.part else own


def _check_same_run(first: Mapping, other: Mapping) -> None:
    differing = list(differences(first, other))
    if [_bare(one) for one in first.curricula] != [_bare(one) for one in other.curricula]:
        differing.append("het opleidingsprogramma")
    if first.part and other.part and first.part.names != other.part.names:
        differing.append("de verdeling")
    if differing:
        raise DifferentRunsError((_name(first), _name(other)), "; ".join(differing))


def _name(mapping: Mapping) -> str:
    if mapping.part:
        return mapping.part.name
    return ", ".join(curriculum.id for curriculum in mapping.curricula)


def _bare(curriculum: Curriculum) -> Curriculum:
    return curriculum.model_copy(update={"courses": ()})


def _joined(parts: Sequence[Curriculum], place: dict[str, int]) -> Curriculum:
    courses = {course.id: course for part in parts for course in part.courses}
    ordered = sorted(courses.values(), key=lambda course: place[course.id])
    return parts[0].model_copy(update={"courses": tuple(ordered)})


def _issues(mappings: Sequence[Mapping]) -> tuple[Issue, ...]:
    issues = list(mappings[0].issues)
    for other in mappings[1:]:
        issues += [issue for issue in other.issues if issue not in issues]
    return tuple(issues)


def _part(mappings: Sequence[Mapping]) -> Part | None:
    """Say which parts are here; None where all of them are."""
    parts = [one.part for one in mappings if one.part]
    numbers = sorted({number for part in parts for number in part.numbers})
    if len(parts) < len(mappings) or len(numbers) == parts[0].of:
        return None
    return parts[0].model_copy(update={"numbers": tuple(numbers)})
