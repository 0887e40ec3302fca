"""The segments of a course sheet that say what is taught, cut the way the matcher cuts them."""

from __future__ import annotations

from typing import NamedTuple

from swcompetence.model import Course, CourseField
from swcompetence.text import Language, language_of, role_weight, split_segments, split_words

TAUGHT_RULE = (
    "Segmenten zijn de titel en elke zin of elk opsommingspunt van de leerresultaten en de inhoud."
    " Een puntkomma met een spatie erna sluit een segment af, een afkorting niet; een lange regel"
    " die zonder leesteken in de volgende doorloopt, is één segment."
    " Werkvormen en evaluatie tellen niet mee, en ook niet wat in een ander veld praktisch is"
    " (examenregeling, literatuur, begincompetenties, werkvormen, huisregels, wat niet behandeld"
    " wordt) of in een andere taal dan het Nederlands staat: daar zoekt het programma geen bewijs."
)
_TAUGHT = (CourseField.OUTCOMES, CourseField.CONTENT)


class TaughtSegment(NamedTuple):
    """A segment with its place in a field of the course."""

    field: CourseField
    text: str
    start: int
    end: int


def taught_segments(course: Course) -> tuple[TaughtSegment, ...]:
    """Give the segments that `TAUGHT_RULE` names; the title comes first, also an empty one."""
    title = course.fields.get(CourseField.TITLE, "")
    return (
        TaughtSegment(CourseField.TITLE, title, 0, len(title)),
        *(
            TaughtSegment(field, *segment)
            for field in _TAUGHT
            for segment in split_segments(course.fields.get(field, ""))
            if _is_taught(segment.text)
        ),
    )


def _is_taught(text: str) -> bool:
    words = [word.text for word in split_words(text)]
    return bool(words) and role_weight(text) >= 1 and language_of(words) is Language.DUTCH
