"""The rows of a review workbook as values: what a lecturer is asked, and how far things stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from swcompetence.model import (
    NOTHING_FITS,
    Band,
    Course,
    Decision,
    Framework,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Status,
    Verdict,
)
from swcompetence.model.standing import is_asked
from swcompetence.report.review_book.evidence import Fragment, evidence_fragments
from swcompetence.review import VERDICT_WORDS, in_force, shown_codes, shown_decision
from swcompetence.text import SharedText, shared_text

PROPOSED = "voorstel"
POSSIBLE = "mogelijk"
STATUS_WORDS = {
    Status.CONFIRMED: "bevestigd",
    Status.REJECTED: "verworpen",
    Status.UNSURE: "twijfel",
    Status.CONFLICT: "tegenspraak",
    Status.STALE: "opnieuw te bekijken",
}
NOTHING_FITS_LABEL = "niets uit dit kader past"
_ADDED = Fragment("door een lesgever toegevoegd")
_RETOLD = {Status.CONFLICT: "gezegd is", Status.STALE: "vorig besluit"}
_SETTLED = (Verdict.ACCEPT, Verdict.REJECT)


class LinkRow(NamedTuple):
    """One link as its row shows it."""

    link: Link
    course: Course
    code: str
    label: str
    status: str
    changed: str
    """For a conflict: who said what; for a link to look at again: the decision and what changed."""
    decision: Decision | None
    """The decision to show, None where somebody has to decide (again)."""
    evidence: tuple[Fragment, ...]
    shared: SharedText = SharedText()
    """The text that courses of the same list share."""
    is_blind: bool = False

    @property
    def confidence(self) -> str:
        """Give the confidence in words, the number only where it was measured."""
        if self.is_blind:
            return "verborgen"
        if self.link.origin is LinkOrigin.REVIEWER:
            return ""
        if self.link.band is Band.NOT_MEASURED:
            return "zekerheid niet gemeten"
        return f"{self.link.band} ({self.link.confidence:.2f})".replace(".", ",")


class CourseProgress(NamedTuple):
    """How far the decisions on one course stand, counted as the formulas count."""

    course: Course
    code: str
    asked: int
    decided: int


def link_rows(mapping: Mapping, frameworks: Sequence[Framework]) -> tuple[LinkRow, ...]:
    """Give every link: first what asks for a decision, then what is only possible; in list order.

    A lecturer who filters on a course sees the proposals first either way, and one who works from
    top to bottom is done where the possible ones begin.
    """
    courses = {course.id: course for course in mapping.courses}
    codes = shown_codes(mapping)
    labels = {f.item_ref(item): item.label for f in frameworks for item in f.items}
    shared = {
        course.id: text
        for text, curriculum in ((shared_text(one), one) for one in mapping.curricula)
        for course in curriculum.courses
    }
    rows = [
        _row(
            link,
            courses[link.course],
            codes[link.course],
            _label(link.item, labels),
            shared[link.course],
        )
        for link in mapping.links
    ]
    places = {course: place for place, course in enumerate(courses)}
    order = {used.ref.id: place for place, used in enumerate(mapping.frameworks)}
    return tuple(
        sorted(
            rows,
            key=lambda row: (
                row.status == POSSIBLE,
                places[row.course.id],
                order.get(row.link.item.framework, len(order)),
                not row.link.proposed,
                -row.link.confidence,
                row.link.item,
            ),
        )
    )


def course_progress(mapping: Mapping, rows: Sequence[LinkRow]) -> tuple[CourseProgress, ...]:
    """Count per course what is asked and what is decided, in list order."""
    codes = shown_codes(mapping)
    return tuple(
        CourseProgress(
            course=course,
            code=codes[course.id],
            asked=sum(r.status != POSSIBLE or r.decision is not None for r in own),
            decided=sum(r.decision is not None and r.decision.verdict in _SETTLED for r in own),
        )
        for course in mapping.courses
        for own in [[row for row in rows if row.course.id == course.id]]
    )


def programme_title(mapping: Mapping) -> str:
    """Name the programmes on one line."""
    titles = [
        ", ".join(part for part in (c.programme, c.college, c.academic_year) if part) or c.id
        for c in mapping.curricula
        if c.courses or not mapping.part
    ]
    return " · ".join(titles)


def _row(link: Link, course: Course, code: str, label: str, shared: SharedText) -> LinkRow:
    standing = in_force(link.decisions)
    retold = f"{_RETOLD[link.status]}: {_said(standing)}" if link.status in _RETOLD else ""
    return LinkRow(
        link=link,
        course=course,
        code=code,
        label=label,
        status=STATUS_WORDS.get(link.status, PROPOSED if is_asked(link) else POSSIBLE),
        changed="\n".join(part for part in (retold, link.changed) if part),
        decision=shown_decision(link),
        evidence=evidence_fragments(course, link, shared)
        or ((_ADDED,) if link.origin is LinkOrigin.REVIEWER else ()),
        shared=shared,
    )


def _said(decisions: Sequence[Decision]) -> str:
    return "; ".join(
        f"{one.reviewer or 'zonder naam'}: {VERDICT_WORDS[one.verdict]}"
        + (f" ({one.date:%d/%m/%Y})" if one.date else "")
        + (f" – {one.note}" if one.note else "")
        for one in decisions
    )


def _label(item: ItemRef, labels: dict[ItemRef, str]) -> str:
    return NOTHING_FITS_LABEL if item.item == NOTHING_FITS else labels.get(item, item.item)
