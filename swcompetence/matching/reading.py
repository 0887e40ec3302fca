"""Read a course as weighted segments: what is taught counts, how it is examined hardly does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from swcompetence.model import TEXT_FIELDS, Course, CourseField
from swcompetence.text import Language, Word, language_of, split_segments, split_words

__all__ = ["ReadSegment", "read_course", "read_text"]

_FIELD_WEIGHT = {
    CourseField.TITLE: 1.0,
    CourseField.OUTCOMES: 1.0,
    CourseField.CONTENT: 1.0,
    CourseField.TEACHING: 0.3,
    CourseField.ASSESSMENT: 0.15,
}
_ROLES: tuple[tuple[float, re.Pattern[str]], ...] = tuple(
    (weight, re.compile(pattern, re.IGNORECASE | re.VERBOSE))
    for weight, pattern in (
        (
            0.15,  # how it is examined
            r"""^(?:evaluatie|examen|toets|quotering|beoordeling|permanente\ evaluatie|assessment
                |evaluation|tweede\ examen|puntenverdeling)\w*\b(?=[^.]{0,40}[:(]|[^.]{0,60}%)
                |\bexamenkans|\b\d{1,3}\ ?%|\bop\ 20\b""",
        ),
        (
            0.15,  # what is read
            r"""^(?:literatuur|studiemateriaal|leermateriaal|handboek|bronnen|bibliografie
                |verplichte\ lectuur|course\ material|reader)\w*\b[^.]{0,30}:
                |\bisbn\b|\bdoi\b|https?://""",
        ),
        (
            0.1,  # what must be known before
            r"^(?:begincompetenties|voorkennis|begintermen|volgtijdelijkheid|inschrijvingsvoorwaarde)",
        ),
        (
            0.3,  # how it is taught
            r"^(?:werkvorm|onderwijsvorm|praktisch|didactische\ werkvorm|lesvorm)\w*\b[^.]{0,20}:",
        ),
        (
            0.2,  # house rules
            r"""\b(?:toledo|canvas|blackboard|digitap|chamilo|aanwezigheid\ is\ verplicht
                |inleverdatum|deadline)\b""",
        ),
        (
            0.1,  # what it is not about
            r"""\b(?:gaat|draait)\ (?:hier\ )?niet\ (?:om|over)\b
                |\bwordt\ niet\ (?:gevraagd|behandeld)\b|\bgeen\ cursus\b""",
        ),
    )
)


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
    """1 for what is taught, less for practical matter, 0 for a segment in another language."""

    @property
    def is_title(self) -> bool:
        """Say whether this is the course title."""
        return self.field is CourseField.TITLE


def read_course(course: Course) -> tuple[ReadSegment, ...]:
    """Read all text fields of a course, title first."""
    return tuple(
        segment
        for field in TEXT_FIELDS
        for segment in read_text(course.fields.get(field, ""), field)
    )


def read_text(text: str, field: CourseField) -> Iterator[ReadSegment]:
    """Read the segments of one field."""
    if field is CourseField.TITLE:
        words = tuple(split_words(text))
        if words:
            yield ReadSegment(field, text, 0, words, 1.0)
        return
    for segment in split_segments(text):
        words = tuple(split_words(segment.text, segment.start))
        if words:
            weight = _FIELD_WEIGHT[field] * _role_weight(segment.text)
            if language_of(word.text for word in words) is not Language.DUTCH:
                weight = 0.0
            yield ReadSegment(field, segment.text, segment.start, words, weight)


def _role_weight(text: str) -> float:
    return min((weight for weight, pattern in _ROLES if pattern.search(text)), default=1.0)
