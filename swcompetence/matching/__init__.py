"""From course texts to proposed links, with evidence."""

from swcompetence.matching.explanation import Explanation, explain
from swcompetence.matching.matcher import Candidate, EvidenceMatcher, Matcher
from swcompetence.matching.parameters import PARAMETERS, Parameters
from swcompetence.matching.propose import propose, tool_version

__all__ = [
    "PARAMETERS",
    "Candidate",
    "EvidenceMatcher",
    "Explanation",
    "Matcher",
    "Parameters",
    "explain",
    "propose",
    "tool_version",
]
