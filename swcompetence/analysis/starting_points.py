"""Starting points: the courses whose sheets come nearest to an item that is missing or weak."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from typing import NamedTuple

from swcompetence.analysis.finding import Finding, FrameworkFindings, link_finding
from swcompetence.analysis.link_standing import counts, real_evidence
from swcompetence.analysis.text_credits import WEAK_WEIGHT, ProgrammeText
from swcompetence.model import Course, CourseField, Framework, ItemRef, Link, Model
from swcompetence.text import enclosing_span

_MOST_COURSES = 3
STARTING_POINTS_RULE = (
    f"Aanknopingspunten: per kaderitem hoogstens {_MOST_COURSES} opleidingsonderdelen waarvan de"
    " fiche er het dichtst bij staat, met de zin waarin dat blijkt. Eerst waar het item al aan"
    " bod komt of een duidelijke term ervan staat, dan wat een item draagt dat volgens het kader"
    " verwant is, dan wat enkel een zwakke term van het item bevat; is er van het item enkel een"
    " onzekere aanwijzing, dan staat de sterkste daarvan vooraan. Gedeelde woorden alleen tellen"
    " niet. Waar een lesgever de koppeling verwierp, staat het opleidingsonderdeel er niet bij. Dit"
    " is enkel een plek om een gesprek te beginnen: het zegt niet dat het item daar aan bod komt,"
    " en ook niet dat het daar thuishoort."
)


class StartingPoint(Model):
    """One course that comes near, with the sentence that shows it."""

    course: str
    """Course id."""
    related: str | None
    """Label of the related item that the course carries; None where it holds the item's own."""
    field: CourseField
    quote: str
    """The most telling sentence or list item, as it stands in the sheet."""
    term: str
    """The literal words in `quote` that come near the item."""


class ItemStartingPoints(Model):
    """The courses nearest to one item, nearest first; empty where nothing comes near."""

    item: ItemRef
    points: tuple[StartingPoint, ...]


def starting_points(
    programme: ProgrammeText,
    framework: Framework,
    findings: FrameworkFindings,
    items: Collection[ItemRef],
) -> tuple[ItemStartingPoints, ...]:
    """Look for starting points, see `STARTING_POINTS_RULE`.

    Of sheets with one text only the one that counts is named; a placement may be one. The findings
    are those of the programme for the framework, which says which items are related.
    """
    offered = {*programme.load.base.courses, *programme.load.placements}
    courses = {course.id: course for course in programme.mapping.courses if course.id in offered}
    labels = {line.item: line.label for line in findings.items}
    starts = []
    for line in (line for line in findings.items if line.item in items):
        item = line.item
        related = [
            (labels[kin], link)
            for name in framework.item(item.item).related
            if (kin := ItemRef.of(framework.id, name)) in labels
            for link in programme.links.get(kin, ())
        ]
        # Nearest first; a course that is near in several ways counts for the nearest.
        nearest: dict[str, _Near] = {}
        ranked = [
            near
            for near in _ranked(programme.links.get(item, ()), related)
            if near.link.course in offered
        ]
        # Who reads of an uncertain trace wants to see that trace, not what lies near it.
        hint = next((near for near in ranked if near.related is None), None)
        if hint and line.finding is Finding.WEAK_TRACE:
            ranked.insert(0, hint)
        for near in ranked:
            nearest.setdefault(near.link.course, near)
        chosen = islice(nearest.items(), _MOST_COURSES)
        points = tuple(_point(courses[course], near) for course, near in chosen)
        starts.append(ItemStartingPoints(item=item, points=points))
    return tuple(starts)


class _Near(NamedTuple):
    """A link that brings a course near to an item."""

    link: Link
    related: str | None = None


def _ranked(links: Sequence[Link], related: Iterable[tuple[str, Link]]) -> list[_Near]:
    """Rank the links of an item, and those of related items with their label."""
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


def _point(course: Course, near: _Near) -> StartingPoint:
    """Quote the segment around the strongest evidence; of overlapping pieces the longest."""
    pieces = real_evidence(near.link)
    strongest = max(pieces, key=lambda piece: piece.weight)
    overlapping = (
        piece
        for piece in pieces
        if piece.field is strongest.field
        and piece.start < strongest.end
        and strongest.start < piece.end
    )
    term = max(overlapping, key=lambda piece: (piece.end - piece.start, piece.weight))
    text = course.fields.get(term.field, "")
    is_title = term.field is CourseField.TITLE
    start, end = (0, len(text)) if is_title else enclosing_span(text, term.start, term.end)
    return StartingPoint(
        course=course.id,
        related=near.related,
        field=term.field,
        quote=text[start:end],
        term=term.text,
    )
