"""Credits by text as a range: what is confirmed, what is expected, and what it is at most."""

from __future__ import annotations

from collections.abc import Iterable
from math import fsum
from typing import Self

from pydantic import Field

from swcompetence.model import Model


class CreditRange(Model):
    """ECTS credits by text: the part of a course's text that speaks of something, in credits."""

    low: float = Field(default=0, ge=0)
    """Of confirmed links only."""
    expected: float = Field(default=0, ge=0)
    """Confirmed links in full, open proposals times the chance that the sheet touches on the
    item."""
    high: float = Field(default=0, ge=0)
    """Confirmed links and open proposals in full; a weak trace has no credits."""

    @classmethod
    def total(cls, ranges: Iterable[CreditRange]) -> Self:
        """Add up; the order makes no difference."""
        parts = tuple(ranges)
        return cls(
            low=fsum(part.low for part in parts),
            expected=fsum(part.expected for part in parts),
            high=fsum(part.high for part in parts),
        )


NO_CREDITS = CreditRange()
"""What earns nothing: a weak trace, a placement, a course outside the base."""
