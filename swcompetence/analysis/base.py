"""The base: what a student can take of a course list, and what is left out of it and why."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from swcompetence.model import Model
from swcompetence.model.mapping import TieContext


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


class PlacementCourse(Model):
    """A placement (stage, praktijk, werkplekleren ...)."""

    course: str
    """Course id."""
    credits: float = Field(ge=0)
    """ECTS credits; 0 where the list does not say."""
    context: TieContext | None
    """What its sheet names: the OCMW, else local government, else nothing of the two."""


class Placements(Model):
    """The placements of a programme: outside the share and outside its base."""

    credits: float = Field(ge=0)
    """Sum of their ECTS credits, variants once."""
    courses: tuple[PlacementCourse, ...]
    """In list order, variants left out."""

    @property
    def naming(self) -> int:
        """Number of sheets that name the OCMW or local government."""
        return sum(course.context is not None for course in self.courses)


class BaseSettings(Model):
    """What a board asks of the base."""

    route: tuple[str, ...] = ()
    """Ids or codes of the courses of a modeltraject; empty for none."""
    track: str | None = None
    """A track in the list's own words; ignored where there is a route."""
    placement_words: tuple[str, ...] = ()
    """Beginnings of words by which a title is a placement, instead of `COURSE_TYPE_RULE`."""
