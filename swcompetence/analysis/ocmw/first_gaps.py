"""The OCMW themes to begin with: core tasks first, then by what is found and how it weighs."""

from __future__ import annotations

from pydantic import Field

from swcompetence.analysis.finding import Finding
from swcompetence.analysis.starting_points import StartingPoint
from swcompetence.model import ItemRef, Model
from swcompetence.model.mapping import Tie


class FirstGap(Model):
    """A theme that is not a subject in explicit context, in its place in the order."""

    item: ItemRef
    label: str
    finding: Finding
    tie: Tie | None
    """`GENERAL` for a subject or a touch without a tie to the OCMW."""
    is_core_task: bool
    weight: float | None = Field(ge=0, le=1)
    """Share of the named reference, 0..1; None where it does not measure the theme, which is not
    zero."""
    is_domain_weight: bool
    """The weight is that of a measured domain which the theme shares with others; it is never
    divided over them."""
    starting_point: StartingPoint | None
    """The nearest course; None where nothing comes near."""
