"""Read a course as weighted segments: what is taught counts, how it is examined hardly does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from swcompetence.model import TEXT_FIELDS, Course, CourseField
from swcompetence.text import (
    Language,
    SharedText,
    Word,
    headings_above,
    language_of,
    role_weight,
    split_segments,
    split_words,
)

NOTHING_PASTED = SharedText()
_FIELD_WEIGHT = {
    CourseField.TITLE: 1.0,
    CourseField.OUTCOMES: 1.0,
    CourseField.CONTENT: 1.0,
    CourseField.TEACHING: 0.3,
    CourseField.ASSESSMENT: 0.15,
}


@dataclass(frozen=True, slots=True)
class ReadSegment:
    """One segment of a course, ready for spotting."""

    field: CourseField
    text: str
    start: int
    """Place of the segment in the field's text."""
    words: tuple[Word, ...]
    """Words with their places in the field's text."""
    weight: float
    """1 for what is taught, less for practical matter and for what is pasted in many courses, 0 for
    a segment in another language."""
    headings: tuple[int, ...] = ()
    """Places of the segments of the field under which it stands as under a heading."""

    @property
    def is_title(self) -> bool:
        """Say whether this is the course title."""
        return self.field is CourseField.TITLE


def read_course(course: Course, pasted: SharedText = NOTHING_PASTED) -> tuple[ReadSegment, ...]:
    """Read all text fields of a course, title first."""
    return tuple(
        segment
        for field in TEXT_FIELDS
        for segment in read_text(course.fields.get(field, ""), field, pasted)
    )


def read_text(
    text: str, field: CourseField, pasted: SharedText = NOTHING_PASTED
) -> Iterator[ReadSegment]:
    """Read the segments of one field."""
    if field is CourseField.TITLE:
        words = tuple(split_words(text))
        if words:
            yield ReadSegment(field, text, 0, words, 1.0)
        return
    segments = split_segments(text)
    above = headings_above(text, segments)
    for segment in segments:
        words = tuple(split_words(segment.text, segment.start))
        if words:
            weight = _FIELD_WEIGHT[field] * role_weight(segment.text) / pasted.copies(segment.text)
            if language_of(word.text for word in words) is not Language.DUTCH:
                weight = 0.0
            headings = tuple(heading.start for heading in above.get(segment.start, ()))
            yield ReadSegment(field, segment.text, segment.start, words, weight, headings)
