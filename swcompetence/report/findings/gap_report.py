"""The gap report as a value: everything a board is told, in words and numbers, without looks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from functools import cached_property
from typing import Literal

from pydantic import Field

from swcompetence.analysis.checks.check import Check
from swcompetence.analysis.checks.narrowest_path import NarrowestPath
from swcompetence.analysis.checks.progression import Progression
from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.analysis.finding import FrameworkFindings, ItemFinding
from swcompetence.analysis.link_standing import Progress
from swcompetence.analysis.ocmw import OcmwPractice, WorkFields
from swcompetence.analysis.reference.representation import Representation
from swcompetence.analysis.starting_points import ItemStartingPoints
from swcompetence.cells import inert
from swcompetence.model import (
    Band,
    BoardNotes,
    CourseField,
    Issue,
    ItemRef,
    MatrixMark,
    Model,
    Purpose,
    Reference,
    Tool,
    Verdict,
)
from swcompetence.model.base import Row, row_of
from swcompetence.model.college import PlacementTable
from swcompetence.model.mapping import OCMW
from swcompetence.phrasing import single_spaced
from swcompetence.report.findings.wording import programme_words
from swcompetence.text import SharedText

FIELDS = "werkvelden"
"""Id of the framework of work fields."""


class Edition(Model):
    """The edition of a framework that was used."""

    ref: str
    title: str
    about: str
    publisher: str
    revision: int
    digest: str
    """Identity digest."""
    vocabulary_digest: str
    standing: str
    """Status and completeness, in Dutch."""
    licence: str
    sources: tuple[str, ...]
    last_checked_on: dt.date
    is_confidence_measured: bool


class Rule(Model):
    """A figure and how it comes about."""

    figure: str
    rule: str


class Trace(Model):
    """What made the report and out of what."""

    tool_version: str
    mapping_tool: Tool
    mapping_date: dt.date | None
    mapping_digest: str
    """sha256 of the mapping JSON."""
    editions: tuple[Edition, ...]
    rules: tuple[Rule, ...]
    citation: str


class Programme(Model):
    """The opleidingsprogramma that the report is about."""

    id: str
    college: str | None
    programme: str | None
    academic_year: str | None
    nominal_credits: float | None
    selection: str | None
    """In Dutch, which part of the list the report is about; None for all of it."""
    list_credits: float
    """Sum of the credits in the list, or in that part of it (ECTS)."""
    file: str | None
    sha256: str | None

    @property
    def title(self) -> str:
        """Name the programme on one line."""
        name = programme_words(self.programme, self.college, self.academic_year, id_=self.id)
        return f"{name}, {self.selection}" if self.selection else name


class CourseLine(Model):
    """One opleidingsonderdeel as the report shows it."""

    id: str
    code: str
    title: str
    credits: float | None
    phase: str | None
    url: str | None
    """Address of the fiche, where the list gives one."""
    texts: tuple[CourseField, ...]
    """The fields that held text to read."""
    skipped: Literal["language", "no_text"] | None
    """Why its texts were not read."""
    place: str | None
    """Where the course was read, as a person writes it."""
    confirmed: int
    """Confirmed links, over all frameworks."""
    proposed: int
    """Open proposals, over all frameworks."""

    @property
    def name(self) -> str:
        """Give code and title."""
        return f"{self.code} {self.title}".strip()


class Quote(Model):
    """A literal piece of a course text."""

    field: CourseField
    text: str
    words: tuple[str, ...]
    """The literal pieces in it that speak for the link, in reading order."""


class VerdictCount(Model):
    """How many lecturers gave one verdict on a link; who they are stays in the review file."""

    verdict: Verdict
    lecturers: int = Field(ge=1)


class LinkLine(Model):
    """The evidence of one link."""

    course: str
    """Course id."""
    item: ItemRef
    confidence: float | None = Field(default=None, ge=0, le=1)
    """None for a link that only a reviewer or the college's matrix made."""
    band: Band
    quotes: tuple[Quote, ...]
    """The strongest segments of the sheet, at most three; empty for a reviewer's own link."""
    tie_quotes: tuple[Quote, ...]
    """Where the sheet places it in OCMW practice or local government, at most two."""
    verdicts: tuple[VerdictCount, ...]
    """Those in force; empty where nobody decided, or decided on an older text."""
    decided_on: dt.date | None
    """The day of the last of them."""
    marks: tuple[MatrixMark, ...] = ()
    """The cells of the college's own matrix."""


class ReviewState(Model):
    """How far the review is, and what came of it."""

    progress: Progress
    accepted: int = Field(ge=0)
    """Proposals of the tool that lecturers confirmed."""
    rejected: int = Field(default=0, ge=0)
    """Proposals of the tool that lecturers rejected."""
    added: int = Field(default=0, ge=0)
    """Confirmed links that the tool did not propose: lecturers added them."""
    lecturers: int = Field(ge=0)
    """How many people decided, by name."""
    nameless: int = Field(default=0, ge=0)
    """Decisions without a name; of how many people is not known."""


class ReferenceComparison(Model):
    """OCMW themes beside a reference that a board named."""

    reference: Reference
    representation: Representation


