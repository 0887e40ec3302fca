"""What came and went between two lists of one programme, link by link and item by item.

Also which sheets name the OCMW or local government where they did not, and say nothing else anew.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Mapping as AnyMapping
from typing import NamedTuple

from swcompetence.analysis.comparison.comparison import (
    Cause,
    ContextAdded,
    FrameworkComparison,
    ItemChange,
    ItemRow,
    LinkChange,
    NamedCourse,
    Step,
)
from swcompetence.analysis.link_standing import real_evidence
from swcompetence.model import Course, ItemRef, Mapping
from swcompetence.model.mapping import Tie
from swcompetence.text import Word, fold, split_words


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
    link keeps its identity when its course does; a proposal that was confirmed is a kept link. The
    mappings are the old and the new list, the findings those of all lists.
    """
    places = (transition.old, transition.new)
    rows = [row for framework in frameworks for row in framework.items if _is_own(row, places)]
    sides = (
        _Side(transition.old, mappings[0], is_new=False),
        _Side(transition.new, mappings[1], is_new=True),
    )
    heirs: dict[str, list[SameCourse]] = {}
    for pair in transition.pairs:
        heirs.setdefault(pair.old, []).append(pair)
    parents = {pair.new: [pair] for pair in transition.pairs}
    lost = [change for row in rows for change in _only_here(row, sides, heirs)]
    gained = [change for row in rows for change in _only_here(row, sides[::-1], parents)]
    return Step(
        old=transition.old,
        new=transition.new,
        same_courses=sum(not pair.is_guess for pair in transition.pairs),
        changed_courses=sum(pair.is_guess for pair in transition.pairs),
        new_courses=_named(c for c in mappings[1].courses if c.id not in parents),
        gone_courses=_named(c for c in mappings[0].courses if c.id not in heirs),
        kept_links=sum(len(sides[1].linked(row)) for row in rows) - len(gained),
        gained=tuple(gained),
        lost=tuple(lost),
        items=tuple(_item_changes(rows, places)),
        context_added=context_added(
            mappings,
            [(pair.old, pair.new) for pair in transition.pairs if pair.is_guess],
            {row.item: row.label for row in rows},
        ),
    )


def _named(courses: Iterable[Course]) -> tuple[NamedCourse, ...]:
    return tuple(NamedCourse.model_validate(course, from_attributes=True) for course in courses)


def _is_own(row: ItemRow, places: Iterable[int]) -> bool:
    """Say whether lists show an item itself, and not what a crosswalk puts in its place."""
    states = [row.states[place] for place in places]
    via = (item for state in states for item in state.via)
    return all(s.finding for s in states) and all(i.framework == row.item.framework for i in via)


def _item_changes(rows: Iterable[ItemRow], places: Sequence[int]) -> Iterator[ItemChange]:
    for row in rows:
        old, new = (row.states[place].finding for place in places)
        if old and new and old is not new:
            yield ItemChange(item=row.item, label=row.label, old=old, new=new)


class _Side(NamedTuple):
    """One of the two lists of a step."""

    place: int
    mapping: Mapping
    is_new: bool

    def linked(self, row: ItemRow) -> tuple[str, ...]:
        """Give the courses of this list that are linked to an item."""
        state = row.states[self.place]
        return (*state.confirmed, *state.proposed)


def _only_here(
    row: ItemRow, sides: tuple[_Side, ...], relatives: AnyMapping[str, Sequence[SameCourse]]
) -> Iterator[LinkChange]:
    """Give the links of the first list that the second one has not."""
    here, there = sides
    linked_there = set(there.linked(row))
    courses = {course.id: course for course in here.mapping.courses}
    for course in (courses[course] for course in here.linked(row)):
        pairs = relatives.get(course.id, ())
        if any((pair.new if there.is_new else pair.old) in linked_there for pair in pairs):
            continue
        if pairs:
            cause = Cause.OTHER_TEXT if pairs[0].is_guess else Cause.SAME_TEXT
        else:
            cause = Cause.NEW_COURSE if here.is_new else Cause.GONE_COURSE
        yield LinkChange(
            item=row.item,
            label=row.label,
            course=course.id,
            code=course.code,
            title=course.title,
            is_confirmed=course.id in row.states[here.place].confirmed,
            cause=cause,
        )


_SMALL_WORD = 3
"""Letters up to which an added word says nothing: in het, van de."""


def context_added(
    mappings: tuple[Mapping, Mapping],
    pairs: Iterable[tuple[str, str]],
    labels: AnyMapping[ItemRef, str],
) -> tuple[ContextAdded, ...]:
    """Find the themes whose tie became explicit by the added context words alone.

    Looked at are the items with a label, in courses of the old and the new list whose text changed.
    """
    old, new = ({course.id: course for course in mapping.courses} for mapping in mappings)
    untied = {(link.course, link.item) for link in mappings[0].links if link.tie is Tie.GENERAL}
    became = {there: here for here, there in pairs}
    found = []
    for link in mappings[1].links:
        before = became.get(link.course)
        is_new = link.tie is Tie.EXPLICIT and (before, link.item) in untied
        if before is None or not is_new or link.item not in labels or not real_evidence(link):
            continue
        course = new[link.course]
        added = list(_added(old[before], course))
        # A term of the theme itself may be the tie as well, but is more than a context.
        anchors = [piece for piece in link.tie_evidence if piece not in link.evidence]
        context = {fold(word.text) for piece in anchors for word in split_words(piece.text)}
        if added and {fold(word.text) for word in added} <= context:
            found.append(
                ContextAdded(
                    item=link.item,
                    label=labels[link.item],
                    course=course.id,
                    code=course.code,
                    title=course.title,
                    words=tuple(word.text for word in added),
                )
            )
    return tuple(found)


def _added(before: Course, after: Course) -> Iterator[Word]:
    """Give the words that the new sheet has more often than the old one, small words left out."""
    known = Counter(fold(word.text) for word in _words(before))
    for word in _words(after):
        folded = fold(word.text)
        if known[folded]:
            known[folded] -= 1
        elif len(folded) > _SMALL_WORD:
            yield word


def _words(course: Course) -> Iterator[Word]:
    for text in course.fields.values():
        yield from split_words(text)
