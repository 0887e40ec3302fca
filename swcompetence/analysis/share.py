"""The share of a programme that touches a framework, for OCMW practice above all."""

from __future__ import annotations

from math import fsum

from pydantic import Field

from swcompetence.analysis.link_standing import is_confirmed, is_open_proposal
from swcompetence.model import Mapping, Model


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
    list_credits: float = Field(ge=0)
    """Sum of the credits in the list: every course counts in full, so this is the base."""

    @property
    def confirmed(self) -> float | None:
        """Share that reviewers confirmed; None where the base is unknown."""
        return self._over_base(self.confirmed_credits)

    @property
    def proposed(self) -> float | None:
        """Share that is only proposed; None where the base is unknown."""
        return self._over_base(self.proposed_credits)

    @property
    def rule(self) -> str:
        """Say in Dutch how the share is computed."""
        listed = f"{round(self.list_credits, 2):g}".replace(".", ",")
        return (
            "Volle studiepunten van de opleidingsonderdelen met minstens één koppeling aan"
            f" {self.framework}, gedeeld door de som van de lijst ({listed} studiepunten), want"
            " keuzeopleidingsonderdelen tellen hier voluit. Bevestigd = minstens één bevestigde"
            " koppeling; voorgesteld = minstens één open voorstel en geen bevestigde koppeling."
        )

    def _over_base(self, ects: float) -> float | None:
        return ects / self.list_credits if self.list_credits else None


def framework_share(mapping: Mapping, framework: str) -> Share:
    """Compute the share of a mapping of one curriculum that touches a framework (by id)."""
    links = [link for link in mapping.links if link.item.framework == framework]
    confirmed_ids = {link.course for link in links if is_confirmed(link)}
    proposed_ids = {link.course for link in links if is_open_proposal(link)} - confirmed_ids
    confirmed = [course for course in mapping.courses if course.id in confirmed_ids]
    proposed = [course for course in mapping.courses if course.id in proposed_ids]
    return Share(
        framework=framework,
        confirmed_courses=tuple(course.id for course in confirmed),
        proposed_courses=tuple(course.id for course in proposed),
        confirmed_credits=fsum(course.credits or 0 for course in confirmed),
        proposed_credits=fsum(course.credits or 0 for course in proposed),
        list_credits=fsum(course.credits or 0 for course in mapping.courses),
    )
