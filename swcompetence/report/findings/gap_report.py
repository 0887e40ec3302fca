"""The gap report as a value: everything a board is told, in words and numbers, without looks."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from enum import StrEnum
from functools import cached_property
from typing import Literal

from pydantic import Field

from swcompetence.analysis.checks.check import Check
from swcompetence.analysis.checks.narrowest_path import NarrowestPath
from swcompetence.analysis.checks.progression import Progression
from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.analysis.coverage import Finding, ItemCoverage
from swcompetence.analysis.link_standing import Assessed, Progress
from swcompetence.analysis.practice import FieldComparison, PracticeShare
from swcompetence.analysis.reference.representation import Representation
from swcompetence.analysis.share import Share
from swcompetence.analysis.spread import ContentSpread
from swcompetence.analysis.starting_points import ItemStartingPoints
from swcompetence.model import (
    Band,
    BoardNotes,
    CourseField,
    Decision,
    Issue,
    ItemRef,
    Model,
    Reference,
    Tool,
)
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


class Reviewer(Model):
    """Somebody who decided on links."""

    name: str
    decisions: int


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
    reviewers: tuple[Reviewer, ...]
    rules: tuple[Rule, ...]
    citation: str


class State(StrEnum):
    """What is known of one item in one course."""

    CONFIRMED = "bevestigd"
    PROPOSED = "voorgesteld"
    MENTIONED = "terloops vermeld"
    POSSIBLE = "mogelijk"
    NONE = "niet"


class Programme(Model):
    """The opleidingsprogramma that the report is about."""

    id: str
    college: str | None
    programme: str | None
    academic_year: str | None
    nominal_credits: float | None
    list_credits: float
    """Sum of the credits in the list (ECTS)."""
    file: str | None
    sha256: str | None

    @property
    def title(self) -> str:
        """Name the programme on one line."""
        year = f"academiejaar {self.academic_year}" if self.academic_year else None
        parts = [part for part in (self.programme, self.college, year) if part]
        return ", ".join(parts) or self.id


class CourseLine(Model):
    """One opleidingsonderdeel as the report shows it."""

    id: str
    code: str
    title: str
    credits: float | None
    phase: str | None
    texts: tuple[CourseField, ...]
    """The fields that held text to read."""
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

    @property
    def has_only_title(self) -> bool:
        """Say whether nothing but the title could be read."""
        return set(self.texts) <= {CourseField.TITLE}


class Quote(Model):
    """A literal piece of a course text."""

    course: str
    field: CourseField
    text: str
    state: State


class ItemLine(Model):
    """One framework item with its courses."""

    coverage: ItemCoverage
    possible: tuple[str, ...]
    """The courses of `coverage.possible`: those with a mention first, then best first."""
    quote: Quote | None
    """The strongest evidence of the best link, None where no link has words to show."""

    @property
    def counts(self) -> dict[State, int]:
        """The number of courses in each state that a finding can rest on."""
        return {
            State.CONFIRMED: len(self.coverage.confirmed),
            State.PROPOSED: len(self.coverage.proposed),
            State.MENTIONED: len(self.coverage.mentioned),
        }

    @property
    def weak(self) -> int:
        """The number of courses with nothing more than weak words."""
        return len(self.possible) - len(self.coverage.mentioned)

    def state(self, course: str) -> State:
        """Say what is known of this item in a course."""
        if course in self.coverage.confirmed:
            return State.CONFIRMED
        if course in self.coverage.proposed:
            return State.PROPOSED
        if course in self.coverage.mentioned:
            return State.MENTIONED
        return State.POSSIBLE if course in self.coverage.possible else State.NONE


class LinkLine(Model):
    """One link as the report accounts for it."""

    course: str
    """Course id."""
    item: ItemRef
    state: State
    confidence: float | None = Field(default=None, ge=0, le=1)
    """None for a link that only a reviewer made."""
    band: Band
    quotes: tuple[Quote, ...]
    """The strongest segments of the sheet, at most three; empty for a reviewer's own link."""
    levels: tuple[str, ...]
    """As reviewers gave them: I, V, B."""
    assessed: Assessed
    decisions: tuple[Decision, ...]
    """Those in force."""


