"""Placements: what their sheets name, outside the share and its base."""

from __future__ import annotations

from math import fsum

from pydantic import Field

from swcompetence.analysis.anchors import context_named
from swcompetence.analysis.programme_text import ProgrammeText
from swcompetence.model import TEXT_FIELDS, Framework, Model
from swcompetence.model.mapping import TieContext


class PlacementCourse(Model):
    """A placement (stage, praktijk, werkplekleren ...)."""

    course: str
    """Course id."""
    credits: float = Field(ge=0)
    """ECTS credits; 0 where the list does not say."""
    context: TieContext | None
    """What its sheet names: the OCMW, else local government, else nothing of the two."""


class Placements(Model):
    """The placements of a programme: outside the share and outside its base."""

    credits: float = Field(ge=0)
    """Sum of their ECTS credits, variants once."""
    courses: tuple[PlacementCourse, ...]
    """In list order, variants left out."""

    @property
    def naming(self) -> int:
        """Number of sheets that name the OCMW or local government."""
        return sum(course.context is not None for course in self.courses)


def placements(programme: ProgrammeText, framework: Framework) -> Placements:
    """Say of every placement whether its sheet names what the edition calls an anchor."""
    chosen = frozenset(programme.load.placements)
    courses = tuple(
        PlacementCourse(
            course=course.id,
            credits=course.credits or 0,
            context=context_named((course.fields.get(f, "") for f in TEXT_FIELDS), framework),
        )
        for course in programme.mapping.courses
        if course.id in chosen
    )
    return Placements(credits=fsum(course.credits for course in courses), courses=courses)
