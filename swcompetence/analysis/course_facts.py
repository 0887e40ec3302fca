"""Where courses stand in a programme: phase, track, compulsory or elective, type."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum

from swcompetence.model import Course, CourseField, Model
from swcompetence.phrasing import single_spaced

_CREDITS = re.compile(r"\d+(?:[.,]\d+)? ?(?:studiepunten|stp|sp|ects|credits)\b", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)(\d{1,2})(?!\d)")
_ORDINALS = ("eerste", "tweede", "derde", "vierde", "vijfde", "zesde")
_ROMANS = ("I", "II", "III", "IV", "V", "VI")


class PhaseOrder(Model):
    """The phases of a programme, earliest first."""

    phases: tuple[str, ...]
    """Each in the words with which the list first names it."""
    is_by_number: bool
    """True where every name holds a number; False where the order of the list had to serve."""
    places: dict[str, int]
    """Every name of a phase, on one line -> its place in `phases`, from 0."""

    @property
    def rule(self) -> str:
        """Say in Dutch how the phases were ordered."""
        if not self.phases:
            return "De lijst noemt geen fases."
        if self.is_by_number:
            return "Fases volgen elkaar op volgens het getal in hun naam."
        return (
            "Fases volgen elkaar op zoals de lijst ze noemt, want niet elke naam bevat een getal."
        )

    def place(self, course: Course) -> int | None:
        """Give the place of a course's phase, from 0; None where the list does not say."""
        return self.places.get(single_spaced(course.phase or ""))


def phase_order(courses: Iterable[Course]) -> PhaseOrder:
    """Order the phases: by the number in their names, or as the list first names them.

    A number is one of one or two digits (`Fase 2`, `2BA`), an ordinal in letters (`eerste jaar`)
    or a Roman number (`Fase II`); a number of credits is none. Of several numbers in one name the
    first counts. Names with the same number are one phase. Where one name holds no number, the
    order of the list serves for all.
    """
    named = [single_spaced(course.phase or "") for course in courses]
    names = list(dict.fromkeys(name for name in named if name))
    numbers = {name: _number(name) for name in names}
    is_by_number = None not in numbers.values()
    keys: dict[str, int] = {
        name: place if (number := numbers[name]) is None or not is_by_number else number
        for place, name in enumerate(names)
    }
    ordered = sorted(set(keys.values()))
    first = {key: next(name for name in names if keys[name] == key) for key in ordered}
    return PhaseOrder(
        phases=tuple(first.values()),
        is_by_number=bool(names) and is_by_number,
        places={name: ordered.index(key) for name, key in keys.items()},
    )


def _number(name: str) -> int | None:
    bare = _CREDITS.sub(" ", name)
    if digits := _NUMBER.search(bare):
        return int(digits[1])
    for word in re.findall(r"\w+", bare):
        if word.casefold() in _ORDINALS:
            return _ORDINALS.index(word.casefold()) + 1
        if word in _ROMANS:
            return _ROMANS.index(word) + 1
    return None


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


def course_type(course: Course) -> CourseType:
    """Give the type of a course, see `COURSE_TYPE_RULE`."""
    word = _IN_TITLE.search(course.fields.get(CourseField.TITLE, ""))
    teaching = course.fields.get(CourseField.TEACHING, "")
    # A course that is also taught in lectures is mixed, whatever else its teaching names.
    if word is None and not _LECTURE.search(teaching):
        word = _IN_TEACHING.search(teaching)
    return CourseType[word.lastgroup] if word and word.lastgroup else CourseType.THEORY


class CourseFacts(Model):
    """Where one course stands."""

    phase: str | None
    """In the words with which the list first names the phase; None where it does not say."""
    phase_place: int | None
    """Place of the phase in the programme, from 0."""
    track: str | None
    compulsory: bool | None
    type: CourseType


class Places(Model):
    """Where a group of courses stands; every course counts once in each line."""

    phases: tuple[str, ...] = ()
    """Earliest first."""
    compulsory: int = 0
    """Number of courses that the list calls compulsory."""
    elective: int = 0
    unsaid: int = 0
    """Number of courses of which the list does not say."""
    types: dict[CourseType, int] = {}
    """Number of courses of each type that occurs, in the order of `CourseType`."""

    @classmethod
    def of(cls, facts: Iterable[CourseFacts]) -> Places:
        """Sum up where courses stand."""
        every = tuple(facts)
        phases = {fact.phase_place or 0: fact.phase for fact in every if fact.phase is not None}
        choices = [fact.compulsory for fact in every]
        types = [fact.type for fact in every]
        return cls(
            phases=tuple(phases[place] for place in sorted(phases)),
            compulsory=choices.count(True),
            elective=choices.count(False),
            unsaid=choices.count(None),
            types={type_: types.count(type_) for type_ in CourseType if type_ in types},
        )


def course_facts(courses: Iterable[Course]) -> dict[str, CourseFacts]:
    """Give, per course id, where it stands; the order of phases is that of `phase_order`."""
    every = tuple(courses)
    order = phase_order(every)
    facts = {}
    for course in every:
        place = order.place(course)
        facts[course.id] = CourseFacts(
            phase=None if place is None else order.phases[place],
            phase_place=place,
            track=(course.track or "").strip() or None,
            compulsory=course.compulsory,
            type=course_type(course),
        )
    return facts
