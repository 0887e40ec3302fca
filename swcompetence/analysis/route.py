"""A route through a list: what some of its courses cover, and what would close the gaps.

A route is an individual programme, or a shortened or modular one; it is judged by the same course
sheets as the whole list. What no course of the list covers, no choice of courses can add.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Mapping as AnyMapping
from enum import StrEnum
from functools import reduce
from itertools import count
from operator import or_
from typing import Literal, NamedTuple

from pydantic import Field

from swcompetence.analysis.finding import Finding, ItemFinding, findings_of
from swcompetence.model import Framework, FrameworkRef, ItemRef, Mapping, Model
from swcompetence.model.base import Written

ROUTE_SCHEMA: Literal["swcompetence/route@1"] = "swcompetence/route@1"


class Counted(StrEnum):
    """Which links count as covering an item."""

    CONFIRMED = "bevestigd"
    PROPOSED = "voorgesteld"
    """Confirmed subjects and those that are proposed; a mention in passing covers nothing."""


class RouteProgramme(Model):
    """The opleidingsprogramma that a route goes through, as its list names it."""

    id: str
    college: str | None
    programme: str | None
    academic_year: str | None


class RouteItem(Model):
    """One item and the courses that cover it, by id, in list order."""

    item: ItemRef
    label: str
    group: str | None
    in_route: tuple[str, ...]
    elsewhere: tuple[str, ...]
    """Courses of the list that are not in the route."""


class RouteFramework(Model):
    """One framework; every item stands in one of the three."""

    ref: FrameworkRef
    title: str
    covered: tuple[RouteItem, ...]
    missed: tuple[RouteItem, ...]
    """Not covered by the route, covered by a course outside it."""
    unreachable: tuple[RouteItem, ...]
    """Covered by no course of the whole list."""


class RouteCourse(Model):
    """A course of the route or of its completion."""

    id: str
    code: str
    title: str
    credits: float | None
    """ECTS credits; None where the list does not say."""
    closes: tuple[ItemRef, ...] = ()
    """The missed items that it covers; empty for a course of the route."""


class Route(Written):
    """What a route covers and misses, and the smallest completion."""

    schema_: Literal["swcompetence/route@1"] = Field(default=ROUTE_SCHEMA, alias="schema")
    programmes: tuple[RouteProgramme, ...] = ()
    """One, unless the mapping holds several lists."""
    counted: Counted
    courses: tuple[RouteCourse, ...]
    frameworks: tuple[RouteFramework, ...]
    completion: tuple[RouteCourse, ...]
    """The smallest set of further courses that covers every missed item of all frameworks."""

    @property
    def labels(self) -> dict[ItemRef, str]:
        """Item -> its label."""
        lots = ((*f.covered, *f.missed, *f.unreachable) for f in self.frameworks)
        return {item.item: item.label for lot in lots for item in lot}

    @property
    def rule(self) -> str:
        """Say in Dutch what counts as covered and how the completion is chosen."""
        what = (
            "minstens één keer bevestigd onderwerp is"
            if self.counted is Counted.CONFIRMED
            else "minstens één keer bevestigd of vermoedelijk onderwerp is (een voorstel is door"
            " niemand bevestigd)"
        )
        return (
            f"Gedekt is een item dat in de fiches van de route {what}. De aanvulling is de kleinste"
            " reeks andere opleidingsonderdelen uit de lijst die alle gemiste items dekt: eerst zo"
            " weinig mogelijk opleidingsonderdelen, dan zo weinig mogelijk studiepunten, dan wie"
            " vooraan in de lijst staat. Een opleidingsonderdeel zonder studiepunten weegt daarbij"
            " even zwaar als het zwaarste van de lijst. Volgtijdelijkheid, rooster en toelating"
            " zijn niet bekeken."
        )


def route(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    courses: Collection[str],
    *,
    counted: Counted = Counted.PROPOSED,
) -> Route:
    """Judge a choice of courses.

    Args:
        mapping: the whole list.
        frameworks: what the route should cover; the completion serves all of them together.
        courses: ids of the courses in the route; an id that the mapping does not have is ignored.
        counted: which links count.
    """
    chosen = {course.id for course in mapping.courses if course.id in courses}
    order = {course.id: place for place, course in enumerate(mapping.courses)}
    judged = []
    for covered in findings_of(mapping, frameworks):
        items = [_item(item, order, chosen, counted) for item in covered.items]
        judged.append(
            RouteFramework(
                ref=covered.ref,
                title=covered.title,
                covered=tuple(item for item in items if item.in_route),
                missed=tuple(item for item in items if item.elsewhere and not item.in_route),
                unreachable=tuple(item for item in items if not (item.elsewhere or item.in_route)),
            )
        )
    gaps = [item for framework in judged for item in framework.missed]
    weights = {course.id: course.credits for course in mapping.courses}
    completion = frozenset(smallest_completion([gap.elsewhere for gap in gaps], weights))
    all_courses = [
        RouteCourse(
            id=course.id,
            code=course.code,
            title=course.title,
            credits=course.credits,
            closes=tuple(gap.item for gap in gaps if course.id in gap.elsewhere),
        )
        for course in mapping.courses
    ]
    return Route(
        programmes=tuple(
            RouteProgramme(
                id=curriculum.id,
                college=curriculum.college,
                programme=curriculum.programme,
                academic_year=curriculum.academic_year,
            )
            for curriculum in mapping.curricula
        ),
        counted=counted,
        courses=tuple(course for course in all_courses if course.id in chosen),
        frameworks=tuple(judged),
        completion=tuple(course for course in all_courses if course.id in completion),
    )


def _item(
    item: ItemFinding, order: dict[str, int], chosen: Collection[str], counted: Counted
) -> RouteItem:
    subject = [Finding.CORE_CONFIRMED]
    if counted is Counted.PROPOSED:
        subject.append(Finding.CORE_PROPOSED)
    in_order = sorted((course.course for course in item.of(*subject)), key=order.__getitem__)
    return RouteItem(
        item=item.item,
        label=item.label,
        group=item.group,
        in_route=tuple(course for course in in_order if course in chosen),
        elsewhere=tuple(course for course in in_order if course not in chosen),
    )


_PRECISION = 1000
"""Credits are compared in thousandths, so that sums stay whole numbers."""


def smallest_completion(
    gaps: Sequence[Collection[str]], weights: AnyMapping[str, float | None]
) -> tuple[str, ...]:
    """Give the smallest set of courses in which every gap finds a course: exact.

    This is the set cover problem. Three wishes hold in this order: as few courses as possible,
    then as few credits as possible, then the courses that stand first in the list. The last one
    makes the answer the same every time.

    Args:
        gaps: for each gap the courses that cover it, at least one each.
        weights: ECTS credits by course, in list order. A course without credits weighs as much as
            the heaviest course that is known, so that a missing number is no advantage.

    Returns:
        The courses, in list order; none where there are no gaps.

    Raises:
        ValueError: a gap that no course covers.
    """
    if any(weights.keys().isdisjoint(gap) for gap in gaps):
        raise ValueError("a gap without any course cannot be closed")
    useful = {course for gap in gaps for course in gap}
    courses = [course for course in weights if course in useful]
    heaviest = max((weights[course] or 0 for course in weights), default=0)
    known = [weights[course] for course in courses]
    mass = [round((heaviest if ects is None else ects) * _PRECISION) for ects in known]
    places = [frozenset(n for n, course in enumerate(courses) if course in gap) for gap in gaps]
    chosen = _Search(places, mass).cheapest_of_fewest()
    return tuple(course for place, course in enumerate(courses) if chosen >> place & 1)


class _Way(NamedTuple):
    """The cheapest of the equally large sets of courses that leave the same gaps open."""

    cost: int
    courses: int
    """As bits."""


class _Search:
    """Looks for covers of 0, 1, 2 ... courses until there is one.

    What it takes to close the gaps that are still open does not hang on how they were left open.
    So of all equally large sets of courses that leave the same gaps open, one is kept. Sets of gaps
    and of courses are the bits of whole numbers: one operation for a whole set.
    """

    def __init__(self, gaps: Iterable[frozenset[int]], mass: Sequence[int]) -> None:
        """Prepare a search; a gap holds places in `mass`."""
        self._closers: list[frozenset[int]] = []
        """The courses of each gap, the hardest gap first."""
        for gap in sorted(set(gaps), key=lambda gap: (len(gap), sorted(gap))):
            # A gap that closes with another one asks for nothing more.
            if not any(closers <= gap for closers in self._closers):
                self._closers.append(gap)
        size = len(mass)
        self._closes = [
            sum(1 << gap for gap, closers in enumerate(self._closers) if place in closers)
            for place in range(size)
        ]
        # A course is cheaper by one bit, the first course by the highest. So of equally heavy sets
        # of as many courses the one whose courses stand first in the list costs least.
        self._costs = [(w << size) - (1 << size - 1 - place) for place, w in enumerate(mass)]
        self._beside = [reduce(or_, (self._closes[c] for c in gap)) for gap in self._closers]

    def cheapest_of_fewest(self) -> int:
        """Give the courses of the best cover, as bits."""
        ways: dict[int, _Way] = {}
        numbers = count()
        while 0 not in ways:
            ways = {(1 << len(self._closers)) - 1: _Way(cost=0, courses=0)}
            for left in reversed(range(next(numbers))):
                ways = self._one_course_more(ways, left)
        return ways[0].courses

    def _one_course_more(self, ways: AnyMapping[int, _Way], left: int) -> dict[int, _Way]:
        """Add a course to each way, where `left` further courses may close what remains."""
        longer: dict[int, _Way] = {}
        hopeless: set[int] = set()
        for still_open, way in ways.items():
            for course in self._closers[_lowest(still_open)]:
                rest = still_open & ~self._closes[course]
                more = _Way(way.cost + self._costs[course], way.courses | 1 << course)
                if rest in longer:
                    longer[rest] = min(more, longer[rest])
                elif rest not in hopeless and self._may_close(rest, left):
                    longer[rest] = more
                else:
                    hopeless.add(rest)
        return longer

    def _may_close(self, still_open: int, left: int) -> bool:
        """Say whether so many courses could close these gaps; False is certain."""
        # No course closes two of the gaps counted here, so each of them asks for its own.
        while still_open and left:
            still_open &= ~self._beside[_lowest(still_open)]
            left -= 1
        return not still_open


def _lowest(bits: int) -> int:
    """Give the place of the lowest bit."""
    return (bits & -bits).bit_length() - 1
