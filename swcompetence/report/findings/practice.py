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
from swcompetence.model import Framework, Mapping
from swcompetence.report.findings.gap_report import Practice
from swcompetence.report.findings.settings import ReportSettings

OCMW = "ocmw-praktijk"
"""Id of the framework about OCMW practice."""
FIELDS = "werkvelden"
"""Id of the framework of work fields."""


def practice_of(
    mapping: Mapping,
    frameworks: Sequence[Framework],
    covered: Sequence[FrameworkCoverage],
    settings: ReportSettings,
) -> Practice | None:
    """Say what the sheets show of OCMW practice; None where the mapping does not hold it.

    Raises:
        ReferenceMismatchError: the reference is about another framework.
    """
    found = next(
        (pair for pair in zip(frameworks, covered, strict=True) if pair[1].id == OCMW), None
    )
    if found is None:
        return None
    framework, own = found
    given = settings.reference
    reference = fit_reference(given, framework) if given else equal_reference(framework)
    compared = representation(own, reference, floor=settings.floor)
    return Practice(
        share=practice_share(own, programme_size(mapping)),
        courses=framework_share(mapping, OCMW),
        reference=reference,
        representation=compared,
        spread=content_spread(own, mapping),
        starting_points=starting_points(mapping, own, compared.weak),
    )
