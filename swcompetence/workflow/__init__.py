"""The use cases in one call each: from course list to mapping, from mapping to gap report."""

from swcompetence.workflow.agreeing import compare_files
from swcompetence.workflow.comparing import compare_lists
from swcompetence.workflow.course_lists import map_lists, read_lists
from swcompetence.workflow.demo import Demo, run_demo
from swcompetence.workflow.dividing import divide, render_parts
from swcompetence.workflow.gap_report import (
    ReportKind,
    build_reports,
    frameworks_of,
    open_mapping,
    render_report,
    render_reports,
)
from swcompetence.workflow.outputs import beside, render_mapping
from swcompetence.workflow.reference_making import derive_reference, render_reference
from swcompetence.workflow.references import list_references, open_reference
from swcompetence.workflow.report_run import MadeReport, ReportWishes, make_reports
from swcompetence.workflow.reviewing import Review, bring_together
from swcompetence.workflow.rollover import FileRollover, with_decisions
from swcompetence.workflow.routing import find_route
from swcompetence.workflow.safekeeping import put_in_place, refuse_existing
from swcompetence.workflow.watched_checks import watched_checks

__all__ = [
    "Demo",
    "FileRollover",
    "MadeReport",
    "ReportKind",
    "ReportWishes",
    "Review",
    "beside",
    "bring_together",
    "build_reports",
    "compare_files",
    "compare_lists",
    "derive_reference",
    "divide",
    "find_route",
    "frameworks_of",
    "list_references",
    "make_reports",
    "map_lists",
    "open_mapping",
    "open_reference",
    "put_in_place",
    "read_lists",
    "refuse_existing",
    "render_mapping",
    "render_parts",
    "render_reference",
    "render_report",
    "render_reports",
    "run_demo",
    "watched_checks",
    "with_decisions",
]
