"""The review loop: what lecturers decide in a workbook, read back and merged."""

from swcompetence.review.book import MAPPING_SHEET, mapping_cells, mapping_in
from swcompetence.review.columns import LEVELS, NO, VERDICT_WORDS, YES, Column, shown_codes
from swcompetence.review.decisions import read_decisions
from swcompetence.review.issue_codes import ISSUE_CODES
from swcompetence.review.merge import in_force, merge, status_of
from swcompetence.review.reviewed import ReviewedLink, reviewer_key
from swcompetence.review.summary import Conflict, ReviewSummary, summarise

__all__ = [
    "ISSUE_CODES",
    "LEVELS",
    "MAPPING_SHEET",
    "NO",
    "VERDICT_WORDS",
    "YES",
    "Column",
    "Conflict",
    "ReviewSummary",
    "ReviewedLink",
    "in_force",
    "mapping_cells",
    "mapping_in",
    "merge",
    "read_decisions",
    "reviewer_key",
    "shown_codes",
    "status_of",
    "summarise",
]
