"""How far the review of a mapping has come."""

from __future__ import annotations

from pydantic import Field

from swcompetence.model import NOTHING_FITS, LinkOrigin, Mapping, Model, Status


class Progress(Model):
    """Counts of the links that ask for a decision: proposals and links that reviewers added."""

    asked: int = Field(ge=0)
    decided: int = Field(ge=0)
    """Confirmed or rejected; unsure, conflicting and stale links count as not decided."""

    @property
    def share(self) -> float:
        """Decided over asked; 0 where nothing is asked."""
        return self.decided / self.asked if self.asked else 0.0


def review_progress(mapping: Mapping) -> Progress:
    """Count the links that ask for a decision and those that have one."""
    named = (x for x in mapping.links if x.proposed or x.origin is LinkOrigin.REVIEWER)
    asked = [link for link in named if link.item.item != NOTHING_FITS]
    settled = {Status.CONFIRMED, Status.REJECTED}
    return Progress(asked=len(asked), decided=sum(link.status in settled for link in asked))
