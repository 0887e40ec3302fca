"""Bring together what was decided in two copies of a mapping: nothing lost, nothing said twice."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.model import Decision, Link, Status
from swcompetence.model.mapping import reviewer_key
from swcompetence.review.merge import status_of
from swcompetence.review.reviewed import is_same


def with_history(
    decisions: Sequence[Decision], earlier: Sequence[Decision]
) -> tuple[Decision, ...]:
    """Add decisions that were taken elsewhere, each once.

    A reviewer's own order is kept, dates go before order, and where neither tells, what is already
    there counts as newer. Adding the same again changes nothing.
    """
    reviewers = dict.fromkeys(reviewer_key(one.reviewer) for one in (*decisions, *earlier))
    result: list[Decision] = []
    for key in sorted(reviewers, key=lambda name: name or ""):
        own = [one for one in decisions if reviewer_key(one.reviewer) == key]
        result += _woven(own, [one for one in earlier if reviewer_key(one.reviewer) == key])
    return tuple(result)


def united(link: Link, other: Link) -> Link:
    """Give a link with the decisions of both copies; it stays stale where nobody looked again."""
    decided = [one for one in (link, other) if one.decisions]
    if not decided:
        return link
    looked_at = [one for one in decided if one.status is not Status.STALE]
    decisions = with_history(link.decisions, other.decisions)
    update = {
        "decisions": decisions,
        "status": status_of(decisions) if looked_at else Status.STALE,
        "changed": (looked_at or decided)[0].changed,
    }
    return link.model_copy(update=update)


def _woven(own: Sequence[Decision], earlier: Sequence[Decision]) -> list[Decision]:
    """Weave two histories of one reviewer into one."""
    result = list(own)
    place = 0
    for one in earlier:
        known = [number for number, other in enumerate(result) if is_same(one, other)]
        if not known:
            place = _dated_place(result, one, place)
            result.insert(place, one)
        place = max(place, known[0] if known else place) + 1
    return result


def _dated_place(decisions: Sequence[Decision], new: Decision, place: int) -> int:
    """Move a place so that it follows what has an earlier date, and precedes what has a later."""
    if new.date is None:
        return place
    dated = [(number, one.date) for number, one in enumerate(decisions) if one.date is not None]
    before = [number + 1 for number, date in dated if date < new.date]
    after = [number for number, date in dated if date > new.date]
    return min([max([place, *before]), *after])
