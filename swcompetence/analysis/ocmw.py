"""OCMW practice in the course sheets: how much, where to begin, and the work fields beside it.

What counts, in credits by text, stands beside the general foundation and outside the placements.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum
from functools import reduce
from math import fsum, gcd
from statistics import median

from pydantic import Field

from swcompetence.analysis.base import Base, BaseRule
from swcompetence.analysis.finding import (
    FOUND,
    CourseFinding,
    Finding,
    FrameworkFindings,
    ItemFinding,
    framework_findings,
    tied_credits,
)
from swcompetence.analysis.reference.reference import fit_reference
from swcompetence.analysis.starting_points import StartingPoint, starting_points
from swcompetence.analysis.text_credits import CreditRange, ProgrammeText
from swcompetence.model import (
    TEXT_FIELDS,
    Course,
    Framework,
    FrameworkRef,
    ItemRef,
    Model,
    Reference,
    ReferenceKind,
)
from swcompetence.model.indicator import Indicator
from swcompetence.model.mapping import Tie, TieContext, Treatment
from swcompetence.model.phrase import Slot, parse_phrase, split_pair
from swcompetence.text import Word, fold, split_segments, split_words, stem

_NEAR = 5
"""Words on either side in which `not_near` of an anchor counts, as in the matcher."""


class PlacementCourse(Model):
    """A placement (stage, praktijk, werkplekleren ...)."""

    course: str
    """Course id."""
    credits: float = Field(ge=0)
    """ECTS credits; 0 where the list does not say."""
    context: TieContext | None
    """What its sheet names: the OCMW, else local government, else nothing of the two."""


class Placements(Model):
    """The placements of a programme: outside the share and outside its base."""

    credits: float = Field(ge=0)
    """Sum of their ECTS credits, variants once."""
    courses: tuple[PlacementCourse, ...]
    """In list order, variants left out."""

    @property
    def naming(self) -> int:
        """Number of sheets that name the OCMW or local government."""
        return sum(course.context is not None for course in self.courses)


def placements(programme: ProgrammeText, framework: Framework) -> Placements:
    """Say of every placement whether its sheet names what the edition calls an anchor."""
    chosen = frozenset(programme.load.placements)
    courses = tuple(
        PlacementCourse(
            course=course.id, credits=course.credits or 0, context=context_named(course, framework)
        )
        for course in programme.mapping.courses
        if course.id in chosen
    )
    return Placements(credits=fsum(course.credits for course in courses), courses=courses)


def context_named(course: Course, framework: Framework) -> TieContext | None:
    """Say whether any field of a sheet names the OCMW, or else local government."""
    segments = [
        split_words(segment.text)
        for field in TEXT_FIELDS
        for segment in split_segments(course.fields.get(field, ""))
    ]
    anchors = {
        TieContext.OCMW: framework.anchors.ocmw,
        TieContext.LOCAL_GOVERNMENT: framework.anchors.local_government,
    }
    texts = {word.text for words in segments for word in words}
    for context, indicators in anchors.items():
        if any(_is_named(segments, texts, anchor) for anchor in indicators):
            return context
    return None


def _is_named(segments: Sequence[Sequence[Word]], texts: set[str], anchor: Indicator) -> bool:
    """Say whether one of the segments, whose words are `texts`, names an anchor."""
    phrases = [
        [(variant, _answering(texts, variant[0], anchor)) for variant in parse_phrase(phrase)]
        for phrase in split_pair(anchor.phrase)
    ]
    # Most anchors begin with a word that stands nowhere in the course.
    return all(any(first for _, first in variants) for variants in phrases) and any(
        all(
            any(
                words[place].text in first
                and (last := _end(words, place, variant, anchor)) is not None
                and not _is_near(words, place, last, anchor)
                for variant, first in variants
                for place in range(len(words))
            )
            for variants in phrases
        )
        for words in segments
    )


def _answering(texts: set[str], slot: Slot, anchor: Indicator) -> set[str]:
    return {text for text in texts if any(_is(text, w, anchor) for w in slot.words)}


def _end(words: Sequence[Word], place: int, slots: Sequence[Slot], anchor: Indicator) -> int | None:
    """Give the place of the last word of a wording that begins at a place; None: it does not."""
    last = place - 1
    for number, slot in enumerate(slots):
        reach = 1 if number == 0 else slot.gap + 1
        ahead = range(last + 1, min(last + 1 + reach, len(words)))
        hit = next(
            (p for p in ahead if any(_is(words[p].text, w, anchor) for w in slot.words)), None
        )
        if hit is None:
            return None
        last = hit
    return last


def _is(text: str, wording: str, anchor: Indicator) -> bool:
    if anchor.case_sensitive:
        return text == wording
    folded = fold(text)
    if wording.endswith("*"):
        return folded.startswith(fold(wording[:-1]))
    if wording.startswith("*"):
        return folded.endswith(fold(wording[1:]))
    return stem(text) == stem(wording)


def _is_near(words: Sequence[Word], first: int, last: int, anchor: Indicator) -> bool:
    around = (*words[max(0, first - _NEAR) : first], *words[last + 1 : last + 1 + _NEAR])
    stems = {stem(word) for word in anchor.not_near}
    return any(stem(word.text) in stems for word in around)


_PRECISION = 100
"""Credits are added in hundredths, so that sums stay whole numbers."""


class Routes(Model):
    """What selections of the nominal size hold, where the list is larger than the programme."""

    credits: float = Field(ge=0)
    """ECTS credits of such a selection: the nominal size less the placements, or the most below
    it that courses of the list add up to."""
    explicit: tuple[float, float]
    """Smallest and largest expected ECTS credits by text in explicit context; exact."""


class CourseContent(Model):
    """What one course of the base gives to OCMW themes."""

    course: str
    """Course id."""
    credits: float = Field(ge=0)
    """ECTS credits of the course."""
    explicit: CreditRange
    """ECTS credits by text."""
    general: CreditRange
    undetermined: CreditRange
    treatment: Treatment
    """Whether it shows as subject or as touched: that of its best theme in explicit context, or
    else of its best theme."""


class OcmwShare(Model):
    """OCMW content in the sheets of a programme, all in ECTS credits."""

    base: Base
    explicit: CreditRange
    """Credits by text of what is a subject or touched in the context of OCMW or local government;
    the sum of `explicit` over the themes and over the courses."""
    explicit_touched: CreditRange
    """The part of `explicit` where the theme is only touched."""
    general: CreditRange
    """The general foundation, without that tie; never added to `explicit`."""
    general_touched: CreditRange
    undetermined: CreditRange
    """Credits by text of which the tie is not known: mappings of before it was judged."""
    routes: Routes | None
    """None unless the list is larger than the programme and no modeltraject was given."""
    placements: Placements
    courses: tuple[CourseContent, ...]
    """The courses that give anything, most explicit content first."""


def ocmw_share(
    programme: ProgrammeText, framework: Framework, findings: FrameworkFindings
) -> OcmwShare:
    """Add up what the courses of the base give to the themes of OCMW practice."""
    by_course: dict[str, list[CourseFinding]] = defaultdict(list)
    for theme in findings.items:
        for course in theme.courses:
            if course.course in programme.lines and course.finding in FOUND:
                by_course[course.course].append(course)
    courses = [
        _content(programme.lines[course].credits, given) for course, given in by_course.items()
    ]
    courses.sort(key=lambda course: (-course.explicit.expected, -course.general.expected))
    given = [finding for gifts in by_course.values() for finding in gifts]
    touched = [finding for finding in given if finding.treatment is Treatment.TOUCHED]
    placed = placements(programme, framework)
    return OcmwShare(
        base=programme.load.base,
        explicit=tied_credits(given, Tie.EXPLICIT),
        explicit_touched=tied_credits(touched, Tie.EXPLICIT),
        general=tied_credits(given, Tie.GENERAL),
        general_touched=tied_credits(touched, Tie.GENERAL),
        undetermined=tied_credits(given, None),
        routes=_routes(
            programme, {course.course: course.explicit.expected for course in courses}, placed
        ),
        placements=placed,
        courses=tuple(courses),
    )


def _content(ects: float, findings: Sequence[CourseFinding]) -> CourseContent:
    tied = [finding for finding in findings if finding.tie is Tie.EXPLICIT] or findings
    is_subject = any(finding.treatment is Treatment.CORE for finding in tied)
    return CourseContent(
        course=findings[0].course,
        credits=ects,
        explicit=tied_credits(findings, Tie.EXPLICIT),
        general=tied_credits(findings, Tie.GENERAL),
        undetermined=tied_credits(findings, None),
        treatment=Treatment.CORE if is_subject else Treatment.TOUCHED,
    )


def _routes(
    programme: ProgrammeText, expected: Mapping[str, float], placed: Placements
) -> Routes | None:
    base = programme.load.base
    if base.rule is not BaseRule.LARGER_LIST or base.nominal_credits is None:
        return None
    room = base.nominal_credits - placed.credits
    counting = frozenset(base.courses)
    courses = [course for course in programme.mapping.courses if course.id in counting]
    if room <= 0 or room >= base.credits:
        return None
    return selection_ends(courses, expected, room)


def selection_ends(courses: Sequence[Course], worth: Mapping[str, float], size: float) -> Routes:
    """Give the smallest and the largest worth of selections of a size: exact.

    This is the subset sum problem with a value: for every sum of credits the least and the most
    that courses with that sum are worth, one course after the other. Courses that the list calls
    compulsory are in every selection, unless they alone are too many. Where no courses add up to
    the size (ECTS credits), it is the most below it; a course without a worth is worth nothing.
    """
    room = round(size * _PRECISION)
    weights = {course.id: round((course.credits or 0) * _PRECISION) for course in courses}
    fixed = [course.id for course in courses if course.compulsory]
    taken = sum(weights[course] for course in fixed)
    if taken > room:
        fixed, taken = [], 0
    free = [course.id for course in courses if course.id not in fixed and weights[course.id]]
    start = fsum(worth.get(course, 0) for course in fixed)
    unit = reduce(gcd, (weights[course] for course in free), room - taken) or 1
    steps = [(weights[course] // unit, worth.get(course, 0.0)) for course in free]
    ends = [_best(steps, (room - taken) // unit, better) for better in (min, max)]
    reached = ends[0][0] * unit + taken
    return Routes(credits=reached / _PRECISION, explicit=(start + ends[0][1], start + ends[1][1]))


def _best(
    steps: Iterable[tuple[int, float]], room: int, better: Callable[[float, float], float]
) -> tuple[int, float]:
    """Give the largest sum within the room, and the best worth that reaches it."""
    reach: list[float | None] = [0.0, *([None] * room)]
    for weight, worth in steps:
        # From above, so that no course is taken twice.
        for total in range(room, weight - 1, -1):
            before = reach[total - weight]
            if before is not None:
                known = reach[total]
                value = before + worth
                reach[total] = value if known is None else better(known, value)
    return next(
        (total, worth) for total, worth in reversed(list(enumerate(reach))) if worth is not None
    )


_MISSING, _TOUCHED, _GENERAL = range(3)


class FirstGap(Model):
    """A theme that is not a subject in explicit context, in its place in the order."""

    item: ItemRef
    label: str
    finding: Finding
    tie: Tie | None
    """`GENERAL` for a subject or a touch without a tie to the OCMW."""
    is_core_task: bool
    weight: float | None = Field(ge=0, le=1)
    """Share of the named reference, 0..1, or that of a measured domain which the theme shares with
    others; None where it does not measure the theme, which is not zero."""
    starting_point: StartingPoint | None
    """The nearest course; None where nothing comes near."""


def gaps_in_order(
    programme: ProgrammeText,
    framework: Framework,
    findings: FrameworkFindings,
    reference: Reference,
) -> tuple[FirstGap, ...]:
    """Give every theme that is not a subject in explicit context, in the order to take them up.

    First the core tasks, then the rest; within each what is not found, uncertain or rejected as
    one group, then what is touched, then what is taught without a tie to the OCMW; within that by
    the weight of the reference. A theme that it does not measure stands at the median of those
    that it does: unknown is neither nothing nor much. Then as in the edition.
    """
    weights = {theme.item: _weight(reference, theme.item) for theme in findings.items}
    known = [weight for weight in weights.values() if weight is not None]
    middle = median(known) if known else 0.0
    groups = {theme.item: group for theme in findings.items if (group := _group(theme)) is not None}
    points = {
        start.item: start.points
        for start in starting_points(programme, framework, findings, groups)
    }

    def place(gap: FirstGap) -> tuple[bool, int, float]:
        weight = middle if gap.weight is None else gap.weight
        return not gap.is_core_task, groups[gap.item], -weight

    gaps = (
        FirstGap(
            item=theme.item,
            label=theme.label,
            finding=theme.finding,
            tie=theme.tie,
            is_core_task=theme.is_core_task,
            weight=weights[theme.item],
            starting_point=next(iter(points[theme.item]), None),
        )
        for theme in findings.items
        if theme.item in groups
    )
    return tuple(sorted(gaps, key=place))


def _group(theme: ItemFinding) -> int | None:
    """Give the group of a theme; None where it is a subject, and not known to be without a tie."""
    match theme.finding:
        case Finding.NO_TRACE | Finding.WEAK_TRACE | Finding.REJECTED:
            return _MISSING
        case Finding.TOUCHED:
            return _TOUCHED
    return _GENERAL if theme.tie is Tie.GENERAL else None


def _weight(reference: Reference, item: ItemRef) -> float | None:
    """Give the share of a theme, or of the measured domain that it shares; None: not measured."""
    if not reference.measures(item):
        return None
    row = next((row for row in reference.weights if row.item == item), None)
    is_time = reference.kind is ReferenceKind.TIME_USE
    # The time of a domain that covers several themes stands in a file in equal parts, which nobody
    # measured; the whole domain is its upper end.
    if row is not None and is_time and row.high is not None and row.high > row.share:
        return row.high
    return reference.share(item)


_FIRST = 5


class OcmwPractice(Model):
    """What the sheets of one programme say of OCMW practice."""

    findings: FrameworkFindings
    share: OcmwShare
    gaps: tuple[FirstGap, ...]
    """Every theme that is not a subject in explicit context, in the order to take them up."""
    reference: str
    """Title of the reference that the gaps are weighed by."""

    @property
    def themes(self) -> tuple[ItemFinding, ...]:
        """The themes, in the order of the edition."""
        return self.findings.items

    @property
    def first_gaps(self) -> tuple[FirstGap, ...]:
        """The themes to begin with, five at most."""
        return self.gaps[:_FIRST]


def ocmw_practice(
    programme: ProgrammeText, framework: Framework, reference: Reference
) -> OcmwPractice:
    """Say what the sheets of a programme show of OCMW practice.

    The gaps are weighed by a reference for any edition of that framework.

    Raises:
        ReferenceMismatchError: the reference is about another framework.
        NothingToWeighError: none of its items is in the edition.
    """
    fitted = fit_reference(reference, framework)
    findings = framework_findings(programme, framework)
    return OcmwPractice(
        findings=findings,
        share=ocmw_share(programme, framework, findings),
        gaps=gaps_in_order(programme, framework, findings, fitted),
        reference=fitted.title,
    )


_LOCAL_GOVERNMENT = "lokaal_bestuur_ocmw"
"""Item id of local government in the framework `werkvelden`."""
_MUCH = 0.02
_SOME = 0.005
"""Least parts of the base, by expected credits: in 180 credits 3,6 and 0,9. Agreements."""


class FieldBand(StrEnum):
    """How much the sheets say of a work field; the values are public JSON."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"
    NONE = "none"


