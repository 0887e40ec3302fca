"""The OCMW themes to begin with: core tasks first, then by what is found and how it weighs."""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from pydantic import Field

from swcompetence.analysis.finding import Finding, FrameworkFindings, ItemFinding
from swcompetence.analysis.programme_text import ProgrammeText
from swcompetence.analysis.starting_points import StartingPoint, starting_points
from swcompetence.model import Framework, ItemRef, Model, Reference, ReferenceKind
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
    """Share of the named reference, 0..1; None where it does not measure the theme, which is not
    zero."""
    is_domain_weight: bool
    """The weight is that of a measured domain which the theme shares with others; it is never
    divided over them."""
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

    Args:
        programme: the programme that `findings` are about.
        framework: the edition of OCMW practice.
        findings: of that edition.
        reference: in the items of that edition.
    """
    weights = {theme.item: _weight(reference, theme.item) for theme in findings.items}
    known = [weight.share for weight in weights.values() if weight.share is not None]
    middle = median(known) if known else 0.0
    groups = {theme.item: group for theme in findings.items if (group := _group(theme)) is not None}
    points = {
        start.item: start.points
        for start in starting_points(programme, framework, findings, groups)
    }
    gaps = []
    for theme in (theme for theme in findings.items if theme.item in groups):
        weight = weights[theme.item]
        place = (
            not theme.is_core_task,
            groups[theme.item],
            -(middle if weight.share is None else weight.share),
        )
        gap = FirstGap(
            item=theme.item,
            label=theme.label,
            finding=theme.finding,
            tie=theme.tie,
            is_core_task=theme.is_core_task,
            weight=weight.share,
            is_domain_weight=weight.is_domain,
            starting_point=next(iter(points[theme.item]), None),
        )
        gaps.append((place, gap))
    return tuple(gap for _, gap in sorted(gaps, key=lambda placed: placed[0]))


def _group(theme: ItemFinding) -> int | None:
    """Give the group of a theme; None where it is a subject, and not known to be without a tie."""
    match theme.finding:
        case Finding.NO_TRACE | Finding.WEAK_TRACE | Finding.REJECTED:
            return _MISSING
        case Finding.TOUCHED:
            return _TOUCHED
    return _GENERAL if theme.tie is Tie.GENERAL else None


class _Weight(NamedTuple):
    share: float | None
    is_domain: bool = False


def _weight(reference: Reference, item: ItemRef) -> _Weight:
    if not reference.measures(item):
        return _Weight(None)
    row = next((row for row in reference.weights if row.item == item), None)
    is_time = reference.kind is ReferenceKind.TIME_USE
    # The time of a domain that covers several themes stands in a file in equal parts, which nobody
    # measured; the whole domain is its upper end.
    if row is not None and is_time and row.high is not None and row.high > row.share:
        return _Weight(row.high, is_domain=True)
    return _Weight(reference.share(item))
