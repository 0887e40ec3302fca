"""OCMW content in the sheets: its credits by text, beside the general foundation."""

from __future__ import annotations

from pydantic import Field

from swcompetence.analysis.base import Base, Placements
from swcompetence.analysis.credit_range import CreditRange
from swcompetence.model import Model
from swcompetence.model.mapping import Treatment


class Routes(Model):
    """What selections of the nominal size hold, where the list is larger than the programme."""

    credits: float = Field(gt=0)
    """ECTS credits of such a selection: the nominal size less the placements."""
    explicit: tuple[float, float]
    """Smallest and largest expected ECTS credits by text in explicit context; exact."""


class CourseContent(Model):
    """What one course of the base gives to OCMW themes."""

    course: str
    """Course id."""
    credits: float = Field(ge=0)
    """ECTS credits of the course."""
    explicit: CreditRange
    """ECTS credits by text."""
    general: CreditRange
    undetermined: CreditRange
    treatment: Treatment
    """Whether it shows as subject or as touched: that of its best theme in explicit context, or
    else of its best theme."""


class OcmwShare(Model):
    """OCMW content in the sheets of a programme, all in ECTS credits."""

    base: Base
    explicit: CreditRange
    """Credits by text of what is a subject or touched in the context of OCMW or local government;
    the sum of `explicit` over the themes and over the courses."""
    explicit_touched: CreditRange
    """The part of `explicit` where the theme is only touched."""
    general: CreditRange
    """The general foundation, without that tie; never added to `explicit`."""
    general_touched: CreditRange
    undetermined: CreditRange
    """Credits by text of which the tie is not known: mappings of before it was judged."""
    routes: Routes | None
    """None unless the list is larger than the programme and no modeltraject was given."""
    placements: Placements
    courses: tuple[CourseContent, ...]
    """The courses that give anything, most explicit content first."""

    def over_base(self, ects: float) -> float | None:
        """Give credits as a share of the base, 0..1; None where the base has no credits."""
        return ects / self.base.credits if self.base.credits else None
