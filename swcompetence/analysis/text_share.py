"""Text share: how much of what a course sheet says goes to each item of a framework.

A share has parts that never overlap: confirmed, proposed and possible.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum
from typing import NamedTuple, Self

from pydantic import Field

from swcompetence.analysis.link_standing import counts, is_confirmed, is_hint, real_evidence
from swcompetence.model import Course, CourseField, Evidence, ItemRef, Link, Model
from swcompetence.text import (
    Language,
    SharedText,
    language_of,
    role_weight,
    split_segments,
    split_words,
)

PRESENCE_RULE = (
    "Laag = wat bevestigd is. Verwacht = bevestigd + elk open voorstel maal zijn zekerheid. Hoog ="
    " bevestigd + alle open voorstellen + alle zwakkere aanwijzingen, telkens voluit, voor zover"
    " de zin niet al een bevestigde koppeling of open voorstel draagt. Een koppeling"
    " die een lesgever toevoegde en die nog niet beslist is, heeft geen zekerheid en telt enkel in"
    " hoog."
)


class Presence(Model):
    """Shares of a course (0..1) or ECTS credits, as the holder says. The parts never overlap."""

    confirmed: float = Field(default=0, ge=0)
    """Of confirmed links."""
    proposed: float = Field(default=0, ge=0)
    """Of open proposals, each times its confidence."""
    proposed_full: float = Field(default=0, ge=0)
    """Of open proposals in full."""
    possible: float = Field(default=0, ge=0)
    """Of listed hints with a term in the taught text, in full."""

    @property
    def low(self) -> float:
        """Only what reviewers confirmed."""
        return self.confirmed

    @property
    def expected(self) -> float:
        """What is confirmed, and what is proposed times its confidence."""
        return self.confirmed + self.proposed

    @property
    def high(self) -> float:
        """All that is confirmed, proposed or hinted at."""
        return self.confirmed + self.proposed_full + self.possible

    def times(self, factor: float) -> Self:
        """Give every part times a factor, for example the credits of a course."""
        return type(self)(
            confirmed=self.confirmed * factor,
            proposed=self.proposed * factor,
            proposed_full=self.proposed_full * factor,
            possible=self.possible * factor,
        )

    @classmethod
    def total(cls, parts: Iterable[Presence]) -> Self:
        """Add up; the order makes no difference."""
        every = tuple(parts)
        return cls(
            confirmed=fsum(part.confirmed for part in every),
            proposed=fsum(part.proposed for part in every),
            proposed_full=fsum(part.proposed_full for part in every),
            possible=fsum(part.possible for part in every),
        )


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


def _taught_segments(course: Course) -> tuple[TaughtSegment, ...]:
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


TEXT_SHARE_RULE = (
    "Tekstaandeel: het deel van de segmenten van een fiche waarin een term van het kaderitem staat;"
    " gelijkenis alleen telt niet. Draagt een segment meer items van hetzelfde kader, dan delen ze"
    " het gelijk; zwakkere aanwijzingen delen enkel segmenten die geen bevestigde koppeling of"
    " open voorstel dragen. Voor het kader als geheel telt een segment één keer, voor zijn sterkste"
    " koppeling. Een bevestigde koppeling of open voorstel zonder term in de leerstof, zoals een"
    " eigen koppeling van een lesgever, telt voor één segment: de titel."
)


class ItemTextShare(Model):
    """The share of one item in one course."""

    item: ItemRef
    share: Presence
    """Shares of the course, 0..1."""


class CourseTextShare(Model):
    """The share of a framework and its items in one course, see `TEXT_SHARE_RULE`."""

    course: str
    """Course id."""
    credits: float = Field(ge=0)
    """ECTS credits that count: an elective by its nominal weight, see `ProgrammeSize`."""
    segments: int = Field(ge=1)
    """Number of taught segments, the title among them."""
    share: Presence
    """Of the whole framework, 0..1: a segment counts once, for its strongest link."""
    items: tuple[ItemTextShare, ...] = ()
    """The items with any presence, by reference."""

    @property
    def presence(self) -> Presence:
        """The credits that go to the framework (ECTS)."""
        return self.share.times(self.credits)


class CourseReading(NamedTuple):
    """The taught segments of a course with their weights, read once for all frameworks."""

    course: str
    credits: float
    """ECTS credits that count."""
    segments: tuple[TaughtSegment, ...]
    weights: tuple[float, ...]
    """One a segment; they add up to 1. Text in n courses weighs 1/n of text in one."""


class _Carried(NamedTuple):
    """The links that one segment carries."""

    named: list[Link]
    """Confirmed links and open proposals."""
    hints: list[Link]


def read_taught(course: Course, counted: float, shared: SharedText) -> CourseReading:
    """Read a course; `counted` is its credits as they count (ECTS)."""
    segments = _taught_segments(course)
    # The title always says what the course is about; a sentence that n sheets share says 1/n.
    weights = [1.0, *(1 / shared.copies(segment.text) for segment in segments[1:])]
    whole = fsum(weights)
    return CourseReading(course.id, counted, segments, tuple(weight / whole for weight in weights))


def course_text_share(reading: CourseReading, links: Iterable[Link]) -> CourseTextShare:
    """Divide a course over the items of one framework; `links` are those of this course to it."""
    parts: dict[ItemRef, list[Presence]] = defaultdict(list)
    whole: list[Presence] = []
    for place, carried in _carried(reading.segments, links).items():
        weight = reading.weights[place]
        links_here = carried.named or carried.hints
        for link in links_here:
            part = _presence(link, weight / len(links_here), named=bool(carried.named))
            parts[link.item].append(part)
        # The framework as a whole gets the segment once, or items that overlap would count double.
        strongest = max(links_here, key=lambda link: (is_confirmed(link), link.confidence))
        whole.append(_presence(strongest, weight, named=bool(carried.named)))
    return CourseTextShare(
        course=reading.course,
        credits=reading.credits,
        segments=len(reading.segments),
        share=Presence.total(whole),
        items=tuple(
            ItemTextShare(item=item, share=Presence.total(parts[item])) for item in sorted(parts)
        ),
    )


def _presence(link: Link, weight: float, *, named: bool) -> Presence:
    if not named:
        return Presence(possible=weight)
    if is_confirmed(link):
        return Presence(confirmed=weight)
    return Presence(proposed=weight * link.confidence, proposed_full=weight)


def _carried(segments: Sequence[TaughtSegment], links: Iterable[Link]) -> dict[int, _Carried]:
    """Give, per segment that carries anything, the links that it carries."""
    by_field: dict[CourseField, list[tuple[int, TaughtSegment]]] = defaultdict(list)
    for place, segment in enumerate(segments):
        by_field[segment.field].append((place, segment))
    carried: dict[int, _Carried] = defaultdict(lambda: _Carried([], []))
    for link in links:
        is_named = counts(link)
        if not is_named and not is_hint(link):
            continue
        places = {
            place
            for piece in real_evidence(link)
            for place in _places(by_field[piece.field], piece)
        }
        for place in places or ({0} if is_named else ()):
            (carried[place].named if is_named else carried[place].hints).append(link)
    return carried


def _places(segments: Sequence[tuple[int, TaughtSegment]], piece: Evidence) -> Iterable[int]:
    """Give the places of the segments that a piece of evidence stands in; it may span two."""
    first = bisect_right(segments, piece.start, key=lambda placed: placed[1].start) - 1
    for place, segment in segments[max(0, first) :]:
        if segment.start >= piece.end:
            break
        if segment.end > piece.start:
            yield place
