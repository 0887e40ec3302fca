"""What the sheets say of an item: one ladder for every framework, from onderwerp to no trace."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from swcompetence.analysis.credit_range import NO_CREDITS, CreditRange
from swcompetence.analysis.link_standing import Assessed
from swcompetence.model import FrameworkRef, ItemRef, Model, Purpose, Status
from swcompetence.model.mapping import Tie, TieContext, Treatment


class Finding(StrEnum):
    """What the sheets say of an item, the most telling first; the values are public JSON."""

    CORE_CONFIRMED = "core_confirmed"
    """Lecturers confirmed that a course teaches it as a subject."""
    CORE_PROPOSED = "core_proposed"
    """The tool takes it for the subject of a course; nobody decided yet."""
    TOUCHED = "touched"
    """A course touches on it: so said a lecturer, or the tool proposes it."""
    WEAK_TRACE = "weak_trace"
    """A term of the item stands in a sheet, too little to propose a link."""
    REJECTED = "rejected"
    """Lecturers rejected all that would speak for it; its words do stand in the sheets."""
    NO_TRACE = "no_trace"
    """No term of the item stands in any sheet that was read."""


class CourseFinding(Model):
    """What one course sheet says of one item; never `NO_TRACE`."""

    course: str
    """Course id."""
    link: str
    """Link id."""
    finding: Finding
    """On the same ladder as the item."""
    treatment: Treatment | None
    """Subject or touched, as lecturers decided, else as the tool bets; None below `TOUCHED`."""
    status: Status
    """Where the review of the link stands."""
    tie: Tie | None
    """As lecturers decided, else as the tool sees it; None: not determined, or no OCMW theme."""
    tie_context: TieContext | None
    """What an explicit tie places the theme in; None also where only a lecturer saw the tie."""
    credits: CreditRange = NO_CREDITS
    """ECTS credits by text that this course gives the item; none outside the base."""
    is_placement: bool = False
    """A placement shows what it says, and earns no credits."""
    levels: tuple[str, ...] = ()
    """The levels that reviewers gave a confirmed link: I, V, B, then a college's own words."""
    assessed: Assessed = Assessed.UNKNOWN

    @property
    def is_confirmed(self) -> bool:
        """Say whether lecturers confirmed it, as a subject or as touched."""
        return self.status is Status.CONFIRMED


class ItemFinding(Model):
    """What the sheets of a programme say of one item: an OCMW theme, a competence, a field ..."""

    item: ItemRef
    label: str
    group: str | None
    """Label of the cluster that the item stands under."""
    is_core_task: bool = False
    """The edition marks it as a kerntaak of the social service."""
    is_own: bool = False
    """It belongs to the OCMW by its nature."""
    finding: Finding
    """Of its best link; a rejection in one course takes nothing from another course."""
    tie: Tie | None = None
    """The best tie among the courses with this finding; None: not determined, or nothing to tie."""
    tie_context: TieContext | None = None
    courses: tuple[CourseFinding, ...] = ()
    """Every course that says anything of it, rejections too; the most telling first, then in the
    order of the list."""
    rejected_by: int = Field(default=0, ge=0)
    """Number of lecturers who rejected a link of it, whatever the finding."""
    explicit: CreditRange = NO_CREDITS
    """ECTS credits by text of the courses that place it in OCMW practice or local government."""
    general: CreditRange = NO_CREDITS
    """ECTS credits by text of the courses that teach it without that tie; never added to
    `explicit`. For a framework without ties all credits stand in `undetermined`."""
    undetermined: CreditRange = NO_CREDITS
    """ECTS credits by text of the courses of which the tie is not known."""

    @property
    def credits(self) -> CreditRange:
        """ECTS credits by text of the courses with the tie that the item is given."""
        match self.tie:
            case Tie.EXPLICIT:
                return self.explicit
            case Tie.GENERAL:
                return self.general
        return self.undetermined

    def of(self, *findings: Finding) -> tuple[CourseFinding, ...]:
        """Give the courses with one of these findings."""
        return tuple(course for course in self.courses if course.finding in findings)


class FrameworkFindings(Model):
    """The findings of every item of one framework, in the order of the edition."""

    ref: FrameworkRef
    title: str
    purpose: Purpose
    items: tuple[ItemFinding, ...]

    def count(self, finding: Finding, group: str | None = None) -> int:
        """Count the items with a finding, in the whole framework or in one cluster."""
        return sum(item.finding is finding and group in {None, item.group} for item in self.items)

    @property
    def groups(self) -> tuple[str, ...]:
        """The clusters, in the order of the edition; empty where the framework has none."""
        return tuple(dict.fromkeys(item.group for item in self.items if item.group is not None))