class FieldLine(Model):
    """One work field."""

    item: ItemRef
    label: str
    band: FieldBand
    credits: CreditRange
    """ECTS credits by text, sheets without text and pasted paragraphs left out."""
    courses: int = Field(ge=0)
    """Number of courses in the base that give it credits."""


class WorkFields(Model):
    """The work fields, in the order of the edition."""

    framework: FrameworkRef
    title: str
    fields: tuple[FieldLine, ...]
    focus: ItemRef | None
    """Local government and OCMW; None where the edition does not have it."""


def work_fields(programme: ProgrammeText, findings: FrameworkFindings) -> WorkFields:
    """Put the findings of a programme for a framework that is there to compare into bands."""
    base = programme.load.base.credits
    fields = tuple(
        FieldLine(
            item=field.item,
            label=field.label,
            band=_band(ects, base),
            credits=ects,
            courses=sum(course.credits.high > 0 for course in field.courses),
        )
        for field in findings.items
        for ects in [CreditRange.total((field.explicit, field.general, field.undetermined))]
    )
    return WorkFields(
        framework=findings.ref,
        title=findings.title,
        fields=fields,
        focus=next((f.item for f in fields if f.item.item == _LOCAL_GOVERNMENT), None),
    )


def _band(ects: CreditRange, base: float) -> FieldBand:
    if not ects.high:
        return FieldBand.NONE
    if ects.expected >= _MUCH * base:
        return FieldBand.MUCH
    return FieldBand.SOME if ects.expected >= _SOME * base else FieldBand.LITTLE
