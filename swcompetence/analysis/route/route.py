"""A route through a list: what some of its courses cover, and what would close the gaps.

A route is an individual programme, or a shortened or modular one; it is judged by the same course
sheets as the whole list. What no course of the list covers, no choice of courses can add.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import Literal

from pydantic import Field

from swcompetence.analysis.finding import Finding, FrameworkFindings, ItemFinding, findings_of
from swcompetence.analysis.route.completion import smallest_completion
from swcompetence.model import Framework, FrameworkRef, ItemRef, Mapping, Model
from swcompetence.model.base import Written

ROUTE_SCHEMA: Literal["swcompetence/route@1"] = "swcompetence/route@1"


class Counted(StrEnum):
    """Which links count as covering an item."""

    CONFIRMED = "bevestigd"
    PROPOSED = "voorgesteld"
    """Confirmed subjects and those that are proposed; a mention in passing covers nothing."""


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

    @property
    def credits(self) -> float:
        """ECTS credits of the route, as far as the list gives them."""
        return sum(course.credits or 0 for course in self.courses)


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
    judged = tuple(
        _framework(covered, [_item(item, order, chosen, counted) for item in covered.items])
        for covered in findings_of(mapping, frameworks)
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
        counted=counted,
        courses=tuple(course for course in all_courses if course.id in chosen),
        frameworks=judged,
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


def _framework(covered: FrameworkFindings, items: Sequence[RouteItem]) -> RouteFramework:
    return RouteFramework(
        ref=covered.ref,
        title=covered.title,
        covered=tuple(item for item in items if item.in_route),
        missed=tuple(item for item in items if item.elsewhere and not item.in_route),
        unreachable=tuple(item for item in items if not (item.elsewhere or item.in_route)),
    )
