"""The share of a programme that its sheets give to a framework, OCMW practice above all."""

from __future__ import annotations

from swcompetence.analysis.item_coverage import FrameworkCoverage
from swcompetence.analysis.presence import PRESENCE_RULE, Presence
from swcompetence.analysis.programme_size import ProgrammeSize
from swcompetence.model import Model


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
