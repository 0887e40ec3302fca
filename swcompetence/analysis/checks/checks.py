"""Board checks: every rule, run on one programme."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.analysis.checks.check import Check, CheckLimits
from swcompetence.analysis.checks.courses import COURSE_CHECKS
from swcompetence.analysis.checks.items import ITEM_CHECKS
from swcompetence.analysis.checks.programme import PROGRAMME_CHECKS
from swcompetence.analysis.checks.programme_facts import CheckRule, ProgrammeFacts
from swcompetence.analysis.item_coverage import FrameworkCoverage
from swcompetence.analysis.link_standing import LEVEL_NAMES
from swcompetence.model import Mapping

CHECK_RULES: tuple[CheckRule, ...] = (*ITEM_CHECKS, *PROGRAMME_CHECKS, *COURSE_CHECKS)
"""Every check, in the order of the report."""
CHECK_TITLES: dict[str, str] = {rule.code: rule.title for rule in CHECK_RULES}
"""Code -> title."""


def run_checks(
    mapping: Mapping,
    frameworks: Sequence[FrameworkCoverage],
    *,
    limits: CheckLimits | None = None,
    levels: Sequence[str] = LEVEL_NAMES,
) -> tuple[Check, ...]:
    """Apply every check; one that finds nothing, or cannot be applied, is given too and says so.

    A framework that is there to compare with, such as work fields, has no gaps.

    Args:
        mapping: of one programme.
        frameworks: its coverage.
        limits: the thresholds; None for the agreed ones.
        levels: the names of the levels, lowest first.
    """
    facts = ProgrammeFacts(
        mapping=mapping,
        frameworks=tuple(frameworks),
        limits=limits or CheckLimits(),
        levels=tuple(levels),
    )
    return tuple(rule.check(facts) for rule in CHECK_RULES)
