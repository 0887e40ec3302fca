"""What one row of a review workbook says."""

from __future__ import annotations

from swcompetence.model import Decision, ItemRef, Model, Place

__all__ = ["ReviewedLink", "is_same", "reviewer_key"]


class ReviewedLink(Model):
    """What one row of a review workbook says of one course and one item."""

    course: str
    """Course id."""
    item: ItemRef
    decision: Decision
    place: Place


def reviewer_key(name: str | None) -> str | None:
    """Give the form in which reviewers are compared; None for a decision without a name.

    >>> reviewer_key(" An  Peeters") == reviewer_key("an peeters")
    True
    """
    return (" ".join(name.split()).casefold() or None) if name else None


def is_same(one: Decision, other: Decision) -> bool:
    """Say whether two decisions say the same, but for the spelling of the reviewer's name."""
    return reviewer_key(one.reviewer) == reviewer_key(other.reviewer) and one == other.model_copy(
        update={"reviewer": one.reviewer}
    )
