"""Where a link stands when it is counted: confirmed, an open proposal, a hint, or nothing."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from swcompetence.model import (
    NOTHING_FITS,
    CourseField,
    Decision,
    Evidence,
    EvidenceKind,
    Link,
    Mapping,
    Model,
    Status,
    Verdict,
)
from swcompetence.model.mapping import LEVELS, deciding, in_force

ASSESSED_RULE = (
    "Geëvalueerd of niet: wat lesgevers bij een bevestigde koppeling invulden. Vulde niemand iets"
    " in, dan ‘in de evaluatie genoemd’ als een term van het kaderitem in het veld evaluatie van"
    " de fiche staat, anders ‘onbekend’."
)
LEVEL_NAMES = tuple(LEVELS)
"""The levels that a reviewer chooses from, lowest first."""
LOWEST_LEVEL, HIGHEST_LEVEL = LEVELS[LEVEL_NAMES[0]], LEVELS[LEVEL_NAMES[-1]]
"""In prose, where B and V would read as the letters of the matrix."""

_SETTLED = frozenset({Status.CONFIRMED, Status.REJECTED})
_SEEING = frozenset({Verdict.ACCEPT, Verdict.TOUCHED})


class Assessed(StrEnum):
    """Whether an item is assessed in a course, see `ASSESSED_RULE`."""

    YES = "geëvalueerd"
    NO = "niet geëvalueerd"
    DIVIDED = "lesgevers oneens"
    MENTIONED = "in de evaluatie genoemd"
    UNKNOWN = "onbekend"


def is_confirmed(link: Link) -> bool:
    """Say whether reviewers confirmed the link; 'nothing fits' is no link."""
    return link.status is Status.CONFIRMED and link.item.item != NOTHING_FITS


def is_open_proposal(link: Link) -> bool:
    """Say whether the link is proposed, or added by a reviewer, and not yet settled.

    What only a college's matrix claims is asked of lecturers, and shown by no sheet.
    """
    is_shown = link.is_asked and not link.is_claim
    return is_shown and link.item.item != NOTHING_FITS and link.status not in _SETTLED


def counts(link: Link) -> bool:
    """Say whether the link counts, in a figure of its own: confirmed, or an open proposal."""
    return is_confirmed(link) or is_open_proposal(link)


def real_evidence(link: Link) -> tuple[Evidence, ...]:
    """Give the pieces where a term was found; shared words alone are no sign."""
    return tuple(piece for piece in link.evidence if piece.kind is not EvidenceKind.SIMILARITY)


def is_hint(link: Link) -> bool:
    """Say whether a term was found or somebody judged; shared words alone are no sign."""
    is_sign = bool(real_evidence(link)) or bool(link.decisions)
    return is_sign and link.status is not Status.REJECTED


def given_levels(link: Link) -> tuple[str, ...]:
    """Give the levels that reviewers gave a confirmed link: I, V, B, then a college's own words.

    Only decisions in force that see the item count, or the final ones among them. A level that
    only a college's matrix names is nobody's decision; it stands with the mark.
    """
    levels = {decision.level for decision in _accepting(link) if decision.level}
    known = [level for level in LEVEL_NAMES if level in levels]
    return (*known, *sorted(levels.difference(LEVEL_NAMES)))


def assessed_of(link: Link) -> Assessed:
    """Say whether the item is assessed in the course, see `ASSESSED_RULE`."""
    answers = {
        Assessed.YES if decision.assessed else Assessed.NO
        for decision in _accepting(link)
        if decision.assessed is not None
    }
    if answers:
        return answers.pop() if len(answers) == 1 else Assessed.DIVIDED
    is_named = any(piece.field is CourseField.ASSESSMENT for piece in real_evidence(link))
    return Assessed.MENTIONED if is_named else Assessed.UNKNOWN


def _accepting(link: Link) -> list[Decision]:
    if not is_confirmed(link):
        return []
    return [decision for decision in deciding(link.decisions) if decision.verdict in _SEEING]


class Progress(Model):
    """Counts of the links that ask for a decision or had one: no hints that nobody looked at."""

    asked: int = Field(ge=0)
    decided: int = Field(ge=0)
    """Confirmed or rejected; unsure, conflicting and stale links count as not decided."""
    by_matrix: int = Field(default=0, ge=0)
    """Those of them that only the college's matrix decided, and no person."""
    disputed: int = Field(default=0, ge=0)
    """Those on which lecturers differ."""

    @property
    def by_people(self) -> int:
        """Those on which a person decided."""
        return self.decided - self.by_matrix

    @property
    def share(self) -> float:
        """Decided by people, over asked; 0 where nothing is asked."""
        return self.by_people / self.asked if self.asked else 0.0


def review_progress(mapping: Mapping) -> Progress:
    """Count the links that ask for a decision, or had one, and those that have one now."""
    asked = [k for k in mapping.links if k.is_for_review and k.item.item != NOTHING_FITS]
    decided = [link for link in asked if link.status in _SETTLED]
    by_matrix = [
        link
        for link in decided
        if link.marks and not any(decision.is_by_person for decision in in_force(link.decisions))
    ]
    return Progress(
        asked=len(asked),
        decided=len(decided),
        by_matrix=len(by_matrix),
        disputed=sum(link.status is Status.CONFLICT for link in asked),
    )
