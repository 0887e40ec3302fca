"""The rows of a review workbook as values: what a lecturer is asked, and how far things stand."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from swcompetence.model import (
    NOTHING_FITS,
    Band,
    Course,
    Decision,
    Framework,
    Link,
    LinkOrigin,
    Mapping,
    Status,
    TieContext,
    Treatment,
    Verdict,
)
from swcompetence.model.mapping import OCMW, in_force
from swcompetence.phrasing import dutch_number
from swcompetence.review.evidence import (
    Fragment,
    evidence_fragments,
    mark_words,
)
from swcompetence.review.merge import shown_decision
from swcompetence.review.sheet import (
    HIDDEN,
    LEVEL_CONFLICT,
    LINK_STATUS_WORDS,
    NO_CONTEXT,
    NOTHING_FITS_LABEL,
    POSSIBLE,
    TREATMENT_WORDS,
    VERDICT_WORDS,
    shown_codes,
    status_word,
)
from swcompetence.text import SharedText, shared_text

_ADDED = Fragment("door een lesgever toegevoegd")
_TO_JUDGE = "te beoordelen"
_RETOLD = {
    LINK_STATUS_WORDS[Status.CONFLICT]: "gezegd is",
    LINK_STATUS_WORDS[Status.STALE]: "vorig besluit",
    LEVEL_CONFLICT: "gezegd is",
}
_TO_SETTLE = frozenset({LEVEL_CONFLICT, LINK_STATUS_WORDS[Status.CONFLICT]})
_CONTEXT_WORDS = {
    TieContext.OCMW: "in OCMW-context",
    TieContext.LOCAL_GOVERNMENT: "lokaal bestuur",
    None: "algemeen",
}
_TELLING = 0.15
"""Least chance of a mention at which a hint is worth a look.

Below it, six of seven hints are nothing; they stay in the JSON and in the mapping of the workbook.
"""
_SECONDS = 22
"""What one decision takes a lecturer who knows the courses, timed on two real lists."""


class LinkRow(NamedTuple):
    """One link as its row shows it."""

    link: Link
    course: Course
    code: str
    label: str
    status: str
    changed: str
    """For a conflict: who said what; for a link to look at again: the decision and what changed."""
    also: dict[str, str]
    """Codes of the variants that the row decides for as well, and what they are called there."""
    variants: tuple[Link, ...]
    """Their links."""
    decision: Decision | None
    """The decision to show, None where somebody has to decide (again)."""
    evidence: tuple[Fragment, ...]
    shared: SharedText = SharedText()
    """The text that courses of the same list share."""
    is_blind: bool = False
    is_course: bool = True
    """False where an item of another framework stands in the place of a course."""

    @property
    def is_tied(self) -> bool:
        """Say whether the row asks if the course places the theme in OCMW practice."""
        return self.is_course and _is_theme(self.link)

    @property
    def is_to_settle(self) -> bool:
        """Say whether one decision has to be final: people differ, or one was final before."""
        return self.status in _TO_SETTLE or bool(self.decision and self.decision.final)

    @property
    def estimate(self) -> str:
        """Give the tool's word on a course, where the row may show it."""
        return "" if self.is_blind or not self.is_course else estimate_words(self.link)

    @property
    def confidence(self) -> str:
        """Give the confidence in words, the number only where it was measured."""
        if self.is_blind:
            return HIDDEN
        if not self.link.is_by_tool:
            return "volgens de matrix" if self.link.marks else ""
        if self.link.band is Band.NOT_MEASURED:
            return "zekerheid niet gemeten"
        if self.link.treatment is Treatment.TOUCHED:
            return (
                self.link.band
            )  # whose chance as a subject is no news, and as a mention is coarse
        return f"{self.link.band} ({dutch_number(self.link.confidence, '.2f')})"


def estimate_words(link: Link) -> str:
    """Give the tool's word on treatment and, for an OCMW theme, on its context: a line each."""
    words = [TREATMENT_WORDS[link.treatment]] if link.proposed else []
    if _is_theme(link) and link.tie is not None:
        words.append(_CONTEXT_WORDS[link.tie_context])
    elif _is_theme(link) and link.is_asked and link.decided_tie is None:
        words.append(NO_CONTEXT)
    return "\n".join(words)


def _is_theme(link: Link) -> bool:
    return link.item.framework == OCMW and link.item.item != NOTHING_FITS


class CourseProgress(NamedTuple):
    """How far the decisions on one course stand, counted as the formulas count."""

    course: Course
    code: str
    asked: int
    decided: int
    with_course: str = ""
    """Code of the variant in whose rows it is decided on."""


