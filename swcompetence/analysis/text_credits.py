"""Credits by text: how much of what a course sheet teaches goes to each link of a framework.

A programme is read once for all frameworks: its base, its links and what its courses teach.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from typing import NamedTuple, Self

from pydantic import Field

from swcompetence.analysis.base import NO_SETTINGS, BaseSettings, StudyLoad, study_load
from swcompetence.analysis.link_standing import counts, is_confirmed, real_evidence
from swcompetence.model import Course, CourseField, Evidence, ItemRef, Link, Model
from swcompetence.model import Mapping as LinkMapping
from swcompetence.text import (
    Language,
    SharedText,
    headings_above,
    language_of,
    pasted_text,
    role_weight,
    shared_text,
    split_segments,
    split_words,
)


class CreditRange(Model):
    """ECTS credits by text: the part of a course's text that speaks of something, in credits."""

    low: float = Field(default=0, ge=0)
    """Of confirmed links only."""
    expected: float = Field(default=0, ge=0)
    """Confirmed links in full, open proposals times the chance that the sheet touches on the
    item."""
    high: float = Field(default=0, ge=0)
    """Confirmed links and open proposals in full; a weak trace has no credits."""

    @classmethod
    def total(cls, ranges: Iterable[CreditRange]) -> Self:
        """Add up; the order makes no difference."""
        parts = tuple(ranges)
        return cls(
            low=fsum(part.low for part in parts),
            expected=fsum(part.expected for part in parts),
            high=fsum(part.high for part in parts),
        )


NO_CREDITS = CreditRange()
"""What earns nothing: a weak trace, a placement, a course outside the base."""


WEAK_WEIGHT = 0.3
"""Most that a piece with a weak term weighs."""
_TAUGHT = (CourseField.OUTCOMES, CourseField.CONTENT)
TEXT_CREDITS_RULE = (
    "Studiepunten naar tekst: de titel en elke zin of elk opsommingspunt van de leerresultaten en"
    " de inhoud tellen even zwaar; een zin die letterlijk in meer opleidingsonderdelen staat,"
    " telt in elk voor zijn deel. Werkvormen, evaluatie en wat in een ander veld praktisch is"
    " (examenregeling, literatuur, begincompetenties, huisregels) of in een andere taal staat,"
    " tellen niet mee. Een zin gaat naar de kaderitems waarvan er een duidelijke term in staat, in"
    " gelijke delen; een zin zonder eigen kaderitem gaat naar dat van het kopje erboven. Zwakke"
    " termen tellen enkel waar er geen duidelijke zijn. Een koppeling zonder term in de leerstof"
    " telt voor de titel. Laag: wat lesgevers bevestigden. Verwacht: dat, en elk open voorstel maal"
    " de kans dat de fiche het item minstens aanraakt. Hoog: dat, en elk open voorstel voluit. Een"
    " onzekere aanwijzing en een verworpen koppeling tellen niet."
)


class TaughtLine(NamedTuple):
    """A segment of what a sheet teaches."""

    field: CourseField
    start: int
    end: int
    weight: float
    """1 for the title and for a line of its own, 1/n for a line that n courses of the base share.
    """
    is_pasted: bool
    """Many courses that say little else alike hold it word for word."""
    headings: tuple[int, ...]
    """Places in the course of the lines above it that are its headings, the nearest first."""


class CourseLines(NamedTuple):
    """What a course of the base teaches, read once for all frameworks."""

    credits: float
    """ECTS credits."""
    lines: tuple[TaughtLine, ...]
    """The title first."""


