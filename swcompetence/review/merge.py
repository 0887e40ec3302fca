"""Bring decisions into a mapping: every verdict is kept, none erases what the machine said."""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import Field

from swcompetence.model import (
    Decision,
    ItemRef,
    Link,
    LinkOrigin,
    Mapping,
    Model,
    Place,
    Status,
    Verdict,
    link_id,
)
from swcompetence.model.mapping import deciding, in_force, reviewer_key


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


class Conflict(Model):
    """A link on which reviewers differ, and what each of them says now."""

    link: str
    """Link id."""
    course: str
    item: ItemRef
    decisions: tuple[Decision, ...]


class ReviewSummary(Model):
    """Counts of the links that ask for a decision or have one."""

    confirmed: int = Field(ge=0)
    rejected: int = Field(ge=0)
    unsure: int = Field(ge=0)
    stale: int = Field(ge=0)
    open: int = Field(ge=0)
    """Proposals that nobody decided on yet."""
    agreed: int = Field(ge=0)
    """Links on which two or more named reviewers say the same."""
    conflicts: tuple[Conflict, ...]


def summarise(mapping: Mapping) -> ReviewSummary:
    """Count where the review of a mapping stands."""
    statuses = [link.status for link in mapping.links]
    return ReviewSummary(
        confirmed=statuses.count(Status.CONFIRMED),
        rejected=statuses.count(Status.REJECTED),
        unsure=statuses.count(Status.UNSURE),
        stale=statuses.count(Status.STALE),
        open=sum(link.status is Status.OPEN and link.is_asked for link in mapping.links),
        agreed=sum(_is_agreed(link.decisions) for link in mapping.links),
        conflicts=tuple(
            Conflict(
                link=link.id,
                course=link.course,
                item=link.item,
                decisions=in_force(link.decisions),
            )
            for link in mapping.links
            if link.status is Status.CONFLICT
        ),
    )


def _is_agreed(decisions: tuple[Decision, ...]) -> bool:
    named = [one for one in in_force(decisions) if reviewer_key(one.reviewer)]
    return len(named) > 1 and len({one.verdict for one in named}) == 1


def new_statements(
    said: Sequence[ReviewedLink], own: Mapping, others: Sequence[Mapping]
) -> tuple[ReviewedLink, ...]:
    """Leave out what a workbook only repeats, so that an old copy never undoes a newer decision.

    Args:
        said: every decision that stands in the rows of a workbook.
        own: the mapping that this workbook was made from.
        others: the mappings of the other files.

    Returns:
        What somebody said in this workbook: a row that differs from what it showed at first. What
        stands in the history of another file was said before that file was made.
    """
    shown = {
        link_id(link.course, link.item): (shown_decision(link), link.decisions)
        for link in own.links
    }
    history: dict[str, list[Decision]] = {}
    for other in others:
        for link in other.links:
            history.setdefault(link_id(link.course, link.item), []).extend(link.decisions)
    kept = []
    for one in said:
        key = link_id(one.course, one.item)
        first, before = shown.get(key, (None, ()))
        if first is not None and is_same(one.decision, first):
            continue
        is_known = _has(before, one.decision)
        if is_known or not _has(history.get(key, ()), one.decision):
            kept.append(one)
    return tuple(kept)


def _has(decisions: Sequence[Decision], one: Decision) -> bool:
    return any(is_same(one, other) for other in decisions)
