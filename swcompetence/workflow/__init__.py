"""The use cases in one call each: from course list to mapping, from mapping to gap report."""

from swcompetence.workflow.course_lists import map_lists, read_lists
from swcompetence.workflow.demo import Demo, run_demo
from swcompetence.workflow.evaluation import evaluate_files
from swcompetence.workflow.gap_report import frameworks_of, open_mapping, render_reports
from swcompetence.workflow.outputs import beside, render_mapping

__all__ = [
    "Demo",
    "beside",
    "evaluate_files",
    "frameworks_of",
    "map_lists",
    "open_mapping",
    "read_lists",
    "render_mapping",
    "render_reports",
    "run_demo",
]
