"""Bring decisions into a mapping: every verdict is kept, none erases the machine's evidence."""

from __future__ import annotations

from collections.abc import Sequence

from swcompetence.model import (
    Decision,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Status,
    Verdict,
    link_id,
)
from swcompetence.model.standing import deciding, in_force, reviewer_key
from swcompetence.review.reviewed import ReviewedLink, is_same

_STATUS = {
    Verdict.ACCEPT: Status.CONFIRMED,
    Verdict.REJECT: Status.REJECTED,
    Verdict.UNSURE: Status.UNSURE,
}


def merge(mapping: Mapping, decisions: Sequence[ReviewedLink]) -> Mapping:
    """Give the mapping with these decisions added and the status of every touched link renewed.

    Merging the same decisions again changes nothing. Decisions come in file order; it only counts
    between decisions of one person on one link that have no dates to tell which is newer.
    """
    new: dict[str, list[ReviewedLink]] = {}
    for one in decisions:
        new.setdefault(link_id(one.course, one.item), []).append(one)
    known = {_key(link) for link in mapping.links}
    added = [
        _own_link(key, group[0].course, group[0].item)
        for key, group in new.items()
        if key not in known
    ]
    links = [
        _decided(link, new[_key(link)]) if _key(link) in new else link
        for link in (*mapping.links, *added)
    ]
    order = {course.id: number for number, course in enumerate(mapping.courses)}
    machine = [link for link in links if link.origin is LinkOrigin.MACHINE]
    own = [link for link in links if link.origin is LinkOrigin.REVIEWER]
    own.sort(key=lambda link: (order.get(link.course, len(order)), link.item))
    data = mapping.model_copy(update={"links": (*machine, *own)})
    return Mapping.model_validate(data.model_dump(by_alias=True))


def status_of(decisions: Sequence[Decision]) -> Status:
    """Give the status that decisions lead to; different verdicts wait for one that is final."""
    verdicts = {decision.verdict for decision in deciding(decisions)}
    if not verdicts:
        return Status.OPEN
    return _STATUS[verdicts.pop()] if len(verdicts) == 1 else Status.CONFLICT


def shown_decision(link: Link) -> Decision | None:
    """Give the decision that a row shows filled in, None where somebody has to decide (again)."""
    standing = in_force(link.decisions)
    if not standing or link.status in {Status.CONFLICT, Status.STALE}:
        return None
    return max(standing, key=lambda one: one.final)


def _key(link: Link) -> str:
    return link_id(link.course, link.item)


def _own_link(key: str, course: str, item: ItemRef) -> Link:
    """Make the link that a reviewer added."""
    return Link(
        id=key,
        course=course,
        item=item,
        confidence=0,
        proposed=False,
        origin=LinkOrigin.REVIEWER,
    )


def _decided(link: Link, group: Sequence[ReviewedLink]) -> Link:
    decisions = _with(link.decisions, [one.decision for one in group])
    status = status_of(decisions)
    return link.model_copy(update={"decisions": decisions, "status": status, "changed": None})


def _with(old: Sequence[Decision], new: Sequence[Decision]) -> tuple[Decision, ...]:
    """Add decisions, each once, newest of a reviewer last; one that is said again counts as new."""
    said = [
        one for n, one in enumerate(new) if not any(is_same(one, other) for other in new[n + 1 :])
    ]
    result = [one for one in old if not any(is_same(one, other) for other in said)]
    for one in said:
        result.insert(_place(result, one), one)
    return tuple(sorted(result, key=lambda one: reviewer_key(one.reviewer) or ""))


def _place(decisions: Sequence[Decision], new: Decision) -> int:
    """Give the place of a decision: last, but before those of its reviewer with a later date."""
    place = len(decisions)
    own = reviewer_key(new.reviewer)
    for number in reversed(range(len(decisions))):
        other = decisions[number]
        if reviewer_key(other.reviewer) != own:
            continue
        if new.date is None or other.date is None or other.date <= new.date:
            break
        place = number
    return place
