"""Numbers about a mapping, each with its rule."""

from swcompetence.analysis.checks import Check, CheckRow, Weight, run_checks
from swcompetence.analysis.coverage import (
    CREDITS_RULE,
    Finding,
    FrameworkCoverage,
    ItemCoverage,
    coverage,
    is_confirmed,
    is_open_proposal,
)
from swcompetence.analysis.evaluation import (
    Evaluation,
    Figures,
    Interval,
    evaluate,
    gold_of_review,
)
from swcompetence.analysis.progress import Progress, review_progress
from swcompetence.analysis.share import Share, framework_share

__all__ = [
    "CREDITS_RULE",
    "Check",
    "CheckRow",
    "Evaluation",
    "Figures",
    "Finding",
    "FrameworkCoverage",
    "Interval",
    "ItemCoverage",
    "Progress",
    "Share",
    "Weight",
    "coverage",
    "evaluate",
    "framework_share",
    "gold_of_review",
    "is_confirmed",
    "is_open_proposal",
    "review_progress",
    "run_checks",
]
