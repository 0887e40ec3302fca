"""OCMW practice in a programme, gathered out of the analyses."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.analysis.coverage import FrameworkCoverage
from swcompetence.analysis.practice import practice_share
from swcompetence.analysis.reference.reference import equal_reference, fit_reference
from swcompetence.analysis.reference.representation import representation
from swcompetence.analysis.share import framework_share, programme_size
from swcompetence.analysis.spread import content_spread
from swcompetence.analysis.starting_points import starting_points
from swcompetence.model import Framework, Mapping, Reference
from swcompetence.report.findings.gap_report import Practice

OCMW = "ocmw-praktijk"
"""Id of the framework about OCMW practice."""
FIELDS = "werkvelden"
"""Id of the framework of work fields."""


def practice_of(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    covered: Sequence[FrameworkCoverage],
    reference: Reference | None,
    floor: float,
) -> Practice | None:
    """Say what the sheets show of OCMW practice; None where the mapping does not hold it.

    Args:
        mapping: of one programme.
        frameworks: the editions that the mapping uses.
        covered: what the mapping covers of them.
        reference: to compare with; None for equal weights.
        floor: ECTS credits below which a theme is underexposed whatever its index.

    Raises:
        ReferenceMismatchError: the reference is about another framework.
    """
    framework = next((framework for framework in frameworks if framework.id == OCMW), None)
    coverage = next((coverage for coverage in covered if coverage.id == OCMW), None)
    if framework is None or coverage is None:
        return None
    yardstick = fit_reference(reference, framework) if reference else equal_reference(framework)
    compared = representation(coverage, yardstick, floor=floor)
    return Practice(
        share=practice_share(coverage, programme_size(mapping)),
        courses=framework_share(mapping, OCMW),
        reference=yardstick,
        representation=compared,
        spread=content_spread(coverage, mapping),
        starting_points=starting_points(mapping, coverage, compared.weak),
    )
