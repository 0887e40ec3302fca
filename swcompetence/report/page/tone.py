"""The tone of a finding, a state or a verdict: the one letter by which the style sheet knows it."""

from __future__ import annotations

from swcompetence.analysis.coverage import Finding
from swcompetence.analysis.reference.representation import Standing
from swcompetence.report.findings.gap_report import State

FINDING_TONES = {
    Finding.CONFIRMED: "b",
    Finding.PROPOSED: "v",
    Finding.MENTIONED: "t",
    Finding.NOT_FOUND: "n",
}
STATE_TONES = {
    State.CONFIRMED: "b",
    State.PROPOSED: "v",
    State.MENTIONED: "t",
    State.POSSIBLE: "p",
    State.NONE: "",
}
STANDING_TONES = {
    Standing.NOT_FOUND: "n",
    Standing.MENTIONED: "t",
    Standing.UNDER: "u",
    Standing.IN_PROPORTION: "g",
    Standing.OVER: "o",
    Standing.NOT_COMPARED: "x",
}
