"""What one row of a review workbook says."""

from __future__ import annotations

from swcompetence.model import Decision, ItemRef, Model, Place
from swcompetence.model.mapping import reviewer_key


class ReviewedLink(Model):
    """What one row of a review workbook says of one course and one item."""

    course: str
    """Course id."""
    item: ItemRef
    decision: Decision
    place: Place


def is_same(one: Decision, other: Decision) -> bool:
    """Say whether two decisions say the same, but for the spelling of the reviewer's name."""
    return reviewer_key(one.reviewer) == reviewer_key(other.reviewer) and one == other.model_copy(
        update={"reviewer": one.reviewer}
    )
