"""OCMW practice in a programme: its share, and the place of its work field among the others."""

from __future__ import annotations

from pydantic import Field

from swcompetence.analysis.coverage import Finding, FrameworkCoverage
from swcompetence.analysis.share import ProgrammeSize
from swcompetence.analysis.text_share import PRESENCE_RULE, Presence
from swcompetence.model import FrameworkRef, ItemRef, Model


class PracticeShare(Model):
    """Credits by text share that go to a framework, over the credits of the programme.

    Finer than `Share`, which counts every course that touches the framework in full.
    """

    framework: str
    """Framework id."""
    title: str
    credits: Presence
    """ECTS credits; a segment counts once, for its strongest link."""
    size: ProgrammeSize

    @property
    def low(self) -> float | None:
        """Share that reviewers confirmed, 0..1; None where no credits are known."""
        return self._over_base(self.credits.low)

    @property
    def expected(self) -> float | None:
        """Share with every open proposal times its confidence, 0..1."""
        return self._over_base(self.credits.expected)

    @property
    def high(self) -> float | None:
        """Share with every open proposal and hint in full, 0..1."""
        return self._over_base(self.credits.high)

    @property
    def rule(self) -> str:
        """Say in Dutch how the share is computed."""
        return (
            f"Studiepunten naar tekst die naar {self.title} gaan, gedeeld door"
            f" {self.size.base_rule}. {self.size.weight_rule} {PRESENCE_RULE} Elk segment van een"
            " fiche telt één keer, voor zijn sterkste koppeling."
        )

    def _over_base(self, ects: float) -> float | None:
        return ects / self.size.base_credits if self.size.counted_credits else None


def practice_share(covered: FrameworkCoverage, size: ProgrammeSize) -> PracticeShare:
    """Take the share of a framework; both values come from one and the same mapping."""
    return PracticeShare(
        framework=covered.id, title=covered.title, credits=covered.text_credits, size=size
    )


_LOCAL_GOVERNMENT = "lokaal_bestuur_ocmw"
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
        return tuple(sorted(self.fields, key=lambda field: -field.credits.expected))

    @property
    def focus_place(self) -> FieldPlace | None:
        """The line of the field in focus."""
        return next((field for field in self.fields if field.item == self.focus), None)


def field_comparison(
    covered: FrameworkCoverage, size: ProgrammeSize, *, focus: str = _LOCAL_GOVERNMENT
) -> FieldComparison:
    """Rank the items of a framework that is there to compare.

    Args:
        covered: coverage of the framework.
        size: of the same programme.
        focus: item id of the field to point out.
    """
    expected = [item.text_credits.expected for item in covered.items]
    base = size.base_credits if size.counted_credits else None
    # Places as in a contest: equal fields share one, and the next place is skipped.
    fields = tuple(
        FieldPlace(
            item=item.item,
            label=item.label,
            finding=item.finding,
            courses=len({*item.confirmed, *item.proposed}),
            credits=item.text_credits,
            share=ects / base if base else None,
            rank=1 + sum(more > ects for more in expected) if ects else None,
        )
        for item, ects in zip(covered.items, expected, strict=True)
    )
    return FieldComparison(
        framework=FrameworkRef(covered.ref),
        title=covered.title,
        fields=fields,
        focus=next((field.item for field in fields if field.item.item == focus), None),
        size=size,
    )
