"""Labels that people gave to courses, to measure a mapping with."""

from __future__ import annotations

from enum import IntEnum

from swcompetence.model.base import ItemRef, Model


class GoldLevel(IntEnum):
    """How clearly a course is about an item; an item without a level is absent."""

    ARGUABLE = 1
    """Touched on or arguable: left out of strict figures."""
    CLEAR = 2
    """Clearly taught."""


class Gold(Model):
    """For each labelled course its items; an item that is not named is not taught."""

    courses: dict[str, dict[ItemRef, GoldLevel]]
    """Course id or code -> item -> level."""
