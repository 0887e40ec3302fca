"""What the sheets say of an item: one ladder for every framework, from onderwerp to no trace."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum

from pydantic import Field

from swcompetence.analysis.link_standing import (
    LEVEL_NAMES,
    Assessed,
    assessed_of,
    given_levels,
    is_hint,
    is_open_proposal,
    real_evidence,
)
from swcompetence.analysis.text_credits import (
    NO_CREDITS,
    CreditRange,
    ProgrammeText,
    link_credits,
    read_programme,
)
from swcompetence.model import (
    Framework,
    FrameworkRef,
    Item,
    ItemRef,
    Link,
    LinkOrigin,
    Model,
    Purpose,
    Status,
    Verdict,
)
from swcompetence.model import Mapping as LinkMapping
from swcompetence.model.mapping import Tie, TieContext, Treatment, deciding, reviewer_key


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


FOUND = frozenset({Finding.CORE_CONFIRMED, Finding.CORE_PROPOSED, Finding.TOUCHED})
"""The findings that rest on a confirmed link or an open proposal."""


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

    @property
    def ranks(self) -> tuple[int, ...]:
        """The places of its levels in `LEVEL_NAMES`, lowest first.

        Empty where the level is unknown, also when it is in a college's own words.
        """
        if not set(self.levels) <= set(LEVEL_NAMES):
            return ()
        return tuple(sorted(map(LEVEL_NAMES.index, self.levels)))


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
    claimed: tuple[str, ...] = ()
    """Ids of the courses that only the college's own matrix gives it: no word of the item was found
    in their sheets, which were read, and no lecturer decided."""
    rejected_by: int = Field(default=0, ge=0)
    """Number of lecturers who rejected a link of it, whatever the finding."""
    explicit: CreditRange = NO_CREDITS
    """Of the courses that place it in OCMW practice or local government."""
    general: CreditRange = NO_CREDITS
    """Of the courses that teach it without that tie; never added to `explicit`."""
    undetermined: CreditRange = NO_CREDITS
    """Of the courses where the tie is not known, or of a framework that has none."""

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

    @property
    def linked(self) -> tuple[CourseFinding, ...]:
        """The courses with a confirmed link or an open proposal, of a subject or of a touch."""
        return self.of(*FOUND)

    @property
    def confirmed(self) -> tuple[str, ...]:
        """Ids of the linked courses that lecturers confirmed."""
        return tuple(course.course for course in self.linked if course.is_confirmed)

    @property
    def proposed(self) -> tuple[str, ...]:
        """Ids of the linked courses with only an open proposal."""
        return tuple(course.course for course in self.linked if not course.is_confirmed)

    @property
    def traces(self) -> tuple[str, ...]:
        """Ids of the courses with only a weak trace."""
        return tuple(course.course for course in self.of(Finding.WEAK_TRACE))


class FrameworkFindings(Model):
    """The findings of every item of one framework, in the order of the edition."""

    ref: FrameworkRef
    title: str
    purpose: Purpose
    items: tuple[ItemFinding, ...]

    @property
    def id(self) -> str:
        """Framework id, without the version."""
        return self.ref.id

    def count(self, finding: Finding, group: str | None = None) -> int:
        """Count the items with a finding, in the whole framework or in one cluster."""
        return sum(item.finding is finding and group in {None, item.group} for item in self.items)

    @property
    def groups(self) -> tuple[str, ...]:
        """The clusters, in the order of the edition; empty where the framework has none."""
        return tuple(dict.fromkeys(item.group for item in self.items if item.group is not None))


def findings_of(
    mapping: LinkMapping, frameworks: Iterable[Framework]
) -> tuple[FrameworkFindings, ...]:
    """Judge the items of some frameworks over the whole list of a mapping."""
    programme = read_programme(mapping)
    return tuple(framework_findings(programme, framework) for framework in frameworks)


def framework_findings(programme: ProgrammeText, framework: Framework) -> FrameworkFindings:
    """Judge every item of a framework by the links of a programme."""
    judge = _Judge(programme, framework)
    return FrameworkFindings(
        ref=framework.ref,
        title=framework.title,
        purpose=framework.purpose,
        items=tuple(judge.item(item) for item in framework.mapping_items),
    )


class _Judge:
    """Judges the items of one framework, one after the other."""

    def __init__(self, programme: ProgrammeText, framework: Framework) -> None:
        """Divide every course over its links."""
        self._framework = framework
        self._links = programme.links
        self._placements = frozenset(programme.load.placements)
        self._unread = {
            course.id
            for course in programme.mapping.courses
            if course.read and course.read.skipped == "language"
        }
        by_course: dict[str, list[Link]] = defaultdict(list)
        for item in framework.mapping_items:
            for link in programme.links.get(framework.item_ref(item), ()):
                by_course[link.course].append(link)
        # Fields are compared by what sheets say of them, not by a paragraph that many share.
        with_pasted = framework.purpose is not Purpose.COMPARE
        self._earned = {
            link: ects
            for course, lines in programme.lines.items()
            for link, ects in link_credits(
                lines, by_course.get(course, ()), with_pasted=with_pasted
            ).items()
        }

    def item(self, item: Item) -> ItemFinding:
        """Judge an item by its links."""
        links = self._links.get(self._framework.item_ref(item), ())
        # What stands below an item that is the OCMW's own, is so too.
        above: Item | None = item
        while above is not None and not above.own:
            above = self._framework.item(above.parent) if above.parent else None
        is_own = above is not None
        courses = [
            self._course(link, finding, is_own=is_own)
            for link in links
            if (finding := link_finding(link)) is not Finding.NO_TRACE
            # A word in a sheet that was not read, and that nobody judged, says nothing.
            and (
                finding is not Finding.WEAK_TRACE
                or link.decisions
                or link.course not in self._unread
            )
        ]
        courses.sort(key=most_telling)
        best = courses[0] if courses else None
        group = self._framework.group(item)
        return ItemFinding(
            item=self._framework.item_ref(item),
            label=item.label,
            group=group.label if group else None,
            is_core_task=item.kerntaak is not None,
            is_own=is_own,
            finding=best.finding if best else Finding.NO_TRACE,
            tie=best.tie if best else None,
            tie_context=best.tie_context if best else None,
            courses=tuple(courses),
            claimed=tuple(
                link.course
                for link in links
                if link.is_claim and not real_evidence(link) and link.course not in self._unread
            ),
            rejected_by=_rejecting(links),
            explicit=tied_credits(courses, Tie.EXPLICIT),
            general=tied_credits(courses, Tie.GENERAL),
            undetermined=tied_credits(courses, None),
        )

    def _course(self, link: Link, finding: Finding, *, is_own: bool) -> CourseFinding:
        # Whoever says that a course has what belongs to the OCMW by its nature, says OCMW practice.
        is_stated = link.status is Status.CONFIRMED or link.origin is LinkOrigin.REVIEWER
        tie = link.decided_tie or (Tie.EXPLICIT if is_own and is_stated else link.tie)
        own_context = TieContext.OCMW if is_own else None
        return CourseFinding(
            course=link.course,
            link=link.id,
            finding=finding,
            treatment=_treatment(link) if finding in FOUND else None,
            status=link.status,
            tie=tie,
            tie_context=(link.tie_context or own_context) if tie is Tie.EXPLICIT else None,
            credits=self._earned.get(link.id, NO_CREDITS),
            is_placement=link.course in self._placements,
            levels=given_levels(link),
            assessed=assessed_of(link),
        )


_TIES: tuple[Tie | None, ...] = (Tie.EXPLICIT, Tie.GENERAL, None)
_CONTEXTS: tuple[TieContext | None, ...] = (*TieContext, None)


def most_telling(holder: CourseFinding | ItemFinding) -> tuple[int, int, int]:
    """Rank by the ladder, then by the tie and its context: the best link of an item decides."""
    return (
        list(Finding).index(holder.finding),
        _TIES.index(holder.tie),
        _CONTEXTS.index(holder.tie_context),
    )


def link_finding(link: Link) -> Finding:
    """Give the place of one link on the ladder."""
    if link.status is Status.REJECTED:
        # Who rejects what nothing in the sheet speaks for, rejects nothing.
        is_stated = link.proposed or link.origin is LinkOrigin.REVIEWER
        spoke = is_stated or real_evidence(link)
        return Finding.REJECTED if spoke else Finding.NO_TRACE
    if link.status is not Status.CONFIRMED and not is_open_proposal(link):
        return Finding.WEAK_TRACE if is_hint(link) else Finding.NO_TRACE
    if _treatment(link) is Treatment.TOUCHED:
        return Finding.TOUCHED
    is_sure = link.status is Status.CONFIRMED
    return Finding.CORE_CONFIRMED if is_sure else Finding.CORE_PROPOSED


def _treatment(link: Link) -> Treatment:
    """Give what lecturers decided, the less of two that differ, else what the tool bets."""
    if decided := link.decided_treatment:
        return decided
    # A confirmation that nobody signed, as in a college's own matrix, says: a subject.
    return Treatment.CORE if link.status is Status.CONFIRMED else link.treatment


def _rejecting(links: Iterable[Link]) -> int:
    """Count the lecturers who rejected a link; one without a name counts each time."""
    names = [
        reviewer_key(decision.reviewer)
        for link in links
        if link.status is Status.REJECTED
        for decision in deciding(link.decisions)
        if decision.verdict is Verdict.REJECT
    ]
    return len({name for name in names if name}) + names.count(None)


def tied_credits(courses: Iterable[CourseFinding], tie: Tie | None) -> CreditRange:
    """Add up the credits by text of the courses with one tie."""
    return CreditRange.total(course.credits for course in courses if course.tie is tie)
