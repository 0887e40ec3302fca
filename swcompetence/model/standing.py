"""Which links ask for a decision, and which of the decisions on a link count."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.model.mapping import Decision, Link, LinkOrigin


def reviewer_key(name: str | None) -> str | None:
    """Give the form in which reviewers are compared; None for a decision without a name.

    >>> reviewer_key(" An  Peeters") == reviewer_key("an peeters")
    True
    """
    return (" ".join(name.split()).casefold() or None) if name else None


def in_force(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Give the decision that counts of every reviewer: the newest one.

    Decisions without a name are not known to be of one person, so each of them counts.
    """
    newest: dict[str | int, Decision] = {}
    for number, decision in enumerate(decisions):
        key = reviewer_key(decision.reviewer)
        newest.pop(number if key is None else key, None)
        newest[number if key is None else key] = decision
    return tuple(newest.values())


def deciding(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """Give the decisions in force that settle a link; where some are final, only those."""
    standing = in_force(decisions)
    return tuple(decision for decision in standing if decision.final) or standing


def is_asked(link: Link) -> bool:
    """Say whether a link asks for a decision: it is proposed, or a reviewer added it."""
    return link.proposed or link.origin is LinkOrigin.REVIEWER
