"""The share of a programme that touches a framework, for OCMW practice above all."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from swcompetence.analysis.coverage import is_confirmed, is_open_proposal
from swcompetence.model import Mapping, Model

__all__ = ["Share", "framework_share"]


class Share(Model):
    """Credits of courses with a link to a framework, over the credits of the programme.

    A course with both kinds of link counts as confirmed only, so the two figures do not overlap.
    """

    framework: str
    confirmed_courses: tuple[str, ...]
    proposed_courses: tuple[str, ...]
    confirmed_credits: float = Field(ge=0)
    """ECTS credits of courses with at least one confirmed link."""
    proposed_credits: float = Field(ge=0)
    """ECTS credits of courses with an open proposal and no confirmed link."""
    base_credits: float = Field(ge=0)
    """ECTS credits of the programme."""
    base: Literal["nominal", "list"]
    """Whether the base is the programme's nominal size or the sum of the list."""
    list_credits: float = Field(ge=0)
    """Sum of the credits in the list; more than nominal where electives stand side by side."""

    @property
    def confirmed(self) -> float | None:
        """Share that reviewers confirmed; None where the base is unknown."""
        return self.confirmed_credits / self.base_credits if self.base_credits else None

    @property
    def proposed(self) -> float | None:
        """Share that is only proposed; None where the base is unknown."""
        return self.proposed_credits / self.base_credits if self.base_credits else None

    @property
    def base_rule(self) -> str:
        """Say in Dutch what the share is taken over."""
        size, listed = (
            f"{ects:g}".replace(".", ",") for ects in (self.base_credits, self.list_credits)
        )
        if self.base == "list":
            return f"de som van de lijst ({size} studiepunten; nominale omvang onbekend)"
        nominal = f"de nominale omvang van de opleiding ({size} studiepunten)"
        if self.list_credits <= self.base_credits:
            return nominal
        return (
            f"{nominal}; de lijst telt {listed} studiepunten, want keuzes en trajecten staan naast"
            " elkaar, dus het aandeel van één student ligt eerder lager"
        )

    @property
    def rule(self) -> str:
        """Say in Dutch how the share is computed."""
        return (
            "Volle studiepunten van de opleidingsonderdelen met minstens één koppeling aan"
            f" {self.framework}, gedeeld door {self.base_rule}. Bevestigd = minstens één bevestigde"
            " koppeling; voorgesteld = minstens één open voorstel en geen bevestigde koppeling."
        )


def framework_share(mapping: Mapping, framework: str) -> Share:
    """Compute the share of a mapping of one curriculum that touches a framework (by id)."""
    links = [link for link in mapping.links if link.item.framework == framework]
    confirmed_ids = {link.course for link in links if is_confirmed(link)}
    proposed_ids = {link.course for link in links if is_open_proposal(link)} - confirmed_ids
    confirmed = [course for course in mapping.courses if course.id in confirmed_ids]
    proposed = [course for course in mapping.courses if course.id in proposed_ids]
    total = sum(curriculum.total_credits for curriculum in mapping.curricula)
    nominal = [curriculum.nominal_credits for curriculum in mapping.curricula]
    known = [size for size in nominal if size is not None]
    is_nominal = len(known) == len(nominal) and bool(known)
    return Share(
        framework=framework,
        confirmed_courses=tuple(course.id for course in confirmed),
        proposed_courses=tuple(course.id for course in proposed),
        confirmed_credits=sum(course.credits or 0 for course in confirmed),
        proposed_credits=sum(course.credits or 0 for course in proposed),
        base_credits=sum(known) if is_nominal else total,
        base="nominal" if is_nominal else "list",
        list_credits=total,
    )
