"""Numbers about a mapping, each with its rule."""

from swcompetence.analysis.checks.check import Check, CheckLimits, CheckRow, Outcome, Weight
from swcompetence.analysis.checks.checks import CHECK_RULES, CHECK_TITLES, run_checks
from swcompetence.analysis.checks.course_link import CourseLink, course_links
from swcompetence.analysis.checks.narrowest_path import (
    PATH_RULE,
    Meeting,
    NarrowestPath,
    PathItem,
    TrackPath,
    narrowest_path,
)
from swcompetence.analysis.checks.phases import PhaseOrder, phase_order
from swcompetence.analysis.checks.progression import (
    PROGRESSION_RULE,
    ItemProgression,
    Progression,
    ProgressionCell,
    progression,
)
from swcompetence.analysis.comparison.bridge import Entry
from swcompetence.analysis.comparison.build import compare
from swcompetence.analysis.comparison.comparison import Comparison
from swcompetence.analysis.comparison.steps import SameCourse, Transition
from swcompetence.analysis.course_facts import CourseFacts, Places, course_facts
from swcompetence.analysis.course_type import (
    COURSE_TYPE_RULE,
    CourseType,
    TypedCourse,
    course_type,
    typed_course,
)
from swcompetence.analysis.coverage import coverage
from swcompetence.analysis.evaluation import (
    Evaluation,
    Figures,
    Interval,
    evaluate,
    gold_of_review,
)
from swcompetence.analysis.field_comparison import (
    FIELD_COMPARISON_RULE,
    LOCAL_GOVERNMENT,
    FieldComparison,
    FieldPlace,
    field_comparison,
)
from swcompetence.analysis.item_coverage import (
    CREDITS_RULE,
    TEXT_CREDITS_RULE,
    Finding,
    FrameworkCoverage,
    ItemCoverage,
)
from swcompetence.analysis.link_standing import (
    ASSESSED_RULE,
    LEVEL_NAMES,
    MENTION_RULE,
    Assessed,
    assessed_of,
    is_confirmed,
    is_open_proposal,
    levels_of,
)
from swcompetence.analysis.practice_share import PracticeShare, practice_share
from swcompetence.analysis.presence import PRESENCE_RULE, Presence
from swcompetence.analysis.programme_size import ProgrammeSize, programme_size
from swcompetence.analysis.progress import Progress, review_progress
from swcompetence.analysis.reference.fit import fit_reference
from swcompetence.analysis.reference.reference import (
    equal_reference,
    merge_references,
    reference_of_form,
)
from swcompetence.analysis.reference.representation import (
    FLOOR_CREDITS,
    Representation,
    RepresentationLine,
    Standing,
    representation,
)
from swcompetence.analysis.reference.texts import reference_from_mapping
from swcompetence.analysis.route.route import Counted, Route, route
from swcompetence.analysis.share import Share, framework_share
from swcompetence.analysis.spread import (
    SPREAD_RULE,
    ContentSpread,
    Dimension,
    SpreadGroup,
    content_spread,
)
from swcompetence.analysis.starting_points import (
    STARTING_POINTS_RULE,
    ItemStartingPoints,
    Nearness,
    NearSegment,
    StartingPoint,
    starting_points,
)
from swcompetence.analysis.taught_text import TAUGHT_RULE
from swcompetence.analysis.text_share import (
    TEXT_SHARE_RULE,
    CourseTextShare,
    ItemTextShare,
)

__all__ = [
    "ASSESSED_RULE",
    "CHECK_RULES",
    "CHECK_TITLES",
    "COURSE_TYPE_RULE",
    "CREDITS_RULE",
    "FIELD_COMPARISON_RULE",
    "FLOOR_CREDITS",
    "LEVEL_NAMES",
    "LOCAL_GOVERNMENT",
    "MENTION_RULE",
    "PATH_RULE",
    "PRESENCE_RULE",
    "PROGRESSION_RULE",
    "SPREAD_RULE",
    "STARTING_POINTS_RULE",
    "TAUGHT_RULE",
    "TEXT_CREDITS_RULE",
    "TEXT_SHARE_RULE",
    "Assessed",
    "Check",
    "CheckLimits",
    "CheckRow",
    "Comparison",
    "ContentSpread",
    "Counted",
    "CourseFacts",
    "CourseLink",
    "CourseTextShare",
    "CourseType",
    "Dimension",
    "Entry",
    "Evaluation",
    "FieldComparison",
    "FieldPlace",
    "Figures",
    "Finding",
    "FrameworkCoverage",
    "Interval",
    "ItemCoverage",
    "ItemProgression",
    "ItemStartingPoints",
    "ItemTextShare",
    "Meeting",
    "NarrowestPath",
    "NearSegment",
    "Nearness",
    "Outcome",
    "PathItem",
    "PhaseOrder",
    "Places",
    "PracticeShare",
    "Presence",
    "ProgrammeSize",
    "Progress",
    "Progression",
    "ProgressionCell",
    "Representation",
    "RepresentationLine",
    "Route",
    "SameCourse",
    "Share",
    "SpreadGroup",
    "Standing",
    "StartingPoint",
    "TrackPath",
    "Transition",
    "TypedCourse",
    "Weight",
    "assessed_of",
    "compare",
    "content_spread",
    "course_facts",
    "course_links",
    "course_type",
    "coverage",
    "equal_reference",
    "evaluate",
    "field_comparison",
    "fit_reference",
    "framework_share",
    "gold_of_review",
    "is_confirmed",
    "is_open_proposal",
    "levels_of",
    "merge_references",
    "narrowest_path",
    "phase_order",
    "practice_share",
    "programme_size",
    "progression",
    "reference_from_mapping",
    "reference_of_form",
    "representation",
    "review_progress",
    "route",
    "run_checks",
    "starting_points",
    "typed_course",
]
