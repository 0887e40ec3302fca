"""The place of one work field, local government, among the others that the sheets speak of."""

from __future__ import annotations

from pydantic import Field

from swcompetence.analysis.item_coverage import Finding, FrameworkCoverage
from swcompetence.analysis.presence import Presence
from swcompetence.analysis.programme_size import ProgrammeSize
from swcompetence.model import FrameworkRef, ItemRef, Model

LOCAL_GOVERNMENT = "lokaal_bestuur_ocmw"
"""Item id of local government in the framework `werkvelden`."""
FIELD_COMPARISON_RULE = (
    "Studiepunten naar tekst per werkveld, van hoog naar laag naar de verwachte studiepunten;"
    " gelijke velden delen een plaats. Een segment dat meer velden noemt, is gelijk over die velden"
    " verdeeld. Velden zonder studiepunten krijgen geen plaats. Een veld dat ontbreekt is geen"
    " hiaat: velden zijn om te vergelijken."
)


class FieldPlace(Model):
    """One work field."""

    item: ItemRef
    label: str
    finding: Finding
    courses: int = Field(ge=0)
    """Number of courses with a confirmed link or an open proposal."""
    credits: Presence
    """ECTS credits by text share."""
    share: float | None = Field(default=None, ge=0)
    """Expected credits over the credits of the programme, 0..1; None where those are unknown."""
    rank: int | None = Field(default=None, ge=1)
    """Place by expected credits, 1 for the most; None where there are none."""


class FieldComparison(Model):
    """The work fields side by side, in the order of the edition; see `FIELD_COMPARISON_RULE`."""

    framework: FrameworkRef
    title: str
    fields: tuple[FieldPlace, ...]
    focus: ItemRef | None
    """The field that the report is about; None where the edition does not have it."""
    size: ProgrammeSize

    @property
    def ranked(self) -> tuple[FieldPlace, ...]:
        """The fields with most expected credits first, equal ones in the order of the edition."""
        return tuple(sorted(self.fields, key=lambda one: -one.credits.expected))

    @property
    def focus_place(self) -> FieldPlace | None:
        """The line of the field in focus."""
        return next((one for one in self.fields if one.item == self.focus), None)


def field_comparison(
    covered: FrameworkCoverage, size: ProgrammeSize, *, focus: str = LOCAL_GOVERNMENT
) -> FieldComparison:
    """Rank the items of a framework that is there to compare.

    Args:
        covered: coverage of the framework.
        size: of the same programme.
        focus: item id of the field to point out.
    """
    expected = [one.text_credits.expected for one in covered.items]
    base = size.base_credits if size.counted_credits else None
    fields = tuple(
        FieldPlace(
            item=one.item,
            label=one.label,
            finding=one.finding,
            courses=len({*one.confirmed, *one.proposed}),
            credits=one.text_credits,
            share=own / base if base else None,
            rank=1 + sum(other > own for other in expected) if own else None,
        )
        for one, own in zip(covered.items, expected, strict=True)
    )
    return FieldComparison(
        framework=FrameworkRef(covered.ref),
        title=covered.title,
        fields=fields,
        focus=next((one.item for one in fields if one.item.item == focus), None),
        size=size,
    )
