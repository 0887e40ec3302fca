"""Text that several courses of one list share word for word: faculty rules, fixed phrases.

A composite course and its parts share most of their text as well, and so do variants of a course
(another language or track); those say it of one subject and are a group.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import combinations

from swcompetence.model import TEXT_FIELDS, Course, CourseField, CourseGroup, Curriculum, Model
from swcompetence.phrasing import single_spaced
from swcompetence.text.segments import split_segments
from swcompetence.text.words import count_words

_LEAST_COURSES = 3
_LEAST_WORDS = 4
_PASTED_GROUPS = 5
"""Groups of courses that hold a pasted sentence. Three or four courses on related subjects may well
say the same of what they teach; measured on four programmes, such sentences do speak of it."""
_GROUP_SHARE = 0.6
"""Least share of the words of the shorter course by which two courses are a group."""
_WHOLE_SIZE = 1.2
"""How much longer than each of its parts a composite course is."""
_MOST_HOLDERS = 20
"""A sentence in more courses than these says nothing of a group, and a group is no larger."""
SHARED_TEXT_RULE = (
    "Gedeelde tekst: een zin of opsommingspunt van minstens vier woorden dat woord voor woord in"
    " drie of meer opleidingsonderdelen van dezelfde lijst staat (hoofdletters en witruimte tellen"
    " niet mee; titels blijven buiten beschouwing). Staat een zin in n opleidingsonderdelen, dan"
    " telt hij in elk daarvan voor 1/n, samen dus voor hoogstens één zin. Voor de zekerheid van een"
    " koppeling telt hij pas voor 1/n vanaf vijf opleidingsonderdelen die verder niet op elkaar"
    " lijken."
)


class SharedSegment(Model):
    """A segment that several courses hold."""

    text: str
    """As it stands in the first course that holds it."""
    courses: tuple[str, ...]
    """Ids of the courses, in list order."""


class SharedText(Model):
    """The segments that three or more courses of one list hold, see `SHARED_TEXT_RULE`."""

    segments: tuple[SharedSegment, ...] = ()

    @cached_property
    def _copies(self) -> dict[str, int]:
        return {_bare(segment.text): len(segment.courses) for segment in self.segments}

    def copies(self, text: str) -> int:
        """Count the courses that hold a segment; 1 where it is not shared."""
        return self._copies.get(_bare(text), 1) if self._copies else 1


def shared_text(curriculum: Curriculum) -> SharedText:
    """Find the segments that courses of one list share; segments stand in order of appearance."""
    return _held_by(_LEAST_COURSES, curriculum, {})


def pasted_text(curriculum: Curriculum, groups: Iterable[CourseGroup] | None = None) -> SharedText:
    """Find the segments that many courses hold which are no group; each group is named once.

    Args:
        curriculum: the list.
        groups: its `course_groups`, where the caller knows them already.
    """
    groups = course_groups(curriculum) if groups is None else groups
    members = {course: group.courses[0] for group in groups for course in group.courses}
    return _held_by(_PASTED_GROUPS, curriculum, members)


def _held_by(least: int, curriculum: Curriculum, groups: Mapping[str, str]) -> SharedText:
    holders: dict[str, tuple[str, dict[str, None]]] = {}
    for course in curriculum.courses:
        for text in _segments(course):
            courses = holders.setdefault(_bare(text), (text, {}))[1]
            courses[groups.get(course.id, course.id)] = None
    return SharedText(
        segments=tuple(
            SharedSegment(text=text, courses=tuple(courses))
            for text, courses in holders.values()
            if len(courses) >= least and count_words(text) >= _LEAST_WORDS
        )
    )


def course_groups(curriculum: Curriculum) -> tuple[CourseGroup, ...]:
    """Find the courses that say largely the same: a composite with its parts, or variants."""
    words = {
        course.id: {
            _bare(text): count
            for text in _segments(course)
            if (count := count_words(text)) >= _LEAST_WORDS
        }
        for course in curriculum.courses
    }
    sizes = {course: sum(counts.values()) for course, counts in words.items()}
    holders: dict[str, list[str]] = {}
    for course, counts in words.items():
        for text in counts:
            holders.setdefault(text, []).append(course)
    common: Counter[tuple[str, str]] = Counter()
    for text, courses in holders.items():
        if len(courses) <= _MOST_HOLDERS:
            for pair in combinations(courses, 2):
                common[pair] += words[courses[0]][text]
    alike = {
        pair
        for pair, shared in common.items()
        if shared >= _GROUP_SHARE * min(sizes[course] for course in pair)
    }
    members = {course: [course] for course in words}
    for first, second in sorted(alike):
        if members[first] is not members[second]:
            members[first] += members[second]
            for course in members[second]:
                members[course] = members[first]
    order = {course: place for place, course in enumerate(words)}
    groups = {id(courses): sorted(courses, key=order.__getitem__) for courses in members.values()}
    return tuple(_group(courses, sizes, alike) for courses in groups.values() if courses[1:])


def _group(
    courses: list[str], sizes: Mapping[str, int], alike: set[tuple[str, str]]
) -> CourseGroup:
    whole, *parts = sorted(courses, key=lambda course: -sizes[course])
    is_whole = all(
        sizes[whole] >= _WHOLE_SIZE * sizes[part] and {(whole, part), (part, whole)} & alike
        for part in parts
    )
    kind, composite = ("composite", whole) if is_whole else ("variant", None)
    return CourseGroup.model_validate({"kind": kind, "courses": courses, "whole": composite})


def _segments(course: Course) -> list[str]:
    return [
        segment.text
        for field in TEXT_FIELDS
        if field is not CourseField.TITLE
        for segment in split_segments(course.fields.get(field, ""))
    ]


def _bare(text: str) -> str:
    return single_spaced(text).casefold()
