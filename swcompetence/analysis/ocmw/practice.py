"""OCMW practice in a programme, the themes to begin with, and the work fields beside it."""

from __future__ import annotations

from enum import StrEnum
from statistics import median

from pydantic import Field

from swcompetence.analysis.finding import (
    Finding,
    FrameworkFindings,
    ItemFinding,
    framework_findings,
)
from swcompetence.analysis.ocmw.share import OcmwShare, ocmw_share
from swcompetence.analysis.reference.reference import fit_reference
from swcompetence.analysis.starting_points import StartingPoint, starting_points
from swcompetence.analysis.text_credits import CreditRange, ProgrammeText
from swcompetence.model import Framework, FrameworkRef, ItemRef, Model, Reference, ReferenceKind
from swcompetence.model.mapping import Tie

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
