"""Where students do their placement, by the count of their college: never taken for coverage."""

from __future__ import annotations

from pydantic import Field

from swcompetence.model.base import Model

FEWEST_SHOWN = 5
"""Smaller numbers of students are not shown: they could point at a person."""


class PlacementCount(Model):
    """How many students did a placement in one sector in one year."""

    year: str
    sector: str
    students: int | None = Field(ge=0)
    """None for one to four students, see `FEWEST_SHOWN`."""


class PlacementTable(Model):
    """What a college says of its placements."""

    file: str
    """File name without folders."""
    counts: tuple[PlacementCount, ...]
    """In the order of the file."""
