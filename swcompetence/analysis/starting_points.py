"""Starting points: the courses whose sheets come nearest to an item that is missing or weak."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from swcompetence.analysis.coverage import Finding, FrameworkCoverage, ItemCoverage
from swcompetence.analysis.link_standing import is_confirmed, is_open_proposal, real_evidence
from swcompetence.model import (
    Course,
    CourseField,
    Evidence,
    ItemRef,
    Link,
    Model,
    Status,
)
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
    segments: tuple[NearSegment, ...]
    """At most three, the most telling first."""


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
    links: dict[ItemRef, list[Link]] = defaultdict(list)
    for link in sorted(mapping.links, key=lambda link: order[link.course]):
        links[link.item].append(link)
    found = []
    for item in (one for one in covered.items if _is_wanted(one, items)):
        own = links[item.item]
        related = [
            (other.label, link)
            for other in covered.items
            if other.item != item.item and other.group is not None and other.group == item.group
            for link in links[other.item]
            if is_confirmed(link) or is_open_proposal(link)
        ]
        near = [*_by_term(own), *_by_relation(own, related), *_by_words(own)]
        first = {one.link.course: one for one in reversed(near)}
        ranked = [one for one in near if first[one.link.course] is one]
        found.append(
            ItemStartingPoints(
                item=item.item,
                label=item.label,
                group=item.group,
                points=tuple(_point(one, courses) for one in ranked[:_MOST_COURSES]),
            )
        )
    return tuple(found)


class _Near(NamedTuple):
    """A link that brings a course near to an item."""

    nearness: Nearness
    link: Link
    pieces: Sequence[Evidence]
    related: str | None = None


def _is_wanted(item: ItemCoverage, items: Collection[ItemRef] | None) -> bool:
    if items is None:
        return item.finding in {Finding.MENTIONED, Finding.NOT_FOUND}
    return item.item in items


def _open(links: Iterable[Link]) -> list[Link]:
    """Give the listed links: neither confirmed, proposed nor rejected."""
    return [
        link
        for link in links
        if link.status is not Status.REJECTED and not (is_confirmed(link) or is_open_proposal(link))
    ]


def _by_term(own: Sequence[Link]) -> list[_Near]:
    found = [
        _Near(Nearness.TERM, link, pieces) for link in _open(own) if (pieces := real_evidence(link))
    ]
    return sorted(found, key=lambda one: (-max(p.weight for p in one.pieces), -one.link.confidence))


def _by_relation(own: Sequence[Link], related: Iterable[tuple[str, Link]]) -> list[_Near]:
    judged = {link.course for link in own} - {link.course for link in _open(own)}
    found = [
        _Near(Nearness.RELATED, link, pieces, label)
        for label, link in related
        if link.course not in judged and (pieces := real_evidence(link))
    ]
    return sorted(found, key=lambda one: (not is_confirmed(one.link), -one.link.confidence))


def _by_words(own: Sequence[Link]) -> list[_Near]:
    found = [
        _Near(Nearness.WORDS, link, link.evidence)
        for link in _open(own)
        if not real_evidence(link) and len({piece.term for piece in link.evidence}) >= _LEAST_WORDS
    ]
    return sorted(found, key=lambda one: -one.link.confidence)


def _point(near: _Near, courses: Mapping[str, Course]) -> StartingPoint:
    return StartingPoint(
        course=near.link.course,
        nearness=near.nearness,
        related=near.related,
        segments=_near(courses[near.link.course], near.pieces),
    )


def _near(course: Course, evidence: Sequence[Evidence]) -> tuple[NearSegment, ...]:
    """Give the segments with the most telling evidence."""
    pieces: dict[tuple[CourseField, int, int], list[Evidence]] = defaultdict(list)
    for piece in evidence:
        pieces[(piece.field, *_span(course, piece))].append(piece)
    ranked = sorted(pieces.items(), key=lambda one: -max(piece.weight for piece in one[1]))
    return tuple(
        NearSegment(
            field=field,
            text=course.fields.get(field, "")[start:end],
            words=tuple(dict.fromkeys(piece.text for piece in _longest(found))),
        )
        for (field, start, end), found in ranked[:_MOST_SEGMENTS]
    )


def _longest(pieces: Iterable[Evidence]) -> list[Evidence]:
    """Leave out a piece where a longer one overlaps it; in reading order."""
    kept: list[Evidence] = []
    for piece in sorted(pieces, key=lambda one: (one.start - one.end, one.start)):
        if all(piece.end <= other.start or other.end <= piece.start for other in kept):
            kept.append(piece)
    return sorted(kept, key=lambda one: one.start)


def _span(course: Course, piece: Evidence) -> tuple[int, int]:
    """Give the place of the segment around a piece; of all that it touches where it spans more."""
    if piece.field is CourseField.TITLE:
        return 0, len(course.fields.get(piece.field, ""))
    return enclosing_span(course.fields.get(piece.field, ""), piece.start, piece.end)
