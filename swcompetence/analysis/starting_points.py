"""Starting points: the courses whose sheets come nearest to an item that is missing or weak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from pydantic import Field

from swcompetence.analysis.finding import Finding, FrameworkFindings, link_finding
from swcompetence.analysis.link_standing import by_item, counts, real_evidence
from swcompetence.analysis.programme_text import ProgrammeText
from swcompetence.analysis.text_credits import WEAK_WEIGHT
from swcompetence.model import Course, CourseField, Evidence, Framework, ItemRef, Link, Model
from swcompetence.text import enclosing_span

_MOST_COURSES = 3
_MOST_SEGMENTS = 3
STARTING_POINTS_RULE = (
    f"Aanknopingspunten: per kaderitem hoogstens {_MOST_COURSES} opleidingsonderdelen waarvan de"
    " fiche er het dichtst bij staat, met de zinnen waarin dat blijkt. Eerst waar het item al aan"
    " bod komt of een duidelijke term ervan staat, dan wat een item draagt dat volgens het kader"
    " verwant is, dan wat enkel een zwakke term van het item bevat. Gedeelde woorden alleen tellen"
    " niet. Waar een lesgever de koppeling verwierp, staat het opleidingsonderdeel er niet bij. Dit"
    " is enkel een plek om een gesprek te beginnen: het zegt niet dat het item daar aan bod komt,"
    " en ook niet dat het daar thuishoort."
)


class Nearness(StrEnum):
    """In what a course comes near to an item, nearest first."""

    TERM = "een term van het item"
    RELATED = "een verwant item van het kader"


class NearSegment(Model):
    """A segment of a course sheet and the words in it that come near the item."""

    field: CourseField
    text: str
    """The whole segment, as it stands."""
    words: tuple[str, ...] = Field(min_length=1)
    """The literal pieces in it, in reading order; of overlapping pieces the longest."""
    term: str
    """The most telling of `words`."""


class StartingPoint(Model):
    """One course that comes near."""

    course: str
    """Course id."""
    nearness: Nearness
    related: str | None = None
    """Label of the related item that the course carries."""
    segments: tuple[NearSegment, ...] = Field(min_length=1)
    """At most three, the most telling first."""

    @property
    def quote(self) -> str:
        """The most telling segment, as it stands in the sheet; it holds `term`."""
        return self.segments[0].text

    @property
    def term(self) -> str:
        """The literal words in `quote` that come near the item."""
        return self.segments[0].term


class ItemStartingPoints(Model):
    """The courses nearest to one item, nearest first; empty where nothing comes near."""

    item: ItemRef
    label: str
    group: str | None
    points: tuple[StartingPoint, ...]


_MISSING = frozenset({Finding.WEAK_TRACE, Finding.REJECTED, Finding.NO_TRACE})


def starting_points(
    programme: ProgrammeText,
    framework: Framework,
    findings: FrameworkFindings,
    items: Collection[ItemRef] | None = None,
) -> tuple[ItemStartingPoints, ...]:
    """Look for starting points, see `STARTING_POINTS_RULE`.

    Of sheets with one text only the one that counts is named; a placement may be one.

    Args:
        programme: the programme that `findings` are about.
        framework: its edition says which items are related.
        findings: of that framework.
        items: the items to look for; by default those without a link that counts.
    """
    if items is None:
        items = {line.item for line in findings.items if line.finding in _MISSING}
    mapping = programme.mapping
    offered = {*programme.load.base.courses, *programme.load.placements}
    courses = {course.id: course for course in mapping.courses if course.id in offered}
    order = {course: place for place, course in enumerate(courses)}
    links = by_item(
        sorted(
            (link for link in mapping.links if link.course in offered),
            key=lambda link: order[link.course],
        )
    )
    labels = {line.item: line.label for line in findings.items}
    starts = []
    for line in (line for line in findings.items if line.item in items):
        related = [
            (labels[kin], link)
            for name in framework.item(line.item.item).related
            if (kin := ItemRef.of(framework.id, name)) in labels
            for link in links.get(kin, ())
        ]
        # Nearest first; a course that is near in several ways counts for the nearest.
        nearest: dict[str, _Near] = {}
        for near in _ranked(links.get(line.item, ()), related):
            nearest.setdefault(near.link.course, near)
        starts.append(
            ItemStartingPoints(
                item=line.item,
                label=line.label,
                group=line.group,
                points=tuple(
                    StartingPoint(
                        course=course,
                        nearness=Nearness.RELATED if near.related else Nearness.TERM,
                        related=near.related,
                        segments=_segments(courses[course], real_evidence(near.link)),
                    )
                    for course, near in islice(nearest.items(), _MOST_COURSES)
                ),
            )
        )
    return tuple(starts)


class _Near(NamedTuple):
    """A link that brings a course near to an item."""

    link: Link
    related: str | None = None


def _ranked(links: Sequence[Link], related: Iterable[tuple[str, Link]]) -> list[_Near]:
    """Rank what brings courses near, see `STARTING_POINTS_RULE`.

    Args:
        links: those of the item.
        related: labels of the related items, with their links.
    """
    rejected = {link.course for link in links if link_finding(link) is Finding.REJECTED}
    near = [_Near(link) for link in links]
    near += [_Near(link, label) for label, link in related if counts(link)]
    kept = [n for n in near if n.link.course not in rejected and real_evidence(n.link)]
    return sorted(kept, key=_telling)


def _telling(near: _Near) -> tuple[int, int, float, float]:
    """Rank a link of the item that counts, a clear term of it, a related item, a weak term.

    Judged on two programmes, courses by a related item were right more often than by a weak term.
    """
    strongest = max(piece.weight for piece in real_evidence(near.link))
    is_weak = not counts(near.link) and strongest <= WEAK_WEIGHT
    rank = 1 if near.related else 2 * is_weak
    return rank, list(Finding).index(link_finding(near.link)), -strongest, -near.link.mention


def _segments(course: Course, evidence: Iterable[Evidence]) -> tuple[NearSegment, ...]:
    """Give the segments with the most telling evidence."""
    pieces: dict[tuple[CourseField, int, int], list[Evidence]] = defaultdict(list)
    for piece in evidence:
        pieces[(piece.field, *_span(course, piece))].append(piece)
    ranked = sorted(pieces.items(), key=lambda here: -max(piece.weight for piece in here[1]))
    segments = []
    for (field, start, end), here in ranked[:_MOST_SEGMENTS]:
        kept = _longest(here)
        segments.append(
            NearSegment(
                field=field,
                text=course.fields.get(field, "")[start:end],
                words=tuple(dict.fromkeys(piece.text for piece in kept)),
                term=max(kept, key=lambda piece: piece.weight).text,
            )
        )
    return tuple(segments)


def _longest(pieces: Iterable[Evidence]) -> list[Evidence]:
    """Leave out a piece where a longer one overlaps it; in reading order."""
    kept: list[Evidence] = []
    for piece in sorted(pieces, key=lambda piece: (piece.start - piece.end, piece.start)):
        if all(piece.end <= longer.start or longer.end <= piece.start for longer in kept):
            kept.append(piece)
    return sorted(kept, key=lambda piece: piece.start)


def _span(course: Course, piece: Evidence) -> tuple[int, int]:
    """Give the place of the segment around a piece; of all that it touches where it spans more."""
    if piece.field is CourseField.TITLE:
        return 0, len(course.fields.get(piece.field, ""))
    return enclosing_span(course.fields.get(piece.field, ""), piece.start, piece.end)