def link_rows(mapping: Mapping, frameworks: Sequence[Framework]) -> tuple[LinkRow, ...]:
    """Give the rows: first what asks for a decision, OCMW practice before all, then the hints.

    Within a framework they stand in list order. A lecturer who filters on a course sees the
    proposals first either way, and one who works from top to bottom is done where the hints begin.
    """
    courses = {course.id: course for course in mapping.courses}
    codes = shown_codes(mapping)
    labels = {f.item_ref(item): item.label for f in frameworks for item in f.items}
    shared: dict[str, SharedText] = {}
    for curriculum in mapping.curricula:
        shared |= dict.fromkeys((c.id for c in curriculum.courses), shared_text(curriculum))
    places = {course: place for place, course in enumerate(courses)}
    order = {used.ref.id: place for place, used in enumerate(mapping.frameworks)}

    def rank(row: LinkRow) -> tuple[object, ...]:
        link, framework = row.link, row.link.item.framework
        return (
            *(row.status == POSSIBLE, framework != OCMW, order.get(framework, len(order))),
            *(places[row.course.id], not link.proposed, -link.mention, link.item),
        )

    rows = []
    for link, *variants in shared_rows(mapping):
        is_nothing = link.item.item == NOTHING_FITS
        label = NOTHING_FITS_LABEL if is_nothing else labels.get(link.item, link.item.item)
        course = courses[link.course]
        status = status_word(link)
        fragments = evidence_fragments(course, link, shared[course.id])
        marks = [Fragment("\n".join(map(mark_words, link.marks)))] if link.marks else []
        if link.origin is LinkOrigin.REVIEWER and not fragments:
            marks.append(_ADDED)
        elif marks and fragments:
            marks.append(Fragment("\n"))
        rows.append(
            LinkRow(
                link=link,
                course=course,
                code=codes[course.id],
                label=label,
                status=status,
                changed="\n".join(filter(None, (_retold(link, status), link.changed))),
                # Variants go by their codes, and by their titles where those differ.
                also={
                    codes[of]: codes[of] + (f" {title}" if title != course.title else "")
                    for of, title in ((v.course, courses[v.course].title) for v in variants)
                },
                variants=tuple(variants),
                decision=shown_decision(link),
                evidence=(*marks, *fragments),
                shared=shared[course.id],
            )
        )
    return tuple(sorted(rows, key=rank))


def _retold(link: Link, status: str) -> str:
    """Retell the decisions of a link on which somebody has to decide again."""
    withdrawn = [decision for decision in link.decisions if decision.withdrawn]
    if status in _RETOLD:
        return f"{_RETOLD[status]}: {'; '.join(map(_decision_words, in_force(link.decisions)))}"
    if withdrawn and not in_force(link.decisions):
        return f"leeggemaakt: {'; '.join(map(_decision_words, withdrawn))}"
    return ""


def progress_by_course(mapping: Mapping, rows: Sequence[LinkRow]) -> tuple[CourseProgress, ...]:
    """Count per course what is asked and what is decided, in list order."""
    asked = Counter(r.course.id for r in rows if r.status != POSSIBLE or r.decision)
    said = ((r.course.id, r.decision) for r in rows if r.decision)
    decided = Counter(course for course, d in said if d.verdict is not Verdict.UNSURE)
    # A variant all of whose rows are shared is done with the course that stands in them.
    main = {code: row.code for row in rows for code in row.also}
    codes, progress = shown_codes(mapping), []
    for course in mapping.courses:
        code, count = codes[course.id], asked[course.id]
        with_course = "" if count else main.get(code, "")
        progress.append(CourseProgress(course, code, count, decided[course.id], with_course))
    return tuple(progress)


def programme_title(mapping: Mapping) -> str:
    """Name the programmes on one line."""
    return " · ".join(
        ", ".join(part for part in (c.programme, c.college, c.academic_year) if part) or c.id
        for c in mapping.curricula
        if c.courses or not mapping.part
    )


def _decision_words(decision: Decision) -> str:
    date = f" ({decision.date:%d/%m/%Y})" if decision.date else ""
    note = f" – {decision.note}" if decision.note else ""
    return f"{decision.reviewer or 'zonder naam'}: {VERDICT_WORDS[decision.verdict]}{date}{note}"


def blind_rows(rows: Sequence[LinkRow], seed: int) -> tuple[LinkRow, ...]:
    """Hide confidence, status and earlier decisions, in an order that tells nothing.

    The order depends on seed and link ids alone, so it is the same on every computer. Links that
    only a reviewer or the college's matrix made are left out, since their presence tells what
    others thought; they stay in the mapping that the workbook carries.
    """
    # A hash and no random generator, which may differ from one Python to the next.
    shuffled = sorted(
        rows, key=lambda row: hashlib.sha256(f"{seed}\x1f{row.link.id}".encode()).digest()
    )
    hidden = []
    for row in shuffled:
        if row.link.is_by_tool:
            # The number of sentences would tell which links are proposals, so all show as many.
            link = row.link.model_copy(update={"proposed": True, "tie_evidence": ()})
            fragments = evidence_fragments(row.course, link, row.shared)
            evidence = tuple(fragment for fragment in fragments if not fragment.remark)
            bare = row._replace(link=link, status=_TO_JUDGE, changed="", decision=None)
            hidden.append(bare._replace(evidence=evidence, is_blind=True))
    return tuple(hidden)


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


def is_waiting(link: Link) -> bool:
    """Say whether a link waits for a decision: nobody took one yet, or it is to be taken again."""
    return link.is_for_review and shown_decision(link) is None


def workload(mapping: Mapping) -> Workload:
    """Count the rows on which nobody decided yet, or somebody has to decide again."""
    rows = [links[0] for links in shared_rows(mapping)]
    asked = [link for link in rows if is_waiting(link)]
    return Workload(len(asked), sum(link.item.framework == OCMW for link in asked))
