"""Bring decisions into a mapping: every verdict is kept, none erases what the machine said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

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

_STATUS = {
    Verdict.ACCEPT: Status.CONFIRMED,
    Verdict.TOUCHED: Status.CONFIRMED,
    Verdict.REJECT: Status.REJECTED,
    Verdict.UNSURE: Status.UNSURE,
}


class ReviewedLink(Model):
    """What one row of a review workbook, or one decision of the page, says of a course and item."""

    course: str
    """Course id."""
    item: ItemRef
    decision: Decision
    place: Place
    at: dt.datetime | None = None
    """When it was said, where the file tells: which of two of one day is newer."""


def is_same(first: Decision, second: Decision) -> bool:
    """Say whether two decisions say the same, but for the spelling of the reviewer's name."""
    is_one_person = reviewer_key(first.reviewer) == reviewer_key(second.reviewer)
    return is_one_person and first == second.model_copy(update={"reviewer": first.reviewer})


def _is_one(first: Decision, second: Decision) -> bool:
    """Say whether two decisions are one, of which one copy may be withdrawn."""
    return is_same(first, second.model_copy(update={"withdrawn": first.withdrawn}))


def merge(mapping: Mapping, decisions: Sequence[ReviewedLink]) -> Mapping:
    """Give the mapping with these decisions added and the status of every touched link renewed.

    Merging the same decisions again changes nothing. Decisions come in file order; it only counts
    between decisions of one person on one link that have no times to tell which is newer.
    """
    new: dict[tuple[str, ItemRef], list[ReviewedLink]] = {}
    for reviewed in decisions:
        new.setdefault((reviewed.course, reviewed.item), []).append(reviewed)
    links = {(link.course, link.item): link for link in mapping.links}
    for (course, item), statements in new.items():
        link = links.get((course, item)) or Link(
            id=link_id(course, item),
            course=course,
            item=item,
            confidence=0,
            proposed=False,
            origin=LinkOrigin.REVIEWER,
        )
        statements.sort(key=lambda said: said.at.timestamp() if said.at else 0.0)
        renewed = _renewed(link.decisions, [said.decision for said in statements])
        update = {"decisions": renewed, "status": status_of(renewed), "changed": None}
        links[course, item] = link.model_copy(update=update)
    order = {course.id: number for number, course in enumerate(mapping.courses)}
    machine = [link for link in links.values() if link.origin is LinkOrigin.MACHINE]
    added = [link for link in links.values() if link.origin is not LinkOrigin.MACHINE]
    added.sort(key=lambda link: (order.get(link.course, len(order)), link.item))
    data = mapping.model_copy(update={"links": (*machine, *added)})
    return Mapping.model_validate(data.model_dump())


def status_of(decisions: Sequence[Decision]) -> Status:
    """Give the status that decisions lead to; different ones wait for a verdict that is final.

    Two who see the item in the course agree, also where they differ on how much.
    """
    statuses = {_STATUS[decision.verdict] for decision in deciding(decisions)}
    if not statuses:
        return Status.OPEN
    return statuses.pop() if len(statuses) == 1 else Status.CONFLICT


def shown_decision(link: Link) -> Decision | None:
    """Give the decision that a row shows filled in, None where somebody has to decide (again)."""
    counting = deciding(link.decisions)
    is_unsettled = link.status in {Status.CONFLICT, Status.STALE} or link.has_level_conflict
    return counting[0] if counting and not is_unsettled else None


def new_statements(
    reviewed: Sequence[ReviewedLink], source: Mapping, mappings: Sequence[Mapping]
) -> tuple[ReviewedLink, ...]:
    """Leave out what a workbook only repeats, so that an old copy never undoes a newer decision.

    What stays is what somebody said in this workbook, made from the mapping `source`: a row that
    differs from what it showed at first. What stands in the history of another file was said before
    that file was made.
    """
    links = {(link.course, link.item): link for link in source.links}
    history: dict[tuple[str, ItemRef], list[Decision]] = {}
    for mapping in mappings:
        for link in mapping.links:
            history.setdefault((link.course, link.item), []).extend(link.decisions)

    def is_new(row: ReviewedLink) -> bool:
        known = links.get((row.course, row.item))
        shown = known and shown_decision(known)
        if shown and is_same(row.decision, shown):
            return False
        before = known.decisions if known else ()
        elsewhere = history.get((row.course, row.item), ())
        is_before, is_elsewhere = (
            any(is_same(row.decision, decision) for decision in decisions)
            for decisions in (before, elsewhere)
        )
        return is_before or not is_elsewhere

    return tuple(filter(is_new, reviewed))


