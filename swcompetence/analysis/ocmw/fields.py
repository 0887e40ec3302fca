"""Work fields side by side, in bands by text: a missing field is no gap."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from swcompetence.analysis.finding import FrameworkFindings
from swcompetence.analysis.text_credits import CreditRange, ProgrammeText
from swcompetence.model import FrameworkRef, ItemRef, Model

_LOCAL_GOVERNMENT = "lokaal_bestuur_ocmw"
"""Item id of local government in the framework `werkvelden`."""
_MUCH = 0.02
_SOME = 0.005
"""Least parts of the base, by expected credits: in 180 credits 3,6 and 0,9. Agreements."""


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


def work_fields(programme: ProgrammeText, findings: FrameworkFindings) -> WorkFields:
    """Put the findings of a programme for a framework that is there to compare into bands."""
    base = programme.load.base.credits
    fields = tuple(
        FieldLine(
            item=field.item,
            label=field.label,
            band=_band(ects.expected, ects.high, base),
            credits=ects,
            courses=sum(course.credits.high > 0 for course in field.courses),
        )
        for field in findings.items
        for ects in [CreditRange.total((field.explicit, field.general, field.undetermined))]
    )
    return WorkFields(
        framework=findings.ref,
        title=findings.title,
        fields=fields,
        focus=next((f.item for f in fields if f.item.item == _LOCAL_GOVERNMENT), None),
    )


def _band(expected: float, high: float, base: float) -> FieldBand:
    if not high:
        return FieldBand.NONE
    if expected >= _MUCH * base:
        return FieldBand.MUCH
    return FieldBand.SOME if expected >= _SOME * base else FieldBand.LITTLE
