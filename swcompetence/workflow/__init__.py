"""The use cases in one call each: from course list to mapping, from mapping to gap report."""

from swcompetence.workflow.agreeing import compare_files
from swcompetence.workflow.course_lists import map_lists, read_lists
from swcompetence.workflow.demo import Demo, run_demo
from swcompetence.workflow.dividing import divide, render_parts
from swcompetence.workflow.evaluation import evaluate_files
from swcompetence.workflow.gap_report import frameworks_of, open_mapping, render_reports
from swcompetence.workflow.outputs import beside, render_mapping
from swcompetence.workflow.reviewing import Review, bring_together
from swcompetence.workflow.rollover import FileRollover, with_decisions
from swcompetence.workflow.safekeeping import put_in_place, refuse_existing

__all__ = [
    "Demo",
    "FileRollover",
    "Review",
    "beside",
    "bring_together",
    "compare_files",
    "divide",
    "evaluate_files",
    "frameworks_of",
    "map_lists",
    "open_mapping",
    "put_in_place",
    "read_lists",
    "refuse_existing",
    "render_mapping",
    "render_parts",
    "render_reports",
    "run_demo",
    "with_decisions",
]
