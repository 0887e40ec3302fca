"""Representation: whether an item gets the part of the content that a reference gives it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from math import fsum
from typing import NamedTuple

from pydantic import Field

from swcompetence.analysis.coverage import Finding, FrameworkCoverage, ItemCoverage
from swcompetence.analysis.text_share import Presence
from swcompetence.errors import ReferenceMismatchError
from swcompetence.model import FrameworkRef, ItemRef, Model, Reference, ReferenceKind
from swcompetence.phrasing import dutch_number

FLOOR_CREDITS = 0.5
"""Default ECTS credits below which an item is underexposed whatever its index; an agreement."""
_UNDER = 0.5
"""Index below which an item gets less than half of its part; `_OVER` is the same the other way."""
_OVER = 2.0
_ROUNDING = 1e-4
"""What the six decimals of a written reference may add to an index or take from it."""


class Standing(StrEnum):
    """The verdict on one line, see `Representation.rule`."""

    NOT_FOUND = "niet aangetroffen"
    MENTIONED = "terloops vermeld"
    UNDER = "onderbelicht"
    IN_PROPORTION = "in verhouding"
    OVER = "sterk aanwezig"
    NOT_COMPARED = "niet te vergelijken"


class RepresentationLine(Model):
    """One item, or one cluster."""

    item: ItemRef | None
    """None for a cluster."""
    label: str
    group: str | None
    """Label of the cluster of an item; None for a cluster."""
    finding: Finding
    """Of a cluster the strongest finding among its items."""
    credits: Presence
    """ECTS credits by text share."""
    share: float | None = Field(default=None, ge=0, le=1)
    """Expected credits over those of all items that the reference measures; None: none there."""
    reference_share: float | None = Field(default=None, ge=0)
    """None where the reference does not measure it."""
    reference_low: float | None = None
    """Ends of the reference's spread; None for a cluster and where there is none."""
    reference_high: float | None = None
    index: float | None = Field(default=None, ge=0)
    """`share` / `reference_share`; 1 is in proportion. Always beside the credits."""
    standing: Standing


class Representation(Model):
    """The items and clusters of one framework against a reference."""

    framework: FrameworkRef
    title: str
    reference_title: str
    reference_kind: ReferenceKind
    reference_about: str
    floor: float = Field(ge=0)
    """ECTS credits."""
    credits: Presence
    """Sum over the items (ECTS)."""
    items: tuple[RepresentationLine, ...]
    """In the order of the edition."""
    clusters: tuple[RepresentationLine, ...]
    """In the order of the edition; empty where the framework has none."""

    @property
    def weak(self) -> tuple[ItemRef, ...]:
        """The items that are not found, mentioned in passing or underexposed."""
        standings = {Standing.NOT_FOUND, Standing.MENTIONED, Standing.UNDER}
        return tuple(
            line.item for line in self.items if line.item is not None and line.standing in standings
        )

    def count(self, standing: Standing) -> int:
        """Count the items with a standing."""
        return sum(line.standing is standing for line in self.items)

    @property
    def rule(self) -> str:
        """Say in Dutch how the verdict comes about."""
        floor = dutch_number(self.floor)
        return (
            "Index van een item of cluster = zijn aandeel in de som van de verwachte studiepunten"
            " naar tekst van alle gemeten items (kleiner dan het totaal van het kader, waar een"
            " segment enkel voor zijn sterkste koppeling telt),"
            f" gedeeld door zijn aandeel in de referentie ‘{self.reference_title}’; 1 is in"
            " verhouding. Niet aangetroffen in de fiches: geen bevestigde koppeling, geen open"
            " voorstel en geen duidelijke term. Terloops vermeld: enkel een duidelijke term."
            f" Onderbelicht: index onder 0,5, of minder dan {floor} verwachte studiepunten wat de"
            " index ook is. Sterk aanwezig: index boven 2. Daartussen: in verhouding. Niet te"
            " vergelijken: de lijst heeft geen studiepunten, of de referentie meet het item niet"
            " of geeft het gewicht 0. Wat de referentie niet meet, telt in de aandelen niet mee."
            " Grenzen en referentie zijn afspraken, geen norm. Lees de index nooit zonder de"
            " studiepunten: een groot aandeel van weinig blijft weinig. Het oordeel vergelijkt de"
            " items met elkaar binnen dit kader; het zegt niet dat er veel van is."
        )


def representation(
    covered: FrameworkCoverage, reference: Reference, *, floor: float = FLOOR_CREDITS
) -> Representation:
    """Compare the items and clusters of a framework with a reference.

    Args:
        covered: coverage of the framework.
        reference: in the items of the same edition, see `fit_reference`.
        floor: ECTS credits below which an item or a cluster is underexposed whatever its index.

    Raises:
        ReferenceMismatchError: the reference is about another framework.
    """
    if reference.framework.id != covered.id:
        raise ReferenceMismatchError(reference.title, reference.framework, covered.ref)
    measured = [item for item in covered.items if reference.measures(item.item)]
    base = fsum(item.text_credits.expected for item in measured)
    has_credits = any(course.credits for course in covered.courses)
    yardstick = _Yardstick(reference, base, floor, has_credits=has_credits)
    groups = dict.fromkeys(item.group for item in covered.items if item.group is not None)
    return Representation(
        framework=FrameworkRef(covered.ref),
        title=covered.title,
        reference_title=reference.title,
        reference_kind=reference.kind,
        reference_about=reference.about,
        floor=floor,
        credits=Presence.total(item.text_credits for item in covered.items),
        items=tuple(yardstick.item_line(item) for item in covered.items),
        clusters=tuple(
            yardstick.line([item for item in covered.items if item.group == group], group)
            for group in groups
        ),
    )


class _Yardstick(NamedTuple):
    """What all lines are held against."""

    reference: Reference
    base: float
    """Expected credits of all items that the reference measures."""
    floor: float
    has_credits: bool

    def item_line(self, item: ItemCoverage) -> RepresentationLine:
        weight = next((w for w in self.reference.weights if w.item == item.item), None)
        return self.line([item], item.label).model_copy(
            update={
                "item": item.item,
                "group": item.group,
                "reference_low": weight.low if weight else None,
                "reference_high": weight.high if weight else None,
            }
        )

    def line(self, items: Sequence[ItemCoverage], label: str) -> RepresentationLine:
        measured = [item.item for item in items if self.reference.measures(item.item)]
        due = fsum(self.reference.share(item) for item in measured) if measured else None
        expected = fsum(item.text_credits.expected for item in items if item.item in measured)
        share = min(1.0, expected / self.base) if measured and self.base else None
        # The index says how many times its part an item gets, so 1 is in proportion.
        index = share / due if share is not None and due else None
        ects = Presence.total(item.text_credits for item in items)
        finding = min((item.finding for item in items), key=list(Finding).index)
        return RepresentationLine(
            item=None,
            label=label,
            group=None,
            finding=finding,
            credits=ects,
            share=share,
            reference_share=due,
            index=index,
            standing=self._standing(finding, ects.expected, due, index),
        )

    def _standing(
        self, finding: Finding, expected: float, due: float | None, index: float | None
    ) -> Standing:
        if finding is Finding.NOT_FOUND:
            return Standing.NOT_FOUND
        if finding is Finding.MENTIONED:
            return Standing.MENTIONED
        if not due or not self.has_credits:
            return Standing.NOT_COMPARED
        if expected < self.floor or index is None or index < _UNDER - _ROUNDING:
            return Standing.UNDER
        return Standing.OVER if index > _OVER + _ROUNDING else Standing.IN_PROPORTION
