"""OCMW practice in a programme: `practice` of the public JSON."""

from __future__ import annotations

from swcompetence.analysis.finding import FrameworkFindings, ItemFinding
from swcompetence.analysis.ocmw.first_gaps import FirstGap
from swcompetence.analysis.ocmw.share import OcmwShare
from swcompetence.model import Model

_FIRST = 5


class OcmwPractice(Model):
    """What the sheets of one programme say of OCMW practice."""

    findings: FrameworkFindings
    share: OcmwShare
    gaps: tuple[FirstGap, ...]
    """Every theme that is not a subject in explicit context, in the order to take them up."""
    reference: str
    """Title of the reference that the gaps are weighed by."""

    @property
    def themes(self) -> tuple[ItemFinding, ...]:
        """The themes, in the order of the edition."""
        return self.findings.items

    @property
    def first_gaps(self) -> tuple[FirstGap, ...]:
        """The themes to begin with, five at most."""
        return self.gaps[:_FIRST]