def _renewed(old: Sequence[Decision], new: Sequence[Decision]) -> tuple[Decision, ...]:
    """Add decisions, each once, newest of a reviewer last; one that is said again counts as new."""
    added = [
        decision
        for place, decision in enumerate(new, 1)
        if not any(_is_one(decision, later) for later in new[place:])
    ]
    result = [old_one for old_one in old if not any(_is_one(old_one, d) for d in added)]
    for decision in added:
        result.insert(_place(result, decision), decision)
    return tuple(sorted(result, key=lambda decision: reviewer_key(decision.reviewer) or ""))


def _place(decisions: Sequence[Decision], new: Decision) -> int:
    """Give the place of a decision: last, but before those of its reviewer with a later date."""
    place = len(decisions)
    reviewer = reviewer_key(new.reviewer)
    for number, decision in reversed([*enumerate(decisions)]):
        if reviewer_key(decision.reviewer) == reviewer:
            if new.date is None or decision.date is None or decision.date <= new.date:
                break
            place = number
    return place


def united(link: Link, copy: Link) -> Link:
    """Give a link with the decisions of both copies; it stays stale where nobody looked again."""
    decided = [version for version in (link, copy) if version.decisions]
    if not decided:
        return link
    looked_at = [version for version in decided if version.status is not Status.STALE]
    decisions = with_history(link.decisions, copy.decisions)
    update = {
        "decisions": decisions,
        "status": status_of(decisions) if looked_at else Status.STALE,
        "changed": (looked_at or decided)[0].changed,
    }
    return link.model_copy(update=update)


def with_history(
    decisions: Sequence[Decision], earlier: Sequence[Decision]
) -> tuple[Decision, ...]:
    """Add decisions that were taken elsewhere, each once.

    A reviewer's own order is kept, dates go before order, and where neither tells, what is already
    there counts as newer. Adding the same again changes nothing.
    """
    histories: dict[str, tuple[list[Decision], list[Decision]]] = {}
    for place, group in enumerate((decisions, earlier)):
        for decision in group:
            key = reviewer_key(decision.reviewer) or ""
            histories.setdefault(key, ([], []))[place].append(decision)
    return tuple(decision for key in sorted(histories) for decision in _woven(*histories[key]))


def _woven(decisions: Sequence[Decision], earlier: Sequence[Decision]) -> list[Decision]:
    """Weave two histories of one reviewer into one."""
    result = list(decisions)
    place = 0
    for decision in earlier:
        known = next((n for n, kept in enumerate(result) if _is_one(decision, kept)), None)
        if known is None:
            place = _dated_place(result, decision, place)
            result.insert(place, decision)
        else:
            place = max(place, known)
            if decision.withdrawn:
                result[known] = decision
        place += 1
    return result


def _dated_place(decisions: Sequence[Decision], new: Decision, place: int) -> int:
    """Move a place so that it follows what has an earlier date, and precedes what has a later."""
    if new.date is None:
        return place
    dated = [(number, known.date) for number, known in enumerate(decisions) if known.date]
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
    conflicts: tuple[Conflict, ...]
    on_level: tuple[Conflict, ...] = ()
    """Confirmed links on which some see a subject and others a mention in passing."""


def summarise(mapping: Mapping) -> ReviewSummary:
    """Count where the review of a mapping stands."""
    statuses = [link.status for link in mapping.links]
    return ReviewSummary(
        confirmed=statuses.count(Status.CONFIRMED),
        rejected=statuses.count(Status.REJECTED),
        unsure=statuses.count(Status.UNSURE),
        stale=statuses.count(Status.STALE),
        open=sum(link.status is Status.OPEN and link.is_asked for link in mapping.links),
        conflicts=_conflicts(link for link in mapping.links if link.status is Status.CONFLICT),
        on_level=_conflicts(
            link
            for link in mapping.links
            if link.status is Status.CONFIRMED and link.has_level_conflict
        ),
    )


def _conflicts(links: Iterable[Link]) -> tuple[Conflict, ...]:
    return tuple(
        Conflict(link=k.id, course=k.course, item=k.item, decisions=in_force(k.decisions))
        for k in links
    )
