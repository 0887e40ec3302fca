"""What a review workbook asks: the links that stand in it, and those that share one row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from swcompetence.model import Link, Mapping, Status
from swcompetence.model.mapping import OCMW
from swcompetence.review.merge import shown_decision

_TELLING = 0.15
"""Least chance of a mention at which a hint is worth a look.

Below it, six of seven hints are nothing; they stay in the JSON and in the mapping of the workbook.
"""
_SECONDS = 22
"""What one decision takes a lecturer who knows the courses, timed on two real lists."""


def listed_links(mapping: Mapping) -> tuple[Link, ...]:
    """Give what asks for a decision or has one, and the best hint of each course and framework."""
    best: dict[tuple[str, str], Link] = {}
    for link in mapping.links:
        subject = (link.course, link.item.framework)
        if not link.is_asked and link.mention >= _TELLING:
            rival = best.get(subject)
            best[subject] = link if rival is None or link.mention > rival.mention else rival
    hints = {link.id for link in best.values()}
    return tuple(
        link
        for link in mapping.links
        if link.is_asked or link.decisions or link.status is not Status.OPEN or link.id in hints
    )


def shared_rows(mapping: Mapping) -> Iterator[tuple[Link, ...]]:
    """Give the listed links, those of variants together where they look the same in every cell.

    Once somebody decides differently on one of them, each has its own row again.
    """
    group_by_course = {
        course: (curriculum.id, number)
        for curriculum in mapping.curricula
        for number, group in enumerate(curriculum.groups)
        if group.kind == "variant"
        for course in group.courses
    }
    rows: dict[object, list[Link]] = {}
    for link in listed_links(mapping):
        group = group_by_course.get(link.course)
        looks = (
            *(link.item, link.proposed, link.origin, link.status, link.decisions, link.changed),
            *(link.treatment, link.tie, link.tie_context),
            tuple((mark.text, mark.column, mark.credits) for mark in link.marks),
            tuple((piece.field, piece.text, piece.term) for piece in link.evidence),
        )
        key = (group, looks) if group else link.id
        rows.setdefault(key, []).append(link)
    return map(tuple, rows.values())


class Workload(NamedTuple):
    """How many decisions a mapping asks for, and how long they take."""

    decisions: int
    of_ocmw: int
    """Those about OCMW practice."""

    @staticmethod
    def minutes(decisions: int) -> int:
        """Give the time that decisions take, in whole minutes."""
        return max(1, round(decisions * _SECONDS / 60))


def workload(mapping: Mapping) -> Workload:
    """Count the rows on which nobody decided yet."""
    rows = [links[0] for links in shared_rows(mapping)]
    asked = [link for link in rows if link.is_asked and shown_decision(link) is None]
    return Workload(len(asked), sum(link.item.framework == OCMW for link in asked))
