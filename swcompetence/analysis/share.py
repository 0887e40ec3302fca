"""The size of a programme, and how much of it touches a framework."""

from __future__ import annotations

from math import fsum
from typing import Literal

from pydantic import Field

from swcompetence.analysis.link_standing import is_confirmed, is_open_proposal
from swcompetence.model import Course, Mapping, Model
from swcompetence.phrasing import dutch_number

_ROUNDING = 0.05
"""ECTS credits by which a list may exceed the nominal size before it counts as larger."""


class ProgrammeSize(Model):
    """Credits (ECTS) of a programme: nominal, listed and counted.

    A student follows only some of the electives that a list offers, so each elective counts for
    the part that the nominal size leaves room for.
    """

    nominal_credits: float | None = Field(default=None, gt=0)
    """Sum of the nominal sizes; None where one is unknown."""
    list_credits: float = Field(ge=0)
    """Sum of the list."""
    elective_credits: float = Field(ge=0)
    """Sum of the courses that the list calls electives."""
    elective_weight: float = Field(ge=0, le=1)
    """For how much an elective counts, see `weight_rule`."""

    @property
    def counted_credits(self) -> float:
        """Sum of the list with electives at their weight."""
        required = self.list_credits - self.elective_credits
        return required + self.elective_credits * self.elective_weight

    @property
    def base(self) -> Literal["nominal", "list"]:
        """What shares are taken over: the nominal size, unless it is unknown or the list larger."""
        nominal = self.nominal_credits
        fits = nominal is not None and self.counted_credits <= nominal + _ROUNDING
        return "nominal" if fits else "list"

    @property
    def base_credits(self) -> float:
        """The credits that shares are taken over."""
        if self.base == "nominal" and self.nominal_credits is not None:
            return self.nominal_credits
        return self.counted_credits

    def credits(self, course: Course) -> float:
        """Give the credits of a course as they count."""
        full = course.credits or 0
        return full * self.elective_weight if course.compulsory is False else full

    @property
    def weight_rule(self) -> str:
        """Say in Dutch how electives count."""
        required = self.list_credits - self.elective_credits
        if not self.elective_credits:
            return (
                "De lijst duidt geen keuzeopleidingsonderdelen met studiepunten aan: elk"
                " opleidingsonderdeel telt met zijn volle studiepunten."
            )
        if self.nominal_credits is None:
            return (
                "Keuzeopleidingsonderdelen tellen met hun volle studiepunten, want de nominale"
                " omvang van de opleiding is onbekend."
            )
        room = self.nominal_credits - required
        if room <= 0:
            return (
                f"De opleidingsonderdelen die geen keuze zijn, tellen samen {_ects(required)}"
                f" studiepunten en vullen de nominale omvang ({_ects(self.nominal_credits)}) al:"
                " hoeveel keuzes een student volgt, is niet af te leiden. Alles telt met volle"
                " studiepunten."
            )
        if self.elective_weight >= 1:
            return (
                "Keuzeopleidingsonderdelen tellen met hun volle studiepunten: samen met de rest"
                " passen ze in de nominale omvang."
            )
        return (
            f"Keuzeopleidingsonderdelen tellen voor {_ects(self.elective_weight)}: de"
            f" {_ects(room)} studiepunten die de rest van de lijst binnen de nominale omvang"
            f" openlaat, gedeeld door de {_ects(self.elective_credits)} studiepunten keuze in de"
            " lijst."
        )

    @property
    def base_rule(self) -> str:
        """Say in Dutch what shares are taken over."""
        counted = _ects(self.counted_credits)
        if self.nominal_credits is None:
            return f"de som van de lijst ({counted} studiepunten; nominale omvang onbekend)"
        nominal = _ects(self.nominal_credits)
        if self.base == "list":
            return (
                f"de som van de lijst ({counted} studiepunten), want die is groter dan de nominale"
                f" omvang ({nominal} studiepunten): trajecten of keuzes staan naast elkaar"
            )
        rest = "" if counted == nominal else f"; de lijst telt er {counted}"
        return f"de nominale omvang van de opleiding ({nominal} studiepunten{rest})"


def programme_size(mapping: Mapping) -> ProgrammeSize:
    """Measure the programme of a mapping; several lists count as one.

    An elective weighs min(1, room / credits of all electives), where room is the nominal size less
    the credits of all other courses; 1 where that cannot be told (see `weight_rule`). A course of
    which the list does not say whether it is compulsory counts as compulsory.
    """
    sizes = [curriculum.nominal_credits for curriculum in mapping.curricula]
    known = [size for size in sizes if size is not None]
    nominal = sum(known) if known and len(known) == len(sizes) else None
    total = fsum(course.credits or 0 for course in mapping.courses)
    elective = fsum(course.credits or 0 for course in mapping.courses if course.compulsory is False)
    # What a student has left to choose once everything compulsory is taken.
    room = nominal - (total - elective) if nominal is not None else 0
    return ProgrammeSize(
        nominal_credits=nominal,
        list_credits=total,
        elective_credits=elective,
        elective_weight=min(1, room / elective) if elective and room > 0 else 1,
    )


def _ects(number: float) -> str:
    return dutch_number(round(number, 2))


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
        listed = _ects(self.list_credits)
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
