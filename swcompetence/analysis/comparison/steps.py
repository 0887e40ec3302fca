"""What came and went between two lists of one programme, link by link and item by item."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from swcompetence.analysis.comparison.comparison import (
    Cause,
    FrameworkComparison,
    ItemChange,
    ItemRow,
    LinkChange,
    NamedCourse,
    Step,
)
from swcompetence.analysis.coverage import Finding
from swcompetence.model import Course, Mapping


class SameCourse(NamedTuple):
    """A course of the old list and the course that it became."""

    old: str
    new: str
    is_guess: bool
    """False where the texts are identical."""


class Transition(NamedTuple):
    """Two lists of one programme, and which courses are the same."""

    old: int
    """Place of the list, from 0."""
    new: int
    pairs: tuple[SameCourse, ...]
    """A new course stands in at most one pair."""


def step_between(
    transition: Transition,
    mappings: tuple[Mapping, Mapping],
    frameworks: Sequence[FrameworkComparison],
) -> Step:
    """Tell what came and went.

    Only items of a framework that both lists use, in whatever edition, are compared: over a
    crosswalk every difference between the frameworks would count as a link that came or went. A
    link keeps its identity when its course does; a proposal that was confirmed is a kept link.

    Args:
        transition: which lists, which courses.
        mappings: the old and the new list.
        frameworks: the findings of all lists.
    """
    rows = [
        row
        for framework in frameworks
        for row in framework.items
        if all(_is_own(row, place) for place in (transition.old, transition.new))
    ]
    walk = _Walk(transition, *mappings)
    pairs = transition.pairs
    heirs, ancestors = {pair.new for pair in pairs}, {pair.old for pair in pairs}
    return Step(
        old=transition.old,
        new=transition.new,
        same_courses=sum(not pair.is_guess for pair in pairs),
        changed_courses=sum(pair.is_guess for pair in pairs),
        new_courses=tuple(_named(c) for c in mappings[1].courses if c.id not in heirs),
        gone_courses=tuple(_named(c) for c in mappings[0].courses if c.id not in ancestors),
        kept_links=sum(walk.kept(row) for row in rows),
        gained=tuple(change for row in rows for change in walk.gained(row)),
        lost=tuple(change for row in rows for change in walk.lost(row)),
        items=tuple(_item_changes(rows, transition)),
    )


def _named(course: Course) -> NamedCourse:
    return NamedCourse(id=course.id, code=course.code, title=course.title, credits=course.credits)


def _is_own(row: ItemRow, place: int) -> bool:
    state = row.states[place]
    return state.finding is not None and all(
        item.framework == row.item.framework for item in state.via
    )


def _item_changes(rows: Sequence[ItemRow], transition: Transition) -> Iterator[ItemChange]:
    for row in rows:
        old, new = row.states[transition.old].finding, row.states[transition.new].finding
        if old and new and old is not new:
            yield ItemChange(item=row.item, label=row.label, old=old, new=new)


class _Walk:
    """Walks from courses to their heirs and back."""

    def __init__(self, transition: Transition, old: Mapping, new: Mapping) -> None:
        self._places = transition.old, transition.new
        self._old = {course.id: course for course in old.courses}
        self._new = {course.id: course for course in new.courses}
        self._parent = {pair.new: pair for pair in transition.pairs}
        self._heirs: dict[str, list[SameCourse]] = {}
        for pair in transition.pairs:
            self._heirs.setdefault(pair.old, []).append(pair)

    def _linked(self, row: ItemRow, side: int) -> tuple[str, ...]:
        state = row.states[self._places[side]]
        return (*state.confirmed, *state.proposed)

    def kept(self, row: ItemRow) -> int:
        """Count the links of the new list that the old one had."""
        before = set(self._linked(row, 0))
        return sum(
            course in self._parent and self._parent[course].old in before
            for course in self._linked(row, 1)
        )

    def gained(self, row: ItemRow) -> Iterator[LinkChange]:
        """Give the links that only the new list has."""
        before = set(self._linked(row, 0))
        for course in self._linked(row, 1):
            pair = self._parent.get(course)
            if pair is None or pair.old not in before:
                cause = _cause(pair) if pair else Cause.NEW_COURSE
                yield self._change(row, 1, self._new[course], cause)

    def lost(self, row: ItemRow) -> Iterator[LinkChange]:
        """Give the links that only the old list has."""
        after = set(self._linked(row, 1))
        for course in self._linked(row, 0):
            pairs = self._heirs.get(course, [])
            if not any(pair.new in after for pair in pairs):
                cause = _cause(pairs[0]) if pairs else Cause.GONE_COURSE
                yield self._change(row, 0, self._old[course], cause)

    def _change(self, row: ItemRow, side: int, course: Course, cause: Cause) -> LinkChange:
        is_confirmed = course.id in row.states[self._places[side]].confirmed
        return LinkChange(
            item=row.item,
            label=row.label,
            course=course.id,
            code=course.code,
            title=course.title,
            state=Finding.CONFIRMED if is_confirmed else Finding.PROPOSED,
            cause=cause,
        )


def _cause(pair: SameCourse) -> Cause:
    return Cause.OTHER_TEXT if pair.is_guess else Cause.SAME_TEXT
