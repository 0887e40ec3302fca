"""Where courses stand in a programme: phase, track, compulsory or elective, type."""

from __future__ import annotations

from collections.abc import Iterable

from swcompetence.analysis.checks.phases import phase_order
from swcompetence.analysis.course_type import CourseType, course_type
from swcompetence.model import Course, Model


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
        phases = {one.phase_place or 0: one.phase for one in every if one.phase is not None}
        choices = [one.compulsory for one in every]
        types = [one.type for one in every]
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
    found = {}
    for course in every:
        place = order.place(course)
        found[course.id] = CourseFacts(
            phase=None if place is None else order.phases[place],
            phase_place=place,
            track=(course.track or "").strip() or None,
            compulsory=course.compulsory,
            type=course_type(course),
        )
    return found
