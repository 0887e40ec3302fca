"""The links as a report accounts for them: evidence, level, and who confirmed when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from swcompetence.analysis.link_standing import assessed_of, given_levels, real_evidence
from swcompetence.model import (
    Course,
    CourseField,
    Evidence,
    Link,
    LinkOrigin,
    Mapping,
    Status,
)
from swcompetence.report.findings.gap_report import ItemLine, LinkLine, Quote, State
from swcompetence.review import in_force
from swcompetence.text import enclosing_span

_MOST_QUOTES = 3
_TOLD = (State.CONFIRMED, State.PROPOSED, State.MENTIONED)


def link_lines(mapping: Mapping, items: Iterable[ItemLine]) -> tuple[LinkLine, ...]:
    """Tell every confirmed, proposed and mentioned link, by item and then by strength."""
    courses = {course.id: course for course in mapping.courses}
    order = {course: place for place, course in enumerate(courses)}
    links: dict[str, list[Link]] = {}
    for link in mapping.links:
        links.setdefault(link.item, []).append(link)
    return tuple(
        line
        for item in items
        for line in sorted(
            _of_item(item, links.get(item.coverage.item, ()), courses),
            key=lambda one: (_TOLD.index(one.state), -(one.confidence or 1), order[one.course]),
        )
    )


def _of_item(
    item: ItemLine, links: Sequence[Link], courses: dict[str, Course]
) -> Iterator[LinkLine]:
    for link in links:
        state = item.state(link.course)
        if state in _TOLD:
            is_stale = link.status is Status.STALE
            yield LinkLine(
                course=link.course,
                item=link.item,
                state=state,
                confidence=None if link.origin is LinkOrigin.REVIEWER else link.confidence,
                band=link.band,
                quotes=_quotes(courses[link.course], link, state),
                levels=given_levels(link),
                assessed=assessed_of(link),
                decisions=() if is_stale else tuple(in_force(link.decisions)),
            )


def _quotes(course: Course, link: Link, state: State) -> tuple[Quote, ...]:
    """Quote the segments with the strongest evidence, each once."""
    found: dict[tuple[CourseField, str], None] = {}
    for piece in sorted(real_evidence(link), key=lambda one: -one.weight):
        found.setdefault((piece.field, _segment(course, piece)))
    return tuple(
        Quote(course=course.id, field=field, text=text, state=state)
        for field, text in list(found)[:_MOST_QUOTES]
    )


def _segment(course: Course, piece: Evidence) -> str:
    """Give the whole segment, or segments, that a piece stands in."""
    text = course.fields.get(piece.field, "")
    start, end = enclosing_span(text, piece.start, piece.end)
    return " ".join(text[start:end].split())
