"""The smallest set of courses that closes every gap: exact, by a search of our own.

This is the set cover problem: each gap asks for at least one of the courses that cover it. Three
wishes hold in this order: as few courses as possible, then as few credits as possible, then the
courses that stand first in the list. The last one makes the answer the same every time.

Sets of gaps and of courses are the bits of whole numbers: one operation for a whole set.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import reduce
from itertools import count
from operator import or_
from typing import NamedTuple

_PRECISION = 1000
"""Credits are compared in thousandths, so that sums stay whole numbers."""


def smallest_completion(
    gaps: Sequence[Collection[str]], weights: Mapping[str, float | None]
) -> tuple[str, ...]:
    """Give the smallest set of courses in which every gap finds a course.

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
    places = [{place for place, course in enumerate(courses) if course in gap} for gap in gaps]
    chosen = _Search(places, mass).cheapest_of_fewest()
    return tuple(course for place, course in enumerate(courses) if chosen >> place & 1)


class _Candidate(NamedTuple):
    """A course, as the search sees it."""

    course: int
    """Its bit."""
    closes: int
    """The gaps that it closes."""
    cost: int


class _Way(NamedTuple):
    """The cheapest of the equally large sets of courses that leave the same gaps open."""

    cost: int
    courses: int


class _Search:
    """Looks for covers of 0, 1, 2 ... courses until there is one.

    What it takes to close the gaps that are still open does not hang on how they were left open.
    So of all equally large sets of courses that leave the same gaps open, one is kept.
    """

    def __init__(self, gaps: Sequence[set[int]], mass: Sequence[int]) -> None:
        """Prepare a search; a gap holds places in `mass`."""
        closers = _hardest_first(gaps)
        size = len(mass)
        # A course is cheaper by one bit, the first course by the highest. So of equally heavy sets
        # of as many courses the one whose courses stand first in the list costs least.
        candidates = [
            _Candidate(
                course=1 << place,
                closes=sum(1 << gap for gap, closer in enumerate(closers) if closer >> place & 1),
                cost=(weight << size) - (1 << size - 1 - place),
            )
            for place, weight in enumerate(mass)
        ]
        self._closers = closers
        self._every_gap = (1 << len(closers)) - 1
        self._closes = [candidate.closes for candidate in candidates]
        self._candidates = [
            sorted((c for c in candidates if c.course & closer), key=lambda c: c.cost)
            for closer in closers
        ]
        self._beside = [reduce(or_, (c.closes for c in group)) for group in self._candidates]

    def cheapest_of_fewest(self) -> int:
        """Give the courses of the best cover."""
        for number in count():
            ways = {self._every_gap: _Way(cost=0, courses=0)}
            for left in reversed(range(number)):
                ways = self._one_course_more(ways, left)
            if 0 in ways:
                return ways[0].courses
        raise AssertionError  # pragma: no cover - every course together closes every gap

    def _one_course_more(self, ways: Mapping[int, _Way], left: int) -> dict[int, _Way]:
        """Add a course to each way, where `left` further courses may close what remains."""
        longer: dict[int, _Way] = {}
        hopeless: set[int] = set()
        for still_open, way in ways.items():
            for candidate in self._worthwhile(still_open):
                rest = still_open & ~candidate.closes
                if rest in hopeless:
                    continue
                cost = way.cost + candidate.cost
                if rest in longer:
                    if longer[rest].cost <= cost:
                        continue
                elif not self._may_close(rest, left):
                    hopeless.add(rest)
                    continue
                longer[rest] = _Way(cost, way.courses | candidate.course)
        return longer

    def _worthwhile(self, still_open: int) -> Iterator[_Candidate]:
        """Give the courses for the hardest open gap, but none that a cheaper one makes needless."""
        cheaper: list[int] = []
        for candidate in self._candidates[_lowest(still_open)]:
            closes = candidate.closes & still_open
            if all(closes & ~more for more in cheaper):
                cheaper.append(closes)
                yield candidate

    def _may_close(self, still_open: int, left: int) -> bool:
        """Say whether so many courses could close these gaps; False is certain."""
        # No course closes two of the gaps counted here, so each of them asks for its own.
        apart, rest = 0, still_open
        while rest:
            apart += 1
            if apart > left:
                return False
            rest &= ~self._beside[_lowest(rest)]
        if left <= 1:
            return self._closed_by_one(still_open)
        # Even without overlap, so many courses close no more gaps than the largest ones together.
        sizes = sorted([(closes & still_open).bit_count() for closes in self._closes])
        return sum(sizes[-left:]) >= still_open.bit_count()

    def _closed_by_one(self, still_open: int) -> bool:
        closers, rest = -1, still_open
        while rest and closers:
            closers &= self._closers[_lowest(rest)]
            rest &= rest - 1
        return closers != 0


def _hardest_first(gaps: Iterable[set[int]]) -> list[int]:
    """Give the courses of each gap as bits; a gap that closes with another one is left out."""
    closers = {sum(1 << place for place in gap) for gap in gaps}
    kept: list[int] = []
    for closer in sorted(closers, key=lambda closer: (closer.bit_count(), closer)):
        if all(fewer & ~closer for fewer in kept):
            kept.append(closer)
    return kept


def _lowest(bits: int) -> int:
    """Give the place of the lowest bit."""
    return (bits & -bits).bit_length() - 1
