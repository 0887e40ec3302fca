"""Framework items as learning outcomes and courses that lead to them, for the Open Education API.

OOAPI describes what one server tells another and has no file of its own: we write one JSON object
with two lists, `learningOutcomes` and `courses`, each entry as a server would give it. Names and
enumerations are those of release 6.0, https://github.com/open-education-api/specification.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from swcompetence.exchange.exported import (
    SHOWN,
    Exported,
    json_bytes,
    left_out,
    losses_of,
    times_each,
)
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
    Status,
    Treatment,
    refuse_doubles,
)

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
_LEVELS = {"graduaat": "associate_degree", "bachelor": "bachelor", "master": "master"}
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

_Json = dict[str, object]


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
    data = {
        "learningOutcomes": [_outcome(e, item, base) for e in frameworks for item in e.items],
        "courses": list(_courses(mapping, frameworks, links, base)) if mapping else [],
    }
    losses = list(losses_of(frameworks, "OOAPI", _KEPT))
    if mapping is not None:
        losses += [*_losses_of_courses(mapping), *_losses_of_links(mapping, frameworks, links)]
    return Exported(json_bytes(data), tuple(losses))


def _outcome(framework: Framework, item: Item, base: str) -> _Json:
    children = framework.children(item.id)
    end = framework.valid_until
    # The first moment at which it is no longer valid; the last day of all has no day after it.
    is_open = end is None or end == dt.date.max
    return _without_blanks(
        {
            "learningOutcomeId": _item_id(framework, item.id, base),
            "primaryCode": _code(framework.item_ref(item)),
            "name": _localised(item.label),
            "abbreviation": item.id if len(item.id) <= _LONGEST_ABBREVIATION else None,
            "description": _localised(item.definition) if item.definition else None,
            "parentIds": [_item_id(framework, item.parent, base)] if item.parent else None,
            "childIds": [_item_id(framework, child.id, base) for child in children] or None,
            "validFrom": _midnight(framework.valid_from),
            "validTo": None if end is None or is_open else _midnight(end + dt.timedelta(days=1)),
            "ext": {_OWN: _ext(framework, item)},
        }
    )


def _without_blanks(entry: _Json) -> _Json:
    return {key: value for key, value in entry.items() if value is not None}


def _code(code: str) -> _Json:
    """Give an IdentifierEntry; `identifier` is the generic one of the code types."""
    return {"codeType": "identifier", "code": code}


def _localised(text: str) -> list[_Json]:
    """Give a text as OOAPI wants it: in a language; frameworks and course sheets are Flemish."""
    return [{"language": "nl-BE", "value": text}]


def _ext(framework: Framework, item: Item) -> _Json:
    """Give what OOAPI has no place for and a reader of the outcome should know."""
    return _without_blanks(
        {
            "framework": str(framework.ref),
            "level": item.level,
            "provenance": item.provenance.value,
            "altLabels": list(item.alt_labels) or None,
            "note": item.note,
            "deprecated": item.deprecated and item.deprecated.model_dump(mode="json"),
        }
    )


def _item_id(framework: Framework, item: str, base: str) -> str:
    return uuid5_of(item_uri(framework, item, base))


def _midnight(day: dt.date) -> str:
    """Give the beginning of a day; OOAPI asks for a time, our days have none."""
    return f"{day.isoformat()}T00:00:00Z"


def _courses(
    mapping: Mapping, frameworks: Sequence[Framework], links: LinkChoice, base: str
) -> Iterator[_Json]:
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


def _course(curriculum: Curriculum, course: Course, chosen: Sequence[Link], base: str) -> _Json:
    language = _language(course.language)
    words = set(re.findall(r"\w+", (curriculum.programme or "").casefold()))
    levels = [level for word, level in _LEVELS.items() if word in words]
    ids = [uuid5_of(item_uri(link.item.framework, link.item.item, base)) for link in chosen]
    statuses = [
        {"learningOutcomeId": name, "code": str(link.item), "status": link.status.value}
        for name, link in zip(ids, chosen, strict=True)
    ]
    return _without_blanks(
        {
            "courseId": uuid5_of(course_uri(curriculum.id, course.id, base)),
            "primaryCode": _code(course.code or course.id),
            "name": _localised(course.title),
            # A Flemish studiepunt is an ECTS credit.
            "studyLoad": None
            if course.credits is None
            else [{"studyLoadUnit": "ects", "value": course.credits}],
            "description": _text(course, CourseField.CONTENT),
            "teachingLanguages": [language] if language else None,
            "learningOutcomeIds": ids or None,
            "level": levels[0] if len(levels) == 1 else None,
            "assessment": _text(course, CourseField.ASSESSMENT),
            "ext": {_OWN: {"links": statuses}} if statuses else None,
        }
    )


def _text(course: Course, field: CourseField) -> list[_Json] | None:
    text = course.fields.get(field, "")
    return _localised(text) if text.strip() else None


def _language(words: str | None) -> str | None:
    """Read one language in the words of the list; None where it names none or several."""
    name = (words or "").strip().casefold()
    return next((code for code, names in _LANGUAGES.items() if name in names), None)


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
    lost = [f"{dutch} ({count}x)" for dutch, count in counts.items() if count]
    if lost:
        named = ", ".join(lost)
        yield left_out(f"OOAPI heeft geen plaats voor, bij opleidingsonderdelen: {named}")
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
