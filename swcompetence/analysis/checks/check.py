"""What a check is: a rule, its weight, what it looks at, what it found and could not judge."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from pydantic import Field

from swcompetence.analysis.checks.progression import PhaseOrder, phase_order
from swcompetence.analysis.finding import CourseFinding, FrameworkFindings
from swcompetence.analysis.link_standing import LEVEL_NAMES
from swcompetence.model import Course, GapKey, ItemRef, Mapping, Model, Purpose


class Weight(StrEnum):
    """How much a board should care."""

    HIGH = "hoog"
    MIDDLE = "midden"
    LOW = "laag"


class Outcome(StrEnum):
    """What a check came to; only `NOTHING` says that all is well."""

    FOUND = "gevonden"
    NOTHING = "niets gevonden"
    PARTLY = "niets gevonden, een deel niet te beoordelen"
    NOT_JUDGED = "niet te beoordelen"


class CheckLimits(Model):
    """The thresholds of the checks: agreements, none of them a norm."""

    many_items_share: float = Field(default=0.25, gt=0, le=1)
    """A course is linked to many items from more than this share of a framework on, 0..1."""
    many_items_least: int = Field(default=8, ge=1)
    """And from this number of items on."""
    top_level_least: int = Field(default=3, ge=1)
    """Confirmed links that a course must have before 'all at the highest level' is a question."""
    unstated_is_compulsory: bool = False
    """Take a course as compulsory where the list does not say; False leaves it undetermined."""


class CheckRow(Model):
    """One row that a check points at."""

    framework: str | None = None
    """Framework title, None for a row about a course in all frameworks."""
    framework_id: str | None = None
    item: ItemRef | None = None
    """None for a row about a course."""
    course: str | None = None
    """Course id, for a row about a course; None for a row about an item."""
    label: str
    """Label of the item, or title of the course."""
    group: str | None = None
    courses: tuple[str, ...] = ()
    """Course ids that the remark is about."""
    confirmed: int = Field(default=0, ge=0)
    """Number of confirmed links of the item or course that the row is about."""
    proposed: int = Field(default=0, ge=0)
    """Number of open proposals, never added to `confirmed`."""
    remark: str


class Check(Model):
    """A rule applied to the whole programme."""

    code: str
    title: str
    rule: str
    """Exactly what is counted, with the thresholds; Dutch."""
    weight: Weight
    rows: tuple[CheckRow, ...]
    """What the rule found."""
    judged: int = Field(ge=0)
    """Number of items or courses that the rule could be applied to, those of `rows` included."""
    not_judged: tuple[CheckRow, ...] = ()
    """Items or courses that the rule is about and that lack a fact; the remark says which."""
    reason: str | None = None
    """Why nothing at all could be judged; None where something could."""

    @property
    def outcome(self) -> Outcome:
        """Say what the check came to."""
        if self.rows:
            return Outcome.FOUND
        if not self.judged:
            return Outcome.NOT_JUDGED
        return Outcome.PARTLY if self.not_judged else Outcome.NOTHING

    @property
    def in_words(self) -> str:
        """Say it in a few Dutch words, for a cell."""
        if self.outcome is Outcome.NOT_JUDGED:
            return f"{Outcome.NOT_JUDGED}: {self.reason}"
        words = f"{len(self.rows)} {Outcome.FOUND}" if self.rows else Outcome.NOTHING.value
        if not self.not_judged:
            return words
        total = self.judged + len(self.not_judged)
        return f"{words}; {len(self.not_judged)} van {total} {Outcome.NOT_JUDGED}"

    def key(self, row: CheckRow) -> GapKey:
        """Give the stable key of a row of this check, for what a board notes about it."""
        framework = None if row.item is not None else row.framework_id
        return GapKey(check=self.code, item=row.item, framework=framework, course=row.course)


class ProgrammeFacts(Model):
    """A mapping as the checks ask about it.

    A framework that is there to compare with, such as work fields, has no gaps; links to it count
    only where a rule says 'in een van de kaders'.
    """

    mapping: Mapping
    frameworks: tuple[FrameworkFindings, ...]
    limits: CheckLimits

    @cached_property
    def expected(self) -> tuple[FrameworkFindings, ...]:
        """The frameworks that a programme is expected to cover."""
        return tuple(f for f in self.frameworks if f.purpose is Purpose.COVER)

    @cached_property
    def links(self) -> tuple[CourseFinding, ...]:
        """The links that count, to items of the expected frameworks."""
        items = (item for framework in self.expected for item in framework.items)
        return tuple(link for item in items for link in item.linked)

    @cached_property
    def courses(self) -> dict[str, Course]:
        """The courses by id, in list order."""
        return {course.id: course for course in self.mapping.courses}

    @cached_property
    def phases(self) -> PhaseOrder:
        """The phases of the programme."""
        return phase_order(self.mapping.courses)

    @cached_property
    def has_matrix(self) -> bool:
        """Say whether the college's own matrix was read."""
        return any(link.marks for link in self.mapping.links)

    @property
    def confirmed(self) -> tuple[CourseFinding, ...]:
        """The confirmed links, to items of the expected frameworks."""
        return tuple(link for link in self.links if link.is_confirmed)

    def why_no_levels(self) -> str:
        """Say why a rule about levels could not be applied to anything."""
        if not self.confirmed:
            return "er zijn nog geen bevestigde koppelingen"
        if not any(link.levels for link in self.confirmed):
            return "geen niveaus ingevuld"
        if not any(link.ranks for link in self.confirmed):
            return f"de ingevulde niveaus zijn geen van {', '.join(LEVEL_NAMES)}"
        return "te weinig niveaus ingevuld"


class Answer(NamedTuple):
    """What a rule says of one item or course."""

    is_found: bool | None
    """None where a fact is missing to judge by."""
    remark: str = ""
    courses: tuple[str, ...] | None = None
    """The courses that the remark is about, where they are not all the linked ones."""


CLEAR = Answer(is_found=False)
"""The rule could be applied, and found nothing."""
Wording = str | Callable[[ProgrammeFacts], str]
"""A text, or what words it for one programme."""


class CheckRule(NamedTuple):
    """A check that can be run on any programme."""

    code: str
    title: str
    weight: Weight
    rule: Wording
    """The text of the rule, with the thresholds in use."""
    ask: Callable[[ProgrammeFacts], Iterable[tuple[Answer, CheckRow]]]
    """Asks its question about every item or course that it is about."""
    why_not: Wording
    """Why nothing could be judged, where that is so."""

    def check(self, facts: ProgrammeFacts) -> Check:
        """Apply the rule."""
        pairs = list(self.ask(facts))
        judged = sum(answer.is_found is not None for answer, _ in pairs)
        return Check(
            code=self.code,
            title=self.title,
            weight=self.weight,
            rule=_worded(self.rule, facts),
            rows=tuple(row for answer, row in pairs if answer.is_found),
            judged=judged,
            not_judged=tuple(row for answer, row in pairs if answer.is_found is None),
            reason=None if judged else _worded(self.why_not, facts),
        )


def _worded(text: Wording, facts: ProgrammeFacts) -> str:
    return text if isinstance(text, str) else text(facts)
