"""The review loop: what lecturers decide in a workbook, read back and merged."""

from swcompetence.model.mapping import in_force, reviewer_key
from swcompetence.review.agreement import (
    NO_LEVEL,
    Agreement,
    Figures,
    Kappa,
    Pair,
    Tally,
    cohen_kappa,
    compare_reviews,
    observed_agreement,
)
from swcompetence.review.board.board import read_board
from swcompetence.review.board.notes import join_notes
from swcompetence.review.book import MAPPING_SHEET, mapping_cells, mapping_in
from swcompetence.review.decisions import read_decisions
from swcompetence.review.issue_codes import ISSUE_CODES
from swcompetence.review.merge import (
    Conflict,
    ReviewedLink,
    ReviewSummary,
    merge,
    new_statements,
    shown_decision,
    status_of,
    summarise,
)
from swcompetence.review.parts.parts import (
    Assignment,
    Division,
    Missing,
    assignments,
    by_phase,
    by_reviewer,
    by_track,
    differences,
    join,
    missing,
    missing_issues,
    split,
)
from swcompetence.review.parts.pseudonyms import Pseudonyms
from swcompetence.review.rollover.rollover import Homeless, Rollover, carry_over
from swcompetence.review.sheet import LEVELS, NO, VERDICT_WORDS, YES, ReviewColumn, shown_codes

__all__ = [
    "ISSUE_CODES",
    "LEVELS",
    "MAPPING_SHEET",
    "NO",
    "NO_LEVEL",
    "VERDICT_WORDS",
    "YES",
    "Agreement",
    "Assignment",
    "Conflict",
    "Division",
    "Figures",
    "Homeless",
    "Kappa",
    "Missing",
    "Pair",
    "Pseudonyms",
    "ReviewColumn",
    "ReviewSummary",
    "ReviewedLink",
    "Rollover",
    "Tally",
    "assignments",
    "by_phase",
    "by_reviewer",
    "by_track",
    "carry_over",
    "cohen_kappa",
    "compare_reviews",
    "differences",
    "in_force",
    "join",
    "join_notes",
    "mapping_cells",
    "mapping_in",
    "merge",
    "missing",
    "missing_issues",
    "new_statements",
    "observed_agreement",
    "read_board",
    "read_decisions",
    "reviewer_key",
    "shown_codes",
    "shown_decision",
    "split",
    "status_of",
    "summarise",
]
