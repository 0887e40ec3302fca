"""What a sheet says of one link: its level, how sure it is, who decided, and the sheet's words."""

from __future__ import annotations

from swcompetence.analysis.link_standing import Assessed
from swcompetence.model import BoardStatement, Decision
from swcompetence.report.findings.gap_report import LinkLine, State
from swcompetence.report.findings.wording import date_words, shortened
from swcompetence.review.rollover.changes import FIELD_WORDS
from swcompetence.review.sheet import LEVELS, VERDICT_WORDS

STATED = "volgens de commissie"
"""What stands where a link has its state: a statement is no link."""
STATED_NOTE = "Verklaring van de opleidingscommissie, geen bewijs uit de fiche; telt nergens mee"
_QUOTE = 260


def level_words(link: LinkLine) -> str | None:
    """Name the levels that reviewers gave; a proposal has none."""
    if link.state is not State.CONFIRMED:
        return None
    return "\n".join(named_level(level) for level in link.levels) or "niet ingevuld"


def named_level(level: str) -> str:
    """Write a level with what it stands for; a college's own level as it is.

    >>> named_level("I"), named_level("gevorderd")
    ('I introductie', 'gevorderd')
    """
    return f"{level} {LEVELS[level]}" if level in LEVELS else level


def assessed_words(link: LinkLine) -> str | None:
    """Say whether the item is assessed; of a proposal only what the sheet itself shows."""
    is_confirmed = link.state is State.CONFIRMED
    return link.assessed if is_confirmed or link.assessed is Assessed.MENTIONED else None


def confidence_words(link: LinkLine) -> str:
    """Say how sure the program was."""
    return "lesgever voegde toe" if link.confidence is None else link.band.value


def decision_words(link: LinkLine) -> str:
    """Say who decided what and when, one reviewer a line."""
    return "\n".join(map(_decision, link.decisions))


def _decision(decision: Decision) -> str:
    date = f", {date_words(decision.date)}" if decision.date else ""
    final = " (definitief)" if decision.final else ""
    note = f": {shortened(decision.note, _QUOTE)}" if decision.note else ""
    said = f"{decision.reviewer or 'zonder naam'}: {VERDICT_WORDS[decision.verdict]}"
    return f"{said}{date}{final}{note}"


def evidence_words(link: LinkLine) -> str:
    """Quote the sheet, one segment a line, each with its field."""
    quotes = [
        f"“{shortened(quote.text, _QUOTE)}” ({FIELD_WORDS[quote.field]})" for quote in link.quotes
    ]
    if quotes:
        return "\n".join(quotes)
    if link.confidence is None:
        return "geen citaat: een lesgever legde deze koppeling zelf"
    return "geen citaat: enkel gelijkenis in woordgebruik"


def statement_words(statement: BoardStatement) -> str:
    """Tell a statement so that nobody takes it for evidence."""
    who = ", ".join(
        part
        for part in (statement.who, date_words(statement.date) if statement.date else None)
        if part
    )
    remark = f": ‘{statement.remark}’" if statement.remark else ""
    return f"{STATED_NOTE}{remark}{f' ({who})' if who else ''}"
