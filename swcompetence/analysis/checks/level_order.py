"""Whether an item comes at its highest level before any lower one, as far as can be known."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.model import Model


class OrderedLink(Model):
    """A link of an item, with what is known of its level and phase."""

    course: str
    """Course id."""
    may_be_top: bool
    """True also where the level is unknown."""
    may_be_lower: bool
    """True also where the level is unknown."""
    earliest: int
    """Earliest place that its phase may have, from 0."""
    latest: int


def must_be_broken(links: Sequence[OrderedLink]) -> bool:
    """Say whether, whatever the unknown levels and phases are, a top level comes first.

    The order is broken where a link at the top level stands in an earlier phase than the first
    link at a lower one.
    """
    has_lower = any(not one.may_be_top for one in links)
    first_lower = min((one.earliest for one in links if one.may_be_lower), default=0)
    tops = [one for one in links if not one.may_be_lower]
    return has_lower and any(one.latest < first_lower for one in tops)


def may_be_broken(links: Sequence[OrderedLink]) -> bool:
    """Say whether some unknown levels and phases would break the order."""
    last_first_lower = min((one.latest for one in links if not one.may_be_top), default=None)
    for top in (one for one in links if one.may_be_top):
        others = [one for one in links if one is not top and one.may_be_lower]
        can_follow = any(one.latest > top.earliest for one in others)
        if can_follow and (last_first_lower is None or top.earliest < last_first_lower):
            return True
    return False
