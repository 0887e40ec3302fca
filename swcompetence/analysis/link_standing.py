"""Where a link stands when it is counted: confirmed, an open proposal, a hint, or nothing."""

from __future__ import annotations

from enum import StrEnum

from swcompetence.model import (
    NOTHING_FITS,
    CourseField,
    Decision,
    Evidence,
    EvidenceKind,
    Link,
    LinkOrigin,
    Status,
    Verdict,
)
from swcompetence.model.mapping import in_force

MENTION_WEIGHT = 0.5
"""Least weight of the evidence that makes a mention, see `MENTION_RULE`."""
MENTION_RULE = (
    "Een duidelijke term van het kaderitem staat in de titel of in wat de fiche als leerstof"
    " beschrijft, te weinig om een koppeling voor te stellen (gewicht van het bewijs minstens"
    f" {str(MENTION_WEIGHT).replace('.', ',')}). Zwakke termen, gelijkenis, evaluatie, literatuur"
    " en werkvormen volstaan niet; een verworpen koppeling telt niet mee."
)
ASSESSED_RULE = (
    "Geëvalueerd of niet: wat lesgevers bij een bevestigde koppeling invulden. Vulde niemand iets"
    " in, dan ‘in de evaluatie genoemd’ als een term van het kaderitem in het veld evaluatie van"
    " de fiche staat, anders ‘onbekend’."
)
LEVEL_NAMES: tuple[str, ...] = ("I", "V", "B")
"""The levels that a reviewer chooses from, lowest first: introductie, verdieping, beheersing."""


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
    """Say whether the link is proposed, or added by a reviewer, and not yet settled."""
    named = link.proposed or link.origin is LinkOrigin.REVIEWER
    return (
        named
        and link.item.item != NOTHING_FITS
        and link.status not in {Status.CONFIRMED, Status.REJECTED}
    )


def real_evidence(link: Link) -> tuple[Evidence, ...]:
    """Give the pieces where a term was found; shared words alone are no sign."""
    return tuple(piece for piece in link.evidence if piece.kind is not EvidenceKind.SIMILARITY)


def is_hint(link: Link) -> bool:
    """Say whether a term was found or somebody judged; shared words alone are no sign."""
    found = bool(real_evidence(link)) or bool(link.decisions)
    return found and link.status is not Status.REJECTED


def is_mention(link: Link) -> bool:
    """Say whether a clear term stands in the sheet, see `MENTION_RULE`."""
    return any(piece.weight >= MENTION_WEIGHT for piece in real_evidence(link))


def levels_of(link: Link) -> tuple[str, ...]:
    """Give the levels that reviewers gave a confirmed link: I, V, B, then a college's own words.

    Only accepting decisions in force count; where one of them is final, only those that are.
    """
    found = {one.level for one in _accepting(link) if one.level}
    known = [level for level in LEVEL_NAMES if level in found]
    return (*known, *sorted(found.difference(LEVEL_NAMES)))


def assessed_of(link: Link) -> Assessed:
    """Say whether the item is assessed in the course, see `ASSESSED_RULE`."""
    said = {one.assessed for one in _accepting(link) if one.assessed is not None}
    if said:
        answers = {True: Assessed.YES, False: Assessed.NO}
        return answers[said.pop()] if len(said) == 1 else Assessed.DIVIDED
    is_named = any(piece.field is CourseField.ASSESSMENT for piece in real_evidence(link))
    return Assessed.MENTIONED if is_named else Assessed.UNKNOWN


def _accepting(link: Link) -> list[Decision]:
    if not is_confirmed(link):
        return []
    standing = in_force(link.decisions)
    deciding = [one for one in standing if one.final] or standing
    return [one for one in deciding if one.verdict is Verdict.ACCEPT]
