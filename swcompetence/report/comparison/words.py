"""The Dutch words of a comparison, shared by the screen and the workbook."""

from __future__ import annotations

from swcompetence.analysis.comparison.comparison import Comparison, PlatformCount, Step
from swcompetence.analysis.coverage import Finding
from swcompetence.report.findings.wording import FINDING_WORDS

UNKNOWN = "niet te vergelijken"
"""What is said of an item where a list was mapped onto something else."""
NO_PLATFORM = "op geen bekend platform"
STEP_RULE = (
    "Erbij en weg: koppelingen (bevestigd of voorgesteld) die maar één van beide lijsten heeft."
    " Opleidingsonderdelen zijn dezelfde als hun tekst gelijk is; ‘herkend’ is een gok op titel en"
    " tekst, nooit op code. Enkel items van een kader dat beide lijsten gebruiken, tellen mee."
)
SHORT_FINDINGS = {
    Finding.CONFIRMED: "bevestigd",
    Finding.PROPOSED: "enkel voorgesteld",
    Finding.MENTIONED: "terloops vermeld",
    Finding.NOT_FOUND: "niet aangetroffen",
}
_SHOWN = (Finding.CONFIRMED, Finding.PROPOSED)


def finding_words(finding: Finding | None) -> str:
    """Say what the sheets show of an item."""
    return FINDING_WORDS[finding] if finding else UNKNOWN


def items_gained(step: Step) -> int:
    """Count the items that got their first link."""
    return sum(one.old not in _SHOWN and one.new in _SHOWN for one in step.items)


def items_lost(step: Step) -> int:
    """Count the items that lost their last link."""
    return sum(one.old in _SHOWN and one.new not in _SHOWN for one in step.items)


def platform_words(count: PlatformCount) -> str:
    """Say how many programmes of a platform show an item."""
    if not count.comparable:
        return UNKNOWN
    shown = count.confirmed + count.proposed
    if not shown:
        return f"0 van {count.comparable}"
    return f"{shown} van {count.comparable} ({count.confirmed} bevestigd)"


def step_words(comparison: Comparison, step: Step) -> tuple[str, str]:
    """Name the two lists of a step."""
    return comparison.lists[step.old].name, comparison.lists[step.new].name


def title_of(comparison: Comparison) -> str:
    """Name the lists on one line."""
    names = [one.name for one in comparison.lists]
    first = comparison.lists[0]
    about = {(one.college, one.programme) for one in comparison.lists}
    known = [part for part in (first.programme, first.college) if part]
    start = f"{', '.join(known)}: " if len(about) == 1 and known else ""
    return f"{start}{', '.join(names[:-1])} en {names[-1]}"
