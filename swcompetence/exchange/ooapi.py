"""Framework items as learning outcomes and courses that lead to them, for the Open Education API.

OOAPI describes what one server tells another and has no file of its own: we write one JSON object
with two lists, `learningOutcomes` and `courses`, each entry as a server would give it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Annotated, ClassVar, Literal, Self

from pydantic import ConfigDict, Field, JsonValue, model_validator
from pydantic.alias_generators import to_camel

from swcompetence.exchange.exported import SHOWN, Exported, left_out, losses_of, times_each
from swcompetence.exchange.names import BASE, checked_base, course_uri, item_uri, uuid5_of
from swcompetence.model import (
    NOTHING_FITS,
    Course,
    CourseField,
    Curriculum,
    Framework,
    Issue,
    Item,
    Link,
    Mapping,
    Model,
    Status,
    Treatment,
    refuse_doubles,
)

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


_KEPT = frozenset({
    "id", "version", "valid_from", "valid_until", "item.id", "item.parent", "item.level",
    "item.label", "item.definition", "item.alt_labels", "item.note", "item.provenance",
    "item.deprecated",
})  # fmt: skip
"""What stands in the file, in the words of `losses_of`; partly under `ext`."""
_OWN = "swcompetence"
_LANGUAGES = {
    "nld": ("nederlands", "nl", "nld", "dut", "dutch"),
    "eng": ("engels", "en", "eng", "english"),
    "fra": ("frans", "fr", "fra", "fre", "french", "français"),
    "deu": ("duits", "de", "deu", "ger", "german", "deutsch"),
    "spa": ("spaans", "es", "spa", "spanish", "español"),
}
"""ISO 639-3 code -> the words in which a course list names the language."""
_LEVELS: dict[str, CourseLevel] = {
    "graduaat": "associate_degree",
    "bachelor": "bachelor",
    "master": "master",
}
_LOST_OF_COURSES = {
    "phase": "fase",
    "semester": "semester",
    "track": "traject",
    "compulsory": "verplicht of keuze",
}
_LOST_TEXTS = {
    CourseField.OUTCOMES: "leerresultaten van de fiche",
    CourseField.TEACHING: "werkvormen",
}
_LONGEST_ABBREVIATION = 256


class LinkChoice(StrEnum):
    """Which links count as learning outcomes of a course; what it only touches on never does."""

    CONFIRMED = "confirmed"
    """Only what a reviewer confirmed."""
    PROPOSED = "proposed"
    """Also what the program proposes and nobody rejected; `ext` tells them apart."""


def ooapi_json(
    frameworks: Sequence[Framework],
    mapping: Mapping | None = None,
    *,
    links: LinkChoice = LinkChoice.CONFIRMED,
    base: str = BASE,
) -> Exported:
    """Write editions and the courses of a mapping; the same input gives the same bytes.

    Without a mapping it holds the learning outcomes alone; the ids are made of names after `base`.

    Raises:
        DuplicateFrameworkError: two editions of one framework.
        NotABaseError: `base` is no beginning of URIs.
    """
    base = checked_base(base)
    refuse_doubles(frameworks)
    outcomes = tuple(_outcome(edition, i, base) for edition in frameworks for i in edition.items)
    courses = tuple(_courses(mapping, frameworks, links, base)) if mapping else ()
    file = OutcomesAndCourses(learning_outcomes=outcomes, courses=courses)
    text = file.model_dump_json(by_alias=True, exclude_none=True, indent=1)
    losses: list[Issue] = []
    for edition in frameworks:
        name = f"OOAPI (kader {edition.id})" if len(frameworks) > 1 else "OOAPI"
        losses += losses_of(edition, name, _KEPT)
    if mapping is not None:
        losses += [*_losses_of_courses(mapping), *_losses_of_links(mapping, frameworks, links)]
    return Exported(f"{text}\n".encode(), tuple(losses))


def _outcome(framework: Framework, item: Item, base: str) -> LearningOutcome:
    children = framework.children(item.id)
    end = framework.valid_until
    # The first moment at which it is no longer valid; the last day of all has no day after it.
    is_open = end is None or end == dt.date.max
    return LearningOutcome(
        learning_outcome_id=_item_id(framework, item.id, base),
        primary_code=Code(code=framework.item_ref(item)),
        name=localised(item.label),
        abbreviation=item.id if len(item.id) <= _LONGEST_ABBREVIATION else None,
        description=localised(item.definition) if item.definition else None,
        parent_ids=(_item_id(framework, item.parent, base),) if item.parent else None,
        child_ids=tuple(_item_id(framework, child.id, base) for child in children) or None,
        valid_from=_midnight(framework.valid_from),
        valid_to=None if end is None or is_open else _midnight(end + dt.timedelta(days=1)),
        ext={_OWN: _ext(framework, item)},
    )


def _ext(framework: Framework, item: Item) -> dict[str, object]:
    """Give what OOAPI has no place for and a reader of the outcome should know."""
    ext: dict[str, object] = {
        "framework": str(framework.ref),
        "level": item.level,
        "provenance": item.provenance.value,
    }
    if item.alt_labels:
        ext["altLabels"] = list(item.alt_labels)
    if item.note is not None:
        ext["note"] = item.note
    if item.deprecated is not None:
        ext["deprecated"] = item.deprecated.model_dump(mode="json", by_alias=True)
    return ext


def _item_id(framework: Framework, item: str, base: str) -> str:
    return uuid5_of(item_uri(framework, item, base))


def _midnight(day: dt.date) -> str:
    """Give the beginning of a day; OOAPI asks for a time, our days have none."""
    return f"{day.isoformat()}T00:00:00Z"


def _courses(
    mapping: Mapping, frameworks: Sequence[Framework], links: LinkChoice, base: str
) -> Iterator[OoapiCourse]:
    """Give the courses of all curricula, in list order."""
    refs = (framework.item_ref(item) for framework in frameworks for item in framework.items)
    order = {ref: place for place, ref in enumerate(refs)}
    chosen: dict[str, list[Link]] = {}
    for link in mapping.links:
        if link.item in order and _counts(link, links):
            chosen.setdefault(link.course, []).append(link)
    for curriculum in mapping.curricula:
        for course in curriculum.courses:
            links_of_course = sorted(chosen.get(course.id, ()), key=lambda link: order[link.item])
            yield _course(curriculum, course, links_of_course, base)


def _course(
    curriculum: Curriculum, course: Course, chosen: Sequence[Link], base: str
) -> OoapiCourse:
    language = _language(course.language)
    ids = [uuid5_of(item_uri(link.item.framework, link.item.item, base)) for link in chosen]
    statuses = [
        {"learningOutcomeId": name, "code": str(link.item), "status": link.status.value}
        for name, link in zip(ids, chosen, strict=True)
    ]
    return OoapiCourse(
        course_id=uuid5_of(course_uri(curriculum.id, course.id, base)),
        primary_code=Code(code=course.code or course.id),
        name=localised(course.title),
        study_load=None if course.credits is None else (StudyLoad(value=course.credits),),
        description=_text(course, CourseField.CONTENT),
        teaching_languages=(language,) if language else None,
        learning_outcome_ids=tuple(ids) or None,
        level=_level(curriculum),
        assessment=_text(course, CourseField.ASSESSMENT),
        ext={_OWN: {"links": statuses}} if statuses else None,
    )


def _text(course: Course, field: CourseField) -> tuple[Localised, ...] | None:
    text = course.fields.get(field, "")
    return localised(text) if text.strip() else None


def _language(words: str | None) -> str | None:
    """Read one language in the words of the list; None where it names none or several."""
    name = (words or "").strip().casefold()
    return next((code for code, names in _LANGUAGES.items() if name in names), None)


def _level(curriculum: Curriculum) -> CourseLevel | None:
    """Read the level in the name of the programme; None where it names none or several."""
    words = set(re.findall(r"\w+", (curriculum.programme or "").casefold()))
    levels = [level for word, level in _LEVELS.items() if word in words]
    return levels[0] if len(levels) == 1 else None


def _is_chosen(link: Link, links: LinkChoice) -> bool:
    if link.status is Status.CONFIRMED:
        return True
    return links is LinkChoice.PROPOSED and link.proposed and link.status is not Status.REJECTED


def _counts(link: Link, links: LinkChoice) -> bool:
    treatment = link.decided_treatment or link.treatment
    return _is_chosen(link, links) and treatment is Treatment.CORE


def _losses_of_courses(mapping: Mapping) -> Iterator[Issue]:
    """Tell what of the courses has no place."""
    courses = mapping.courses
    counts = {
        **{
            dutch: sum(getattr(course, fact) is not None for course in courses)
            for fact, dutch in _LOST_OF_COURSES.items()
        },
        **{
            dutch: sum(bool(course.fields.get(field, "").strip()) for course in courses)
            for field, dutch in _LOST_TEXTS.items()
        },
    }
    for dutch, count in counts.items():
        if count:
            yield left_out(f"OOAPI heeft geen plaats voor {dutch} ({count} opleidingsonderdelen)")
    unknown = {c.language for c in mapping.courses if c.language and not _language(c.language)}
    if unknown:
        yield left_out(f"Onderwijstaal zonder eenduidige code: {', '.join(sorted(unknown))}")


def _losses_of_links(
    mapping: Mapping, frameworks: Sequence[Framework], links: LinkChoice
) -> Iterator[Issue]:
    """Tell which links and decisions are not in the file."""
    known = {edition.item_ref(item) for edition in frameworks for item in edition.items}
    loose: Counter[str] = Counter()
    unconfirmed = nothing_fits = touched = 0
    for link in mapping.links:
        is_counted = _counts(link, links)
        is_rejected = link.status is Status.REJECTED
        fits_nothing = link.item.item == NOTHING_FITS
        nothing_fits += fits_nothing
        is_chosen = _is_chosen(link, links)
        unconfirmed += link.proposed and not is_rejected and not is_chosen
        touched += is_chosen and not is_counted and not fits_nothing
        if is_counted and not fits_nothing and link.item not in known:
            loose[str(link.item)] += 1
    if loose:
        named = times_each(dict(sorted(loose.items())[:SHOWN]))
        yield left_out(f"Koppelingen naar items die niet in de gegeven kaders staan: {named}")
    if unconfirmed:
        yield left_out(f"Voorstellen die niemand bevestigde, staan er niet in: {unconfirmed}")
    if touched:
        yield left_out(
            f"Wat een fiche enkel terloops vermeldt, is geen leerresultaat en staat er niet in:"
            f" {touched} koppelingen"
        )
    if nothing_fits:
        yield left_out(f"Besluiten ‘niets past’ staan er niet in: {nothing_fits}")
