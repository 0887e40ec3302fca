"""Where a review stands: agreement, conflicts with who said what, and what is still open."""

from __future__ import annotations

from pydantic import Field

from swcompetence.model import Decision, ItemRef, Mapping, Model, Status
from swcompetence.model.standing import in_force, is_asked, reviewer_key


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
    asked = [link for link in mapping.links if is_asked(link)]
    return ReviewSummary(
        confirmed=statuses.count(Status.CONFIRMED),
        rejected=statuses.count(Status.REJECTED),
        unsure=statuses.count(Status.UNSURE),
        stale=statuses.count(Status.STALE),
        open=sum(link.status is Status.OPEN for link in asked),
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
