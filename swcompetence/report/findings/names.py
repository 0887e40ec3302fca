"""The names that a workbook shows for frameworks, items and courses, so that they read back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from swcompetence.cells import inert
from swcompetence.model import ItemRef
from swcompetence.phrasing import single_spaced
from swcompetence.report.findings.gap_report import CourseLine, GapReport


class ReadableNames:
    """Finds for everything the most readable name that stands for nothing else."""

    def __init__(self, report: GapReport) -> None:
        self._report = report

    def framework(self, framework_id: str) -> str:
        """Give the title of a framework; its id where the title says too little."""
        titles = [framework.title for framework in self._report.frameworks]
        framework = self._report.framework(framework_id)
        if framework is None:
            return framework_id
        return _first([framework.title], _count((title,) for title in titles)) or framework_id

    def item(self, item: ItemRef) -> str:
        """Give the label of an item; its reference where the label says too little."""
        return self._items.get(item, item)

    def course(self, course: str) -> str:
        """Give code and title of a course; its id where these say too little."""
        return self._courses.get(course, course)

    def items_of(self, framework_id: str) -> tuple[str, ...]:
        """Give the names of the items of a framework, in its order."""
        framework = self._report.framework(framework_id)
        lines = framework.items if framework else ()
        return tuple(self.item(line.item) for line in lines)

    @cached_property
    def _items(self) -> dict[ItemRef, str]:
        names_by_item: dict[ItemRef, str] = {}
        for framework in self._report.frameworks:
            items = framework.items
            names = _count((item.item, item.item.item, item.label) for item in items)
            for item in items:
                names_by_item[item.item] = _first([item.label], names) or item.item
        return names_by_item

    @cached_property
    def _courses(self) -> dict[str, str]:
        names = _count(
            (course.id, course.code, course.title, f"{course.id} {course.title}", course.name)
            for course in self._report.courses
        )
        return {
            course.id: _first([course.name, course.code], names) or course.id
            for course in self._report.courses
        }


def distinct_title(course: CourseLine, courses: Iterable[CourseLine]) -> str:
    """Give the title of a course, with its code where another course has that title as well."""
    title = _key(course.title)
    is_shared = any(_key(twin.title) == title for twin in courses if twin.id != course.id)
    return course.name if is_shared else course.title


def _count(names: Iterable[tuple[str, ...]]) -> Counter[str]:
    """Count the things that each name can stand for."""
    return Counter(key for aliases in names for key in {_key(name) for name in aliases})


def _first(candidates: Iterable[str], counted: Counter[str]) -> str | None:
    """Give the first name, on one line, that survives a cell and stands for one thing."""
    lines = (single_spaced(name) for name in candidates)
    return next((x for x in lines if x and x == inert(x) and counted[_key(x)] == 1), None)


def _key(name: str) -> str:
    return single_spaced(name).casefold()
