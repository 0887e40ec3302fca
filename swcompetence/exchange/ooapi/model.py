"""Learning outcomes and courses as the Open Education API v6 has them, and that they fit together.

The names and enumerations are those of release 6.0 of the specification, which stands on
https://github.com/open-education-api/specification. Only what we write is here; we read none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, JsonValue, model_validator
from pydantic.alias_generators import to_camel

from swcompetence.model import Model

Uuid = Annotated[
    str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$")
]
Language = Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Z]{2})?$")]
"""The two forms of a language tag that we write: `nl-BE`, `nld`."""
Moment = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]
CourseLevel = Literal["associate_degree", "bachelor", "master"]
"""Of the levels of OOAPI those of a Flemish graduaat, bachelor and master."""


class _Part(Model):
    model_config: ClassVar[ConfigDict] = ConfigDict(
        frozen=True, extra="forbid", alias_generator=to_camel, populate_by_name=True
    )


class Code(_Part):
    """An IdentifierEntry; `identifier` is the generic one of the code types."""

    code_type: Literal["identifier"] = "identifier"
    code: str = Field(min_length=1)


class Localised(_Part):
    """A LanguageTypedString."""

    language: Language
    value: str


def localised(text: str) -> tuple[Localised, ...]:
    """Give a text as OOAPI wants it: in a language; frameworks and course sheets are Flemish."""
    return (Localised(language="nl-BE", value=text),)


class StudyLoad(_Part):
    """A StudyLoadDescriptor; a Flemish studiepunt is an ECTS credit."""

    study_load_unit: Literal["ects"] = "ects"
    value: float = Field(ge=0)


class LearningOutcome(_Part):
    """A LearningOutcome: an item of a framework."""

    learning_outcome_id: Uuid
    primary_code: Code
    name: tuple[Localised, ...] = Field(min_length=1)
    abbreviation: str | None = Field(default=None, max_length=256)
    description: tuple[Localised, ...] | None = Field(default=None, min_length=1)
    parent_ids: tuple[Uuid, ...] | None = None
    child_ids: tuple[Uuid, ...] | None = None
    valid_from: Moment | None = None
    valid_to: Moment | None = None
    """The first moment at which it is no longer valid."""
    ext: dict[str, JsonValue] | None = None


class OoapiCourse(_Part):
    """A OoapiCourse: an opleidingsonderdeel."""

    course_id: Uuid
    primary_code: Code
    name: tuple[Localised, ...] = Field(min_length=1)
    study_load: tuple[StudyLoad, ...] | None = None
    description: tuple[Localised, ...] | None = Field(default=None, min_length=1)
    teaching_languages: tuple[Language, ...] | None = Field(default=None, min_length=1)
    learning_outcome_ids: tuple[Uuid, ...] | None = None
    level: CourseLevel | None = None
    assessment: tuple[Localised, ...] | None = Field(default=None, min_length=1)
    ext: dict[str, JsonValue] | None = None


class OutcomesAndCourses(_Part):
    """What we write in one file: OOAPI itself gives every kind its own address on a server."""

    learning_outcomes: tuple[LearningOutcome, ...]
    courses: tuple[OoapiCourse, ...] = ()

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        problems = [*_doubles(self), *_dangling(self), *_one_sided(self)]
        if problems:
            raise ValueError("; ".join(problems))
        return self


def _doubles(file: OutcomesAndCourses) -> Iterator[str]:
    ids = [outcome.learning_outcome_id for outcome in file.learning_outcomes]
    ids += [course.course_id for course in file.courses]
    yield from (f"{name} komt {n} keer voor" for name, n in Counter(ids).items() if n > 1)


def _dangling(file: OutcomesAndCourses) -> Iterator[str]:
    known = {outcome.learning_outcome_id for outcome in file.learning_outcomes}
    for outcome in file.learning_outcomes:
        for name in (*(outcome.parent_ids or ()), *(outcome.child_ids or ())):
            if name not in known:
                yield f"leerresultaat {outcome.primary_code.code}: {name} ontbreekt"
    for course in file.courses:
        for name in course.learning_outcome_ids or ():
            if name not in known:
                yield f"opleidingsonderdeel {course.primary_code.code}: {name} ontbreekt"


def _one_sided(file: OutcomesAndCourses) -> Iterator[str]:
    """Find parents that do not know their child, and the other way round."""
    up: set[tuple[str, str]] = set()
    down: set[tuple[str, str]] = set()
    for outcome in file.learning_outcomes:
        up |= {(outcome.learning_outcome_id, parent) for parent in outcome.parent_ids or ()}
        down |= {(child, outcome.learning_outcome_id) for child in outcome.child_ids or ()}
    for child, parent in sorted(up ^ down):
        yield f"{child} en {parent}: ouder en kind spreken elkaar tegen"
