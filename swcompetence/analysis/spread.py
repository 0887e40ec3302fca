"""Where in the programme the content of a framework sits: phase, track, choice, type of course."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from math import fsum

from pydantic import Field

from swcompetence.analysis.course_facts import CourseFacts, CourseType, course_facts, phase_order
from swcompetence.analysis.coverage import FrameworkCoverage
from swcompetence.analysis.text_share import CourseTextShare, Presence
from swcompetence.model import FrameworkRef, Mapping, Model

SPREAD_RULE = (
    "Studiepunten naar tekst die naar het kader gaan, per groep opleidingsonderdelen, en hun"
    " aandeel in de studiepunten van die groep (keuzeopleidingsonderdelen naar hun gewicht). Een"
    " opleidingsonderdeel staat in elke indeling één keer; wat de lijst niet zegt, staat onder"
    " ‘niet vermeld’. Opleidingsonderdelen zonder traject volgt iedereen."
)
_UNSAID = "niet vermeld"
_COMMON = "gemeenschappelijk"


class Dimension(StrEnum):
    """The ways to divide a programme into groups of courses."""

    PHASE = "fase"
    TRACK = "traject"
    CHOICE = "verplicht of keuze"
    TYPE = "soort opleidingsonderdeel"


class SpreadGroup(Model):
    """One group of courses."""

    dimension: Dimension
    name: str
    """In Dutch; of phases and tracks in the list's own words."""
    courses: int = Field(ge=1)
    """Number of courses in the group."""
    group_credits: float = Field(ge=0)
    """ECTS credits of the group, electives at their weight."""
    touching: tuple[str, ...]
    """Ids of the courses with a confirmed link or an open proposal, in list order."""
    credits: Presence
    """ECTS credits by text share that go to the framework."""

    @property
    def low(self) -> float | None:
        """Confirmed share of the group, 0..1; None where its credits are unknown."""
        return self.credits.low / self.group_credits if self.group_credits else None

    @property
    def expected(self) -> float | None:
        """Expected share of the group, 0..1."""
        return self.credits.expected / self.group_credits if self.group_credits else None

    @property
    def high(self) -> float | None:
        """Highest share of the group, 0..1."""
        return self.credits.high / self.group_credits if self.group_credits else None


class ContentSpread(Model):
    """Where the content of one framework sits, see `SPREAD_RULE`."""

    framework: FrameworkRef
    title: str
    groups: tuple[SpreadGroup, ...]
    """Per dimension; a dimension of which the list says nothing is left out."""
    phase_rule: str
    """How the phases were ordered, in Dutch."""

    def of(self, dimension: Dimension) -> tuple[SpreadGroup, ...]:
        """Give the groups of one dimension; empty where the list says nothing of it."""
        return tuple(group for group in self.groups if group.dimension is dimension)


def content_spread(covered: FrameworkCoverage, mapping: Mapping) -> ContentSpread:
    """Divide the content of a framework over the groups of a programme.

    Args:
        covered: coverage of the framework.
        mapping: the mapping that it was counted on.
    """
    facts = course_facts(mapping.courses)
    order = phase_order(mapping.courses)
    choices = {True: "verplicht", False: "keuze", None: _UNSAID}
    tracks = dict.fromkeys(fact.track for fact in facts.values() if fact.track)
    divisions: tuple[tuple[Dimension, tuple[str, ...], Callable[[CourseFacts], str]], ...] = (
        (Dimension.PHASE, (*order.phases, _UNSAID), lambda fact: fact.phase or _UNSAID),
        (Dimension.TRACK, (_COMMON, *tracks), lambda fact: fact.track or _COMMON),
        (Dimension.CHOICE, tuple(choices.values()), lambda fact: choices[fact.compulsory]),
        (Dimension.TYPE, tuple(CourseType), lambda fact: fact.type),
    )
    touching = {course for item in covered.items for course in (*item.confirmed, *item.proposed)}
    groups = []
    for dimension, names, name_of in divisions:
        members: dict[str, list[CourseTextShare]] = {}
        for course in covered.courses:
            members.setdefault(name_of(facts[course.course]), []).append(course)
        if set(members) <= {_UNSAID, _COMMON}:
            continue
        groups += [
            _group(dimension, name, members[name], touching)
            for name in dict.fromkeys(names)
            if name in members
        ]
    return ContentSpread(
        framework=FrameworkRef(covered.ref),
        title=covered.title,
        groups=tuple(groups),
        phase_rule=order.rule,
    )


def _group(
    dimension: Dimension, name: str, courses: list[CourseTextShare], touching: set[str]
) -> SpreadGroup:
    return SpreadGroup(
        dimension=dimension,
        name=name,
        courses=len(courses),
        group_credits=fsum(course.credits for course in courses),
        touching=tuple(course.course for course in courses if course.course in touching),
        credits=Presence.total(course.presence for course in courses),
    )