def read_lines(course: Course, shared: SharedText, pasted: SharedText) -> CourseLines:
    """Read what a course teaches: shared by courses of the base, pasted by many of the list."""
    title = course.fields.get(CourseField.TITLE, "")
    # The title always says what the course is about, also where others have the same one.
    lines = [TaughtLine(CourseField.TITLE, 0, len(title), 1, is_pasted=False, headings=())]
    for field in _TAUGHT:
        text = course.fields.get(field, "")
        segments = split_segments(text)
        above = headings_above(text, segments)
        places: dict[int, int] = {}
        for segment in segments:
            words = [word.text for word in split_words(segment.text)]
            if words and role_weight(segment.text) >= 1 and language_of(words) is Language.DUTCH:
                heads = [places.get(heading.start) for heading in reversed(above[segment.start])]
                places[segment.start] = len(lines)
                lines.append(
                    TaughtLine(
                        field,
                        segment.start,
                        segment.end,
                        1 / shared.copies(segment.text),
                        is_pasted=pasted.copies(segment.text) > 1,
                        headings=tuple(place for place in heads if place is not None),
                    )
                )
    return CourseLines(credits=course.credits or 0, lines=tuple(lines))


def link_credits(
    course: CourseLines, links: Iterable[Link], *, with_pasted: bool = True
) -> dict[str, CreditRange]:
    """Divide a course over its links to one framework, see `TEXT_CREDITS_RULE`: by link id.

    Without `with_pasted` lines that many courses hold do not count.
    """
    counting = [link for link in links if counts(link)]
    parts: dict[str, list[CreditRange]] = {link.id: [] for link in counting}
    ects_by_weight = course.credits / fsum(line.weight for line in course.lines)
    for place, carried in _carried(course.lines, counting).items():
        line = course.lines[place]
        if line.is_pasted and not with_pasted:
            continue
        ects = ects_by_weight * line.weight / len(carried)
        for link in carried:
            sure = is_confirmed(link)
            part = CreditRange(
                low=ects if sure else 0, expected=ects * (1 if sure else link.mention), high=ects
            )
            parts[link.id].append(part)
    return {link: CreditRange.total(ranges) for link, ranges in parts.items()}


def _carried(lines: Sequence[TaughtLine], links: Iterable[Link]) -> Mapping[int, Sequence[Link]]:
    """Give, per line that goes to any link, the links that it goes to."""
    carried: dict[int, list[Link]] = defaultdict(list)
    heading: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        pieces = real_evidence(link)
        strong = _places(lines, [piece for piece in pieces if piece.weight > WEAK_WEIGHT])
        for place in strong:
            heading[place].append(link)
        for place in strong or _places(lines, pieces) or {0}:
            carried[place].append(link)
    # What stands under a heading and speaks of nothing by itself belongs to the heading.
    below = {
        place: next((heading[above] for above in line.headings if above in heading), [])
        for place, line in enumerate(lines)
        if place not in carried
    }
    return {**carried, **{place: headed for place, headed in below.items() if headed}}


def _places(lines: Sequence[TaughtLine], pieces: Iterable[Evidence]) -> set[int]:
    """Give the places of the lines that pieces of evidence stand in; a piece may span two."""
    return {
        place
        for piece in pieces
        for place, line in enumerate(lines)
        if line.field is piece.field and line.start < piece.end and piece.start < line.end
    }


@dataclass(frozen=True)
class ProgrammeText:
    """The links of a programme, its base and what the courses of the base teach."""

    mapping: LinkMapping
    load: StudyLoad
    links: Mapping[ItemRef, Sequence[Link]]
    """In list order."""
    lines: Mapping[str, CourseLines]
    """By course id; the courses of the base only."""


def read_programme(mapping: LinkMapping, settings: BaseSettings = NO_SETTINGS) -> ProgrammeText:
    """Read the courses of a mapping; text is shared with what a student can take beside it."""
    load = study_load(mapping, settings)
    counting = frozenset(load.base.courses)
    lines: dict[str, CourseLines] = {}
    for curriculum in mapping.curricula:
        courses = tuple(course for course in curriculum.courses if course.id in counting)
        shared = shared_text(curriculum.model_copy(update={"courses": courses}))
        pasted = pasted_text(curriculum, curriculum.groups or None)
        lines |= {course.id: read_lines(course, shared, pasted) for course in courses}
    order = {course.id: place for place, course in enumerate(mapping.courses)}
    links: dict[ItemRef, list[Link]] = {}
    for link in sorted(mapping.links, key=lambda link: order[link.course]):
        links.setdefault(link.item, []).append(link)
    return ProgrammeText(mapping=mapping, load=load, links=links, lines=lines)
