"""The base: what a student can take of a course list, and what is left out of it and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from math import fsum, isclose

from pydantic import Field

from swcompetence.model import Course, CourseField, Curriculum, Mapping, Model
from swcompetence.text import course_groups, fold, reading_of, split_words

_ONE_TEXT = 0.9
"""Least part of the words of either sheet that the other has as well, where the two are one text;
measured on four programmes, variants have .94 and more, other courses of a group .84 and less."""
_IN_WHOLE = 0.8
"""Least part of the words of a part that its composite has as well; measured .8 to 1."""
_ROUNDING = 0.05
"""ECTS credits by which a list may exceed the nominal size before it counts as larger."""
_NUMBER = re.compile(r"\d+|\b[IVX]+\b")

_PLACEMENT = r"""\w*stages?\b | \bstage\w* | \bwerkplek\w* | \bpraktijk(?:leren|opleiding|ervaring)
    | \binternship\w* | \bplacement\b | \btraineeship\w*"""
_THESIS = r"""\b(?:bachelor|graduaats|master|afstudeer|eind|praktijk|integratie)proef\b
    | \b(?:eind|afstudeer)(?:werk|project|opdracht)\b | \bscriptie\b | \bthesis\b"""
_SKILLS = r"""\w*vaardighe(?:id|den)\b | \w*training\w* | \bpractic(?:um|a)\b | \bgespreksvoering\b
    | \bgesprekstechniek\w* | \b\w*oefeningen\b | \binter-?visie\b | \bsupervisie\b | \bleergroep\w*
    | \bworkshops?\b | \batelier\w* | \blabo\b | \brollenspel\w* | \bskills\b"""
_TITLE_START = r"\A\s*(?:beroeps)?praktijk\b"
_LECTURE = re.compile(
    r"\w*colleges?\b|\blectures?\b|\b(?:les|lessen)\b|\btheorie\w*", re.IGNORECASE
)
_IN_TITLE = re.compile(
    f"(?P<placement>{_PLACEMENT} | {_TITLE_START})|{_THESIS}|{_SKILLS}", re.IGNORECASE | re.VERBOSE
)
_IN_TEACHING = re.compile(
    f"(?P<placement>{_PLACEMENT})|{_THESIS}|{_SKILLS}", re.IGNORECASE | re.VERBOSE
)


class BaseRule(StrEnum):
    """What the base is; the values are public JSON."""

    ROUTE = "route"
    """The courses of the modeltraject that the caller gave."""
    TRACK = "track"
    """The courses of one track of the list, and those of no track."""
    LIST = "list"
    """The cleaned list: all a student takes."""
    LARGER_LIST = "larger_list"
    """The cleaned list, which is larger than the programme: choices and tracks stand side by
    side."""
    PARTS = "parts"
    """The courses of the parts that are there, of a list that was divided among reviewers."""


class LeftOutReason(StrEnum):
    """Why a course is not in the base; the values are public JSON."""

    NO_TEXT = "no_text"
    """Nothing but its title could be read."""
    LANGUAGE = "language"
    """Its text is in a language that is not read."""
    VARIANT = "variant"
    """Another course has the same text; that one counts."""
    COMPOSITE = "composite"
    """Its parts are in the list and count."""
    PART = "part"
    """The course that it is a part of counts."""
    NOT_IN_ROUTE = "not_in_route"
    """The modeltraject or the track does not hold it."""


class LeftOutCourse(Model):
    """A course that is not in the base, placements aside."""

    course: str
    """Course id."""
    reason: LeftOutReason
    instead: tuple[str, ...] = ()
    """Ids of the courses that count in its place."""


class Base(Model):
    """What the credits by text are a part of."""

    credits: float = Field(ge=0)
    """ECTS credits of the courses that count, placements aside."""
    rule: BaseRule
    courses: tuple[str, ...]
    """Ids of the courses that count, in list order."""
    courses_left_out: tuple[LeftOutCourse, ...]
    """In list order."""
    list_credits: float = Field(ge=0)
    """ECTS credits of the list as it stands."""
    nominal_credits: float | None = Field(default=None, gt=0)
    """Size of the programme (ECTS), placements in it; None where it is unknown."""


class BaseSettings(Model):
    """What a board asks of the base."""

    route: tuple[str, ...] = ()
    """Ids or codes of the courses of a modeltraject; empty for none."""
    track: str | None = None
    """A track in the list's own words; ignored where there is a route."""
    placement_words: tuple[str, ...] = ()
    """Beginnings of words by which a title is a placement, instead of those of `is_placement`."""


NO_SETTINGS = BaseSettings()
"""The whole list."""


def is_placement(course: Course, settings: BaseSettings = NO_SETTINGS) -> bool:
    """Say whether a course is a placement: stage, praktijk, werkplekleren ...

    The first telling word of the title decides: that of a placement, or of a thesis or skills.
    Where the title says nothing, the work form does, unless it names lectures as well.
    """
    if settings.placement_words:
        words = "|".join(re.escape(word) for word in settings.placement_words)
        return re.search(rf"\b(?:{words})", course.title, re.IGNORECASE) is not None
    telling = _IN_TITLE.search(course.title)
    teaching = course.fields.get(CourseField.TEACHING, "")
    if telling is None and not _LECTURE.search(teaching):
        telling = _IN_TEACHING.search(teaching)
    return telling is not None and telling["placement"] is not None


class StudyLoad(Model):
    """What a student can take of the lists of a mapping."""

    base: Base
    placements: tuple[str, ...]
    """Ids of the placements, variants once, in list order."""


