"""A programme, read once for all frameworks: its base, its links and what its courses teach."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from swcompetence.analysis.base import NO_SETTINGS, BaseSettings, StudyLoad, study_load
from swcompetence.analysis.text_credits import CourseLines, read_lines
from swcompetence.model import ItemRef, Link
from swcompetence.model import Mapping as LinkMapping
from swcompetence.text import pasted_text, shared_text


@dataclass(frozen=True)
class ProgrammeText:
    """The links of a programme, its base and what the courses of the base teach."""

    mapping: LinkMapping
    load: StudyLoad
    links: Mapping[ItemRef, Sequence[Link]]
    """In list order."""
    lines: Mapping[str, CourseLines]
    """By course id; the courses of the base only."""


def read_programme(mapping: LinkMapping, settings: BaseSettings = NO_SETTINGS) -> ProgrammeText:
    """Read the courses of a mapping; text is shared with what a student can take beside it."""
    load = study_load(mapping, settings)
    counting = frozenset(load.base.courses)
    lines: dict[str, CourseLines] = {}
    for curriculum in mapping.curricula:
        courses = tuple(course for course in curriculum.courses if course.id in counting)
        shared = shared_text(curriculum.model_copy(update={"courses": courses}))
        pasted = pasted_text(curriculum, curriculum.groups or None)
        lines |= {course.id: read_lines(course, shared, pasted) for course in courses}
    order = {course.id: place for place, course in enumerate(mapping.courses)}
    links: dict[ItemRef, list[Link]] = {}
    for link in sorted(mapping.links, key=lambda link: order[link.course]):
        links.setdefault(link.item, []).append(link)
    return ProgrammeText(mapping=mapping, load=load, links=links, lines=lines)
