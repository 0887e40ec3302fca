"""Coverage: which courses and credits stand behind each item of a framework.

Two figures stand side by side and are never added up: *bevestigd* (a reviewer confirmed the
link) and *voorgesteld* (the tool proposes it and nobody decided yet).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pydantic import Field

from swcompetence.analysis.course_facts import CourseFacts, Places, course_facts
from swcompetence.analysis.link_standing import (
    Assessed,
    assessed_of,
    by_item,
    counts,
    given_levels,
    is_confirmed,
    is_hint,
    is_mention,
)
from swcompetence.analysis.share import programme_size
from swcompetence.analysis.text_share import (
    CourseReading,
    CourseTextShare,
    Presence,
    course_text_share,
    read_taught,
)
from swcompetence.model import Framework, Item, ItemRef, Link, Model, Purpose
from swcompetence.model import Mapping as LinkMapping
from swcompetence.text import shared_text

CREDITS_RULE = (
    "Som van de volle studiepunten van de opleidingsonderdelen met de koppeling; een"
    " opleidingsonderdeel telt bij elk item dat het raakt, dus de som over items zegt niets."
)
TEXT_CREDITS_RULE = (
    "Studiepunten naar tekst: het tekstaandeel van het kaderitem in elk opleidingsonderdeel maal de"
    " studiepunten die meetellen (een keuzeopleidingsonderdeel naar zijn gewicht), opgeteld. De som"
    " over de items van een kader is nooit groter dan de studiepunten die het kader raakt."
)


class Finding(StrEnum):
    """What the sheets say of an item."""

    CONFIRMED = "bevestigd"
    PROPOSED = "enkel voorgesteld"
    MENTIONED = "terloops vermeld"
    NOT_FOUND = "niet aangetroffen"


class ItemCoverage(Model):
    """The courses and credits behind one item."""

    item: ItemRef
    label: str
    group: str | None
    """Label of the cluster that the item stands under."""
    confirmed: tuple[str, ...]
    """Ids of the courses with a confirmed link."""
    proposed: tuple[str, ...]
    """Ids of the courses with an open proposal."""
    possible: tuple[str, ...]
    """Ids of the courses where a term of the item was found, too weak to propose."""
    mentioned: tuple[str, ...]
    """Those of `possible` where a clear term of the item stands, see `MENTION_RULE`."""
    confirmed_credits: float
    """ECTS credits of the confirmed courses, see `CREDITS_RULE`."""
    proposed_credits: float
    """ECTS credits of the courses with only an open proposal."""
    possible_credits: float = Field(default=0, ge=0)
    """ECTS credits of the courses in `possible`."""
    text_credits: Presence = Presence()
    """ECTS credits by text share, see `TEXT_CREDITS_RULE`."""
    places: Places = Places()
    """Where the confirmed and proposed courses stand in the programme."""
    levels: dict[str, tuple[str, ...]] = {}
    """Course id -> levels that reviewers gave; only confirmed courses with a level."""
    assessed: dict[str, Assessed] = {}
    """Course id -> whether it is assessed there; every confirmed and proposed course."""

    @property
    def finding(self) -> Finding:
        """Sum the item up in one word; 'niet aangetroffen' means: in the sheets."""
        if self.confirmed:
            return Finding.CONFIRMED
        if self.proposed:
            return Finding.PROPOSED
        return Finding.MENTIONED if self.mentioned else Finding.NOT_FOUND


class FrameworkCoverage(Model):
    """The coverage of every item of one framework, in the order of the edition."""

    ref: str
    title: str
    purpose: Purpose = Purpose.COVER
    items: tuple[ItemCoverage, ...]
    courses: tuple[CourseTextShare, ...] = ()
    """Every course of the list, in its order, with its text shares."""

    @property
    def id(self) -> str:
        """Framework id, without the version."""
        return self.ref.partition("@")[0]

    @property
    def text_credits(self) -> Presence:
        """ECTS credits that go to the framework; a segment counts once, for its strongest link."""
        return Presence.total(course.presence for course in self.courses)

    def count(self, finding: Finding) -> int:
        """Count the items with a finding."""
        return sum(item.finding is finding for item in self.items)


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
    links = by_item(sorted(mapping.links, key=lambda link: order[link.course]))
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
        for part in course.items:
            parts[part.item].append(part.share.times(course.credits))
    return FrameworkCoverage(
        ref=framework.ref,
        title=framework.title,
        purpose=framework.purpose,
        items=tuple(
            _item(programme, framework, item, links.get(ref, ()), Presence.total(parts[ref]))
            for ref, item in items.items()
        ),
        courses=courses,
    )


def _item(
    programme: _Programme,
    framework: Framework,
    item: Item,
    links: Sequence[Link],
    text_credits: Presence,
) -> ItemCoverage:
    group = framework.group(item)
    named = [link for link in links if counts(link)]
    confirmed = tuple(link.course for link in named if is_confirmed(link))
    proposed = tuple(link.course for link in named if not is_confirmed(link))
    taken = {*confirmed, *proposed}
    # A course stands in one list only, under the most that is known of it.
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
        text_credits=text_credits,
        places=Places.of(programme.facts[course] for course in (*confirmed, *proposed)),
        levels={link.course: levels for link in named if (levels := given_levels(link))},
        assessed={link.course: assessed_of(link) for link in named},
    )
