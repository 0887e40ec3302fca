"""Text that several courses of one list share word for word: faculty rules, fixed phrases."""

from __future__ import annotations

from functools import cached_property

from swcompetence.model import TEXT_FIELDS, Course, CourseField, Curriculum, Model
from swcompetence.text.segments import split_segments
from swcompetence.text.words import split_words

_LEAST_COURSES = 3
_LEAST_WORDS = 4
SHARED_TEXT_RULE = (
    "Gedeelde tekst: een zin of opsommingspunt van minstens vier woorden dat woord voor woord in"
    " drie of meer opleidingsonderdelen van dezelfde lijst staat (hoofdletters en witruimte tellen"
    " niet mee; titels blijven buiten beschouwing). Staat een zin in n opleidingsonderdelen, dan"
    " telt hij in elk daarvan voor 1/n, samen dus voor hoogstens één zin. Aan de zekerheid van een"
    " koppeling verandert dat niets."
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
        return {_bare(one.text): len(one.courses) for one in self.segments}

    def copies(self, text: str) -> int:
        """Count the courses that hold a segment; 1 where it is not shared."""
        return self._copies.get(_bare(text), 1) if self._copies else 1


def shared_text(curriculum: Curriculum) -> SharedText:
    """Find the segments that courses of one list share; segments stand in order of appearance."""
    found: dict[str, tuple[str, dict[str, None]]] = {}
    for course in curriculum.courses:
        for text in _segments(course):
            found.setdefault(_bare(text), (text, {}))[1][course.id] = None
    return SharedText(
        segments=tuple(
            SharedSegment(text=text, courses=tuple(courses))
            for text, courses in found.values()
            if len(courses) >= _LEAST_COURSES and len(split_words(text)) >= _LEAST_WORDS
        )
    )


def _segments(course: Course) -> list[str]:
    return [
        segment.text
        for field in TEXT_FIELDS
        if field is not CourseField.TITLE
        for segment in split_segments(course.fields.get(field, ""))
    ]


def _bare(text: str) -> str:
    return " ".join(text.split()).casefold()
