"""Starting points: the courses whose sheets come nearest to an item that is missing or weak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from itertools import islice
from typing import NamedTuple

from pydantic import Field

from swcompetence.analysis.coverage import Finding, FrameworkCoverage
from swcompetence.analysis.link_standing import by_item, counts, is_confirmed, real_evidence
from swcompetence.model import Course, CourseField, Evidence, ItemRef, Link, Model, Status
from swcompetence.model import Mapping as LinkMapping
from swcompetence.text import enclosing_span

_MOST_COURSES = 3
_MOST_SEGMENTS = 3
_LEAST_WORDS = 3
"""Shared words that it takes to name a course with nothing else in its favour."""
STARTING_POINTS_RULE = (
    f"Aanknopingspunten: per kaderitem hoogstens {_MOST_COURSES} opleidingsonderdelen zonder"
    " bevestigde koppeling of open voorstel waarvan de fiche er het dichtst bij staat, met de"
    " zinnen waarin dat blijkt. Eerst wat een term van het item bevat (sterkste term voorop), dan"
    " wat een ander item uit dezelfde cluster draagt, dan wat minstens"
    f" {_LEAST_WORDS} woorden met het item deelt. Waar een lesgever de koppeling verwierp, staat"
    " het opleidingsonderdeel er niet bij. Dit is enkel een plek om een gesprek te beginnen: het"
    " zegt niet dat het item daar aan bod komt, en ook niet dat het daar thuishoort."
)


class Nearness(StrEnum):
    """In what a course comes near to an item, nearest first."""

    TERM = "een term van het item"
    RELATED = "een ander item uit dezelfde cluster"
    WORDS = "enkel gedeelde woorden"


class NearSegment(Model):
    """A segment of a course sheet and the words in it that come near the item."""

    field: CourseField
    text: str
    """The whole segment, as it stands."""
    words: tuple[str, ...]
    """The literal pieces in it, in reading order; of overlapping pieces the longest."""


class StartingPoint(Model):
    """One course that comes near."""

    course: str
    """Course id."""
    nearness: Nearness
    related: str | None = None
    """Label of the other item of the cluster that the course carries."""
    segments: tuple[NearSegment, ...] = Field(min_length=1)
    """At most three, the most telling first."""

    @property
    def quote(self) -> str:
        """The most telling segment, as it stands in the sheet; it holds `term`."""
        return self.segments[0].text

    @property
    def term(self) -> str:
        """The literal words in `quote` that come near the item."""
        return self.segments[0].words[0]


class ItemStartingPoints(Model):
    """The courses nearest to one item, nearest first; empty where nothing comes near."""

    item: ItemRef
    label: str
    group: str | None
    points: tuple[StartingPoint, ...]


def starting_points(
    mapping: LinkMapping, covered: FrameworkCoverage, items: Collection[ItemRef] | None = None
) -> tuple[ItemStartingPoints, ...]:
    """Look for starting points, see `STARTING_POINTS_RULE`.

    Args:
        mapping: the mapping that `covered` was counted on.
        covered: coverage of one framework.
        items: the items to look for, such as `Representation.weak`; by default those that are not
            found or only mentioned in passing.
    """
    courses = {course.id: course for course in mapping.courses}
    order = {course: place for place, course in enumerate(courses)}
    links = by_item(sorted(mapping.links, key=lambda link: order[link.course]))
    if items is None:
        weak = {Finding.MENTIONED, Finding.NOT_FOUND}
        items = {item.item for item in covered.items if item.finding in weak}
    starts = []
    for item in (item for item in covered.items if item.item in items):
        related = [
            (sibling.label, link)
            for sibling in covered.items
            if sibling is not item and sibling.group is not None and sibling.group == item.group
            for link in links.get(sibling.item, ())
            if counts(link)
        ]
        # Nearest first; a course that is near in several ways counts for the nearest.
        nearest: dict[str, _Near] = {}
        for near in _ranked(links.get(item.item, ()), related):
            nearest.setdefault(near.link.course, near)
        starts.append(
            ItemStartingPoints(
                item=item.item,
                label=item.label,
                group=item.group,
                points=tuple(
                    StartingPoint(
                        course=course,
                        nearness=near.nearness,
                        related=near.related,
                        segments=_segments(courses[course], near.pieces),
                    )
                    for course, near in islice(nearest.items(), _MOST_COURSES)
                ),
            )
        )
    return tuple(starts)


class _Near(NamedTuple):
    """A link that brings a course near to an item."""

    nearness: Nearness
    link: Link
    pieces: Sequence[Evidence]
    related: str | None = None


def _ranked(links: Sequence[Link], related: Iterable[tuple[str, Link]]) -> list[_Near]:
    """Rank what brings courses near: a term, then another item of the cluster, then words.

    Args:
        links: those of the item.
        related: labels of the other items of its cluster, with the links that count.
    """
    judged = {link.course for link in links if link.status is Status.REJECTED or counts(link)}
    listed = [link for link in links if link.course not in judged]
    by_term = [
        _Near(Nearness.TERM, link, pieces) for link in listed if (pieces := real_evidence(link))
    ]
    by_relation = [
        _Near(Nearness.RELATED, link, pieces, label)
        for label, link in related
        if link.course not in judged and (pieces := real_evidence(link))
    ]
    by_words = [
        _Near(Nearness.WORDS, link, link.evidence)
        for link in listed
        if not real_evidence(link) and len({piece.term for piece in link.evidence}) >= _LEAST_WORDS
    ]
    by_term.sort(
        key=lambda near: (-max(piece.weight for piece in near.pieces), -near.link.confidence)
    )
    by_relation.sort(key=lambda near: (not is_confirmed(near.link), -near.link.confidence))
    by_words.sort(key=lambda near: -near.link.confidence)
    return [*by_term, *by_relation, *by_words]


def _segments(course: Course, evidence: Sequence[Evidence]) -> tuple[NearSegment, ...]:
    """Give the segments with the most telling evidence."""
    pieces: dict[tuple[CourseField, int, int], list[Evidence]] = defaultdict(list)
    for piece in evidence:
        pieces[(piece.field, *_span(course, piece))].append(piece)
    ranked = sorted(pieces.items(), key=lambda here: -max(piece.weight for piece in here[1]))
    return tuple(
        NearSegment(
            field=field,
            text=course.fields.get(field, "")[start:end],
            words=tuple(dict.fromkeys(piece.text for piece in _longest(here))),
        )
        for (field, start, end), here in ranked[:_MOST_SEGMENTS]
    )


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