class GapReport(Model):
    """What the course sheets of one programme show of the frameworks."""

    schema_: Literal["swcompetence/gap-report@2"] = Field(
        default="swcompetence/gap-report@2", alias="schema"
    )
    programme: Programme
    date: dt.date | None
    review: ReviewState
    answer: str
    """What the sheets show of OCMW practice, in one Dutch sentence; one before it says that only
    parts of a divided list are here."""
    practice: OcmwPractice | None
    """None where the mapping does not hold the OCMW framework."""
    courses: tuple[CourseLine, ...]
    frameworks: tuple[FrameworkFindings, ...]
    links: tuple[LinkLine, ...]
    """The evidence, by item and then the most telling first."""
    placement_table: PlacementTable | None
    """Where students do their placement, as the college says; None where it said nothing."""
    fields: WorkFields | None
    """None where the mapping does not hold the work fields."""
    reference: ReferenceComparison | None
    """None where no reference was named."""
    starting_points: tuple[ItemStartingPoints, ...]
    """For what is no subject yet."""
    progressions: tuple[Progression, ...]
    paths: tuple[NarrowestPath, ...]
    checks: tuple[Check, ...]
    board: BoardNotes
    comparison: Comparison | None
    shared_text: SharedText
    issues: tuple[Issue, ...]
    trace: Trace

    @cached_property
    def _courses_by_id(self) -> dict[str, CourseLine]:
        return {course.id: course for course in self.courses}

    @cached_property
    def _items(self) -> dict[ItemRef, ItemFinding]:
        return {item.item: item for framework in self.frameworks for item in framework.items}

    @cached_property
    def _links_by_pair(self) -> dict[tuple[ItemRef, str], LinkLine]:
        return {(link.item, link.course): link for link in self.links}

    def course(self, course_id: str) -> CourseLine:
        """Give a course by its id."""
        return self._courses_by_id[course_id]

    def item(self, item: ItemRef) -> ItemFinding | None:
        """Give an item, None where the report does not hold it."""
        return self._items.get(item)

    def framework(self, framework_id: str) -> FrameworkFindings | None:
        """Give a framework by its id, None where the report does not hold it."""
        return next((f for f in self.frameworks if f.ref.id == framework_id), None)

    def evidence(self, item: ItemRef, course: str) -> LinkLine | None:
        """Give the evidence of a link, None where there is nothing to show."""
        return self._links_by_pair.get((item, course))

    @property
    def items(self) -> tuple[ItemFinding, ...]:
        """The items of all frameworks."""
        return tuple(self._items.values())

    def to_rows(self) -> list[Row]:
        """Give a flat row for each item, such as an OCMW theme, of all frameworks."""
        return [
            row_of(
                curriculum=self.programme.id,
                college=self.programme.college,
                programme=self.programme.programme,
                academic_year=self.programme.academic_year,
                framework=findings.ref.id,
                version=findings.ref.version,
                item=item.item,
                label=item.label,
                group=item.group,
                is_core_task=item.is_core_task,
                is_own=item.is_own,
                finding=item.finding,
                tie=item.tie,
                tie_context=item.tie_context,
                credits_low=item.credits.low,
                credits_expected=item.credits.expected,
                credits_high=item.credits.high,
                confirmed=len(item.confirmed),
                proposed=len(item.proposed),
                traces=len(item.traces),
                claimed=len(item.claimed),
                rejected_by=item.rejected_by,
                courses=[course.course for course in item.linked],
            )
            for findings in self.frameworks
            for item in findings.items
        ]

    @property
    def ocmw_first(self) -> tuple[FrameworkFindings, ...]:
        """The frameworks, OCMW practice first and those that are there to compare last."""
        return tuple(
            sorted(self.frameworks, key=lambda f: (f.purpose is Purpose.COMPARE, f.ref.id != OCMW))
        )


class ReadableNames:
    """Finds for everything the most readable name that stands for nothing else."""

    def __init__(self, report: GapReport) -> None:
        self._report = report

    def framework(self, framework_id: str) -> str:
        """Give the title of a framework; its id where the title says too little."""
        titles = [framework.title for framework in self._report.frameworks]
        framework = self._report.framework(framework_id)
        if framework is None:
            return framework_id
        return _first([framework.title], _count((title,) for title in titles)) or framework_id

    def item(self, item: ItemRef) -> str:
        """Give the label of an item; its reference where the label says too little."""
        return self._items.get(item, item)

    def course(self, course: str) -> str:
        """Give code and title of a course; its id where these say too little."""
        return self._courses.get(course, course)

    def items_of(self, framework_id: str) -> tuple[str, ...]:
        """Give the names of the items of a framework, in its order."""
        framework = self._report.framework(framework_id)
        lines = framework.items if framework else ()
        return tuple(self.item(line.item) for line in lines)

    @cached_property
    def _items(self) -> dict[ItemRef, str]:
        names_by_item: dict[ItemRef, str] = {}
        for framework in self._report.frameworks:
            items = framework.items
            names = _count((item.item, item.item.item, item.label) for item in items)
            for item in items:
                names_by_item[item.item] = _first([item.label], names) or item.item
        return names_by_item

    @cached_property
    def _courses(self) -> dict[str, str]:
        names = _count(
            (course.id, course.code, course.title, f"{course.id} {course.title}", course.name)
            for course in self._report.courses
        )
        return {
            course.id: _first([course.name, course.code], names) or course.id
            for course in self._report.courses
        }


def distinct_title(course: CourseLine, courses: Iterable[CourseLine]) -> str:
    """Give the title of a course, with its code where another course has that title as well."""
    title = _key(course.title)
    is_shared = any(_key(twin.title) == title for twin in courses if twin.id != course.id)
    return course.name if is_shared else course.title


def _count(names: Iterable[tuple[str, ...]]) -> Counter[str]:
    """Count the things that each name can stand for."""
    return Counter(key for aliases in names for key in {_key(name) for name in aliases})


def _first(candidates: Iterable[str], counted: Counter[str]) -> str | None:
    """Give the first name, on one line, that survives a cell and stands for one thing."""
    lines = (single_spaced(name) for name in candidates)
    return next((x for x in lines if x and x == inert(x) and counted[_key(x)] == 1), None)


def _key(name: str) -> str:
    return single_spaced(name).casefold()
