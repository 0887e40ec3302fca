"""Text share: how much of what a course sheet says goes to each item of a framework."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import fsum
from typing import NamedTuple

from pydantic import Field

from swcompetence.analysis.link_standing import (
    is_confirmed,
    is_hint,
    is_open_proposal,
    real_evidence,
)
from swcompetence.analysis.presence import Presence
from swcompetence.analysis.taught_text import TaughtSegment, taught_segments
from swcompetence.model import Course, CourseField, Evidence, ItemRef, Link, Model
from swcompetence.text import SharedText

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
    segments = taught_segments(course)
    weights = [1.0, *(1 / shared.copies(segment.text) for segment in segments[1:])]
    whole = fsum(weights)
    return CourseReading(course.id, counted, segments, tuple(one / whole for one in weights))


def course_text_share(reading: CourseReading, links: Iterable[Link]) -> CourseTextShare:
    """Divide a course over the items of one framework; `links` are those of this course to it."""
    parts: dict[ItemRef, list[Presence]] = defaultdict(list)
    whole: list[Presence] = []
    for place, carried in _carried(reading.segments, links).items():
        weight = reading.weights[place]
        links_here = carried.named or carried.hints
        one_part = weight / len(links_here)
        for link in links_here:
            parts[link.item].append(_presence(link, one_part, named=bool(carried.named)))
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
    index = _index(segments)
    found: dict[int, _Carried] = {}
    for link in links:
        is_named = is_confirmed(link) or is_open_proposal(link)
        if not is_named and not is_hint(link):
            continue
        places = {place for piece in real_evidence(link) for place in _places(index, piece)}
        for place in places or ({0} if is_named else ()):
            carried = found.setdefault(place, _Carried([], []))
            (carried.named if is_named else carried.hints).append(link)
    return found


class _Places(NamedTuple):
    """The taught segments of one field, in order."""

    starts: list[int]
    ends: list[int]
    first: int
    """Place of the first of them among the segments of the course."""


def _index(segments: Sequence[TaughtSegment]) -> dict[CourseField, _Places]:
    index: dict[CourseField, _Places] = {}
    for place, segment in enumerate(segments):
        here = index.setdefault(segment.field, _Places([], [], place))
        here.starts.append(segment.start)
        here.ends.append(segment.end)
    return index


def _places(index: dict[CourseField, _Places], piece: Evidence) -> Iterable[int]:
    """Give the places of the segments that a piece of evidence stands in; it may span two."""
    here = index.get(piece.field)
    if here is None:
        return
    place = max(0, bisect_right(here.starts, piece.start) - 1)
    while place < len(here.starts) and here.starts[place] < piece.end:
        if here.ends[place] > piece.start:
            yield here.first + place
        place += 1
