"""Coverage: which courses and credits stand behind each item of a framework.

Two figures stand side by side and are never added up: *bevestigd* (a reviewer confirmed the
link) and *voorgesteld* (the tool proposes it and nobody decided yet).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from swcompetence.analysis.course_facts import CourseFacts, Places, course_facts
from swcompetence.analysis.item_coverage import FrameworkCoverage, ItemCoverage
from swcompetence.analysis.link_standing import (
    assessed_of,
    is_confirmed,
    is_hint,
    is_mention,
    is_open_proposal,
    levels_of,
)
from swcompetence.analysis.presence import Presence
from swcompetence.analysis.programme_size import programme_size
from swcompetence.analysis.text_share import CourseReading, course_text_share, read_taught
from swcompetence.model import Framework, Item, ItemRef, Link
from swcompetence.model import Mapping as LinkMapping
from swcompetence.text import shared_text


@dataclass(frozen=True)
class _Programme:
    """What is read once for all frameworks; per course id, in list order."""

    full: Mapping[str, float]
    """ECTS credits."""
    facts: Mapping[str, CourseFacts]
    readings: Mapping[str, CourseReading]

    def credits(self, courses: Iterable[str]) -> float:
        return sum(self.full[course] for course in courses)


def coverage(
    mapping: LinkMapping, frameworks: Sequence[Framework]
) -> tuple[FrameworkCoverage, ...]:
    """Count courses and credits per item, for one or more frameworks."""
    programme = _read(mapping)
    order = {course: place for place, course in enumerate(programme.full)}
    links: dict[ItemRef, list[Link]] = defaultdict(list)
    for link in sorted(mapping.links, key=lambda link: order[link.course]):
        links[link.item].append(link)
    return tuple(_framework(programme, framework, links) for framework in frameworks)


def _read(mapping: LinkMapping) -> _Programme:
    size = programme_size(mapping)
    readings = {}
    for curriculum in mapping.curricula:
        shared = shared_text(curriculum)
        for course in curriculum.courses:
            readings[course.id] = read_taught(course, size.credits(course), shared)
    return _Programme(
        full={course.id: course.credits or 0 for course in mapping.courses},
        facts=course_facts(mapping.courses),
        readings=readings,
    )


def _framework(
    programme: _Programme, framework: Framework, links: Mapping[ItemRef, Sequence[Link]]
) -> FrameworkCoverage:
    items = {framework.item_ref(item): item for item in framework.mapping_items}
    by_course: dict[str, list[Link]] = defaultdict(list)
    for link in (link for ref in items for link in links.get(ref, ())):
        by_course[link.course].append(link)
    courses = tuple(
        course_text_share(reading, by_course.get(course, ()))
        for course, reading in programme.readings.items()
    )
    parts: dict[ItemRef, list[Presence]] = defaultdict(list)
    for course in courses:
        for one in course.items:
            parts[one.item].append(one.share.times(course.credits))
    bare = (_item(programme, framework, item, links.get(ref, ())) for ref, item in items.items())
    return FrameworkCoverage(
        ref=framework.ref,
        title=framework.title,
        purpose=framework.purpose,
        items=tuple(
            item.model_copy(update={"text_credits": Presence.total(parts[item.item])})
            for item in bare
        ),
        courses=courses,
    )


def _item(
    programme: _Programme, framework: Framework, item: Item, links: Sequence[Link]
) -> ItemCoverage:
    group = framework.group(item)
    named = [link for link in links if is_confirmed(link) or is_open_proposal(link)]
    confirmed = tuple(link.course for link in named if is_confirmed(link))
    proposed = tuple(link.course for link in named if not is_confirmed(link))
    taken = {*confirmed, *proposed}
    hints = [link for link in links if link.course not in taken and is_hint(link)]
    possible = tuple(link.course for link in hints)
    return ItemCoverage(
        item=framework.item_ref(item),
        label=item.label,
        group=group.label if group else None,
        confirmed=confirmed,
        proposed=proposed,
        possible=possible,
        mentioned=tuple(link.course for link in hints if is_mention(link)),
        confirmed_credits=programme.credits(confirmed),
        proposed_credits=programme.credits(proposed),
        possible_credits=programme.credits(possible),
        places=Places.of(programme.facts[course] for course in (*confirmed, *proposed)),
        levels={link.course: found for link in named if (found := levels_of(link))},
        assessed={link.course: assessed_of(link) for link in named},
    )
