"""Work fields side by side, in bands by text: a missing field is no gap."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from swcompetence.analysis.credit_range import CreditRange
from swcompetence.model import FrameworkRef, ItemRef, Model


class FieldBand(StrEnum):
    """How much the sheets say of a work field; the values are public JSON."""

    MUCH = "much"
    SOME = "some"
    LITTLE = "little"
    NONE = "none"


class FieldLine(Model):
    """One work field."""

    item: ItemRef
    label: str
    band: FieldBand
    credits: CreditRange
    """ECTS credits by text, sheets without text and pasted paragraphs left out."""
    courses: int = Field(ge=0)
    """Number of courses in the base that give it credits."""


class WorkFields(Model):
    """The work fields, in the order of the edition."""

    framework: FrameworkRef
    title: str
    fields: tuple[FieldLine, ...]
    focus: ItemRef | None
    """Local government and OCMW; None where the edition does not have it."""

    def of(self, band: FieldBand) -> tuple[FieldLine, ...]:
        """Give the fields in one band."""
        return tuple(field for field in self.fields if field.band is band)
