"""Propose links between the courses of a curriculum and the items of frameworks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from importlib.metadata import PackageNotFoundError, version

from swcompetence.matching.matcher import Candidate, EvidenceMatcher, Matcher
from swcompetence.model import (
    Course,
    Curriculum,
    Framework,
    Issue,
    Link,
    Mapping,
    Tool,
    UsedFramework,
    link_id,
    refuse_doubles,
)
from swcompetence.text import course_groups, pasted_text, reading_of


def tool_version() -> str:
    """Give the version of the installed package, `0` where it runs uninstalled."""
    try:
        return version("swcompetence")
    except PackageNotFoundError:  # pragma: no cover - only in a bare checkout
        return "0"


def propose(
    curriculum: Curriculum | Sequence[Curriculum],
    frameworks: Sequence[Framework],
    *,
    matcher: Matcher | None = None,
    date: dt.date | None = None,
    issues: Iterable[Issue] = (),
    progress: Callable[[Course], None] = lambda _: None,
) -> Mapping:
    """Map every course onto framework items, without files.

    Args:
        curriculum: one course list, or several with different ids.
        frameworks: any editions, also ones built in memory.
        matcher: another way to judge; default the evidence matcher, kept from call to call.
        date: the day to write in the mapping; none by default, so equal input gives equal output.
        issues: trouble met while reading the lists, kept in the mapping.
        progress: called after every course.

    Raises:
        DuplicateFrameworkError: two editions of one framework.
        ValueError: two curricula share a course id.

    Returns:
        A mapping with, per course and framework, every proposed link and the best five others.
    """
    refuse_doubles(frameworks)
    curricula = (curriculum,) if isinstance(curriculum, Curriculum) else tuple(curriculum)
    ids = [course.id for listed in curricula for course in listed.courses]
    if len(set(ids)) < len(ids):
        raise ValueError("two curricula share a course id; prefix the ids with the curriculum id")
    judge = matcher or _kept_matcher(frameworks)
    links: list[Link] = []
    read: list[Curriculum] = []
    for listed in curricula:
        groups = course_groups(listed)
        pasted = pasted_text(listed, groups)
        courses = tuple(c.model_copy(update={"read": reading_of(c)}) for c in listed.courses)
        for course in courses:
            is_read = course.read is None or course.read.skipped != "language"
            links += [
                _link(course, candidate if is_read else candidate._replace(proposed=False))
                for candidate in judge.candidates(course, pasted)
            ]
            progress(course)
        read.append(listed.model_copy(update={"courses": courses, "groups": groups}))
    return Mapping(
        tool=Tool(version=tool_version(), matcher=judge.name, parameters=judge.version),
        date=date,
        curricula=tuple(read),
        frameworks=tuple(
            UsedFramework(
                ref=f.ref,
                revision=f.revision,
                digest=f.identity_digest,
                vocabulary_digest=f.vocabulary_digest,
            )
            for f in frameworks
        ),
        links=tuple(links),
        issues=tuple(issues),
    )


_KEPT: dict[tuple[str, ...], EvidenceMatcher] = {}
"""The last matcher, by what its editions hold: to make one costs as much as a hundred courses."""


def _kept_matcher(frameworks: Sequence[Framework]) -> EvidenceMatcher:
    key = tuple(f"{f.ref} {f.identity_digest} {f.vocabulary_digest}" for f in frameworks)
    matcher = _KEPT.get(key)
    if matcher is None:
        matcher = EvidenceMatcher(frameworks)
        _KEPT.clear()
        _KEPT[key] = matcher
    return matcher


def _link(course: Course, candidate: Candidate) -> Link:
    return Link(
        id=link_id(course.id, candidate.item),
        course=course.id,
        item=candidate.item,
        confidence=candidate.confidence,
        mention=candidate.mention,
        treatment=candidate.treatment,
        tie=candidate.tie,
        tie_context=candidate.tie_context,
        tie_evidence=candidate.tie_evidence,
        band=candidate.band,
        proposed=candidate.proposed,
        evidence=candidate.evidence,
    )