def study_load(mapping: Mapping, settings: BaseSettings = NO_SETTINGS) -> StudyLoad:
    """Clean the lists of a mapping until they hold what a student can take.

    Left out are what the route does not hold, sheets without text or in another language, all but
    one of the sheets with one text, and of a composite and its parts one of the two: the parts
    where their credits make up the composite's, for they are finer, or else the composite.
    """
    left_out = {
        left.course: left
        for curriculum in mapping.curricula
        for left in _left_out(curriculum, settings)
    }
    remaining = [course for course in mapping.courses if course.id not in left_out]
    placements = [course for course in remaining if is_placement(course, settings)]
    counting = [course for course in remaining if not is_placement(course, settings)]
    sizes = [curriculum.nominal_credits for curriculum in mapping.curricula]
    nominal = sum(size for size in sizes if size) if all(sizes) else None
    is_larger = nominal and _credits(remaining) > nominal + _ROUNDING
    rule = BaseRule.LARGER_LIST if is_larger else BaseRule.LIST
    if settings.route or settings.track is not None:
        rule = BaseRule.ROUTE if settings.route else BaseRule.TRACK
    if mapping.part:
        rule = BaseRule.PARTS
    return StudyLoad(
        base=Base(
            credits=_credits(counting),
            rule=rule,
            courses=tuple(course.id for course in counting),
            courses_left_out=tuple(
                _in_the_end(left_out[course.id], left_out)
                for course in mapping.courses
                if course.id in left_out
            ),
            list_credits=_credits(mapping.courses),
            nominal_credits=nominal or None,
        ),
        placements=tuple(course.id for course in placements),
    )


def _credits(courses: Iterable[Course]) -> float:
    return fsum(course.credits or 0 for course in courses)


def _left_out(curriculum: Curriculum, settings: BaseSettings) -> Iterator[LeftOutCourse]:
    readable: dict[str, Course] = {}
    for course in curriculum.courses:
        skipped = (course.read or reading_of(course)).skipped
        if not is_chosen(course, settings):
            yield LeftOutCourse(course=course.id, reason=LeftOutReason.NOT_IN_ROUTE)
        elif skipped and not is_placement(course, settings):
            yield LeftOutCourse(course=course.id, reason=LeftOutReason(skipped))
        else:
            readable[course.id] = course
    for group in curriculum.groups or course_groups(curriculum):
        members = [readable[course] for course in group.courses if course in readable]
        yield from _doubles([_Sheet(course) for course in members])


def is_chosen(course: Course, settings: BaseSettings) -> bool:
    """Say whether the modeltraject or the track holds a course; without either, all are chosen."""
    if settings.route:
        return course.id in settings.route or course.code in settings.route
    return settings.track is None or (course.track or "").strip() in {"", settings.track}


class _Sheet:
    """A course with the words of its texts, the title aside."""

    def __init__(self, course: Course) -> None:
        """Count the words."""
        self.course = course
        self.words = Counter(
            fold(word.text)
            for field, text in course.fields.items()
            if field is not CourseField.TITLE
            for word in split_words(text)
        )

    def held_by(self, sheet: _Sheet) -> float:
        """Give the part of its words that another sheet has as well."""
        return (self.words & sheet.words).total() / max(1, self.words.total())

    def is_variant_of(self, sheet: _Sheet) -> bool:
        titles = [single.course.title for single in (self, sheet)]
        # 'Personeelsmanagement 1' and '2' may share a text; a student takes both.
        is_next = len(set(titles)) > 1 and len({_NUMBER.sub("", title) for title in titles}) == 1
        return not is_next and min(self.held_by(sheet), sheet.held_by(self)) >= _ONE_TEXT

    def is_part_of(self, sheet: _Sheet) -> bool:
        is_smaller = self.words.total() < sheet.words.total()
        fits = (self.course.credits or 0) <= (sheet.course.credits or 0)
        return is_smaller and fits and self.held_by(sheet) >= _IN_WHOLE


def _doubles(sheets: Sequence[_Sheet]) -> Iterator[LeftOutCourse]:
    """Give what does not count of courses that say largely the same."""
    kept: dict[str, _Sheet] = {}
    for sheet in sheets:
        twin = next((twin for twin in kept.values() if sheet.is_variant_of(twin)), None)
        if twin is None:
            kept[sheet.course.id] = sheet
        else:
            yield LeftOutCourse(
                course=sheet.course.id, reason=LeftOutReason.VARIANT, instead=(twin.course.id,)
            )
    for whole in sorted(kept.values(), key=lambda sheet: -sheet.words.total()):
        if whole.course.id not in kept:
            continue
        parts = [sheet.course for sheet in kept.values() if sheet.is_part_of(whole)]
        if len(parts) > 1 and isclose(_credits(parts), whole.course.credits or 0):
            instead = tuple(part.id for part in parts)
            out = [(whole.course, LeftOutReason.COMPOSITE, instead)]
        else:
            out = [(part, LeftOutReason.PART, (whole.course.id,)) for part in parts]
        for course, reason, instead in out:
            del kept[course.id]
            yield LeftOutCourse(course=course.id, reason=reason, instead=instead)


def _in_the_end(left: LeftOutCourse, left_out: dict[str, LeftOutCourse]) -> LeftOutCourse:
    """Name the courses that count in its place where what first replaced it was replaced too."""
    instead = list(left.instead)
    for course in instead:
        instead += left_out[course].instead if course in left_out else ()
    counting = dict.fromkeys(course for course in instead if course not in left_out)
    return left.model_copy(update={"instead": tuple(counting)})
