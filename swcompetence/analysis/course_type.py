"""The type of a course: internship, thesis, skills, or theory where nothing says otherwise."""

from __future__ import annotations

import re
from enum import StrEnum

from swcompetence.model import Course, CourseField, Model

COURSE_TYPE_RULE = (
    "Soort opleidingsonderdeel, eerst naar de titel: stage (stage, werkplekleren, praktijkleren of"
    " een titel die met praktijk begint), afstudeerproef (bachelorproef, graduaatsproef,"
    " praktijkproef, eindwerk, scriptie ...) of vaardigheden (vaardigheden, training, practicum,"
    " gespreksvoering, supervisie, intervisie, leergroep ...); staan er meer zulke woorden, dan"
    " beslist het eerste. Zegt de titel niets, dan naar het veld werkvormen, tenzij dat ook een"
    " hoorcollege of les noemt. In alle andere gevallen: theorie of gemengd."
)


class CourseType(StrEnum):
    """The types that a list tells apart, see `COURSE_TYPE_RULE`."""

    THEORY = "theorie of gemengd"
    SKILLS = "vaardigheden"
    INTERNSHIP = "stage"
    THESIS = "afstudeerproef"


class TypedCourse(Model):
    """The type of a course and the word that decided."""

    type: CourseType
    field: CourseField | None = None
    """Where the word stands; None for theory."""
    word: str | None = None


_INTERNSHIP = r"""\w*stages?\b | \bstage\w* | \bwerkplek\w* | \bpraktijk(?:leren|opleiding|ervaring)
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


def _pattern(internship: str) -> re.Pattern[str]:
    return re.compile(
        f"(?P<THESIS>{_THESIS})|(?P<INTERNSHIP>{internship})|(?P<SKILLS>{_SKILLS})",
        re.IGNORECASE | re.VERBOSE,
    )


_IN_TITLE = _pattern(f"{_INTERNSHIP} | {_TITLE_START}")
_IN_TEACHING = _pattern(_INTERNSHIP)


def typed_course(course: Course) -> TypedCourse:
    """Give the type of a course with the word that decided, see `COURSE_TYPE_RULE`."""
    title = _typed(_IN_TITLE, course, CourseField.TITLE)
    if title is not None:
        return title
    teaching = course.fields.get(CourseField.TEACHING, "")
    told = None if _LECTURE.search(teaching) else _typed(_IN_TEACHING, course, CourseField.TEACHING)
    return told or TypedCourse(type=CourseType.THEORY)


def course_type(course: Course) -> CourseType:
    """Give the type of a course, see `COURSE_TYPE_RULE`."""
    return typed_course(course).type


def _typed(pattern: re.Pattern[str], course: Course, field: CourseField) -> TypedCourse | None:
    found = pattern.search(course.fields.get(field, ""))
    if found is None or found.lastgroup is None:
        return None
    return TypedCourse(
        type=CourseType[found.lastgroup], field=field, word=found.group().strip().casefold()
    )