class Practice(Model):
    """OCMW practice in the programme: how much, of what, where, beside what, and where to start."""

    share: PracticeShare
    """By text share."""
    courses: Share
    """By courses that touch it, coarser."""
    reference: Reference
    representation: Representation
    spread: ContentSpread
    starting_points: tuple[ItemStartingPoints, ...]
    """For every item that is missing or weak."""


class FrameworkLines(Model):
    """The items of one framework, in the order of the edition."""

    id: str
    ref: str
    title: str
    items: tuple[ItemLine, ...]

    def count(self, finding: Finding, group: str | None = None) -> int:
        """Count the items with a finding, in the whole framework or in one cluster."""
        return sum(
            line.coverage.finding is finding and group in {None, line.coverage.group}
            for line in self.items
        )

    @property
    def groups(self) -> tuple[str, ...]:
        """The clusters, in the order of the edition; empty where the framework has none."""
        return tuple(dict.fromkeys(i.coverage.group for i in self.items if i.coverage.group))


class GapReport(Model):
    """What the course sheets of one programme show of the frameworks."""

    schema_: Literal["swcompetence/gap-report@1"] = Field(
        default="swcompetence/gap-report@1", alias="schema"
    )
    programme: Programme
    date: dt.date | None
    progress: Progress
    headlines: tuple[str, ...]
    main_gaps: tuple[str, ...]
    courses: tuple[CourseLine, ...]
    frameworks: tuple[FrameworkLines, ...]
    links: tuple[LinkLine, ...]
    """Confirmed, proposed and mentioned links, by item and then by course."""
    practice: Practice | None
    """None where the mapping does not hold the OCMW framework."""
    fields: FieldComparison | None
    """None where the mapping does not hold the work fields."""
    starting_points: tuple[ItemStartingPoints, ...]
    """For the missing items of the other frameworks."""
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

    def course(self, course_id: str) -> CourseLine:
        """Give a course by its id."""
        return self._courses_by_id[course_id]

    def course_names(self, courses: Iterable[str]) -> list[str]:
        """Give the names of courses by their ids."""
        return [self.course(course).name for course in courses]

    def framework(self, framework_id: str) -> FrameworkLines | None:
        """Give a framework by its id, None where the report does not hold it."""
        return next((f for f in self.frameworks if f.id == framework_id), None)

    def links_of_item(self, item: ItemRef) -> tuple[LinkLine, ...]:
        """Give the links to an item: confirmed first, then proposed, then mentioned."""
        return tuple(link for link in self.links if link.item == item)

    def links_of_course(self, course_id: str) -> tuple[LinkLine, ...]:
        """Give the links of a course, in the order of the frameworks."""
        return tuple(link for link in self.links if link.course == course_id)

    @property
    def items(self) -> tuple[ItemLine, ...]:
        """The items of all frameworks."""
        return tuple(line for framework in self.frameworks for line in framework.items)

    @property
    def aims(self) -> tuple[FrameworkLines, ...]:
        """The frameworks that a programme is to cover, not those that are there to compare."""
        refs = {progression.framework for progression in self.progressions}
        return tuple(lines for lines in self.frameworks if lines.ref in refs)

    @property
    def has_more_gaps(self) -> bool:
        """Whether the frameworks to cover have more gaps than `main_gaps` names."""
        gaps = sum(len(lines.items) - lines.count(Finding.CONFIRMED) for lines in self.aims)
        return gaps > len(self.main_gaps)

    @property
    def matrix(self) -> dict[ItemRef, dict[str, State]]:
        """Item -> course id -> state."""
        return {
            line.coverage.item: {course.id: line.state(course.id) for course in self.courses}
            for line in self.items
        }
