"""From course texts to proposed links, with evidence."""

from swcompetence.matching.explanation import Explanation, explain
from swcompetence.matching.matcher import Candidate, EvidenceMatcher, Matcher
from swcompetence.matching.parameters import PARAMETERS, Parameters
from swcompetence.matching.propose import (
    ProgrammeContext,
    programme_context,
    propose,
    propose_many,
    tool_of,
    tool_version,
    used_frameworks,
)

__all__ = [
    "PARAMETERS",
    "Candidate",
    "EvidenceMatcher",
    "Explanation",
    "Matcher",
    "Parameters",
    "ProgrammeContext",
    "explain",
    "programme_context",
    "propose",
    "propose_many",
    "tool_of",
    "tool_version",
    "used_frameworks",
]
